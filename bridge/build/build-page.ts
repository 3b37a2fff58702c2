import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The folder of package.json. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the page for a web server (`static`) or an Isolated Web App (`iwa`) into `folder`, which is emptied first. */
export async function buildPage(mode: 'static' | 'iwa', folder: string): Promise<void> {
  // Whoever tests with NODE_ENV=test wants what people get, not the development form of the libraries.
  process.env['NODE_ENV'] = 'production';
  await rm(folder, { recursive: true, force: true });
  await build({ root: ROOT, mode, logLevel: 'warn', build: { outDir: folder, emptyOutDir: false } });
}
