import { html, type SVGTemplateResult, svg } from 'lit';

/** Drawn on 24 × 24 units, in the colour of the text around. */
const SHAPES = {
  info: svg`<circle cx="12" cy="12" r="10" fill="currentcolor"/>
    <path d="M12 10.5v7" class="icon-cut"/><circle cx="12" cy="7" r="1.4" class="icon-cut-dot"/>`,
  success: svg`<circle cx="12" cy="12" r="10" fill="currentcolor"/><path d="m7 12.4 3.4 3.4L17 9" class="icon-cut"/>`,
  warning: svg`<path d="M12 2.2 23 21.5H1Z" fill="currentcolor"/>
    <path d="M12 9v6" class="icon-cut"/><circle cx="12" cy="18.2" r="1.3" class="icon-cut-dot"/>`,
  error: svg`<path d="M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9Z" fill="currentcolor"/>
    <path d="M12 6.5v7" class="icon-cut"/><circle cx="12" cy="17.2" r="1.4" class="icon-cut-dot"/>`,
  check: svg`<path d="m4.5 12.5 5 5L19.5 7" class="icon-line-bold"/>`,
  close: svg`<path d="m5.5 5.5 13 13m0-13-13 13" class="icon-line"/>`,
  card: svg`<rect x="2" y="5" width="20" height="14" rx="2" class="icon-line"/>
    <rect x="5.5" y="9" width="4.5" height="4" rx="0.5" class="icon-line"/><path d="M14 15.5h4.5" class="icon-line"/>`,
  reader: svg`<rect x="3" y="10" width="18" height="10" rx="2" class="icon-line"/>
    <path d="M7 10V4h10v6M7 15h10" class="icon-line"/>`,
  lock: svg`<rect x="4.5" y="10.5" width="15" height="10.5" rx="1.5" class="icon-line"/>
    <path d="M8 10.5V7a4 4 0 0 1 8 0v3.5M12 14.5v2.5" class="icon-line"/>`,
  help: svg`<circle cx="12" cy="12" r="9.5" class="icon-line"/>
    <path d="M9 9.3a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.4 2" class="icon-line"/><circle cx="12" cy="17" r="1.2" fill="currentcolor"/>`,
  settings: svg`<path d="M3 7h9m6 0h3M3 17h3m6 0h9" class="icon-line"/>
    <circle cx="15" cy="7" r="3" class="icon-line"/><circle cx="9" cy="17" r="3" class="icon-line"/>`,
  language: svg`<circle cx="12" cy="12" r="9.5" class="icon-line"/>
    <path d="M2.5 12h19M12 2.5c5.3 5.5 5.3 13.5 0 19m0-19c-5.3 5.5-5.3 13.5 0 19" class="icon-line"/>`,
  keyboard: svg`<rect x="1.5" y="5.5" width="21" height="13" rx="2" class="icon-line"/>
    <path d="M5 9.5h1m3 0h1m4 0h1m3 0h1M5 13h1m3 0h1m4 0h1m3 0h1M8 16h8" class="icon-line"/>`,
  backspace: svg`<path d="M8.5 5H22v14H8.5L2 12Zm3.5 4 6 6m0-6-6 6" class="icon-line"/>`,
  speak: svg`<path d="M3 9h4l5-4.5v15L7 15H3Z" class="icon-line"/>
    <path d="M15.5 9a4 4 0 0 1 0 6m2.5-9a8 8 0 0 1 0 12" class="icon-line"/>`,
  show: svg`<path d="M1.5 12C6 4.5 18 4.5 22.5 12 18 19.5 6 19.5 1.5 12Z" class="icon-line"/>
    <circle cx="12" cy="12" r="3" class="icon-line"/>`,
  hide: svg`<path d="M1.5 12C6 4.5 18 4.5 22.5 12 18 19.5 6 19.5 1.5 12Z" class="icon-line"/>
    <circle cx="12" cy="12" r="3" class="icon-line"/><path d="m4 21L20 3" class="icon-line"/>`,
  print: svg`<path d="M6 8V2.5h12V8M6 17H2.5V8h19v9H18M6 13.5h12V21.5H6Z" class="icon-line"/>`,
  copy: svg`<rect x="8" y="7.5" width="13" height="14" rx="1.5" class="icon-line"/>
    <path d="M16 7.5V2.5H3v15h5" class="icon-line"/>`,
  next: svg`<path d="m9 4.5 7.5 7.5L9 19.5" class="icon-line"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** A picture beside words that say the same, so it is nothing to a screen reader. */
export function icon(name: IconName) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}
