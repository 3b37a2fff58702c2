import { updateWhenLocaleChanges } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { type AppModel, type FieldGroup, fourDigitPins } from '../../app/app-model.ts';
import type { FieldName } from '../../app/drafts.ts';
import { SecondEntry } from '../../app/second-entry.ts';
import { PINS, type PinId } from '../../card/applications.ts';
import { fromAscii, toAscii } from '../../card/bytes.ts';
import type { PinWish } from '../../card/pin-job.ts';
import { checkRules, findProblem, findWeaknesses, type PinFormat } from '../../card/pin-rules.ts';
import type { Asides } from '../asides/aside.ts';
import { guidanceButton } from '../asides/guidance-button.ts';
import '../components/button.ts';
import '../components/checkbox.ts';
import type { MynaCheckbox } from '../components/checkbox.ts';
import { icon } from '../components/icons.ts';
import '../components/notice.ts';
import { STAFF } from '../counter/staff-words.ts';
import { looksLikeOtherFormat } from '../input/other-format.ts';
import { listed, say, words } from '../language.ts';
import { type Judgement, PinField } from '../pin-field.ts';
import { pinBrief, pinName, pinNameText } from '../pin-name.ts';
import { isAscii, type Key, keyOf, type Problem, problemText, split } from './type-fields.ts';

const OWN_FIELDS: readonly FieldName[] = ['current', 'next', 'repeat'];
const STAFF_FIELDS: readonly FieldName[] = ['current', 'next'];

/**
 * The form. Owns: its fields and what is wrong with them. On 次へ it turns what was typed into bytes, empties the fields
 * and hands the bytes to the model; on 戻る the same, finished or not. Nothing here reaches a card.
 */
@customElement('type-step')
export class TypeStep extends LitElement {
  @property({ attribute: false }) model!: AppModel;
  @property({ attribute: false }) asides!: Asides;
  /** The office takes no weak PINs. */
  @property({ type: Boolean }) refuseWeak = false;
  /**
   * Staff type from a paper of somebody who is not there, beside somebody who must not see it: everything twice, one entry
   * after the other, and nothing can be shown.
   */
  @property({ type: Boolean }) staff = false;
  @state() private problems: ReadonlyMap<Key, Problem> = new Map();
  @query('.error-summary') private summary!: HTMLElement | null;
  readonly #entries = new SecondEntry<Key>();

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** A person who comes back, from either side, finds what they typed. */
  protected override async firstUpdated(): Promise<void> {
    await this.#refill();
  }

  override disconnectedCallback(): void {
    for (const field of this.#fields()) field.clear();
    this.#entries.forget();
    super.disconnectedCallback();
  }

  protected override render() {
    const { model } = this;
    const { buttons, form } = words().page;
    const combinable = fourDigitPins(model.chosenPins);
    return html`
      <form
        novalidate
        @submit=${this.#submit}
        @pin-input=${this.#typed}
        @keypad-opened=${this.#oneKeypad}
        @next-field=${this.#nextField}
        @typing-on=${this.#typingOn}
        @keydown=${this.#enter}
      >
        ${this.staff ? this.#whichEntry() : html`<p>${say(form.safe)}</p>`}
        ${model.desk.trial ? html`<p class="trial-pins">${say(words().page.trial.pins)}</p>` : nothing}
        ${this.#errorSummary()}
        ${combinable.length > 1 && !this.#entries.begun ? this.#combineChoices() : nothing}
        ${repeat(
          model.chosenPins,
          (pin) => pin,
          (pin) => this.#pinGroup(pin),
        )}
        ${this.#combining ? this.#combinedGroup(combinable) : nothing}
        <div class="buttons">
          <myna-button kind="main" type="submit" .text=${say(buttons.next)}></myna-button>
          <myna-button kind="second" .text=${say(buttons.back)} @click=${this.#back}></myna-button>
        </div>
      </form>
    `;
  }

  #whichEntry() {
    const { first, second } = STAFF.entry;
    const { title, lines } = this.#entries.begun ? second : first;
    return html`<myna-notice
      role="status"
      .kind=${'info'}
      .heading=${title}
      .lines=${[...lines, STAFF.privacy]}
    ></myna-notice>`;
  }

