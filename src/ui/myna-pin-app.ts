import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { query } from 'lit/decorators.js';
import { connectBridge } from '../readers/bridge/bridge-client.ts';
import { AppModel, type Step } from './app-model.ts';
import { chooseStep } from './steps/choose-step.ts';
import { confirmStep } from './steps/confirm-step.ts';
import { lastTryStep } from './steps/last-try-step.ts';
import { obstacleNotice, prepareStep } from './steps/prepare-step.ts';
import { resultStep } from './steps/result-step.ts';
import './steps/type-step.ts';
import { readerStatus } from './reader-status.ts';
import { workingStep } from './steps/working-step.ts';
import { APP_TITLE, STEP_TITLES, stepCount } from './texts.ts';
import { Trial } from './trial.ts';
import { trialBanner } from './trial-banner.ts';

const REMEMBERED_READER = 'myna-pin.reader';

/**
 * The page. Owns: which step is on screen, where the focus goes when it changes, and the warning before the page is left
 * during a change. Everything else is the model's or a step's.
 */
export class MynaPinApp extends LitElement {
  /** From the address; used for the first connection and forgotten. */
  static secret: string | undefined;

  @query('h2') private heading!: HTMLElement | null;

  readonly #trial = new Trial();
  readonly #model: AppModel;
  #shownStep: Step | undefined;

  constructor() {
    super();
    this.#model = new AppModel(
      {
        connectBridge: () => {
          const { secret } = MynaPinApp;
          MynaPinApp.secret = undefined;
          return connectBridge({ secret });
        },
        virtual: this.#trial.resourceManager,
        remembered: rememberedReader,
      },
      () => this.requestUpdate(),
    );
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.replaceChildren();
    this.#model.start();
    window.addEventListener('beforeunload', this.#beforeUnload);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('beforeunload', this.#beforeUnload);
    this.#model.stop();
    super.disconnectedCallback();
  }

  protected override render() {
    const model = this.#model;
    return html`
      <header class="page-header">
        <h1>${APP_TITLE}</h1>
      </header>
      ${model.trial ? trialBanner(this.#trial, () => this.requestUpdate()) : nothing}
      <main class="page-main">
        ${obstacleNotice(model)}
        ${readerStatus(model)}
        <section class="step" aria-labelledby="step-title">
          <p class="step-count">${stepCount(model.step)}</p>
          <h2 id="step-title" tabindex="-1">${STEP_TITLES[model.step]}</h2>
          ${this.#step()}
        </section>
      </main>
    `;
  }

  #step() {
    const model = this.#model;
    switch (model.step) {
      case 'prepare':
        return prepareStep(model);
      case 'choose':
        return chooseStep(model);
      case 'type':
        return html`<type-step .model=${model}></type-step>`;
      case 'confirm':
        return confirmStep(model);
      case 'last-try':
        return lastTryStep(model);
      case 'working':
        return workingStep(model);
      case 'result':
        return resultStep(model);
    }
  }

  /** A new step begins at its heading: that is where a screen reader and the keyboard continue. */
  protected override updated(_changed: PropertyValues): void {
    const { step } = this.#model;
    if (step === this.#shownStep) return;
    const first = this.#shownStep === undefined;
    this.#shownStep = step;
    if (first) return;
    this.heading?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }

  readonly #beforeUnload = (event: BeforeUnloadEvent) => {
    if (this.#model.step === 'working') event.preventDefault();
  };
}

/** The name of the reader a person chose. Nothing about a card is ever stored. */
const rememberedReader = {
  get(): string | null {
    try {
      return localStorage.getItem(REMEMBERED_READER);
    } catch {
      return null;
    }
  },
  set(name: string): void {
    try {
      localStorage.setItem(REMEMBERED_READER, name);
    } catch {
      // Storage may be switched off: then nothing is remembered.
    }
  },
};
