import type { PinId } from '../card/applications.ts';
import type { CardErrorCode } from '../card/card-error.ts';
import { type Overview, readOverview } from '../card/overview.ts';
import type { CardSession } from '../card/session.ts';
import type { BridgeConnection } from '../readers/bridge/bridge-client.ts';
import { BridgeError, type BridgeErrorCode } from '../readers/bridge/bridge-error.ts';
import { toCardError, withCard } from '../readers/card-access.ts';
import { type ReaderSnapshot, type Snapshot, watchReaders } from '../readers/reader-watcher.ts';
import type { SmartCardContext, SmartCardResourceManager } from '../readers/web-smart-card/types.ts';
import { toWebUsbError, type WebUsbErrorCode } from '../readers/webusb/webusb-error.ts';
import type { UsbReaders, UsbReaderView } from './usb-readers.ts';

/** The link to the bridge, as far as a person is concerned. */
export type Link = 'connecting' | 'connected' | 'lost' | BridgeErrorCode;

/**
 * The ways to a card, the first preferred: PC/SC through the bridge, readers on USB that the page drives by itself, those
 * that the browser drives, and the card in memory: whatever happens there, no real card is touched.
 */
const WAYS = ['bridge', 'webusb', 'browser', 'virtual'] as const;

type Way = (typeof WAYS)[number];

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

export interface DeskDependencies {
  /** Rejects with a `BridgeError`. */
  readonly connectBridge: () => Promise<Omit<BridgeConnection, 'journal'>>;
  readonly virtual: SmartCardResourceManager;
  /** The virtual card is used only on a bridge that was started for it: a resident would take it for their own. */
  readonly realOnly?: boolean;
  /** Where the browser has WebUSB. */
  readonly usb?: UsbReaders | undefined;
  /** Looks for readers that the browser drives itself. Never rejects. */
  readonly findBrowserReaders?: () => Promise<SmartCardResourceManager | undefined>;
  /** Remembers the reader that a person chose; never anything about a card. */
  readonly remembered: { get(): string | null; set(readerName: string): void };
}

export interface DeskListener {
  /** `free`: whichever reader has a card. `held`: something was typed for this reader. `working`: nothing may move. */
  hold(): 'free' | 'held' | 'working';
  /** Another reader is in use from now on. */
  readerChanged(): void;
  /** The card of the reader in use was read. */
  arrived(overview: Overview): void;
  /** There is no card in it that could be read. */
  left(): void;
  /** Called after everything that a person may see. */
  changed(): void;
}

const RECONNECT_MS = 2000;
/** A page that was about to go and is still there takes its USB readers back after so long. */
const STAYED_MS = 2000;
/** How soon a card that another program holds is asked for again. */
const IN_USE_RETRY_MS = 500;

/** Links on which a card may be worked with behind this page's back, or it is not known yet: USB is left alone. */
const UNSETTLED_LINKS: ReadonlySet<Link> = new Set(['connecting', 'in-use', 'foreign-worker']);

/** Links on which the virtual card takes over by itself. Not on a lost one: nobody should slip from a real card to it. */
const TRIAL_LINKS: ReadonlySet<Link> = new Set([
  'connected',
  'not-a-bridge',
  'secret-missing',
  'secret-used',
  'secret-wrong',
]);

/**
 * The readers within reach and the card in one of them. Owns: the link to the bridge, whether readers on USB are open, which
 * reader is in use, reading its card when one comes, and one piece of work at a time. Does not own: what the work is, or what the person is doing.
 */
export class ReaderDesk {
  link: Link = 'connecting';
  pcsc: BridgeConnection['hello']['pcsc'] | undefined;
  installCommand: string | undefined;
  /** Whether the bridge was started for developers, and grants raw access. */
  developer = false;
  selected: ReaderChoice | undefined;
  card: CardState = { kind: 'none' };
  /** Why the last choice of a USB reader came to nothing. */
  refusal: WebUsbErrorCode | undefined;

