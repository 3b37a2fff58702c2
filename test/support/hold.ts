import { maskedHex } from '../../src/card/apdu.ts';

/** A moment in a piece of work, counted in commands that carry a PIN: nothing else can cost a try or change a PIN. */
export interface HoldPoint {
  /** Before the card acts on that command, after it acted but before its answer, or before it acts on the next one. */
  readonly when: 'before' | 'after' | 'following';
  /** Which one, from 1, since the hold was set. */
  readonly pinCommand: number;
}

/** Makes a card wait at one moment until it is let go, so that a test can do something at exactly that moment. */
export class Hold {
  readonly reached: Promise<void>;
  readonly #point: HoldPoint;
  readonly #released: Promise<void>;
  #reach: () => void = () => {};
  #letGo: () => void = () => {};
  #seen = 0;
  #used = false;

  constructor(point: HoldPoint) {
    this.#point = point;
    this.reached = new Promise((resolve) => {
      this.#reach = resolve;
    });
    this.#released = new Promise((resolve) => {
      this.#letGo = resolve;
    });
  }

  letGo(): void {
    this.#used = true;
    this.#letGo();
  }

  async beforeActing(command: Uint8Array): Promise<void> {
    const { when, pinCommand } = this.#point;
    if (when === 'following' && this.#seen === pinCommand) return this.#wait();
    if (!maskedHex(command).endsWith('(PIN)')) return;
    this.#seen++;
    if (when === 'before' && this.#seen === pinCommand) await this.#wait();
  }

  async beforeAnswering(): Promise<void> {
    if (this.#point.when === 'after' && this.#seen === this.#point.pinCommand) await this.#wait();
  }

  async #wait(): Promise<void> {
    if (this.#used) return;
    this.#used = true;
    this.#reach();
    await this.#released;
  }
}
