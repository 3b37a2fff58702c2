import { once } from 'node:events';
import { SmartCardError } from '../../src/readers/web-smart-card/errors.ts';
import type {
  SmartCardAccessMode,
  SmartCardDisposition,
  SmartCardProtocol,
} from '../../src/readers/web-smart-card/types.ts';
import { type PcscliteReader, type PcscliteStatus, STATE } from './pcsclite-module.ts';
import { toSmartCardError } from './response-codes.ts';

/** Longest answer to a short command APDU, in bytes: 256 and a status word. */
const MAX_ANSWER_BYTES = 258;
/** How long the news that a card left may come after the exchange that it broke. pcscd looks every 0.4 s. */
const REMOVAL_NEWS_MS = 1_000;

/**
 * One reader of pcsclite, which has a single card handle for all its users: a second connection at the same time is
 * answered with `sharing-violation`, whatever its access mode.
 */
export class PcscReader {
  readonly #native: PcscliteReader;
  /** As far as the last status tells. */
  cardPresent = false;
  /** Whether the one who has the card gave up waiting for it. */
  overdue = false;
  #held = false;
  #protocol = 0;
  #calls: Promise<unknown> = Promise.resolve();

  constructor(native: PcscliteReader) {
    this.#native = native;
  }

  get name(): string {
    return this.#native.name;
  }

  /** Settles once the module has done all it was asked for: until then its threads are busy. */
  get idle(): Promise<unknown> {
    return this.#calls;
  }

  /** Resolves with the protocol that was agreed on. Rejects with `SmartCardError`. */
  async connect(
    mode: SmartCardAccessMode,
    preferredProtocols: readonly SmartCardProtocol[],
  ): Promise<SmartCardProtocol> {
    if (mode === 'direct') throw new SmartCardError('unsupported-feature');
    if (this.#held) throw new SmartCardError(this.overdue ? 'unresponsive-card' : 'sharing-violation');
    this.#held = true;
    const native = this.#native;
    const protocol = { t0: native.SCARD_PROTOCOL_T0, t1: native.SCARD_PROTOCOL_T1, raw: native.SCARD_PROTOCOL_RAW };
    const options = {
      share_mode: mode === 'exclusive' ? native.SCARD_SHARE_EXCLUSIVE : native.SCARD_SHARE_SHARED,
      protocol: preferredProtocols.reduce((mask, name) => mask | protocol[name], 0),
    };
    try {
      native.connected = false;
      const agreed = await this.#call<number>((done) => native.connect(options, done), 'not-ready');
      this.#protocol = agreed;
      return agreed === protocol.t0 ? 't0' : agreed === protocol.t1 ? 't1' : 'raw';
    } catch (error) {
      this.#held = false;
      throw error;
    }
  }

  /** Response data ‖ SW1 SW2. `command` is copied at once, and the copy wiped. Rejects with `SmartCardError`. */
  async transmit(command: Uint8Array): Promise<Uint8Array> {
    const copy = Buffer.from(command);
    // Listened to from before the exchange: the news may come first.
    const news = this.#newsOfRemoval();
    try {
      const answer = await this.#call<Buffer>((done) =>
        this.#native.transmit(copy, MAX_ANSWER_BYTES, this.#protocol, done),
      )
        .then(withStatusWord)
        .catch(async (error: SmartCardError) => {
          throw error.responseCode === 'not-transacted' && (await news.left())
            ? new SmartCardError('removed-card')
            : error;
        });
      return new Uint8Array(answer);
    } finally {
      news.ignore();
      copy.fill(0);
    }
  }

  /** Gives the card back. Never rejects: a handle that cannot be closed properly is closed in any way that works. */
  async disconnect(disposition: SmartCardDisposition): Promise<void> {
    const native = this.#native;
    const values = {
      leave: native.SCARD_LEAVE_CARD,
      reset: native.SCARD_RESET_CARD,
      unpower: native.SCARD_UNPOWER_CARD,
      eject: native.SCARD_EJECT_CARD,
    };
    try {
      for (const attempt of [disposition, 'reset', 'leave'] as const) {
        const done = await this.#call((callback) => native.disconnect(values[attempt], callback)).then(
          () => true,
          () => false,
        );
        if (done) break;
      }
    } finally {
      this.#held = false;
      this.overdue = false;
    }
  }

  /** Turns a call with a Node.js callback into a promise that rejects with `SmartCardError`. */
  async #call<T>(
    start: (done: (error: unknown, value?: T) => void) => void,
    otherwise: 'not-transacted' | 'not-ready' = 'not-transacted',
  ): Promise<T> {
    const result = new Promise<T>((resolve, reject) => {
      start((error, value) => (error ? reject(error) : resolve(value as T)));
    });
    // The results themselves are not kept: each would hold the one before it, and all of them be there for ever.
    this.#calls = Promise.allSettled([this.#calls, result]).then(() => undefined);
    try {
      return await result;
    } catch (error) {
      throw toSmartCardError(error, otherwise);
    }
  }

  /** `left`: whether the card is gone, or goes within a moment. */
  #newsOfRemoval(): { left(): Promise<boolean>; ignore(): void } {
    const native = this.#native;
    let left = !this.cardPresent;
    const look = ({ state }: PcscliteStatus) => {
      left ||= (state & STATE.present) === 0;
    };
    native.on('status', look);
    return {
      left: async () => {
        const deadline = AbortSignal.timeout(REMOVAL_NEWS_MS);
        while (!left && !deadline.aborted) await once(native, 'status', { signal: deadline }).catch(() => {});
        return left;
      },
      ignore: () => native.off('status', look),
    };
  }
}

/** Some drivers report a card that was pulled out in the middle as success with no bytes at all (vpcd does). */
function withStatusWord(answer: Buffer): Buffer {
  if (answer.length < 2) throw new SmartCardError('not-transacted');
  return answer;
}
