import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Timing } from './piece-of-work.ts';

const PROGRAM = fileURLToPath(new URL('bare-loop.mjs', import.meta.url));

export interface BareResult extends Timing {
  /** When the last answer came, in milliseconds since 1970. */
  readonly endedAt: number;
  /** In hexadecimal. */
  readonly answers: readonly string[];
}

/** The baseline of whatever goes through the bridge: see bare-loop.mjs. */
export class BareLoop {
  readonly #child: ChildProcess;
  #lastId = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static start(): BareLoop {
    return new BareLoop(fork(PROGRAM, { execArgv: [] }));
  }

  /** Connects, sends `commands`, powers the card down. `waitForCard`: as soon as there is one. */
  send(reader: string, commands: readonly string[], { waitForCard = false } = {}): Promise<BareResult> {
    return this.#ask({ reader, commands, waitForCard }) as Promise<BareResult>;
  }

  async untilEmpty(reader: string): Promise<void> {
    await this.#ask({ reader, untilEmpty: true });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }

  #ask(question: object): Promise<BareResult | undefined> {
    const id = ++this.#lastId;
    this.#child.send({ id, ...question });
    return new Promise((resolve, reject) => {
      const listen = (message: { id: number; result?: BareResult; error?: string }) => {
        if (message.id !== id) return;
        this.#child.off('message', listen);
        if (message.error === undefined) resolve(message.result);
        else reject(new Error(message.error));
      };
      this.#child.on('message', listen);
    });
  }
}
