import { PIN_IDS, PINS, type PinId } from '../card/applications.ts';
import { wipe } from '../card/bytes.ts';
import type { CardErrorCode } from '../card/card-error.ts';
import { type ChangePhase, changePins } from '../card/change.ts';
import { type Overview, type PinState, readOverview } from '../card/overview.ts';
import type { PinReport, PinWish } from '../card/pin-job.ts';
import type { CardSession } from '../card/session.ts';
import type { BridgeConnection } from '../readers/bridge/bridge-client.ts';
import { BridgeError, type BridgeErrorCode } from '../readers/bridge/bridge-error.ts';
import { toCardError, withCard } from '../readers/card-access.ts';
import { type ReaderSnapshot, type Snapshot, watchReaders } from '../readers/reader-watcher.ts';
import type { SmartCardContext, SmartCardResourceManager } from '../readers/web-smart-card/types.ts';

export type Step = 'prepare' | 'choose' | 'type' | 'confirm' | 'last-try' | 'working' | 'result';

/** The link to the bridge, as far as a person is concerned. */
export type Link = 'connecting' | 'connected' | 'lost' | BridgeErrorCode;

/** `virtual` is the card in memory; whatever happens there, no real card is touched. */
export type Way = 'bridge' | 'virtual';

export interface ReaderChoice {
  readonly way: Way;
  readonly name: string;
}

/** Why no card of a real reader is in use. The five situations of PC/SC and those of the bridge, told apart. */
export type Obstacle = Exclude<Link, 'connected'> | 'virtual-requested' | 'module-missing' | 'no-service' | 'no-reader';

export type CardState =
  | { readonly kind: 'none' }
  | { readonly kind: 'mute' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly overview: Overview }
  | { readonly kind: 'failed'; readonly code: CardErrorCode };

/** What the form remembers besides the PINs. */
export interface FormChoices {
  /** One new number for all chosen four-digit PINs. */
  combine: boolean;
  /** They also have the same number today. */
  sameToday: boolean;
}

export interface AppDependencies {
  /** Rejects with a `BridgeError`. */
  readonly connectBridge: () => Promise<BridgeConnection>;
  readonly virtual: SmartCardResourceManager;
  /** Remembers the reader that a person chose; never anything about a card. */
  readonly remembered: { get(): string | null; set(readerName: string): void };
}

const RECONNECT_MS = 2000;
/** How soon a card that another program holds is asked for again. */
const IN_USE_RETRY_MS = 500;

/** Links on which the virtual card takes over by itself. Not on a lost one: nobody should slip from a real card to it. */
const TRIAL_LINKS: ReadonlySet<Link> = new Set([
  'connected',
  'not-a-bridge',
  'secret-missing',
  'secret-used',
  'secret-wrong',
]);

/** The steps in which something was typed for the card at hand. */
const ENTERED: ReadonlySet<Step> = new Set(['type', 'confirm', 'last-try', 'working']);

/**
 * What the page knows and does, without any markup. Owns: the links to readers, which reader is in use, what is on its
 * card, the step, and the PINs between the form and the end of the change, which it wipes. Does not own: texts, focus,
 * fields.
 */
export class AppModel {
  step: Step = 'prepare';
  link: Link = 'connecting';
  pcsc: BridgeConnection['hello']['pcsc'] | undefined;
  installCommand: string | undefined;
  selected: ReaderChoice | undefined;
  card: CardState = { kind: 'none' };
  /** The last overview of the card in use; stays while the card is briefly away. */
  overview: Overview | undefined;
  /** Said once on the choose step: another card came while something was being typed. */
  anotherCard = false;
  readonly chosen = new Set<PinId>();
  readonly form: FormChoices = { combine: false, sameToday: false };
  readonly progress = new Map<PinId, ChangePhase>();
  reports: readonly PinReport[] = [];
  /** The change could not begin; nothing was sent to the card. */
  startFailure: CardErrorCode | undefined;
  /** 次へ was pressed with no PIN chosen. */
  nothingChosen = false;
  /** The last-try step was submitted without its consent. */
  consentMissing = false;

  readonly #dependencies: AppDependencies;
  readonly #onChange: () => void;
  readonly #stopped = new AbortController();
  readonly #contexts = new Map<Way, SmartCardContext>();
  #managers: Partial<Record<Way, SmartCardResourceManager>>;
  /** `null` until the first word of the watcher. */
  #bridgeReaders: Snapshot | null = null;
  #virtualReaders: readonly ReaderSnapshot[] = [];
  #picked: ReaderChoice | undefined;
  #wishes: PinWish[] = [];
  #lastWork: Promise<unknown> = Promise.resolve();
  /** What `card` was learnt from: reader and event count. */
  #seen = '';
  #nextRead: ReturnType<typeof setTimeout> | undefined;
  /** Readers whose card turned out not to be a My Number card, by reader and event count. */
  readonly #others = new Set<string>();

