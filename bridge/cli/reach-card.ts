import type { CardKind, PinId } from '../../src/card/applications.ts';
import type { CardErrorCode } from '../../src/card/card-error.ts';
import { type Overview, readOverview } from '../../src/card/overview.ts';
import type { CardSession } from '../../src/card/session.ts';
import { toCardError, withCard } from '../../src/readers/card-access.ts';
import type { ReaderSnapshot, Snapshot } from '../../src/readers/reader-watcher.ts';
import type { SmartCardResourceManager } from '../../src/readers/web-smart-card/types.ts';
import type { CardTexts } from '../../src/texts/card-texts.ts';
import type { CliTexts, ReachProblem } from '../../src/texts/cli-words.ts';
import { readersNow, untilReaders } from './find-readers.ts';
import type { Terminal } from './io.ts';
import type { OpenReaders, Readers } from './open-readers.ts';

/** What all commands that use a card are told. */
export interface CardOptions {
  /** The name of a reader, or a part of it that only one has. */
  readonly readerName: string | undefined;
  readonly virtual: boolean;
  readonly json: boolean;
}

/** What a command has around it. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly texts: CliTexts;
  readonly cardTexts: CardTexts;
  readonly openReaders: OpenReaders;
  /** The clock; this computer's where it is left out. */
  readonly now?: () => Date;
}

export type Problem = ReachProblem | Exclude<CardErrorCode, 'card-removed' | 'service-gone'> | 'no-card' | 'other-card';

/** Readers get this long to be closed before the command goes on, in milliseconds. */
const PATIENCE_MS = 2_000;

/** No card to work with, and exactly why. No PIN was sent to one. */
export class Unreachable extends Error {
  readonly problem: Problem;
  /** The readers there are, where that helps. */
  readonly readers: readonly string[];
  readonly cardKind: CardKind | undefined;

  constructor(problem: Problem, details: { readers?: readonly string[]; cardKind?: CardKind } = {}) {
    super(problem);
    this.problem = problem;
    this.readers = details.readers ?? [];
    this.cardKind = details.cardKind;
  }
}

/** A My Number card in a reader, as it was when it was looked at. */
export interface ReachedCard {
  readonly reader: ReaderSnapshot;
  readonly overview: Overview;
}

/** Opens the readers for a piece of work and closes them after it. Rejects with `Unreachable` where there is no module. */
export async function withReaders<T>(
  { terminal, texts, openReaders }: Surroundings,
  { virtual }: CardOptions,
  work: (manager: SmartCardResourceManager) => Promise<T>,
): Promise<T> {
  let readers: Readers | undefined;
  try {
    readers = openReaders({ virtual });
    if (readers.moduleMissing) throw new Unreachable('module-missing');
    if (virtual) terminal.err(texts.virtualCard);
    return await work(readers.manager);
  } finally {
    if (readers) await closeInTime(readers);
  }
}

/** Closes the readers, or goes on after a while where that does not end: the command still has to say how it went. */
export async function closeInTime(readers: Pick<Readers, 'close'>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([readers.close(), late]);
  clearTimeout(timer);
}

/**
 * The My Number card to work with: in the reader that was named, in the only one with a card, or in the only one with such
 * a card. Where there is none, waits for one if `waits`. Reads overviews, so no try is spent. Rejects with `Unreachable`.
 */
export async function reachCard(
  { terminal, texts }: Surroundings,
  manager: SmartCardResourceManager,
  options: CardOptions & { readonly waits: boolean },
): Promise<ReachedCard> {
  const signal = terminal.stopped;
  const first = candidates((await readersNow(manager, signal)).readers, options);
  const none = first instanceof Unreachable && first.problem === 'no-card';
  if (!none || !options.waits) return choose(manager, orThrow(first));
  terminal.err(texts.waitingForCard);
  const found = await untilReaders(
    manager,
    (snapshot) => {
      const there = candidates(snapshot, options);
      return there instanceof Unreachable && there.problem === 'no-card' ? undefined : there;
    },
    signal,
  );
  return choose(manager, orThrow(found));
}

