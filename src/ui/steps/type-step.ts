import { updateWhenLocaleChanges } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { type AppModel, fourDigitPins } from '../../app/app-model.ts';
import { PINS, type PinId } from '../../card/applications.ts';
import { fromAscii, toAscii } from '../../card/bytes.ts';
import type { PinWish } from '../../card/pin-job.ts';
import type { FormatProblem, PinFormat } from '../../card/pin-rules.ts';
import { listed, say, words } from '../language.ts';
import { PinField } from '../pin-field.ts';
import { pinName, pinNameText } from '../pin-name.ts';

/** Which field of which group: a PIN, or the one number that several PINs share. */
type Group = PinId | 'combined';
type FieldName = 'current' | 'next' | 'repeat';
/** What is wrong with a field, as a code: the sentence is that of the language on the screen. */
type Problem = FormatProblem | 'mismatch' | 'same-as-current';

/**
 * The form. Owns: its fields and what is wrong with them. On 次へ it turns what was typed into bytes, empties the fields
 * and hands the bytes to the model. Nothing here reaches a card.
 */
@customElement('type-step')
export class TypeStep extends LitElement {
  @property({ attribute: false }) model!: AppModel;
  @state() private problems: ReadonlyMap<string, Problem> = new Map();
  @query('.error-summary') private summary!: HTMLElement | null;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** A person who comes back from the confirmation finds what they typed. */
  protected override async firstUpdated(): Promise<void> {
    await Promise.all(this.#fields().map((field) => field.updateComplete));
    for (const { pin, current, next } of this.model.chosenPins.flatMap((pin) => this.model.wishOf(pin) ?? [])) {
      this.#field(this.#groupOf(pin, 'current'), 'current')?.fill(toAscii(current));
      for (const name of ['next', 'repeat'] as const) this.#field(this.#groupOf(pin, name), name)?.fill(toAscii(next));
    }
  }

  override disconnectedCallback(): void {
    for (const field of this.#fields()) field.clear();
    super.disconnectedCallback();
  }

  protected override render() {
    const { model } = this;
    const { buttons, form } = words().page;
    const combinable = fourDigitPins(model.chosenPins);
    return html`
      <form novalidate @submit=${this.#submit} @pin-input=${this.#typed}>
        <p>${say(form.safe)}</p>
        ${
          this.problems.size > 0
            ? html`<div class="error-summary" role="alert"><p>${say(form.errorSummary(this.problems.size))}</p></div>`
            : nothing
        }
        ${combinable.length > 1 ? this.#combineChoices() : nothing}
        ${repeat(
          model.chosenPins,
          (pin) => pin,
          (pin) => this.#pinGroup(pin),
        )}
        ${this.#combining ? this.#combinedGroup(combinable) : nothing}
        <div class="buttons">
          <button type="submit" class="button-main">${say(buttons.next)}</button>
          <button type="button" class="button-second" @click=${() => model.goTo('choose')}>${say(buttons.back)}</button>
        </div>
      </form>
    `;
  }

  get #combining(): boolean {
    return this.model.form.combine && fourDigitPins(this.model.chosenPins).length > 1;
  }

  #combineChoices() {
    const { form } = this.model;
    const { form: said } = words().page;
    return html`
      <div class="choice-box">
        ${checkbox('combine', said.combine, said.combineHelp, form.combine, (on) => {
          form.combine = on;
          this.#rearranged();
        })}
        ${
          form.combine
            ? checkbox('same-today', said.sameToday, said.sameTodayHelp, form.sameToday, (on) => {
                form.sameToday = on;
                this.#rearranged();
              })
            : nothing
        }
      </div>
    `;
  }

  #pinGroup(pin: PinId) {
    const names = (['current', 'next', 'repeat'] as const).filter((name) => this.#groupOf(pin, name) === pin);
    if (names.length === 0) return nothing;
    const state = this.model.overview?.pins[pin];
    return html`
      <div class="pin-group" role="group" aria-labelledby="group-${pin}">
        <h3 id="group-${pin}">${pinName(pin)}</h3>
        <p class="support">${say(words().card.formats[PINS[pin].format])}</p>
        ${this.#pinFields(pin, PINS[pin].format, names, state?.kind === 'ready' ? state.triesLeft : undefined)}
      </div>
    `;
  }

