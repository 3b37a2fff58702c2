/**
 * Ends what others wait for. Owns: who waits. A race with a promise that stays pending would keep everything it was raced with,
 * and what that came to, for as long as the promise lives; of a wait that is over nothing is kept here.
 */
export class Interruption {
  readonly #waiting = new Set<(reason: unknown) => void>();

  /** The result of `operation`, or a rejection by `interrupt` if that comes first. */
  async orInterrupted<T>(operation: Promise<T>): Promise<T> {
    let interrupt: (reason: unknown) => void = () => {};
    try {
      return await new Promise<T>((resolve, reject) => {
        interrupt = reject;
        this.#waiting.add(interrupt);
        operation.then(resolve, reject);
      });
    } finally {
      this.#waiting.delete(interrupt);
    }
  }

  /** Whoever waits is rejected with `reason`; who comes later waits anew. */
  interrupt(reason: Error): void {
    for (const reject of this.#waiting) reject(reason);
    this.#waiting.clear();
  }
}