  readonly #dependencies: DeskDependencies;
  readonly #listener: DeskListener;
  readonly #stopped = new AbortController();
  readonly #contexts = new Map<Way, SmartCardContext>();
  readonly #managers: Partial<Record<Way, SmartCardResourceManager>>;
  /** `null` until the first word of the watcher. */
  readonly #readers: Record<Way, Snapshot | null> = { bridge: null, webusb: null, browser: null, virtual: null };
  #picked: ReaderChoice | undefined;
  /** Set while USB readers are watched. */
  #usbWatch: AbortController | undefined;
  #usbRest: ReturnType<typeof setTimeout> | undefined;
  /** A reader of this page's own, without a bridge, was in use. */
  #hadOwn = false;
  #lastWork: Promise<unknown> = Promise.resolve();
  /** What `card` was learnt from: reader and event count. */
  #seen = '';
  #nextRead: ReturnType<typeof setTimeout> | undefined;
  /** Readers whose card turned out not to be a My Number card, by reader and event count. */
  readonly #others = new Set<string>();

  constructor(dependencies: DeskDependencies, listener: DeskListener) {
    this.#dependencies = dependencies;
    this.#listener = listener;
    this.#managers = { virtual: dependencies.virtual };
    if (dependencies.usb) this.#managers.webusb = dependencies.usb.resourceManager;
  }