  constructor(dependencies: AppDependencies, onChange: () => void) {
    this.#dependencies = dependencies;
    this.#onChange = onChange;
    this.#managers = { virtual: dependencies.virtual };
  }

  start(): void {
    void watchReaders(
      this.#dependencies.virtual,
      (snapshot) => {
        this.#virtualReaders = snapshot ?? [];
        this.#reconsider();
      },
      this.#stopped.signal,
    );
    void this.#keepLinked();
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#nextRead);
    this.#forgetPins();
  }

  get trial(): boolean {
    return this.selected?.way === 'virtual';
  }

  /** Readers to choose from, the virtual one last. */
  get choices(): ReaderChoice[] {
    return [
      ...(this.#bridgeReaders ?? []).map(({ name }) => ({ way: 'bridge' as const, name })),
      ...this.#virtualReaders.map(({ name }) => ({ way: 'virtual' as const, name })),
    ];
  }

  get obstacle(): Obstacle | undefined {
    if (this.link !== 'connected') return this.link;
    if (this.pcsc === 'off') return 'virtual-requested';
    if (this.pcsc === 'module-missing') return 'module-missing';
    if (this.#bridgeReaders === null) return 'connecting';
    if (this.#bridgeReaders === undefined) return 'no-service';
    return this.#bridgeReaders.length === 0 ? 'no-reader' : undefined;
  }

  /** A real reader came while the virtual card was being worked with. */
  get realReaderWaiting(): boolean {
    return this.trial && !this.#picked && (this.#bridgeReaders ?? []).length > 0;
  }

  get chosenPins(): PinId[] {
    return PIN_IDS.filter((pin) => this.chosen.has(pin));
  }

  /** Chosen PINs with one try left: each needs its own consent before the change. */
  get lastTryPins(): PinId[] {
    return this.chosenPins.filter((pin) => {
      const state = this.overview?.pins[pin];
      return state?.kind === 'ready' && state.triesLeft === 1;
    });
  }

  /** What the person typed, for the form when they come back to it; views, wiped with the rest. */
  wishOf(pin: PinId): PinWish | undefined {
    return this.#wishes.find((wish) => wish.pin === pin);
  }

  pick(choice: ReaderChoice): void {
    this.#picked = choice;
    if (choice.way === 'bridge') this.#dependencies.remembered.set(choice.name);
    this.#leaveForm('prepare');
    this.#reconsider();
  }

  /** Leaves the virtual card for the reader that came. */
  useRealReader(): void {
    this.#leaveForm('prepare');
    this.#reconsider();
  }

  toggle(pin: PinId, on: boolean): void {
    if (on) this.chosen.add(pin);
    else this.chosen.delete(pin);
    this.nothingChosen = false;
    this.#onChange();
  }

  sayNothingChosen(): void {
    this.nothingChosen = true;
    this.#onChange();
  }

  sayConsentMissing(): void {
    this.consentMissing = true;
    this.#onChange();
  }

  /** Reads the card again, after a failure or a change. */
  readAgain(): void {
    this.#seen = '';
    this.#others.clear();
    if (this.step === 'result') this.#leaveForm('prepare');
    this.#reconsider();
  }

  reconnect(): void {
    if (this.link !== 'connected') void this.#keepLinked();
  }

  goTo(step: 'choose' | 'type' | 'confirm' | 'last-try'): void {
    this.anotherCard = false;
    this.startFailure = undefined;
    this.nothingChosen = false;
    this.consentMissing = false;
    if (step === 'choose') this.#forgetPins();
    this.step = step;
    this.#onChange();
  }

  /** Takes over the typed PINs; the bytes are wiped here when they are no longer needed. */
  submit(wishes: PinWish[]): void {
    this.#forgetPins();
    this.#wishes = wishes;
    this.goTo('confirm');
  }

  /** 変更する. `consented` are the PINs whose last try may be spent. */
  async change(consented: readonly PinId[] = []): Promise<void> {
    const reader = this.selected;
    if (!reader || this.step === 'working') return;
    if (this.card.kind !== 'read') {
      this.#failToStart(this.#whyNoCard(reader));
      return;
    }
    if (this.lastTryPins.some((pin) => !consented.includes(pin))) {
      this.goTo('last-try');
      return;
    }
    const wishes = this.#wishes.map((wish) => ({ ...wish, lastTryConsent: consented.includes(wish.pin) }));
    this.startFailure = undefined;
    this.progress.clear();
    this.step = 'working';
    this.#onChange();
    try {
      this.reports = await this.#work(
        reader,
        (session) =>
          changePins(session, wishes, (pin, phase) => {
            this.progress.set(pin, phase);
            this.#onChange();
          }),
        consented,
      );
    } catch (error) {
      this.#failToStart(toCardError(error).code);
      return;
    }
    this.#forgetPins();
    this.chosen.clear();
    this.step = 'result';
    this.#onChange();
  }

  #whyNoCard(reader: ReaderChoice): CardErrorCode {
    if (this.card.kind === 'failed') return this.card.code;
    if (reader.way === 'bridge' && this.obstacle) return 'service-gone';
    return this.#snapshot(reader) ? 'card-removed' : 'reader-gone';
  }

  #failToStart(code: CardErrorCode): void {
    this.startFailure = code;
    this.step = 'confirm';
    this.#onChange();
    this.#reconsider();
  }