/** One piece of work on the card in a reader, in a context of its own. Rejects with `Unreachable` where it could not begin. */
async function workWithCard<T>(
  manager: SmartCardResourceManager,
  readerName: string,
  work: (session: CardSession) => Promise<T>,
  ...consents: Parameters<typeof withCard>[3][]
): Promise<T> {
  try {
    return await withCard(await manager.establishContext(), readerName, work, ...consents);
  } catch (error) {
    if (error instanceof Unreachable || error instanceof RangeError) throw error;
    const { code } = toCardError(error);
    throw new Unreachable(code === 'card-removed' ? 'no-card' : code === 'service-gone' ? 'no-service' : code);
  }
}

/** The same with a card that was looked at before: rejects with `another-card`, before any work, when it was swapped since. */
export function workWithSameCard<T>(
  manager: SmartCardResourceManager,
  { reader, overview }: ReachedCard,
  stopped: AbortSignal,
  work: (session: CardSession) => Promise<T>,
  consents: readonly PinId[] = [],
): Promise<T> {
  const isSame = async (session: CardSession): Promise<boolean> => {
    const { fingerprint } = await readOverview(session);
    if (fingerprint !== '' || overview.fingerprint !== '') return fingerprint === overview.fingerprint;
    // Nothing on it tells it from another one, but the reader knows whether a card came or went.
    const { readers = [] } = await readersNow(manager, stopped);
    return readers.some(({ name, eventCount }) => name === reader.name && eventCount === reader.eventCount);
  };
  return workWithCard(
    manager,
    reader.name,
    async (session) => {
      if (!(await isSame(session))) throw new Unreachable('another-card');
      return work(session);
    },
    consents,
  );
}

/** The readers that may have the card, or why none can. */
function candidates(snapshot: Snapshot, { readerName }: CardOptions): readonly ReaderSnapshot[] | Unreachable {
  if (!snapshot) return new Unreachable('no-service');
  const readers = snapshot.map(({ name }) => name);
  if (readers.length === 0) return new Unreachable('no-reader');
  const named = readerName === undefined ? snapshot : matching(snapshot, readerName);
  if (named.length === 0) return new Unreachable('reader-not-found', { readers });
  if (readerName !== undefined && named.length > 1) return new Unreachable('reader-ambiguous', { readers });
  const withCard = named.filter(({ card }) => card !== 'empty');
  if (withCard.length === 0) return new Unreachable('no-card', { readers });
  const answering = withCard.filter(({ card }) => card === 'present');
  return answering.length > 0 ? answering : new Unreachable('unresponsive');
}

function matching(snapshot: readonly ReaderSnapshot[], wanted: string): readonly ReaderSnapshot[] {
  const exact = snapshot.filter(({ name }) => name === wanted);
  if (exact.length > 0) return exact;
  return snapshot.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
}

async function choose(manager: SmartCardResourceManager, readers: readonly ReaderSnapshot[]): Promise<ReachedCard> {
  const cards: ReachedCard[] = [];
  const obstacles: Unreachable[] = [];
  for (const reader of readers) {
    const result = await look(manager, reader);
    if (result instanceof Unreachable) obstacles.push(result);
    else cards.push(result);
  }
  const [card, another] = cards;
  if (another) throw new Unreachable('several-cards', { readers: cards.map(({ reader }) => reader.name) });
  // What hinders a card that may be the right one says more than that there is a wrong one too.
  if (!card) throw obstacles.find(({ problem }) => problem !== 'other-card') ?? obstacles[0];
  return card;
}

async function look(manager: SmartCardResourceManager, reader: ReaderSnapshot): Promise<ReachedCard | Unreachable> {
  const read = () => workWithCard(manager, reader.name, readOverview);
  try {
    const overview = await read().catch((error) => {
      // While a card is swapped, the service may still hold the power of the one before. No PIN is involved: once more.
      if (error instanceof Unreachable && error.problem === 'card-reset') return read();
      throw error;
    });
    if (overview.kind === 'my-number-card') return { reader, overview };
    return new Unreachable('other-card', { cardKind: overview.kind });
  } catch (error) {
    if (error instanceof Unreachable) return error;
    throw error;
  }
}

function orThrow<T>(result: T | Unreachable): T {
  if (result instanceof Unreachable) throw result;
  return result;
}
