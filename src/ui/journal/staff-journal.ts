import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { IdleLimit } from '../../app/idle-limit.ts';
import { JournalReading } from '../../app/journal-reading.ts';
import type { Office } from '../../office/schema.ts';
import '../components/button.ts';
import '../components/keypad.ts';
import type { KeypadEvent } from '../components/keypad.ts';
import { pressKey } from '../input/edit.ts';
import '../styles/journal.css';
import { journalView } from './journal-view.ts';
import { JOURNAL } from './words.ts';

/** As the settings take them. */
const LONGEST_CODE = 8;
/** After so long without a touch it closes: residents come by. Nothing is lost by that. */
const IDLE_SECONDS = 180;
const ACTIVITY = ['pointerdown', 'keydown', 'scroll', 'input'] as const;

const TIME = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' });

/**
 * The journal, for staff. Owns: being opened by a code where the office has any and nobody has opened the counter yet, and
 * closing when nobody does anything. Does not own: what is read (`JournalReading`), or whether it is on screen: `close` asks
 * to take it away.
 *
 * The code keeps the journal out of the sight of residents. It protects nothing: whoever may use the page may read the journal.
 */
@customElement('staff-journal')
export class StaffJournal extends LitElement {
  @property({ attribute: false }) office!: Office;
  /** Who opened the counter, if somebody did. */
  @property({ attribute: false }) operator: string | undefined;
  @state() private opened = false;
  @state() private wrong = false;
  @query('.journal-code input') private input!: HTMLInputElement | null;

  readonly #reading = new JournalReading({
    fetch: (path) => fetch(path, { cache: 'no-store' }),
    now: () => new Date(),
    onChange: () => this.requestUpdate(),
  });
  readonly #idle = new IdleLimit({ limitSeconds: IDLE_SECONDS }, { changed: () => {}, ended: () => this.#close() });
  readonly #active = () => this.#idle.active();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const activity of ACTIVITY) window.addEventListener(activity, this.#active, { passive: true });
    this.#idle.hold(true);
  }

  override disconnectedCallback(): void {
    for (const activity of ACTIVITY) window.removeEventListener(activity, this.#active);
    this.#idle.hold(false);
    super.disconnectedCallback();
  }

  protected override firstUpdated(): void {
    // It comes later than the page that looked for a heading.
    this.querySelector<HTMLElement>('#step-title')?.focus();
    if (this.operator !== undefined || this.#codes.length === 0) this.#open();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('opened') && this.opened) this.querySelector<HTMLElement>('#step-title')?.focus();
  }

  protected override render() {
    const { asOf, close, refresh, title } = JOURNAL;
    const { at, waiting } = this.#reading;
    return html`
      <main class="journal" lang="ja" aria-busy=${waiting}>
        <header class="journal-head">
          <h1 id="step-title" tabindex="-1">${title}</h1>
          <div class="journal-actions">
            ${
              this.opened
                ? html`<p class="support">${asOf(TIME.format(at))}</p>
                    <myna-button kind="quiet" .text=${refresh} @click=${() => this.#reading.look()}></myna-button>`
                : nothing
            }
            <myna-button kind="quiet" .text=${close} @click=${this.#close}></myna-button>
          </div>
        </header>
        ${this.opened ? journalView(this.#reading, this.office) : this.#gate()}
      </main>
    `;
  }

  get #codes(): string[] {
    return (this.office.counter?.operators ?? []).flatMap(({ code }) => (code === undefined ? [] : [code]));
  }

  #gate() {
    const { backspace, clear, code, digits, enter, lead, noProtection, wrong } = JOURNAL.gate;
    return html`
      <form class="journal-code" @submit=${this.#submit}>
        <label for="journal-code"><b>${code}</b></label>
        <p class="support" id="journal-code-help">${lead}${noProtection}</p>
        <input
          id="journal-code"
          type="password"
          inputmode="none"
          autocomplete="off"
          maxlength=${LONGEST_CODE}
          aria-describedby="journal-code-help journal-code-wrong"
          aria-invalid=${this.wrong ? 'true' : nothing}
        />
        <p class="error" id="journal-code-wrong" role="alert">${this.wrong ? wrong : nothing}</p>
        <myna-keypad label=${digits} backspaceLabel=${backspace} .clearLabel=${clear} @key=${this.#key}></myna-keypad>
        <div class="buttons"><myna-button kind="main" type="submit" .text=${enter}></myna-button></div>
      </form>
    `;
  }

  #open(): void {
    this.opened = true;
    void this.#reading.look();
  }

  readonly #key = ({ key }: KeypadEvent): void => {
    if (!this.input || (key.length === 1 && this.input.value.length >= LONGEST_CODE)) return;
    pressKey(this.input, key);
    this.input.focus();
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (!this.input) return;
    const right = this.#codes.includes(this.input.value);
    this.input.value = '';
    this.wrong = !right;
    if (right) this.#open();
    else this.input.focus();
  };

  readonly #close = (): void => {
    this.dispatchEvent(new Event('close'));
  };
}
