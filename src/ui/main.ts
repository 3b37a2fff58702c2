import './styles/page.css';
import './styles/certificates.css';
import { DELIVERY } from './delivery.ts';
import { startLanguage } from './language.ts';
import { MynaPinApp } from './myna-pin-app.ts';
import { keepForOffline, leaveServiceWorkers, useNewestVersion } from './offline.ts';
import { followTheme } from './settings.ts';

// Either may load the page anew, so the address stays as it is until then.
if (DELIVERY === 'bridge') await leaveServiceWorkers();
if (DELIVERY === 'static') await useNewestVersion();

// The secret leaves the address bar, and with it the history, before anything else happens.
const secret = location.hash.slice(1) || undefined;
if (secret) history.replaceState(null, '', location.pathname + location.search);

// The workbench is for developers, and nobody else loads it. Without it the page works as ever.
const asked = new URLSearchParams(location.search).has('dev');
const workbench = asked ? await import('./workbench/developer-tools.ts').catch(() => undefined) : undefined;

followTheme();
await startLanguage();
MynaPinApp.secret = secret;
MynaPinApp.developerTools = workbench?.createDeveloperTools();
customElements.define('myna-pin-app', MynaPinApp);
if (DELIVERY === 'static') await keepForOffline();