  start(): void {
    this.#watch('virtual', this.#dependencies.virtual);
    void this.#findBrowserReaders();
    void this.#keepLinked();
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#nextRead);
    clearTimeout(this.#usbRest);
    void this.#dependencies.usb?.shutDown();
  }

  /** Switches the USB readers off, as the page is about to go; if it stays after all, they come back by themselves. */
  restUsb(): void {
    if (!this.#dependencies.usb) return;
    this.#endUsbWatch();
    void this.#dependencies.usb.shutDown();
    clearTimeout(this.#usbRest);
    this.#usbRest = setTimeout(() => {
      this.#usbRest = undefined;
      this.reconsider();
    }, STAYED_MS);
  }

  get trial(): boolean {
    return this.selected?.way === 'virtual';
  }

  /** Whether the page may drive readers on USB by itself, as far as the browser is concerned. */
  get usbSupported(): boolean {
    return this.#dependencies.usb !== undefined;
  }

  /** Readers to choose from, the virtual one last. */
  get choices(): ReaderChoice[] {
    return WAYS.flatMap((way) => (this.#readers[way] ?? []).map(({ name }) => ({ way, name })));
  }

  get obstacle(): Obstacle | undefined {
    const own = this.selected?.way === 'webusb' || this.selected?.way === 'browser';
    return own ? undefined : this.#bridgeObstacle;
  }

  /** A real reader came while the virtual card was being worked with. */
  get realReaderWaiting(): boolean {
    return this.trial && this.#realChoices.some((choice) => !this.#problemOf(choice));
  }

  /** What is known of the USB reader in use, and why it cannot be used, if so. */
  get usbReader(): UsbReaderView | undefined {
    return this.selected?.way === 'webusb' ? this.#dependencies.usb?.describe(this.selected.name) : undefined;
  }

  /** The USB reader in use is not there, or no longer this page's. */
  get usbReaderGone(): boolean {
    return this.selected?.way === 'webusb' && this.#readers.webusb !== null && !this.#snapshot(this.selected);
  }

  /** Whether there is a use for choosing a USB reader: with a reader, the bridge reaches more, and none in two ways. */
  get canChooseUsb(): boolean {
    if (!this.#dependencies.usb || UNSETTLED_LINKS.has(this.link)) return false;
    return (this.#readers.bridge ?? []).length === 0 && this.#bridgeObstacle !== 'connecting';
  }

  /** Whether the virtual card is for the asking: where it does not take over by itself, and hides nothing. */
  get trialOffered(): boolean {
    if (this.#dependencies.realOnly) return false;
    if (this.trial || (this.selected && !this.usbReader?.problem) || this.#readers.virtual?.length === 0) return false;
    return this.#neverLinked ? !UNSETTLED_LINKS.has(this.link) : this.#hadOwn && this.link === 'connected';
  }

  /** Why there is no card to work on. */
  get whyNoCard(): CardErrorCode {
    if (this.card.kind === 'failed') return this.card.code;
    if (this.selected?.way === 'bridge' && this.obstacle) {
      return this.obstacle === 'no-reader' ? 'reader-gone' : 'service-gone';
    }
    const problem = this.usbReader?.problem;
    if (problem) return problem === 'claimed-elsewhere' ? 'in-use' : 'reader-gone';
    return this.selected && this.#snapshot(this.selected) ? 'card-removed' : 'reader-gone';
  }

  pick(choice: ReaderChoice): void {
    this.#picked = choice;
    if (choice.way !== 'virtual') this.#dependencies.remembered.set(choice.name);
    this.reconsider();
  }

  /** Leaves the virtual card that was asked for. */
  leaveTrial(): void {
    if (this.#picked?.way === 'virtual') this.#picked = undefined;
    this.reconsider();
  }

  /** Takes the virtual card, which was offered. */
  startTrial(): void {
    const [virtual] = this.#readers.virtual ?? [];
    if (virtual) this.pick({ way: 'virtual', name: virtual.name });
  }

  /**
   * Lets the person choose a USB reader; to be called in the very event of their click. Resolves with the reader, which is
   * still to be picked, or with `undefined`, and `refusal` says why.
   */
  async chooseUsb(): Promise<ReaderChoice | undefined> {
    const { usb } = this.#dependencies;
    this.refusal = undefined;
    try {
      const [name] = (await usb?.requestReader()) ?? [];
      if (name !== undefined) return { way: 'webusb', name };
      this.refusal = usb ? 'unsupported-reader' : 'no-webusb';
    } catch (error) {
      this.refusal = toWebUsbError(error, 'choose').code;
    }
    this.#listener.changed();
    return undefined;
  }

  /** Reads the card again, after a failure or a change. */
  readAgain(): void {
    this.#seen = '';
    this.#others.clear();
    this.reconsider();
  }

  reconnect(): void {
    if (this.link !== 'connected') void this.#keepLinked();
  }

  /**
   * One piece of work on the card in the reader in use, after the one before: a context does one thing at a time, and so
   * does a card. Rejects with `CardError` when it could not begin.
   */
  work<T>(work: (session: CardSession) => Promise<T>, lastTryConsents: readonly PinId[] = []): Promise<T> {
    const { selected } = this;
    const mine = this.#lastWork.then(async () => {
      if (!selected) throw toCardError(undefined);
      try {
        return await withCard(await this.#context(selected.way), selected.name, work, lastTryConsents);
      } catch (error) {
        this.#contexts.delete(selected.way);
        throw toCardError(error);
      }
    });
    this.#lastWork = mine.catch(() => {});
    return mine;
  }

  /** Brings reader and card in line with what the watchers said and what the person is doing. */
  reconsider(): void {
    if (this.#listener.hold() !== 'working') {
      const choice = this.#choose();
      if (choice !== this.selected && !(choice && isSame(choice, this.selected))) {
        this.selected = choice;
        this.#seen = '';
        this.refusal = undefined;
        this.#hadOwn ||= choice?.way === 'webusb' || choice?.way === 'browser';
        this.#listener.readerChanged();
      }
      this.#look();
      this.#tendUsb();
    }
    this.#listener.changed();
  }

  #watch(way: Way, manager: SmartCardResourceManager, until?: AbortSignal): void {
    const signal = until ? AbortSignal.any([until, this.#stopped.signal]) : this.#stopped.signal;
    void watchReaders(
      manager,
      (snapshot) => {
        if (signal.aborted) return;
        this.#readers[way] = snapshot;
        this.reconsider();
      },
      signal,
    );
  }

  async #findBrowserReaders(): Promise<void> {
    const manager = await this.#dependencies.findBrowserReaders?.();
    if (!manager || this.#stopped.signal.aborted) return;
    this.#managers.browser = manager;
    this.#watch('browser', manager);
  }

  /**
   * USB readers are open only while they are of use. With readers of the bridge they are not: it may be the same device,
   * and two programs at one card would cut each other off.
   */
  get #usbOfUse(): boolean {
    if (this.#usbRest !== undefined || !this.#dependencies.usb) return false;
    if (this.selected?.way === 'webusb' || this.#picked?.way === 'webusb') return true;
    // A bridge that was lost may come back to a card that it was at work on.
    if (this.link !== 'connected') return this.#neverLinked && !UNSETTLED_LINKS.has(this.link);
    // Whoever starts the bridge for the virtual card has not asked for a real one.
    return this.pcsc !== 'off' && this.canChooseUsb;
  }

  #tendUsb(): void {
    const { usb } = this.#dependencies;
    if (this.#usbOfUse === (this.#usbWatch !== undefined) || !usb || this.#stopped.signal.aborted) return;
    if (this.#usbWatch) {
      this.#endUsbWatch();
    } else {
      this.#usbWatch = new AbortController();
      this.#watch('webusb', usb.resourceManager, this.#usbWatch.signal);
    }
  }

  #endUsbWatch(): void {
    this.#usbWatch?.abort();
    this.#usbWatch = undefined;
    this.#readers.webusb = null;
    this.#contexts.delete('webusb');
  }

  async #keepLinked(): Promise<void> {
    let link: Omit<BridgeConnection, 'journal'>;
    try {
      link = await this.#dependencies.connectBridge();
    } catch (error) {
      this.link = error instanceof BridgeError ? error.code : 'unreachable';
      this.reconsider();
      if (this.link === 'in-use' || this.link === 'unreachable') this.#reconnectLater();
      return;
    }
    const watching = new AbortController();
    this.link = 'connected';
    this.pcsc = link.hello.pcsc;
    this.installCommand = link.hello.installCommand;
    this.developer = link.hello.developer;
    this.#managers.bridge = link.resourceManager;
    this.#readers.bridge = null;
    this.reconsider();
    if (link.hello.pcsc === 'available') this.#watch('bridge', link.resourceManager, watching.signal);
    const end = await link.closed;
    watching.abort();
    if (this.#stopped.signal.aborted) return;
    this.link = end;
    this.developer = false;
    this.#readers.bridge = null;
    this.#contexts.delete('bridge');
    delete this.#managers.bridge;
    this.reconsider();
    this.#reconnectLater();
  }

  #reconnectLater(): void {
    const timer = setTimeout(() => void this.#keepLinked(), RECONNECT_MS);
    this.#stopped.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  #choose(): ReaderChoice | undefined {
    const { choices } = this;
    const still = (choice: ReaderChoice | undefined) => choices.find((one) => isSame(one, choice));
    const picked = still(this.#picked);
    if (picked) return picked;
    // Whoever has typed something stays with that reader as long as it is there, and with a real one even when not.
    if (this.#listener.hold() === 'held' && this.selected && (!this.trial || still(this.selected))) {
      return this.selected;
    }
    const real = this.#realChoices;
    if (real.length > 0) {
      const remembered = real.find(({ name }) => name === this.#dependencies.remembered.get());
      const candidates = remembered ? [remembered, ...real.filter((choice) => choice !== remembered)] : real;
      const withCard = candidates.filter((choice) => this.#snapshot(choice)?.card !== 'empty');
      const promising = withCard.filter((choice) => !this.#others.has(this.#keyOf(choice)));
      const usable = candidates.filter((choice) => !this.#problemOf(choice));
      // An empty reader on USB is left for one of the bridge: it may be the same, and the card should meet one of us.
      const stays = usable.filter(({ way }) => way !== 'webusb' || this.canChooseUsb);
      const current = stays.find((choice) => isSame(choice, this.selected));
      return promising[0] ?? current ?? withCard[0] ?? usable[0] ?? candidates[0];
    }
    return this.#trialByItself ? choices.find(({ way }) => way === 'virtual') : undefined;
  }

  get #bridgeObstacle(): Obstacle | undefined {
    if (this.link !== 'connected') return this.link;
    if (this.pcsc === 'off') return 'virtual-requested';
    if (this.pcsc === 'module-missing') return 'module-missing';
    if (this.#readers.bridge === null) return 'connecting';
    if (this.#readers.bridge === undefined) return 'no-service';
    return this.#readers.bridge.length === 0 ? 'no-reader' : undefined;
  }

  /** No bridge was ever there that had real readers, or could have had some. */
  get #neverLinked(): boolean {
    return this.pcsc === undefined;
  }

  /** Whether the virtual card takes over where there is no real reader. */
  get #trialByItself(): boolean {
    if (this.#dependencies.realOnly && this.pcsc !== 'off') return false;
    if (!TRIAL_LINKS.has(this.link) || this.#bridgeObstacle === 'connecting') return false;
    // Nor on a bridge that was started anew and wants its new address: this page had real readers.
    if (this.pcsc === 'available' && this.link !== 'connected') return false;
    // Without a bridge a reader can be chosen, or was unplugged a moment ago: the virtual card has to be asked for.
    if (this.#hadOwn || (this.link === 'not-a-bridge' && this.#dependencies.usb)) return false;
    return !this.#usbOfUse || this.#readers.webusb !== null;
  }

  get #realChoices(): ReaderChoice[] {
    return this.choices.filter(({ way }) => way !== 'virtual');
  }

  #problemOf({ way, name }: ReaderChoice): WebUsbErrorCode | undefined {
    return way === 'webusb' ? this.#dependencies.usb?.describe(name)?.problem : undefined;
  }

  #snapshot({ way, name }: ReaderChoice): ReaderSnapshot | undefined {
    return this.#readers[way]?.find((reader) => reader.name === name);
  }

  #keyOf(choice: ReaderChoice): string {
    return `${choice.way} ${choice.name} ${this.#snapshot(choice)?.eventCount}`;
  }

  /** Learns what is on the card of the reader in use, when it is not known yet. */
  #look(): void {
    const { selected } = this;
    const snapshot = selected && this.#snapshot(selected);
    if (!selected || !snapshot || snapshot.card !== 'present') {
      this.#seen = '';
      this.card = { kind: snapshot?.card === 'mute' ? 'mute' : 'none' };
      this.#listener.left();
      return;
    }
    const key = this.#keyOf(selected);
    if (key === this.#seen) return;
    this.#seen = key;
    this.card = { kind: 'reading' };
    void this.#read(key);
  }

  async #read(key: string): Promise<void> {
    let card = await this.#overview();
    // While a card is swapped, the service may still hold the power of the one before. No PIN is involved: once more.
    if (card.kind === 'failed' && card.code === 'card-reset' && key === this.#seen) card = await this.#overview();
    if (key !== this.#seen || this.#listener.hold() === 'working') return;
    this.card = card;
    if (card.kind === 'read') {
      if (card.overview.kind !== 'my-number-card') this.#others.add(key);
      this.#listener.arrived(card.overview);
    } else if (card.kind === 'failed' && card.code === 'in-use') {
      this.#readLater(key);
    }
    this.reconsider();
  }

  async #overview(): Promise<CardState> {
    try {
      return { kind: 'read', overview: await this.work(readOverview) };
    } catch (error) {
      return { kind: 'failed', code: toCardError(error).code };
    }
  }

  /** pcscd tells nobody when another program takes a card or lets it go, so the card is asked for again, quietly. */
  #readLater(key: string): void {
    clearTimeout(this.#nextRead);
    this.#nextRead = setTimeout(() => {
      if (key === this.#seen && this.#listener.hold() !== 'working') void this.#read(key);
    }, IN_USE_RETRY_MS);
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
}

function isSame(one: ReaderChoice, other: ReaderChoice | undefined): boolean {
  return one.way === other?.way && one.name === other.name;
}
