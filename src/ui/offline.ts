/** What the page and its service worker say to each other. */
const TAKE_OVER = 'take-over';
/** Milliseconds a new version has to take over; a page must not wait for ever, nor be reloaded later, in the middle of something. */
const TAKE_OVER_MS = 3_000;

/** In the history of the tab: the page was loaded anew without the worker that it had. */
const LEFT_WORKER = 'left-worker';

/**
 * Makes sure that no service worker stands between this page and the bridge: an earlier program on the same port may have
 * left one, and it would see everything the page asks for. Reloads the page, once, when one had a hand in it. One that is
 * still there then, or comes back, is for `isIntercepted` to see.
 */
export async function leaveServiceWorkers(): Promise<void> {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const registrations = await serviceWorker.getRegistrations().catch(() => undefined);
  const gone = await Promise.all(registrations?.map((each) => each.unregister().catch(() => false)) ?? [false]);
  const reloaded = history.state === LEFT_WORKER;
  if (reloaded) history.replaceState(null, '');
  // One that left by itself still has this page. One that cannot be got rid of would have the next as well.
  if (!serviceWorker.controller || reloaded || gone.includes(false)) return;
  history.replaceState(LEFT_WORKER, '');
  location.reload();
  await new Promise(() => {});
}

/** Whether a service worker sees what this page of the bridge asks for. The bridge has none, so it is somebody else's. */
export function isIntercepted(): boolean {
  return Boolean(navigator.serviceWorker?.controller);
}

/**
 * Lets the version that was downloaded during an earlier visit take over, before anything is done with the page, and only
 * where no other tab is open, which might be in the middle of a change. Reloads the page then.
 */
export async function useNewestVersion(): Promise<void> {
  const waiting = (await navigator.serviceWorker?.getRegistration().catch(() => undefined))?.waiting;
  if (!waiting) return;
  const inCharge = new AbortController();
  const reloading = new Promise<'reloading'>((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve('reloading'), inCharge);
  });
  const refused = new Promise<'refused'>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => data === false && resolve('refused');
    waiting.postMessage(TAKE_OVER, [port2]);
    setTimeout(() => resolve('refused'), TAKE_OVER_MS);
  });
  const outcome = await Promise.race([reloading, refused]);
  inCharge.abort();
  if (outcome === 'refused') return;
  location.reload();
  await new Promise(() => {});
}

/** Keeps the files of this version for the time without a network. Where that is not possible the page works as ever. */
export async function keepForOffline(): Promise<void> {
  if (!navigator.serviceWorker) return;
  const address = new URL('service-worker.js', document.baseURI).href;
  // Trusted Types would let any script be registered that some policy made; this one makes a single address.
  const { trustedTypes } = window as TrustedTypesWindow;
  const url = trustedTypes?.createPolicy('service-worker', { createScriptURL: () => address }).createScriptURL('');
  await navigator.serviceWorker.register(url ?? address, { scope: './', updateViaCache: 'none' }).catch(() => {});
}

/** Trusted Types as far as they are used here; TypeScript does not know them. */
type TrustedTypesWindow = Window & {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(input: string): string };
  };
};
