import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

export interface PageFile {
  readonly type: string;
  readonly content: Buffer;
}

/**
 * The built page, read into memory once: no request can reach any other file, and a page that is built anew meanwhile
 * never mixes with the one that is open. Keys are paths as in a request, `/` for `index.html`.
 *
 * No library for static files: sirv opens a stream for every request, and what goes wrong in one (a `Range` with its ends
 * reversed, a file that was built anew under its feet) is thrown outside any handler and ends the bridge, maybe in the
 * middle of a change. Of `Range`, `ETag` and precompressed files a page on the same machine needs none.
 *
 * Throws when `folder` does not exist.
 */
export function readPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    const type = TYPES[extname(entry.name)] ?? 'application/octet-stream';
    files.set(path === '/index.html' ? '/' : path, { type, content: readFileSync(file) });
  }
  const index = files.get('/');
  if (index) files.set('/index.html', index);
  return files;
}
