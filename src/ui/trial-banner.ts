import { html } from 'lit';
import './components/button.ts';
import './components/checkbox.ts';
import { PROFILES, type ProfileId } from '../readers/virtual/profiles.ts';
import { plain, say, words } from './language.ts';
import type { Trial } from './trial.ts';

/**
 * Says unmistakably, on every screen, that no real card is in use; and lets people try the other kinds of card. Its PINs are
 * said at the fields where they are typed.
 */
export function trialBanner(trial: Trial, onChange: () => void) {
  const { trial: said, profileNames, buttons } = words().page;
  const choose = (event: Event) => {
    trial.insertNew((event.target as HTMLSelectElement).value as ProfileId);
    onChange();
  };
  const toggle = () => {
    if (trial.inserted) trial.remove();
    else trial.insert();
    onChange();
  };
  return html`
    <aside class="trial-region" aria-labelledby="trial-mark">
      <p class="trial-mark" id="trial-mark">${say(said.mark)}</p>
      <div class="trial">
      <div class="trial-inner">
        <p>${say(said.explanation)} <strong>${say(said.warning)}</strong></p>
        <details>
          <summary>${say(said.tools)}</summary>
          <div class="trial-tools">
          <label
            >${say(said.profile)}
            <select @change=${choose}>
              ${(Object.keys(PROFILES) as ProfileId[]).map(
                (id) => html`<option value=${id} ?selected=${id === trial.profile}>${plain(profileNames[id])}</option>`,
              )}
            </select>
          </label>
          <myna-button kind="quiet" .text=${say(trial.inserted ? buttons.removeCard : buttons.insertCard)} @click=${toggle}></myna-button>
          <myna-checkbox
            .label=${say(said.cutOff)}
            .checked=${trial.cutsOff}
            @change=${(event: Event) => {
              trial.cutsOff = (event.target as HTMLInputElement).checked;
            }}
          ></myna-checkbox>
          </div>
        </details>
      </div>
      </div>
    </aside>
  `;
}
