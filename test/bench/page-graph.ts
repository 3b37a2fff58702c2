import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** The folder of package.json. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A file of the built page. */
export interface PageChunk {
  readonly fileName: string;
  /** On the wire, from a web server that compresses as they do by default. */
  readonly gzipBytes: number;
  /** Files that come with it, scripts and styles. */
  readonly imports: readonly string[];
  /** Files that may be asked for later. */
  readonly dynamicImports: readonly string[];
  /** Sources in it, from the folder of package.json. */
  readonly modules: readonly string[];
}

/** What of the page brings what along. */
export interface PageGraph {
  readonly entry: string;
  /** Scripts and styles by file name, `index.html` among them, bringing the entry along. */
  readonly chunks: ReadonlyMap<string, PageChunk>;
}

/** What a file takes on the wire from a web server that compresses as they do by default. */
export function gzipBytes(content: Uint8Array | string): number {
  return gzipSync(content, { level: 6 }).length;
}

/** Builds the page as `npm start` does, and writes nothing. */
export async function pageGraph(): Promise<PageGraph> {
  process.env['NODE_ENV'] = 'production';
  const result = await build({ root: ROOT, logLevel: 'warn', build: { write: false } });
  if (!('output' in result)) throw new Error('one output was expected');
  const chunks = new Map<string, PageChunk>();
  let entry = '';
  for (const file of result.output) {
    const { fileName } = file;
    const empty = { imports: [], dynamicImports: [], modules: [] };
    if (file.type === 'asset') {
      chunks.set(fileName, { fileName, gzipBytes: gzipBytes(file.source), ...empty });
      continue;
    }
    if (file.isEntry) entry = fileName;
    const styles = (file as { viteMetadata?: { importedCss: ReadonlySet<string> } }).viteMetadata?.importedCss ?? [];
    chunks.set(fileName, {
      fileName,
      gzipBytes: gzipBytes(file.code),
      imports: [...file.imports, ...styles],
      dynamicImports: file.dynamicImports,
      modules: file.moduleIds.map((id) => id.replace(ROOT, '')),
    });
  }
  return { entry, chunks };
}

/** Everything that comes with `from`, itself included; what may be asked for later as well where `follow` says so. */
export function broughtBy(
  { chunks }: PageGraph,
  from: string,
  follow: (chunk: PageChunk) => boolean = () => false,
): readonly PageChunk[] {
  const found = new Set<PageChunk>();
  const visit = (fileName: string) => {
    const chunk = chunks.get(fileName);
    if (!chunk || found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) visit(name);
    for (const name of chunk.dynamicImports) {
      const later = chunks.get(name);
      if (later && follow(later)) visit(name);
    }
  };
  visit(from);
  return [...found];
}

/** In kB of 1,000 bytes. */
export function kilobytes(chunks: readonly PageChunk[], extension = ''): number {
  const sizes = chunks.filter(({ fileName }) => fileName.endsWith(extension)).map((chunk) => chunk.gzipBytes);
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000;
}
