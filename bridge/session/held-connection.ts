import { invalidState, SmartCardError } from '../../src/readers/web-smart-card/errors.ts';
import type { DriverConnection } from '../../src/readers/web-smart-card/resource-manager.ts';
import type { SmartCardDisposition } from '../../src/readers/web-smart-card/types.ts';

/**
 * A card that a page holds. Owns: giving it back without power, when the page is gone, when it asks, or when nothing
 * happened for `idleMs` milliseconds; and one operation at a time.
 */
export class HeldConnection {
  readonly #driver: DriverConnection;
  readonly #idleMs: number;
  #state: 'held' | 'idle' | 'closed' = 'held';
  #operation: Promise<unknown> | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #released: Promise<void> = Promise.resolve();

  constructor(driver: DriverConnection, idleMs: number) {
    this.#driver = driver;
    this.#idleMs = idleMs;
    this.#waitForIdle();
  }

  get held(): boolean {
    return this.#state === 'held';
  }

  /** Rejects with `reset-card` once the card lost its power because nothing happened. */
  async use<T>(operation: (driver: DriverConnection) => Promise<T>): Promise<T> {
    if (this.#state === 'idle') throw new SmartCardError('reset-card');
    if (this.#state === 'closed' || this.#operation) throw invalidState('this connection is busy or closed');
    clearTimeout(this.#idleTimer);
    const running = operation(this.#driver);
    this.#operation = running;
    try {
      return await running;
    } finally {
      this.#operation = undefined;
      if (this.#state === 'held') this.#waitForIdle();
    }
  }

  /** What the page asks for. */
  async disconnect(disposition: SmartCardDisposition): Promise<void> {
    if (this.#state === 'idle') return;
    await this.use(() => {
      this.#state = 'closed';
      return this.#driver.disconnect(disposition);
    });
  }

  /** Takes the power off the card, as soon as an operation in progress has ended. Never rejects. */
  release(state: 'idle' | 'closed' = 'closed'): Promise<void> {
    if (this.#state === 'held') {
      this.#state = state;
      clearTimeout(this.#idleTimer);
      const ended = this.#operation?.catch(() => {}) ?? Promise.resolve();
      // A card that is gone has no power either.
      this.#released = ended.then(() => this.#driver.disconnect('unpower')).catch(() => {});
    }
    return this.#released;
  }

  #waitForIdle(): void {
    this.#idleTimer = setTimeout(() => void this.release('idle'), this.#idleMs);
  }
}
