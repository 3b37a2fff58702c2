import { updateWhenLocaleChanges } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import '../components/button.ts';
import '../components/checkbox.ts';
import { LightElement } from '../components/light-element.ts';
import { say, words } from '../language.ts';
import { type Choices, settings } from '../settings.ts';
import type { SettingsWords } from '../words/settings/settings-words.ts';

/**
 * The choices of a person for this page, each in effect at once. Owns: saying once what was changed. Does not own: the
 * choices, which are kept elsewhere, nor what follows from them.
 */
@customElement('settings-form')
export class SettingsForm extends LightElement {
  /** In the language on screen when it is drawn. */
  @state() private said: (words: SettingsWords) => string = () => '';

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  protected override render() {
    const { settings: of } = words();
    const said = this.said(of);
    return html`
      ${radios('theme', of.theme, of.themes, settings.theme, (theme) =>
        this.#choose({ theme }, (words) => words.changed(words.theme, words.themes[theme])),
      )}
      ${radios('keypad', of.keypad, of.keypads, settings.keypad, (keypad) =>
        this.#choose({ keypad }, (words) => words.changed(words.keypad, words.keypads[keypad])),
      )}
      <myna-checkbox
        .label=${say(of.shuffle)}
        .support=${say(of.shuffleHelp)}
        .checked=${settings.shuffle}
        @change=${this.#shuffle}
      ></myna-checkbox>
      <div><myna-button kind="quiet" .text=${say(of.reset)} @click=${this.#reset}></myna-button></div>
      <p class="settings-said" role="status">${said ? say(said) : nothing}</p>
    `;
  }

  #choose(choices: Partial<Choices>, said: (words: SettingsWords) => string): void {
    settings.choose(choices);
    this.said = said;
  }

  readonly #shuffle = (event: Event): void => {
    const shuffle = (event.target as HTMLInputElement).checked;
    this.#choose({ shuffle }, ({ changed, shuffle: name, shuffleStates }) =>
      changed(name, shuffleStates[shuffle ? 'on' : 'off']),
    );
  };

  readonly #reset = (): void => {
    settings.reset();
    this.said = ({ resetDone }) => resetDone;
  };
}

function radios<Value extends string>(
  name: string,
  legend: string,
  texts: Readonly<Record<Value, string>>,
  chosen: Value,
  choose: (value: Value) => void,
) {
  return html`
    <fieldset class="radios">
      <legend>${say(legend)}</legend>
      ${(Object.keys(texts) as Value[]).map(
        (value) => html`
          <label class="radio">
            <input
              type="radio"
              name=${name}
              value=${value}
              .checked=${live(value === chosen)}
              @change=${() => choose(value)}
            />
            <span>${say(texts[value])}</span>
          </label>
        `,
      )}
    </fieldset>
  `;
}
