/** One thing that a live region said. */
export interface Said {
  /** Counts the regions of the page, from 1. */
  readonly region: number;
  /** Which turn of the event loop it was in: what has the same number came at once. */
  readonly turn: number;
  readonly text: string;
}

declare global {
  interface Window {
    /** What live regions said since the page was opened. */
    readonly said: Said[];
    standsStill: boolean;
  }
}

/**
 * Runs in the page before anything else. Notes what a screen reader would say of live regions, and lets time be stopped:
 * timers of a second or more do not go off while `standsStill` is set. Only what the page does by itself after a while is
 * kept away so.
 */
export function watchFromWithin(): void {
  const LONG_MS = 1000;
  const REGIONS = '[role="status"], [role="alert"], [aria-live]:not([aria-live="off"])';
  const said: Said[] = [];
  Object.assign(window, { said, standsStill: false });

  const setTimer = window.setTimeout.bind(window);
  const patched = (handler: TimerHandler, ms = 0, ...rest: unknown[]) =>
    setTimer(() => {
      if (window.standsStill && ms >= LONG_MS) return;
      if (typeof handler === 'function') handler(...rest);
    }, ms);
  Object.defineProperty(window, 'setTimeout', { value: patched, writable: true });

  const numbers = new Map<Element, number>();
  const last = new Map<Element, string>();
  let turn = 0;
  /** A region that comes with its text says it only if it is an alert. */
  const note = (changed: Set<Element>) => {
    turn++;
    for (const region of changed) {
      if (!region.isConnected) continue;
      const text = (region.textContent ?? '').replace(/\s+/g, ' ').trim();
      if (!numbers.has(region)) numbers.set(region, numbers.size + 1);
      if (text !== '' || last.has(region)) said.push({ region: numbers.get(region) ?? 0, turn, text });
      last.set(region, text);
    }
  };
  const observer = new MutationObserver((mutations) => {
    const changed = new Set<Element>();
    for (const { target, addedNodes } of mutations) {
      const element = target instanceof Element ? target : target.parentElement;
      const region = element?.closest(REGIONS);
      // Lit puts comments where nothing is: nobody hears those.
      const audible = (node: Node) => node.nodeType !== Node.COMMENT_NODE && node.textContent?.trim() !== '';
      if (region && numbers.has(region)) {
        if (addedNodes.length === 0 ? target.nodeType === Node.TEXT_NODE : [...addedNodes].some(audible))
          changed.add(region);
      }
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        const fresh = [...(node.matches(REGIONS) ? [node] : []), ...node.querySelectorAll(REGIONS)];
        for (const each of fresh) {
          if (numbers.has(each)) continue;
          numbers.set(each, numbers.size + 1);
          if (each.matches('[role="alert"], [aria-live="assertive"]')) changed.add(each);
        }
      }
    }
    if (changed.size > 0) note(changed);
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true });
}
