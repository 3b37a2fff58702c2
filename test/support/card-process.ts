import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { VirtualCardProfile } from '../../src/readers/virtual/virtual-card.ts';
import type { CardCommand, CardReply, CardView } from './card-commands.ts';
import type { HoldPoint } from './hold.ts';
import type { RemovalFault, Slot } from './vpcd-slot.ts';
import { until } from './wait.ts';

const PROGRAM = fileURLToPath(new URL('vpcd-card.ts', import.meta.url));

/** Instruction bytes of commands that carry a PIN; in a log their data is masked, an empty VERIFY has none. */
const PIN_SENT = /\(PIN\)$/;

/** The card of a test: a process beside the PC/SC service, as far from the code under test as a physical card. */
export class CardProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (view: CardView) => void; reject: (error: Error) => void }>();
  #lastId = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', ({ id, view, error }: CardReply) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (view) waiting?.resolve(view);
      else waiting?.reject(new Error(error));
    });
    child.on('exit', (code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`the card process ended (${code})`));
    });
  }

  static async start(): Promise<CardProcess> {
    const child = fork(PROGRAM, {
      execArgv: ['--import', 'tsx'],
      // Profiles may hold certificates, as bytes.
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const card = new CardProcess(child);
    await card.look();
    return card;
  }

  insert(profile: VirtualCardProfile, slot: Slot = 0): Promise<CardView> {
    return this.#ask({ type: 'insert', slot, profile });
  }

  /** Puts the card that was taken out back in, as it was. */
  reinsert(slot: Slot = 0): Promise<CardView> {
    return this.#ask({ type: 'reinsert', slot });
  }

  /** Puts the card back in that was there before the last one. */
  reinsertEarlier(slot: Slot = 0): Promise<CardView> {
    return this.#ask({ type: 'reinsert-earlier', slot });
  }

  remove(slot: Slot = 0): Promise<CardView> {
    return this.#ask({ type: 'remove', slot });
  }

  look(slot: Slot = 0): Promise<CardView> {
    return this.#ask({ type: 'look', slot });
  }

  /**
   * Waits for the power to go, which reaches the card after the answer reached us. It does not tell who took it: pcscd does
   * so by itself some time after nobody uses the card any more, and that is all there is after a crash.
   */
  atRest(slot: Slot = 0): Promise<CardView> {
    const look = async () => {
      const view = await this.look(slot);
      return view.powered || view.verified ? undefined : view;
    };
    return until('a card without power and with nothing verified', look, 4_000);
  }

  fault(fault: RemovalFault, slot: Slot = 0): Promise<CardView> {
    return this.#ask({ type: 'fault', slot, fault });
  }

  /** Makes the card wait at that moment of the work to come. */
  hold(point: HoldPoint, slot: Slot = 0): Promise<CardView> {
    return this.#ask({ type: 'hold', slot, point });
  }

  /** Resolves once the card waits there. */
  untilHeld(slot: Slot = 0): Promise<CardView> {
    return this.#ask({ type: 'until-held', slot });
  }

  letGo(slot: Slot = 0): Promise<CardView> {
    return this.#ask({ type: 'let-go', slot });
  }

  latency(milliseconds: number, slot: Slot = 0): Promise<CardView> {
    return this.#ask({ type: 'latency', slot, milliseconds });
  }

  forgetLog(slot: Slot = 0): Promise<CardView> {
    return this.#ask({ type: 'forget-log', slot });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    if (this.#child.connected) this.#child.disconnect();
    else this.#child.kill();
    await ended;
  }

  #ask(command: CardCommand): Promise<CardView> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, command }, (error) => {
        if (error) reject(error);
      });
    });
  }
}

/** The commands in a card's log that carried a PIN: each of them could have cost a try. */
export function pinCommands({ log }: CardView): readonly string[] {
  return log.map(({ command }) => command).filter((command) => PIN_SENT.test(command));
}
