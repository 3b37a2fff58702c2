import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The folder of package.json. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a build wrote: SHA-256 in hexadecimal by path relative to its folder. */
export type BuildList = ReadonlyMap<string, string>;

/** Builds the page for a web server (`static`) or an Isolated Web App (`iwa`) into `folder`, which is emptied first. */
export async function buildPage(mode: 'static' | 'iwa', folder: string): Promise<BuildList> {
  // Whoever tests with NODE_ENV=test wants what people get, not the development form of the libraries.
  process.env['NODE_ENV'] = 'production';
  await rm(folder, { recursive: true, force: true });
  const result = await build({ root: ROOT, mode, logLevel: 'warn', build: { outDir: folder, emptyOutDir: false } });
  if (!('output' in result)) throw new Error('one output was expected');
  return new Map(result.output.map((file) => [file.fileName, sha256(file.type === 'chunk' ? file.code : file.source)]));
}

/** In hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
