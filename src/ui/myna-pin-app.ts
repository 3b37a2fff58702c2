import { updateWhenLocaleChanges } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { query } from 'lit/decorators.js';
import { AppModel } from '../app/app-model.ts';
import type { OfficeState } from '../app/load-office.ts';
import { officeRules } from '../app/office-rules.ts';
import { createUsbReaders, type UsbReaders } from '../app/usb-readers.ts';
import { NATIONAL_CONTACT } from '../office/national-contact.ts';
import { connectBridge } from '../readers/bridge/bridge-client.ts';
import { BridgeError } from '../readers/bridge/bridge-error.ts';
import { findBrowserSmartCard } from '../readers/browser-smart-card.ts';
import { guardedDriver } from '../readers/guarded-driver.ts';
import { createResourceManager } from '../readers/web-smart-card/resource-manager.ts';
import type { SmartCardResourceManager } from '../readers/web-smart-card/types.ts';
import type { Usb } from '../readers/webusb/usb-device.ts';
import { Asides } from './asides/aside.ts';
import { asideButtons, openAside } from './asides/asides.ts';
import { icon } from './components/icons.ts';
import { DELIVERY } from './delivery.ts';
import type { DeveloperTools } from './developer-tools.ts';
import './input/idle-warning.ts';
import { clearedNotice } from './input/idle-warning.ts';
import { isIntercepted } from './offline.ts';
import type { PinField } from './pin-field.ts';
import { chooseStep } from './steps/choose-step.ts';
import { confirmStep } from './steps/confirm-step.ts';
import { lastTryStep } from './steps/last-try-step.ts';
import { obstacleNotice, prepareStep, unfinishedNotice } from './steps/prepare-step.ts';
import { recoverStep } from './steps/recover-step.ts';
import { resultStep } from './steps/result-step.ts';
import './steps/type-step.ts';
import { createJournal } from './create-journal.ts';
import { say, words } from './language.ts';
import { languageSwitch } from './language-switch.ts';
import { officeProblems } from './office-problems.ts';
import { readStored, store } from './page-storage.ts';
import { readerStatus } from './reader-status.ts';
import { stepNavigation } from './step-navigation.ts';
import { workingStep } from './steps/working-step.ts';
import { Trial } from './trial.ts';
import { trialBanner } from './trial-banner.ts';
import { unfinishedChange } from './unfinished-change.ts';
import { EVERY_READER, experimentalNote, readerChooser, trialOffer } from './usb-reader.ts';
import type { CreateShell, Shell } from './visit/shell.ts';

const REMEMBERED_READER = 'myna-pin.reader';

/**
 * The page. Owns: which step is on screen and what is open over it, where the focus goes when it changes, and the warning
 * before the page is left during a change. Everything else is the model's or a step's.
 */
export class MynaPinApp extends LitElement {
  /** From the address; used for the first connection and forgotten. */
  static secret: string | undefined;
  /** Where the address asks for them. */
  static developerTools: DeveloperTools | undefined;
  /** Where the screen belongs to nobody: what stands around the job. */
  static createShell: CreateShell | undefined;
  /** Whose page this is. */
  static office: OfficeState = { office: NATIONAL_CONTACT, problems: [] };

  @query('#step-title') private heading!: HTMLElement | null;

