import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import '../components/button.ts';
import type { AppModel } from '../../app/app-model.ts';
import type { IconName } from '../components/icons.ts';
import { say, words } from '../language.ts';
import { rest } from '../rest.ts';
import type { Aside, Asides } from './aside.ts';

/** Those that can be opened from every screen. */
const IN_HEADER: readonly { readonly aside: Aside; readonly icon: IconName; readonly text: () => string }[] = [
  { aside: { name: 'guidance' }, icon: 'help', text: () => words().guidance.title },
  { aside: { name: 'settings' }, icon: 'settings', text: () => words().settings.title },
];

/** In the header; while the card is at work nothing is to lie over it. */
export function asideButtons(asides: Asides, { step }: AppModel) {
  if (step === 'working') return nothing;
  return IN_HEADER.map(
    ({ aside, icon, text }) =>
      html`<myna-button kind="text" opensDialog .icon=${icon} .text=${say(text())} @click=${() => asides.open(aside)}></myna-button>`,
  );
}

/** The one that is open; `closed` is for the focus. */
export function openAside(asides: Asides, model: AppModel, closed: () => void) {
  const aside = asides.current;
  // In the first moments of a page it opens as soon as it is there.
  const view = aside && rest()?.ASIDE_VIEWS[aside.name](aside, asides, model);
  if (!view) return nothing;
  const close = () => {
    asides.close(aside);
    closed();
  };
  // Each has a dialog of its own, so that every one begins at its heading.
  return keyed(
    aside,
    html`<myna-dialog
      open
      .heading=${view.heading}
      .content=${view.content}
      .actions=${view.actions ?? nothing}
      .closeText=${say(words().guidance.close)}
      @close=${close}
    ></myna-dialog>`,
  );
}
