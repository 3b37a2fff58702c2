import type { PinId } from '../card/applications.ts';
import type { CardErrorCode } from '../card/card-error.ts';
import { type Overview, readOverview } from '../card/overview.ts';
import type { CardSession } from '../card/session.ts';
import type { BridgeConnection } from '../readers/bridge/bridge-client.ts';
import { BridgeError, type BridgeErrorCode } from '../readers/bridge/bridge-error.ts';
import { toCardError, withCard } from '../readers/card-access.ts';
import { type ReaderSnapshot, type Snapshot, watchReaders } from '../readers/reader-watcher.ts';
import type { SmartCardContext, SmartCardResourceManager } from '../readers/web-smart-card/types.ts';

/** The link to the bridge, as far as a person is concerned. */
export type Link = 'connecting' | 'connected' | 'lost' | BridgeErrorCode;

/** `virtual` is the card in memory; whatever happens there, no real card is touched. */
type Way = 'bridge' | 'virtual';

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
  readonly connectBridge: () => Promise<BridgeConnection>;
  readonly virtual: SmartCardResourceManager;
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

/**
 * The readers within reach and the card in one of them. Owns: the link to the bridge, which reader is in use, reading its
 * card when one comes, and one piece of work at a time. Does not own: what the work is, or what the person is doing.
 */
export class ReaderDesk {
  link: Link = 'connecting';
  pcsc: BridgeConnection['hello']['pcsc'] | undefined;
  installCommand: string | undefined;
  /** Whether the bridge was started for developers, and grants raw access. */
  developer = false;
  selected: ReaderChoice | undefined;
  card: CardState = { kind: 'none' };

  readonly #dependencies: DeskDependencies;
  readonly #listener: DeskListener;
  readonly #stopped = new AbortController();
  readonly #contexts = new Map<Way, SmartCardContext>();
  #managers: Partial<Record<Way, SmartCardResourceManager>>;
  /** `null` until the first word of the watcher. */
  #bridgeReaders: Snapshot | null = null;
  #virtualReaders: readonly ReaderSnapshot[] = [];
  #picked: ReaderChoice | undefined;
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
  }

  start(): void {
    void watchReaders(
      this.#dependencies.virtual,
      (snapshot) => {
        this.#virtualReaders = snapshot ?? [];
        this.reconsider();
      },
      this.#stopped.signal,
    );
    void this.#keepLinked();
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#nextRead);
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

  /** Why there is no card to work on. */
  get whyNoCard(): CardErrorCode {
    if (this.card.kind === 'failed') return this.card.code;
    if (this.selected?.way === 'bridge' && this.obstacle) return 'service-gone';
    return this.selected && this.#snapshot(this.selected) ? 'card-removed' : 'reader-gone';
  }

  pick(choice: ReaderChoice): void {
    this.#picked = choice;
    if (choice.way === 'bridge') this.#dependencies.remembered.set(choice.name);
    this.reconsider();
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
      if (choice?.way !== this.selected?.way || choice?.name !== this.selected?.name) {
        this.selected = choice;
        this.#seen = '';
        this.#listener.readerChanged();
      }
      this.#look();
    }
    this.#listener.changed();
  }

  async #keepLinked(): Promise<void> {
    let link: BridgeConnection;
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
    this.#managers = { ...this.#managers, bridge: link.resourceManager };
    this.#bridgeReaders = null;
    this.reconsider();
    if (link.hello.pcsc === 'available') {
      void watchReaders(
        link.resourceManager,
        (snapshot) => {
          if (watching.signal.aborted) return;
          this.#bridgeReaders = snapshot;
          this.reconsider();
        },
        AbortSignal.any([watching.signal, this.#stopped.signal]),
      );
    }
    const end = await link.closed;
    watching.abort();
    if (this.#stopped.signal.aborted) return;
    this.link = end;
    this.developer = false;
    this.#bridgeReaders = null;
    this.#contexts.delete('bridge');
    this.#managers = { virtual: this.#dependencies.virtual };
    this.reconsider();
    this.#reconnectLater();
  }

  #reconnectLater(): void {
    const timer = setTimeout(() => void this.#keepLinked(), RECONNECT_MS);
    this.#stopped.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  #choose(): ReaderChoice | undefined {
    const { choices } = this;
    const still = (choice: ReaderChoice | undefined) =>
      choices.find(({ way, name }) => choice && way === choice.way && name === choice.name);
    const picked = still(this.#picked);
    if (picked) return picked;
    // Whoever has typed something stays with that reader as long as it is there, and with a real one even when not.
    if (this.#listener.hold() === 'held' && this.selected && (this.selected.way === 'bridge' || still(this.selected))) {
      return this.selected;
    }
    const real = choices.filter(({ way }) => way === 'bridge');
    if (real.length > 0) {
      const remembered = real.find(({ name }) => name === this.#dependencies.remembered.get());
      const candidates = remembered ? [remembered, ...real.filter((choice) => choice !== remembered)] : real;
      const withCard = candidates.filter((choice) => this.#snapshot(choice)?.card !== 'empty');
      const promising = withCard.filter((choice) => !this.#others.has(this.#keyOf(choice)));
      const current = still(this.selected?.way === 'bridge' ? this.selected : undefined);
      return promising[0] ?? current ?? withCard[0] ?? candidates[0];
    }
    if (!TRIAL_LINKS.has(this.link) || this.obstacle === 'connecting') return undefined;
    // Nor on a bridge that was started anew and wants its new address: this page had real readers.
    if (this.pcsc === 'available' && this.link !== 'connected') return undefined;
    return choices.find(({ way }) => way === 'virtual');
  }

  #snapshot({ way, name }: ReaderChoice): ReaderSnapshot | undefined {
    const readers = way === 'bridge' ? (this.#bridgeReaders ?? []) : this.#virtualReaders;
    return readers.find((reader) => reader.name === name);
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
