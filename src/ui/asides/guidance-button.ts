import { html } from 'lit';
import '../components/button.ts';
import type { PinId } from '../../card/applications.ts';
import { say } from '../language.ts';
import { pinName } from '../pin-name.ts';
import type { Aside, Asides } from './aside.ts';

/** The same words stand at each PIN: whoever hears them hears its name too. */
export function guidanceButton(
  asides: Asides,
  aside: Aside & { readonly pin: PinId },
  text: string,
  kind: 'quiet' | 'text' = 'quiet',
) {
  const label = html`${say(text)}<span class="hidden"> ${pinName(aside.pin)}</span>`;
  return html`<myna-button .kind=${kind} opensDialog .text=${label} @click=${() => asides.open(aside)}></myna-button>`;
}