  /** How many is said at once; which they are can be read after. */
  #errorSummary() {
    const { page, typing } = words();
    const count = this.problems.size;
    if (count === 0) return nothing;
    return html`
      <div class="error-summary">
        ${icon('error')}
        <div>
          <p role="alert">${say(page.form.errorSummary(count))}</p>
          <ul>
            ${this.#keys()
              .filter((key) => this.problems.has(key))
              .map((key) => {
                const [group, name] = split(key);
                const whose = group === 'combined' ? page.form.combinedGroup : pinNameText(group);
                const go = (event: Event) => {
                  // The address stays as it is: its hash is where the secret of the bridge comes in.
                  event.preventDefault();
                  this.#field(key)?.focusInput();
                };
                return html`<li>
                  <a href="#${this.#field(key)?.inputId}" @click=${go}
                    >${say(typing.errors.field(whose, page.fields[name]))}</a
                  >
                </li>`;
              })}
          </ul>
        </div>
      </div>
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
        ${checkbox('combine', said.combine, said.combineHelp, form.combine, (on) =>
          this.#rearrange(() => {
            form.combine = on;
          }),
        )}
        ${
          form.combine
            ? checkbox('same-today', said.sameToday, said.sameTodayHelp, form.sameToday, (on) =>
                this.#rearrange(() => {
                  form.sameToday = on;
                }),
              )
            : nothing
        }
      </div>
    `;
  }

  #pinGroup(pin: PinId) {
    const names = this.#names.filter((name) => this.#groupOf(pin, name) === pin);
    if (names.length === 0) return nothing;
    const state = this.model.overview?.pins[pin];
    return html`
      <div class="pin-group" role="group" aria-labelledby="group-${pin}">
        <h3 id="group-${pin}">${pinName(pin)}</h3>
        <p class="support">${pinBrief(pin)}</p>
        ${this.#pinFields(pin, PINS[pin].format, names, state?.kind === 'ready' ? state.triesLeft : undefined)}
        ${
          names[0] === 'current' && !this.staff
            ? guidanceButton(
                this.asides,
                { name: 'guidance', topic: 'forgotten', pin },
                words().page.choose.forgotten,
                'text',
              )
            : nothing
        }
      </div>
    `;
  }

  #combinedGroup(pins: readonly PinId[]) {
    const names = this.#names.filter((name) => name !== 'current' || this.model.form.sameToday);
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
  #pinFields(group: FieldGroup, format: PinFormat, names: readonly FieldName[], triesLeft: number | undefined) {
    const { fields, form } = words().page;
    const last = this.#keys().at(-1);
    return repeat(
      names,
      (name) => keyOf(group, name),
      (name) => {
        const key = keyOf(group, name);
        return html`<pin-field
          data-key=${key}
          .label=${this.#entries.begun ? STAFF.entry.again(fields[name]) : fields[name]}
          .format=${format}
          .judge=${this.#judgeOf(key, format)}
          .last=${key === last}
          .refuseWeak=${this.refuseWeak}
          .discreet=${this.staff}
          .help=${name === 'current' && triesLeft !== undefined ? form.triesNote(triesLeft) : ''}
          .problem=${problemText(this.problems.get(key), format)}
        ></pin-field>`;
      },
    );
  }

  #judgeOf(key: Key, format: PinFormat): ((text: string) => Judgement) | undefined {
    const [group, name] = split(key);
    switch (name) {
      case 'current':
        return undefined;
      case 'next':
        return (text) => ({ rules: checkRules(format, text), weaknesses: this.#weaknesses(group, format, text) });
      case 'repeat':
        return (text) => ({
          rules: [{ code: 'same-as-new', ok: text !== '' && text === this.#field(keyOf(group, 'next'))?.read() }],
          weaknesses: [],
        });
    }
  }

  #weaknesses(group: FieldGroup, format: PinFormat, text: string): Judgement['weaknesses'] {
    const fourDigit = fourDigitPins(this.model.chosenPins);
    const pins = group === 'combined' ? fourDigit : [group];
    // Where PINs that differ are made one, it may well be one of them.
    const [current, ...others] = new Set(pins.map((pin) => this.#typedFor(pin, 'current')));
    // That all are the same is said once, where the last of them is typed.
    const [last, ...before] = fourDigit.toReversed();
    return findWeaknesses(format, text, {
      current: others.length === 0 ? current : undefined,
      birthDate: this.model.birthDate,
      othersNew: last && pins.includes(last) ? before.map((pin) => this.#typedFor(pin, 'next')) : [],
    });
  }

  /** Under which heading the field of a PIN stands, given the choices made. */
  #groupOf(pin: PinId, name: FieldName): FieldGroup {
    const combined = this.#combining && PINS[pin].format === 'four-digits';
    return combined && (name !== 'current' || this.model.form.sameToday) ? 'combined' : pin;
  }

  get #names(): readonly FieldName[] {
    return this.staff ? STAFF_FIELDS : OWN_FIELDS;
  }

  /** Of all fields, in the order in which they stand. */
  #keys(): Key[] {
    const keys = this.model.chosenPins.flatMap((pin) =>
      this.#names.map((name) => keyOf(this.#groupOf(pin, name), name)),
    );
    const isCombined = (key: Key) => split(key)[0] === 'combined';
    return [...new Set([...keys.filter((key) => !isCombined(key)), ...keys.filter(isCombined)])];
  }

  #fields(): PinField[] {
    return [...this.querySelectorAll<PinField>('pin-field')];
  }

  #field(key: Key): PinField | null {
    return this.querySelector<PinField>(`pin-field[data-key="${key}"]`);
  }

  #typedFor(pin: PinId, name: FieldName): string {
    return this.#field(keyOf(this.#groupOf(pin, name), name))?.read() ?? '';
  }

  /** Back from the second entry: the first is there again. */
  async #firstEntryAgain(): Promise<void> {
    for (const key of this.#keys()) {
      const first = this.#entries.first(key);
      this.#field(key)?.fill(first ? toAscii(first) : '');
    }
    this.#entries.forget();
    await this.#nextEntry();
  }

  /** Nothing of it is seen any more, and it is asked for once more. */
  async #secondEntry(): Promise<void> {
    for (const key of this.#keys()) this.#entries.keep(key, fromAscii(this.#field(key)?.read() ?? ''));
    for (const field of this.#fields()) field.clear();
    await this.#nextEntry();
  }

  async #nextEntry(): Promise<void> {
    this.problems = new Map();
    this.requestUpdate();
    this.#noteTyping();
    await this.updateComplete;
    this.closest('.step')?.scrollIntoView({ block: 'start' });
    this.#fields()[0]?.focusInput();
  }

  /** Fields of the second entry that are not as the first was: they are empty again, and no other is. */
  #differing(): Map<Key, Problem> {
    const differing = this.#keys().filter(
      (key) => !this.#entries.agrees(key, fromAscii(this.#field(key)?.read() ?? '')),
    );
    for (const key of differing) this.#field(key)?.clear();
    return new Map(differing.map((key) => [key, 'entries-differ']));
  }

  /** What was typed moves along as far as it still has a field. */
  async #rearrange(change: () => void): Promise<void> {
    this.#keepDrafts();
    change();
    this.problems = new Map();
    this.requestUpdate();
    await this.#refill();
  }

  async #refill(): Promise<void> {
    await this.updateComplete;
    await Promise.all(this.#fields().map((field) => field.updateComplete));
    for (const key of this.#keys()) {
      const draft = this.model.draftOf(...split(key));
      if (draft) this.#field(key)?.fill(toAscii(draft));
    }
    this.#noteTyping();
  }

  /** Finished or not; what no PIN can have in it is not worth keeping. */
  #keepDrafts(): void {
    for (const key of this.#keys()) {
      const typed = this.#field(key)?.read() ?? '';
      this.model.keepDraft(...split(key), isAscii(typed) ? fromAscii(typed) : new Uint8Array());
    }
  }

  readonly #back = async (): Promise<void> => {
    if (this.#entries.begun) {
      await this.#firstEntryAgain();
      return;
    }
    this.#keepDrafts();
    for (const field of this.#fields()) field.clear();
    this.model.goTo('choose');
  };

  readonly #typed = (event: Event): void => {
    const field = event.target;
    if (!(field instanceof PinField)) return;
    for (const other of this.#fields()) if (other !== field) other.judgeAnew();
    this.#noteTyping();
    const key = field.dataset['key'] as Key;
    if (!this.problems.has(key)) return;
    const rest = new Map(this.problems);
    rest.delete(key);
    this.problems = rest;
  };

  #noteTyping(): void {
    this.model.noteTyping(this.#entries.begun || this.#fields().some((field) => field.filled));
  }

  readonly #oneKeypad = (event: Event): void => {
    for (const field of this.#fields()) if (field !== event.target) field.closeKeypad();
  };

  readonly #nextField = async (event: Event): Promise<void> => {
    const field = event.target as PinField;
    const next = this.#fieldAfter(field);
    if (next) {
      // Before the focus comes: after it, the keyboard of a touch screen would be there.
      await next.openKeypad();
      next.focusInput();
    } else {
      field.closeKeypad();
      this.querySelector<HTMLElement>('button[type="submit"]')?.focus();
    }
  };

  /** The key that was pressed is typed there. */
  readonly #typingOn = (event: Event): void => {
    this.#fieldAfter(event.target as PinField)?.focusInput();
  };

  /** Whoever types on a number pad goes on with Enter; with all fields filled it sends the form. */
  readonly #enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    const field = event.target.closest<PinField>('pin-field');
    const fields = this.#fields();
    if (!field?.filled || !fields.slice(fields.indexOf(field) + 1).some((later) => !later.filled)) return;
    event.preventDefault();
    this.#fieldAfter(field)?.focusInput();
  };

  #fieldAfter(field: PinField): PinField | undefined {
    const fields = this.#fields();
    return fields[fields.indexOf(field) + 1];
  }

  /** Everything that is wrong, by field. */
  #check(): Map<Key, Problem> {
    const problems = new Map<Key, Problem>();
    for (const key of this.#keys()) {
      const [group, name] = split(key);
      const field = this.#field(key);
      if (!field) continue;
      const text = field.read();
      if (name !== 'repeat') {
        const problem = findProblem(field.format, text);
        if (problem) problems.set(key, (text !== '' && looksLikeOtherFormat(field.format, text)) || problem);
        else if (name === 'next' && this.#refuses(group, field.format, text)) problems.set(key, 'weak');
      } else if (!problems.has(keyOf(group, 'next'))) {
        if (text === '') problems.set(key, 'empty');
        else if (text !== this.#field(keyOf(group, 'next'))?.read()) problems.set(keyOf(group, 'next'), 'mismatch');
      }
    }
    return problems;
  }

  /** That all are the same is advised by several offices, and no reason. */
  #refuses(group: FieldGroup, format: PinFormat, text: string): boolean {
    if (!this.refuseWeak) return false;
    return this.#weaknesses(group, format, text).some((weakness) => weakness !== 'same-for-all');
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const wrong = this.#check();
    for (const field of this.#fields()) field.hide();
    const problems = wrong.size === 0 && this.#entries.begun ? this.#differing() : wrong;
    if (problems.size > 0) {
      await this.#askAgain(problems);
      return;
    }
    if (this.staff && !this.#entries.begun) {
      await this.#secondEntry();
      return;
    }
    const wishes: PinWish[] = this.model.chosenPins.map((pin) => ({
      pin,
      current: fromAscii(this.#typedFor(pin, 'current')),
      next: fromAscii(this.#typedFor(pin, 'next')),
    }));
    for (const field of this.#fields()) field.clear();
    this.#entries.forget();
    this.model.submit(wishes);
  };

  /** Nobody can tell which of two that differ was meant, so both are asked for again, and nothing else is. */
  async #askAgain(problems: ReadonlyMap<Key, Problem>): Promise<void> {
    this.problems = problems;
    for (const [key, problem] of problems) {
      if (problem !== 'mismatch') continue;
      this.#field(key)?.clear();
      this.#field(keyOf(split(key)[0], 'repeat'))?.clear();
    }
    this.#noteTyping();
    await this.updateComplete;
    this.summary?.scrollIntoView({ block: 'nearest' });
    const first = this.#keys().find((key) => problems.has(key));
    if (first) this.#field(first)?.focusInput();
  }
}

/** A checkbox with a support text under its label. */
function checkbox(id: string, label: string, help: string, checked: boolean, onChange: (on: boolean) => void) {
  return html`<myna-checkbox
    inputId=${id}
    .label=${say(label)}
    .support=${say(help)}
    .checked=${checked}
    @change=${(event: Event) => onChange((event.currentTarget as MynaCheckbox).checked)}
  ></myna-checkbox>`;
}
