import './styles/page.css';
import './styles/certificates.css';
import { MynaPinApp } from './myna-pin-app.ts';

// The secret leaves the address bar, and with it the history, before anything else happens.
const secret = location.hash.slice(1) || undefined;
if (secret) history.replaceState(null, '', location.pathname + location.search);

// The workbench is for developers, and nobody else loads it. Without it the page works as ever.
const asked = new URLSearchParams(location.search).has('dev');
const workbench = asked ? await import('./workbench/developer-tools.ts').catch(() => undefined) : undefined;

MynaPinApp.secret = secret;
MynaPinApp.developerTools = workbench?.createDeveloperTools();
customElements.define('myna-pin-app', MynaPinApp);
