/** What a finger or a key can do besides pressing and typing, by event; all of it leads out of the page, or to another person. */
const LEADS_OUT = ['contextmenu', 'copy', 'cut', 'dragstart'] as const;

const FUNCTION_KEY = /^F\d{1,2}$/;

/**
 * On a screen that belongs to nobody: no menus, nothing in the clipboard for whoever comes next, and no keys of the browser,
 * as far as it leaves those to the page (all of them where it shows the page as an app). Returns what ends it.
 */
export function lockPage(): () => void {
  const until = new AbortController();
  const { signal } = until;
  const prevent = (event: Event) => event.preventDefault();
  for (const type of LEADS_OUT) window.addEventListener(type, prevent, { signal, capture: true });
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || FUNCTION_KEY.test(event.key)) event.preventDefault();
  };
  window.addEventListener('keydown', keys, { signal, capture: true });
  return () => until.abort();
}