  readonly #trial = new Trial();
  readonly #tools = MynaPinApp.developerTools;
  readonly #model: AppModel;
  readonly #office = MynaPinApp.office;
  readonly #asides = new Asides(() => this.requestUpdate(), this.#office.office);
  readonly #journal = createJournal(this.#office.office);
  readonly #shell: Shell | undefined;
  #shown: string | undefined;
  #hadFocus = false;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
    this.#model = new AppModel(
      {
        connectBridge: async () => {
          // Without a network, asking would look like a bridge that went away.
          if (DELIVERY !== 'bridge') throw new BridgeError('not-a-bridge');
          // In the same task as the request: whoever takes charge later sees nothing of it.
          if (isIntercepted()) throw new BridgeError('foreign-worker');
          const { secret } = MynaPinApp;
          MynaPinApp.secret = undefined;
          const link = await connectBridge({ secret });
          this.#journal?.attach(link);
          return this.#tools?.tapBridge(link) ?? link;
        },
        virtual: this.#tapped(this.#trial.resourceManager),
        usb: this.#usbReaders(),
        findBrowserReaders: async () => {
          const driver = await findBrowserSmartCard(navigator);
          return driver && this.#tapped(createResourceManager(guardedDriver(driver)));
        },
        remembered: rememberedReader,
        unfinished: unfinishedChange,
        journal: this.#journal,
        ...officeRules(this.#office.office),
      },
      () => {
        this.#shell?.visit.follow();
        this.requestUpdate();
      },
    );
    this.#shell = MynaPinApp.createShell?.({
      model: this.#model,
      office: this.#office,
      asides: this.#asides,
      trial: this.#trial,
      journal: this.#journal,
      onChange: () => this.requestUpdate(),
    });
    if (this.#tools) this.#tools.onChange = () => this.requestUpdate();
  }

  /** With the recorder in between where there is a workbench. */
  #tapped(manager: SmartCardResourceManager): SmartCardResourceManager {
    return this.#tools?.tap(manager) ?? manager;
  }

  #usbReaders(): UsbReaders | undefined {
    const { usb } = navigator as { readonly usb?: Usb };
    if (!usb) return undefined;
    const readers = createUsbReaders(usb, { unrestricted: EVERY_READER });
    return { ...readers, resourceManager: this.#tapped(readers.resourceManager) };
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.replaceChildren();
    this.#shell?.connect();
    this.#model.start();
    window.addEventListener('beforeunload', this.#beforeUnload);
    window.addEventListener('pagehide', this.#pageHide);
    window.addEventListener('pageshow', this.#pageShow);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('beforeunload', this.#beforeUnload);
    window.removeEventListener('pagehide', this.#pageHide);
    window.removeEventListener('pageshow', this.#pageShow);
    this.#model.stop();
    this.#shell?.disconnect();
    super.disconnectedCallback();
  }

  protected override render() {
    const counter = this.#shell?.visit ?? this.#model;
    return html`
      ${this.#shell?.view(() => this.#page()) ?? this.#page()}
      <idle-warning .counter=${counter} .said=${this.#shell?.idleSentences} .state=${counter.idle.state} @over=${this.#asideClosed}></idle-warning>
    `;
  }

  #page() {
    const model = this.#model;
    const { desk } = model;
    const { page } = words();
    // Whoever asked for the virtual card looks for it first; and what is wrong with a reader comes before other readers.
    const trialAsked = desk.obstacle === 'virtual-requested' || (desk.trial && desk.obstacle === 'not-a-bridge');
    // So it is wherever a card is there already.
    const aside = trialAsked || desk.usbReader?.problem !== undefined || model.step !== 'prepare';
    return html`
      <header class="page-header">
        <div class="page-header-inner">
          <div class="page-title">
            ${icon('card')}
            <h1>${say(page.title)}</h1>
            ${this.#tools?.mark() ?? nothing}
          </div>
          <div class="page-actions">
            ${this.#shell?.staffTypes ? nothing : languageSwitch(() => this.requestUpdate())} ${asideButtons(this.#asides, model)} ${this.#shell?.actions() ?? nothing}
          </div>
        </div>
      </header>
      ${model.desk.trial ? trialBanner(this.#trial, model.step, () => this.requestUpdate()) : nothing}
      <main class="page-main">
        ${stepNavigation(model)}
        ${this.#shell?.notices() ?? this.#notices()}
        ${readerStatus(model)}
        ${aside || this.#shell ? nothing : readerChooser(model)}
        <section class="step" data-step=${model.step} aria-labelledby="step-title">
          <h2 id="step-title" tabindex="-1">${say(title(model))}</h2>
          ${experimentalNote(model)}
          ${this.#step()}
        </section>
        ${aside && !this.#shell ? readerChooser(model) : nothing}
        ${trialOffer(model)}
      </main>
      <footer class="page-footer">
        <div class="page-footer-inner">
          <p class="page-footer-fact">${icon('lock')}<span>${say(page.promise)}</span></p>
          ${this.#shell ? nothing : officeProblems(this.#office)}
        </div>
      </footer>
      ${this.#tools?.section(model.desk) ?? nothing}
      ${openAside(this.#asides, model, () => this.#asideClosed())}
    `;
  }

  #notices() {
    const model = this.#model;
    return html`${obstacleNotice(model.desk, this.#asides)} ${clearedNotice(model)} ${unfinishedNotice(model)}`;
  }

  #step() {
    const model = this.#model;
    switch (model.step) {
      case 'prepare':
        return prepareStep(model, this.#asides);
      case 'choose':
        return chooseStep(model, this.#asides);
      case 'type':
        return html`<type-step .model=${model} .asides=${this.#asides} .refuseWeak=${this.#office.office.kiosk?.refuseWeak ?? false} .staff=${this.#shell?.staffTypes ?? false}></type-step>`;
      case 'confirm':
        return confirmStep(model);
      case 'last-try':
        return lastTryStep(model);
      case 'working':
        return workingStep(model);
      case 'recover':
        return recoverStep(model);
      case 'result':
        return resultStep(model, this.#asides, this.#shell);
    }
  }

  protected override willUpdate(): void {
    this.#asides.follow(this.#model);
    this.#hadFocus = document.activeElement !== document.body && this.contains(document.activeElement);
  }

  /**
   * A new step begins at its heading: that is where a screen reader and the keyboard continue, also when what had the focus
   * is not there any more.
   */
  protected override updated(_changed: PropertyValues): void {
    const shown = this.#shell?.screen ?? this.#model.step;
    const wanted = this.#asides.takeFocus();
    if (wanted) document.getElementById(wanted)?.focus();
    if (shown === this.#shown) {
      if (this.#hadFocus && document.activeElement === document.body) this.heading?.focus({ preventScroll: true });
      return;
    }
    const before = this.#shown;
    this.#shown = shown;
    if (before === undefined) return;
    this.heading?.focus({ preventScroll: true });
    // The choice comes by itself, and may be the first that is seen of the page; after that its header is known.
    if ((shown === 'choose' && before === 'prepare') || this.#shell) window.scrollTo({ top: 0 });
    // When the step has its length.
    else requestAnimationFrame(() => this.querySelector('myna-steps')?.scrollIntoView({ block: 'start' }));
  }

  /** The step may have changed below it, and what opened it gone. */
  async #asideClosed(): Promise<void> {
    await this.updateComplete;
    if (document.activeElement === document.body) this.heading?.focus({ preventScroll: true });
  }

  readonly #beforeUnload = (event: BeforeUnloadEvent) => {
    // A visit ends for good: whoever is asked then may not be there any more.
    if (this.#model.inDoubt && !this.#shell) event.preventDefault();
    else this.#model.aboutToLeave();
  };

  /** The session of a reader on USB, and its field, would outlive the page, and a browser may keep what was typed. */
  readonly #pageHide = () => {
    this.#model.stop();
    for (const field of this.querySelectorAll<PinField>('pin-field')) field.clear();
  };

  /** A page that the browser kept has let go of everything. */
  readonly #pageShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) location.reload();
  };
}

function title({ step, desk }: AppModel): string {
  const { titleWithoutReader, stepTitles } = words().page;
  return step === 'prepare' && (!desk.selected || desk.usbReader?.problem) ? titleWithoutReader : stepTitles[step];
}

/** The name of the reader a person chose. Nothing about a card is ever stored. */
const rememberedReader = {
  get: () => readStored(() => localStorage, REMEMBERED_READER),
  set: (name: string) => store(() => localStorage, REMEMBERED_READER, name),
};
