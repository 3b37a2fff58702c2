import { responseCodeOf } from './web-smart-card/errors.ts';
import {
  PNP_NOTIFICATION,
  type SmartCardContext,
  type SmartCardReaderStateOut,
  type SmartCardResourceManager,
} from './web-smart-card/types.ts';

/** One reader as a person would describe it. */
export interface ReaderSnapshot {
  readonly name: string;
  readonly card: 'empty' | 'present' | 'mute';
  /** Differs whenever a card came or went in between. */
  readonly eventCount: number;
}

/** All readers at one moment; `undefined` while there is no PC/SC service. */
export type Snapshot = readonly ReaderSnapshot[] | undefined;

/** While there is no service nothing can report its return, so it is asked for again after this many milliseconds. */
const SERVICE_RETRY_MS = 2000;

/**
 * Follows the readers of one resource manager and tells `onSnapshot` whenever a reader or a card comes or goes. Keeps a
 * context of its own, since waiting occupies one. Ends when `signal` is aborted.
 */
export async function watchReaders(
  manager: SmartCardResourceManager,
  onSnapshot: (snapshot: Snapshot) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await follow(await manager.establishContext(), onSnapshot, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (responseCodeOf(error) === undefined) throw error;
      onSnapshot(undefined);
      if (signal.aborted) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, SERVICE_RETRY_MS);
        signal.addEventListener(
          'abort',
          () => {
            clearTimeout(timer);
            resolve();
          },
          { once: true },
        );
      });
    }
  }
}

async function follow(
  context: SmartCardContext,
  onSnapshot: (snapshot: Snapshot) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const names = await context.listReaders();
    // Nothing can be said of no readers: the call would only time out.
    let states =
      names.length === 0
        ? []
        : await context.getStatusChange(
            names.map((readerName) => ({ readerName, currentState: { unaware: true } })),
            { signal },
          );
    for (;;) {
      if (states.some((state) => state.eventState.unknown)) break;
      onSnapshot(states.map(toSnapshot));
      const changes = await context.getStatusChange(
        [
          { readerName: PNP_NOTIFICATION, currentState: {}, currentCount: names.length },
          ...states.map(({ readerName, eventState, eventCount }) => ({
            readerName,
            currentState: {
              unavailable: eventState.unavailable,
              empty: eventState.empty,
              present: eventState.present,
              exclusive: eventState.exclusive,
              inuse: eventState.inuse,
              mute: eventState.mute,
              unpowered: eventState.unpowered,
            },
            currentCount: eventCount,
          })),
        ],
        { signal },
      );
      const [readersCameOrWent, ...rest] = changes;
      if (readersCameOrWent?.eventState.changed) break;
      states = rest;
    }
  }
}

function toSnapshot({ readerName, eventState, eventCount }: SmartCardReaderStateOut): ReaderSnapshot {
  return {
    name: readerName,
    card: eventState.mute ? 'mute' : eventState.present ? 'present' : 'empty',
    eventCount,
  };
}
