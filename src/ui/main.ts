import './styles/page.css';
import { MynaPinApp } from './myna-pin-app.ts';

// The secret leaves the address bar, and with it the history, before anything else happens.
const secret = location.hash.slice(1) || undefined;
if (secret) history.replaceState(null, '', location.pathname + location.search);

MynaPinApp.secret = secret;
customElements.define('myna-pin-app', MynaPinApp);
