import { nothing } from 'lit';

type Rest = typeof import('./rest-of-page.ts');

let stands: () => void = () => {};
const firstScreen = new Promise<void>((resolve) => {
  stands = resolve;
});
let loading: Promise<Rest> | undefined;
let loaded: Rest | undefined;

/**
 * What the first screen does without: the steps of the job, what opens over it, and the ways to a card besides the bridge. It is
 * loaded as soon as the first screen stands, and not when it is needed: by then the bridge or the network may be gone.
 * `undefined` until it is there.
 */
export function rest(): Rest | undefined {
  return loaded;
}

/** Resolves once it is there. Rejects where it could not be loaded; then the next call tries again. */
export function loadRest(): Promise<Rest> {
  loading ??= firstScreen
    .then(() => import('./rest-of-page.ts'))
    .then(
      (module) => {
        loaded = module;
        return module;
      },
      (error) => {
        loading = undefined;
        throw error;
      },
    );
  return loading;
}

/** To be called when the first screen is drawn. */
export function firstScreenStands(): void {
  // What was drawn comes onto the screen first.
  requestAnimationFrame(() => setTimeout(stands));
}

/**
 * A view of the rest. Nothing of it is ever missing but in the first moments of a page, or where it could not be loaded: then
 * the page is loaded anew, before anything was typed.
 */
export function fromRest<View>(view: (module: Rest) => View): View | typeof nothing {
  if (loaded) return view(loaded);
  loadRest().catch(() => location.reload());
  return nothing;
}
