import { html } from 'lit';
import { PINS, type PinId } from '../card/applications.ts';
import { say, speaksJapanese, words } from './language.ts';

/** The name of a PIN, in other languages with the official one beside it: offices and other programs show that. */
export function pinName(pin: PinId) {
  const name = say(words().card.pinNames[pin]);
  if (speaksJapanese()) return name;
  return html`<span>${name} <span class="official-name" lang="ja">${PINS[pin].name}</span></span>`;
}

/** The same within a sentence, for `say` or `plain`. */
export function pinNameText(pin: PinId): string {
  const name = words().card.pinNames[pin];
  return speaksJapanese() ? name : `${name} (${PINS[pin].name})`;
}

/** What it is for, and what it looks like: that is what people know their PINs by. Stands below the name. */
export function pinBrief(pin: PinId) {
  const { briefUses, formats } = words().card;
  return html`<span class="pin-brief"
    ><span>${say(briefUses[pin])}</span> <span>${say(formats[PINS[pin].format])}</span></span
  >`;
}