  #combinedGroup(pins: readonly PinId[]) {
    const names = this.model.form.sameToday ? (['current', 'next', 'repeat'] as const) : (['next', 'repeat'] as const);
    const { card, page } = words();
    const { form } = page;
    const tries = pins.flatMap((pin) => {
      const state = this.model.overview?.pins[pin];
      return state?.kind === 'ready' ? [state.triesLeft] : [];
    });
    return html`
      <div class="pin-group" role="group" aria-labelledby="group-combined" aria-describedby="group-combined-for">
        <h3 id="group-combined">${say(form.combinedGroup)}</h3>
        <p class="support" id="group-combined-for">${say(form.combinedFor(listed(pins.map(pinNameText))))}</p>
        <p class="support">${say(card.formats['four-digits'])}</p>
        ${this.#pinFields('combined', 'four-digits', names, tries.length > 0 ? Math.min(...tries) : undefined)}
      </div>
    `;
  }

  /** Keyed, so that what was typed into one field can never turn up in another when the groups are rearranged. */
  #pinFields(group: Group, format: PinFormat, names: readonly FieldName[], triesLeft: number | undefined) {
    const { fields, form } = words().page;
    return repeat(
      names,
      (name) => key(group, name),
      (name) => html`<pin-field
        data-key=${key(group, name)}
        .label=${fields[name]}
        .format=${format}
        .isNew=${name === 'next'}
        .help=${name === 'current' && triesLeft !== undefined ? form.triesNote(triesLeft) : ''}
        .problem=${problemText(this.problems.get(key(group, name)), format)}
      ></pin-field>`,
    );
  }

  /** Under which heading the field of a PIN stands, given the choices made. */
  #groupOf(pin: PinId, name: FieldName): Group {
    const combined = this.#combining && PINS[pin].format === 'four-digits';
    return combined && (name !== 'current' || this.model.form.sameToday) ? 'combined' : pin;
  }

  #fields(): PinField[] {
    return [...this.querySelectorAll<PinField>('pin-field')];
  }

  #field(group: Group, name: FieldName): PinField | null {
    return this.querySelector<PinField>(`pin-field[data-key="${key(group, name)}"]`);
  }

  #rearranged(): void {
    this.problems = new Map();
    this.requestUpdate();
  }

  #typed(event: Event): void {
    const field = event.target;
    if (!(field instanceof PinField) || !this.problems.has(field.dataset['key'] ?? '')) return;
    const rest = new Map(this.problems);
    rest.delete(field.dataset['key'] ?? '');
    this.problems = rest;
  }

  /** Everything that is wrong, by field. */
  #check(): Map<string, Problem> {
    const problems = new Map<string, Problem>();
    for (const field of this.#fields()) {
      const [group, name] = (field.dataset['key'] ?? '').split('/') as [Group, FieldName];
      if (name === 'repeat') {
        if (field.read() !== this.#field(group, 'next')?.read()) problems.set(key(group, name), 'mismatch');
      } else {
        const problem = field.formatProblem();
        if (problem) problems.set(key(group, name), problem);
      }
    }
    for (const pin of this.model.chosenPins) {
      const current = key(this.#groupOf(pin, 'current'), 'current');
      const next = key(this.#groupOf(pin, 'next'), 'next');
      if (
        !problems.has(current) &&
        !problems.has(next) &&
        this.#typedFor(pin, 'current') === this.#typedFor(pin, 'next')
      ) {
        problems.set(next, 'same-as-current');
      }
    }
    return problems;
  }

  #typedFor(pin: PinId, name: FieldName): string {
    return this.#field(this.#groupOf(pin, name), name)?.read() ?? '';
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const problems = this.#check();
    this.problems = problems;
    if (problems.size > 0) {
      await this.updateComplete;
      const first = this.#fields().find((field) => problems.has(field.dataset['key'] ?? ''));
      this.summary?.scrollIntoView({ block: 'nearest' });
      first?.focusInput();
      return;
    }
    const wishes: PinWish[] = this.model.chosenPins.map((pin) => ({
      pin,
      current: fromAscii(this.#typedFor(pin, 'current')),
      next: fromAscii(this.#typedFor(pin, 'next')),
    }));
    for (const field of this.#fields()) field.clear();
    this.model.submit(wishes);
  }
}

/** Empty when nothing is wrong. */
function problemText(problem: Problem | undefined, format: PinFormat): string {
  const { problems, mismatch, sameAsCurrent } = words().card;
  if (problem === undefined) return '';
  if (problem === 'mismatch') return mismatch;
  return problem === 'same-as-current' ? sameAsCurrent : problems[format][problem];
}

function key(group: Group, name: FieldName): string {
  return `${group}/${name}`;
}

/** A checkbox with a support text under its label. */
function checkbox(id: string, label: string, help: string, checked: boolean, onChange: (on: boolean) => void) {
  return html`
    <div class="check">
      <input
        type="checkbox"
        id=${id}
        .checked=${checked}
        aria-describedby="${id}-help"
        @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
      />
      <div>
        <label for=${id}>${say(label)}</label>
        <p class="support" id="${id}-help">${say(help)}</p>
      </div>
    </div>
  `;
}
