import { join, resolve } from 'node:path';
import { buildPage, ROOT } from './build-page.ts';

// What `npm run build` runs: the page for any web server.
const folder = resolve(process.argv[2] ?? join(ROOT, 'dist/static'));
await buildPage('static', folder);
process.stdout.write(`${folder}\n`);
