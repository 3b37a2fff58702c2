/**
 * The service worker of the static build: the page works without a network once it was loaded. It keeps the files of one
 * build, all of them or none, and nothing else ever: what is asked of any other address is not even looked at.
 */

/** What is used of `ServiceWorkerGlobalScope`. TypeScript's own types of it exclude those of a page. */
interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly { readonly url: string }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WaitingEvent) => void): void;
  addEventListener(type: 'message', listener: (event: WaitingEvent & MessageEvent<unknown>) => void): void;
  addEventListener(type: 'fetch', listener: (event: RequestEvent) => void): void;
}
interface WaitingEvent {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** Filled in by the build: the path of every file, relative to the scope, with its hash as in Subresource Integrity. */
declare const OFFLINE_FILES: Readonly<Record<string, string>>;
/** Filled in by the build: a hash of that list. */
declare const OFFLINE_VERSION: string;

const worker = self as unknown as WorkerScope;
const FILES = new Map(Object.entries(OFFLINE_FILES));
const SCOPE = new URL(worker.registration.scope);
/** Another copy of this page in another folder of the same host keeps caches of its own. */
const CACHE_PREFIX = `myna-pin ${SCOPE.pathname} `;
const CACHE = CACHE_PREFIX + OFFLINE_VERSION;
/** The page itself, whichever of its addresses was asked for. */
const PAGE = './';
/** The bridge is found there, on a port that another program may have had before. */
const LOOPBACK = '127.0.0.1';
/** Milliseconds a bridge has to answer. Another program may take connections there and never say a word. */
const BRIDGE_MS = 2_000;
/** As in the bridge's protocol, which this file cannot import: a worker of one file needs no module support. */
const BRIDGE_HEADER = 'X-Myna-Pin';

worker.addEventListener('install', (event) => event.waitUntil(keepFiles()));
worker.addEventListener('activate', (event) => event.waitUntil(takeCharge()));
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(takeOver(event.ports[0]));
});
worker.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path === undefined) return;
  event.respondWith(event.request.mode === 'navigate' ? page(event.request) : file(path, event.request));
});

/** A host in the middle of an update has files of two versions: with the hashes, such a mixture is not installed. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([...FILES].map(([path, integrity]) => new Request(path, { integrity, cache: 'no-cache' })));
}

async function takeCharge(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** A page that has just been opened asks for it. Another one may be in the middle of a change, and keeps its version. */
async function takeOver(answer: MessagePort | undefined): Promise<void> {
  const tabs = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const alone = tabs.filter(({ url }) => url.startsWith(SCOPE.href)).length <= 1;
  answer?.postMessage(alone);
  if (alone) await worker.skipWaiting();
}

function pathOf({ method, url }: Request): string | undefined {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== SCOPE.origin || !pathname.startsWith(SCOPE.pathname)) return undefined;
  const path = pathname.slice(SCOPE.pathname.length);
  if (path === '' || path === 'index.html') return PAGE;
  return FILES.has(path) ? path : undefined;
}

async function page(request: Request): Promise<Response> {
  const bridge = SCOPE.hostname === LOOPBACK ? await bridgeAnswer(request) : undefined;
  return bridge ?? file(PAGE, request);
}

/** What the bridge says when it has this port now; then this worker has no business here any more. */
async function bridgeAnswer(request: Request): Promise<Response | undefined> {
  // An answer whose body nobody reads would keep this worker busy, and a new version waiting.
  const signal = AbortSignal.timeout(BRIDGE_MS);
  const answer = await fetch(request.url, { method: 'HEAD', cache: 'no-store', signal }).catch(() => undefined);
  if (!answer?.headers.has(BRIDGE_HEADER)) return undefined;
  await worker.registration.unregister();
  await caches.delete(CACHE);
  return fetch(request);
}

async function file(path: string, request: Request): Promise<Response> {
  // Unlike `open`, this does not make a cache anew that was deleted.
  return (await caches.match(path, { cacheName: CACHE })) ?? fetch(request);
}
