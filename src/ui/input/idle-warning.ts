import { updateWhenLocaleChanges } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AppModel } from '../../app/app-model.ts';
import type { IdleState } from '../../app/idle-limit.ts';
import '../components/button.ts';
import '../components/dialog.ts';
import '../components/notice.ts';
import { say, words } from '../language.ts';

/** When it is said once more how long there is, to those who do not see it counted. */
const SAID_AGAIN_SECONDS = 20;

/** Who counts the time in which nobody does anything. */
export interface IdleCounter {
  readonly idle: { readonly state: IdleState };
  noteActivity(): void;
  noteReturn(): void;
}

/** What is said while it is counted. */
export interface IdleSentences {
  readonly title: string;
  readonly lead: string;
  readonly secondsLeft: (seconds: number) => string;
  readonly goOn: string;
}

/**
 * Tells that what was typed is about to be cleared, and lets the person go on. Owns: noticing that somebody does something, and
 * its dialog. Does not own: the time (`state`), what is cleared, or the focus afterwards: it says `over` when it closes.
 *
 * While it is open only its buttons and Escape count: a press that made it go away would act on what lies below.
 */
@customElement('idle-warning')
export class IdleWarning extends LitElement {
  @property({ attribute: false }) counter!: IdleCounter;
  /** In the language on screen; of typed PINs when left out. */
  @property({ attribute: false }) said: IdleSentences | undefined;
  @property({ attribute: false }) state: IdleState = { kind: 'off' };

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#active, true);
    window.addEventListener('pointerdown', this.#active, true);
    window.addEventListener('focus', this.#returned);
    document.addEventListener('visibilitychange', this.#returned);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('keydown', this.#active, true);
    window.removeEventListener('pointerdown', this.#active, true);
    window.removeEventListener('focus', this.#returned);
    document.removeEventListener('visibilitychange', this.#returned);
    super.disconnectedCallback();
  }

  protected override render() {
    const idle = this.said ?? words().typing.idle;
    const seconds = this.state.kind === 'warning' ? this.state.secondsLeft : 0;
    const goOn = () => this.counter.noteActivity();
    const content = html`
      <p>${say(idle.lead)}</p>
      <p class="lead">${say(idle.secondsLeft(seconds))}</p>
      <p class="hidden" role="status">
        ${seconds <= SAID_AGAIN_SECONDS ? say(idle.secondsLeft(SAID_AGAIN_SECONDS)) : nothing}
      </p>
    `;
    return html`<myna-dialog
      alert
      .open=${seconds > 0}
      .heading=${say(idle.title)}
      .content=${content}
      .actions=${html`<myna-button kind="main" .text=${say(idle.goOn)} @click=${goOn}></myna-button>`}
      .closeText=${say(words().guidance.close)}
      @close=${this.#closed}
    ></myna-dialog>`;
  }

  readonly #active = (): void => {
    if (this.counter.idle.state.kind === 'counting') this.counter.noteActivity();
  };

  readonly #returned = (): void => {
    if (document.visibilityState === 'visible') this.counter.noteReturn();
  };

  readonly #closed = (): void => {
    this.counter.noteActivity();
    this.dispatchEvent(new Event('over'));
  };
}

/** What was typed is gone, and why. */
export function clearedNotice(model: AppModel) {
  if (model.notice !== 'cleared-while-idle') return nothing;
  const { title, lines } = words().typing.idle.cleared;
  return html`<myna-notice alert .heading=${say(title)} .lines=${lines.map(say)}></myna-notice>`;
}
