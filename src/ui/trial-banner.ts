import { html } from 'lit';
import { PROFILES, type ProfileId } from '../readers/virtual/profiles.ts';
import { BUTTONS, PROFILE_NAMES, TRIAL } from './texts.ts';
import type { Trial } from './trial.ts';

/** Says unmistakably, on every screen, that no real card is in use; and lets people try the other kinds of card. */
export function trialBanner(trial: Trial, onChange: () => void) {
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
    <p class="trial-mark" id="trial-mark">${TRIAL.mark}</p>
    <aside class="trial" aria-labelledby="trial-mark">
      <div class="trial-inner">
        <div>
          <p>${TRIAL.explanation}<strong>${TRIAL.warning}</strong></p>
          <p>${TRIAL.pins}</p>
        </div>
        <div class="trial-tools">
          <label
            >${TRIAL.profile}
            <select @change=${choose}>
              ${(Object.keys(PROFILES) as ProfileId[]).map(
                (id) => html`<option value=${id} ?selected=${id === trial.profile}>${PROFILE_NAMES[id]}</option>`,
              )}
            </select>
          </label>
          <label class="trial-check"
          ><input
            type="checkbox"
            .checked=${trial.cutsOff}
            @change=${(event: Event) => {
              trial.cutsOff = (event.target as HTMLInputElement).checked;
            }}
          />${TRIAL.cutOff}</label
        >
        <button type="button" class="button-quiet" @click=${toggle}>
            ${trial.inserted ? BUTTONS.removeCard : BUTTONS.insertCard}
          </button>
        </div>
      </div>
    </aside>
  `;
}
