/** What `npm run gallery` runs: the page is built where its sources are newer, before `gallery.ts` opens it. */
import { ensureBuilt } from '../../bridge/setup.mjs';

ensureBuilt();
await import('./gallery.ts');
