import './styles/page.css';
import './styles/certificates.css';
import { loadOffice } from '../app/load-office.ts';
import { isShared } from '../app/office-rules.ts';
import { DELIVERY } from './delivery.ts';
import { startLanguage } from './language.ts';
import { MynaPinApp } from './myna-pin-app.ts';
import { displayOf, officeSources } from './office-sources.ts';
import { keepForOffline, leaveServiceWorkers, useNewestVersion } from './offline.ts';
import { followTheme, settings } from './settings.ts';

/** How often a page that is out of order asks for settings, in milliseconds. */
const LOOK_AGAIN_MS = 5_000;

// No office decides that, and nobody waits in another theme for what is fetched below.
followTheme();
// Either may load the page anew, so the address stays as it is until then.
if (DELIVERY === 'bridge') await leaveServiceWorkers();
if (DELIVERY === 'static') await useNewestVersion();

// The secret leaves the address bar, and with it the history, before anything else happens.
const secret = location.hash.slice(1) || undefined;
if (secret) history.replaceState(null, '', location.pathname + location.search);

const state = await loadOffice(officeSources());
const { office } = state;
const shared = isShared(office);
settings.begin(displayOf(office), { shared });
await startLanguage(office.languages, { shared });

// The workbench is for developers, and nobody else loads it, nor does it record residents. Without it the page works as ever.
const asked = !shared && new URLSearchParams(location.search).has('dev');
const workbench = asked ? await import('./workbench/developer-tools.ts').catch(() => undefined) : undefined;
// Without it there is no page: of whoever comes next, nothing would be cleared.
if (shared) {
  const { createJournal, loadShell } = await import('./visit/load-shell.ts');
  MynaPinApp.journal = createJournal(office);
  MynaPinApp.createShell = await loadShell(office);
}
if (state.outOfOrder) {
  // Nobody is there to load the page anew when the settings have been put right.
  setInterval(async () => {
    if (!(await loadOffice(officeSources())).outOfOrder) location.reload();
  }, LOOK_AGAIN_MS);
}
MynaPinApp.office = state;
MynaPinApp.secret = secret;
MynaPinApp.developerTools = workbench?.createDeveloperTools();
customElements.define('myna-pin-app', MynaPinApp);
if (DELIVERY === 'static') await keepForOffline();