  async #keepLinked(): Promise<void> {
    let link: BridgeConnection;
    try {
      link = await this.#dependencies.connectBridge();
    } catch (error) {
      this.link = error instanceof BridgeError ? error.code : 'unreachable';
      this.#reconsider();
      if (this.link === 'in-use' || this.link === 'unreachable') this.#reconnectLater();
      return;
    }
    const watching = new AbortController();
    this.link = 'connected';
    this.pcsc = link.hello.pcsc;
    this.installCommand = link.hello.installCommand;
    this.#managers = { ...this.#managers, bridge: link.resourceManager };
    this.#bridgeReaders = null;
    this.#reconsider();
    if (link.hello.pcsc === 'available') {
      void watchReaders(
        link.resourceManager,
        (snapshot) => {
          if (watching.signal.aborted) return;
          this.#bridgeReaders = snapshot;
          this.#reconsider();
        },
        AbortSignal.any([watching.signal, this.#stopped.signal]),
      );
    }
    const end = await link.closed;
    watching.abort();
    if (this.#stopped.signal.aborted) return;
    this.link = end;
    this.#bridgeReaders = null;
    this.#contexts.delete('bridge');
    this.#managers = { virtual: this.#dependencies.virtual };
    this.#reconsider();
    this.#reconnectLater();
  }

  #reconnectLater(): void {
    const timer = setTimeout(() => void this.#keepLinked(), RECONNECT_MS);
    this.#stopped.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  /** Brings reader, card and step in line with what the watchers said. Called after everything that may matter. */
  #reconsider(): void {
    if (this.step !== 'working') {
      const choice = this.#choose();
      if (choice?.way !== this.selected?.way || choice?.name !== this.selected?.name) {
        this.selected = choice;
        this.#seen = '';
        if (ENTERED.has(this.step)) this.#leaveForm('prepare');
      }
      this.#look();
    }
    this.#onChange();
  }

  #choose(): ReaderChoice | undefined {
    const { choices } = this;
    const still = (choice: ReaderChoice | undefined) =>
      choices.find(({ way, name }) => choice && way === choice.way && name === choice.name);
    const picked = still(this.#picked);
    if (picked) return picked;
    // Whoever has typed something stays with that reader as long as it is there, and with a real one even when not.
    if (ENTERED.has(this.step) && this.selected && (this.selected.way === 'bridge' || still(this.selected))) {
      return this.selected;
    }
    const real = choices.filter(({ way }) => way === 'bridge');
    if (real.length > 0) {
      const remembered = real.find(({ name }) => name === this.#dependencies.remembered.get());
      const candidates = remembered ? [remembered, ...real.filter((choice) => choice !== remembered)] : real;
      const withCard = candidates.filter((choice) => this.#snapshot(choice)?.card !== 'empty');
      const promising = withCard.filter((choice) => !this.#others.has(this.#keyOf(choice)));
      return (
        promising[0] ??
        still(this.selected?.way === 'bridge' ? this.selected : undefined) ??
        withCard[0] ??
        candidates[0]
      );
    }
    if (!TRIAL_LINKS.has(this.link) || this.obstacle === 'connecting') return undefined;
    return choices.find(({ way }) => way === 'virtual');
  }

  #snapshot({ way, name }: ReaderChoice): ReaderSnapshot | undefined {
    const readers = way === 'bridge' ? (this.#bridgeReaders ?? []) : this.#virtualReaders;
    return readers.find((reader) => reader.name === name);
  }

  #keyOf(choice: ReaderChoice): string {
    return `${choice.way} ${choice.name} ${this.#snapshot(choice)?.eventCount}`;
  }

  /** Learns what is on the card of the selected reader, when it is not known yet. */
  #look(): void {
    const { selected } = this;
    const snapshot = selected && this.#snapshot(selected);
    if (!selected || !snapshot || snapshot.card !== 'present') {
      this.#seen = '';
      this.card = { kind: snapshot?.card === 'mute' ? 'mute' : 'none' };
      if (this.step === 'choose') this.step = 'prepare';
      return;
    }
    const key = this.#keyOf(selected);
    if (key === this.#seen) return;
    this.#seen = key;
    this.card = { kind: 'reading' };
    void this.#read(selected, key);
  }

  async #read(reader: ReaderChoice, key: string): Promise<void> {
    let card: CardState;
    try {
      card = { kind: 'read', overview: await this.#work(reader, readOverview) };
    } catch (error) {
      card = { kind: 'failed', code: toCardError(error).code };
    }
    if (key !== this.#seen || this.step === 'working') return;
    this.card = card;
    if (card.kind === 'read') this.#arrived(card.overview, key);
    else if (card.kind === 'failed' && card.code === 'in-use') this.#readLater(reader, key);
    this.#reconsider();
  }

  /** pcscd tells nobody when another program takes a card or lets it go, so the card is asked for again, quietly. */
  #readLater(reader: ReaderChoice, key: string): void {
    clearTimeout(this.#nextRead);
    this.#nextRead = setTimeout(() => {
      if (key === this.#seen && this.step !== 'working') void this.#read(reader, key);
    }, IN_USE_RETRY_MS);
  }

  #arrived(overview: Overview, key: string): void {
    const same = overview.fingerprint !== '' && overview.fingerprint === this.overview?.fingerprint;
    this.overview = overview;
    if (overview.kind !== 'my-number-card') {
      this.#others.add(key);
      if (this.step !== 'result') this.#leaveForm('prepare');
    } else if (this.step === 'prepare') {
      this.step = 'choose';
    } else if (ENTERED.has(this.step) && !(same && this.#chosenStillReady(overview))) {
      // Another card, or not the state that the person agreed to: nothing typed for the one may reach the other.
      this.#leaveForm('choose');
      this.anotherCard = !same;
    } else {
      this.startFailure = undefined;
    }
    for (const pin of PIN_IDS) if (overview.pins[pin].kind !== 'ready') this.chosen.delete(pin);
  }

  #chosenStillReady(overview: Overview): boolean {
    return this.chosenPins.every((pin) => overview.pins[pin].kind === 'ready');
  }

  /** One piece of work after the other: a context does one thing at a time, and so does a card. */
  #work<T>(
    { way, name }: ReaderChoice,
    work: (session: CardSession) => Promise<T>,
    lastTryConsents: readonly PinId[] = [],
  ): Promise<T> {
    const mine = this.#lastWork.then(async () => {
      try {
        return await withCard(await this.#context(way), name, work, lastTryConsents);
      } catch (error) {
        this.#contexts.delete(way);
        throw error;
      }
    });
    this.#lastWork = mine.catch(() => {});
    return mine;
  }

  async #context(way: Way): Promise<SmartCardContext> {
    const known = this.#contexts.get(way);
    if (known) return known;
    const manager = this.#managers[way];
    if (!manager) throw toCardError(undefined);
    const context = await manager.establishContext();
    this.#contexts.set(way, context);
    return context;
  }

  #leaveForm(step: 'prepare' | 'choose'): void {
    this.#forgetPins();
    this.chosen.clear();
    this.startFailure = undefined;
    this.anotherCard = false;
    this.reports = [];
    this.step = step === 'prepare' && this.#readyToChoose() ? 'choose' : step;
  }

  #readyToChoose(): boolean {
    return this.#seen !== '' && this.card.kind === 'read' && this.card.overview.kind === 'my-number-card';
  }

  #forgetPins(): void {
    for (const wish of this.#wishes) wipe(wish.current, wish.next);
    this.#wishes = [];
  }
}

/** Whether a PIN in this state can be chosen for a change. */
export function canChange(state: PinState): boolean {
  return state.kind === 'ready';
}

/** The four-digit PINs among `pins`. */
export function fourDigitPins(pins: readonly PinId[]): PinId[] {
  return pins.filter((pin) => PINS[pin].format === 'four-digits');
}
