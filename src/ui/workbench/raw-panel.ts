import { html, LitElement, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { carriesPin, maskedHex } from '../../card/apdu.ts';
import { fromHex, toHex, wipe } from '../../card/bytes.ts';
import { Explainer } from '../../card/explain.ts';
import { toCardError, withRawCard } from '../../readers/card-access.ts';
import { responseCodeOf } from '../../readers/web-smart-card/errors.ts';
import type { SmartCardResourceManager } from '../../readers/web-smart-card/types.ts';
import { APDU_TEXTS, CARD_ERRORS, RAW } from './texts.ts';

/** What the guard's far end reads, in bytes. */
const LENGTH = { min: 4, max: 261 } as const;

interface Sent {
  readonly command: string;
  readonly commandWords: string;
  readonly answer: string;
  readonly answerWords: string;
  readonly outcome: string;
}

type Held = (command: Uint8Array) => Promise<Uint8Array>;

/**
 * Sends what a developer types to the card as it is, past the guard. Owns: the card from カードをつかむ to 終わる, and then takes
 * its power. What may be a PIN is not kept: the field is emptied and the log masks it.
 */
export class RawPanel extends LitElement {
  @property({ attribute: false }) manager: SmartCardResourceManager | undefined;
  /** Name of the reader in use, where it is a real one. */
  @property() reader: string | undefined;

  @state() private phase: 'apart' | 'connecting' | 'holding' | 'sending' = 'apart';
  @state() private typed: { readonly words: string; readonly carriesPin: boolean } | undefined;
  @state() private problem = '';
  @state() private note = '';
  @state() private sent: readonly Sent[] = [];

  @query('input[name="apdu"]') private field!: HTMLInputElement | null;
  @query('input[name="consent"]') private consent!: HTMLInputElement | null;

  #explainer = new Explainer();
  #send: Held | undefined;
  #letGo: () => void = () => {};

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    this.#letGo();
    super.disconnectedCallback();
  }

  protected override render() {
    return html`
      <p class="raw-mark">${RAW.mark}</p>
      <p>${RAW.warning}</p>
      ${this.reader ? html`<p>${RAW.reader(this.reader)}</p>` : nothing}
      ${this.phase === 'holding' || this.phase === 'sending' ? this.#form() : this.#beginning()}
      <p role="status">${this.note}</p>
      ${this.sent.length > 0 ? this.#log() : nothing}
    `;
  }

  #beginning() {
    if (!this.reader || !this.manager) return html`<p>${RAW.noReader}</p>`;
    return html`<button type="button" class="button-danger" @click=${this.#begin}>${RAW.begin}</button>`;
  }

  #form() {
    const described = ['raw-words', ...(this.problem ? ['raw-problem'] : [])].join(' ');
    return html`
      <form novalidate class="raw-form" @submit=${this.#submit}>
        <label class="bench-field bench-wide"
          >${RAW.field}
          <input
            class="bench-input bench-hex"
            name="apdu"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            aria-describedby=${described}
            aria-invalid=${this.problem ? 'true' : 'false'}
            @input=${this.#look}
          />
        </label>
        <p id="raw-words" role="status">${this.typed?.words ?? ''}</p>
        ${
          this.typed?.carriesPin
            ? html`<label class="raw-consent"><input type="checkbox" name="consent" />${RAW.consent}</label>`
            : nothing
        }
        ${this.problem ? html`<p class="error" id="raw-problem" role="alert">${this.problem}</p>` : nothing}
        <div class="bench-tools">
          <button type="submit" class="button-danger">${RAW.send}</button>
          <button type="button" class="button-second" @click=${() => this.#letGo()}>${RAW.end}</button>
        </div>
      </form>
    `;
  }

  #log() {
    return html`
      <h4>${RAW.log}</h4>
      <ol class="raw-log">
        ${this.sent.map(
          ({ command, commandWords, answer, answerWords, outcome }) => html`
            <li class="exchange-${outcome}">
              <p><code class="apdu">=> ${command}</code></p>
              <p>${commandWords}</p>
              <p><code class="apdu">&lt;= ${answer}</code></p>
              <p class="words-answer">${answerWords}</p>
            </li>
          `,
        )}
      </ol>
    `;
  }

  async #begin(): Promise<void> {
    const { manager, reader } = this;
    if (!manager || !reader || this.phase !== 'apart') return;
    this.phase = 'connecting';
    this.note = '';
    this.sent = [];
    this.#explainer = new Explainer();
    this.#explainer.event({ event: 'connect', detail: '' });
    const ended = new Promise<void>((resolve) => {
      this.#letGo = resolve;
    });
    try {
      await withRawCard(await manager.establishContext(), reader, async (transmit) => {
        this.#send = transmit;
        this.phase = 'holding';
        this.note = RAW.holding;
        await ended;
      });
      this.note = RAW.ended;
    } catch (error) {
      this.note = `${CARD_ERRORS[toCardError(error).code].title}。`;
    }
    this.#send = undefined;
    this.phase = 'apart';
    this.typed = undefined;
    this.problem = '';
  }

  readonly #look = () => {
    this.problem = '';
    // Agreed to was the command that stood there before.
    if (this.consent) this.consent.checked = false;
    const bytes = this.#read();
    this.typed = bytes && { words: APDU_TEXTS.command(this.#explainer.command(bytes)), carriesPin: carriesPin(bytes) };
    wipe(bytes);
  };

  #read(): Uint8Array | undefined {
    try {
      const bytes = fromHex(this.field?.value ?? '');
      return bytes.length > 0 ? bytes : undefined;
    } catch {
      return undefined;
    }
  }

  readonly #submit = async (event: Event) => {
    event.preventDefault();
    const send = this.#send;
    const command = this.#read();
    if (!send || this.phase !== 'holding') return;
    if (!command) this.problem = RAW.notHex;
    else if (command.length < LENGTH.min || command.length > LENGTH.max) this.problem = RAW.wrongLength;
    else if (carriesPin(command) && !this.consent?.checked) this.problem = RAW.consentNeeded;
    else await this.#exchange(send, command);
    wipe(command);
  };

  async #exchange(send: Held, command: Uint8Array): Promise<void> {
    this.phase = 'sending';
    this.note = RAW.sending;
    const commandWords = APDU_TEXTS.command(this.#explainer.command(command));
    const shown = maskedHex(command);
    if (carriesPin(command) && this.field) this.field.value = '';
    let answer: Uint8Array | { failure: string };
    try {
      answer = await send(command);
    } catch (error) {
      answer = {
        failure: responseCodeOf(error instanceof Error ? (error.cause ?? error) : error) ?? toCardError(error).code,
      };
    }
    const meaning = this.#explainer.answer(answer);
    this.sent = [
      {
        command: shown,
        commandWords,
        answer: answer instanceof Uint8Array ? toHex(answer) : answer.failure,
        answerWords: APDU_TEXTS.answer(meaning),
        outcome: meaning.outcome,
      },
      ...this.sent,
    ];
    this.phase = 'holding';
    this.note = RAW.holding;
    this.typed = undefined;
    this.#look();
  }
}

customElements.define('raw-panel', RawPanel);
