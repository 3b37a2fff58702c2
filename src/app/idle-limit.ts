export interface IdleOptions {
  /** After so long without anything being done, what was typed is cleared. */
  readonly limitSeconds?: number;
  /** So long before, it is announced. At least 20 seconds (WCAG 2.2, 2.2.1). */
  readonly warningSeconds?: number;
  readonly clock?: IdleClock;
}

/** Milliseconds throughout. `now` has to go forwards only. */
export interface IdleClock {
  now(): number;
  setTimeout(act: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

export type IdleState =
  /** Nothing is held that could be cleared. */
  | { readonly kind: 'off' }
  | { readonly kind: 'counting' }
  /** Announced: whatever the person does begins the count anew. */
  | { readonly kind: 'warning'; readonly secondsLeft: number };

export interface IdleListener {
  /** The state is another one, or a second less is left. */
  changed(): void;
  /** Nothing was done until the end. The state is `off`. */
  ended(): void;
}

const LIMIT_SECONDS = 600;
const WARNING_SECONDS = 60;
const LEAST_WARNING_SECONDS = 20;

const REAL_CLOCK: IdleClock = {
  now: () => performance.now(),
  setTimeout: (act, milliseconds) => setTimeout(act, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/**
 * Counts the time in which nothing is done while something typed is held, and announces the end beforehand; any number of
 * times it begins anew. Owns: its timer. Does not own: what is held, or what is done at the end.
 *
 * The announcement always has its full time, also when the timer before it was late because the computer slept.
 */
export class IdleLimit {
  state: IdleState = { kind: 'off' };

  readonly #quietMs: number;
  readonly #warningMs: number;
  readonly #clock: IdleClock;
  readonly #listener: IdleListener;
  #timer: unknown;

  /** Throws `RangeError` where the announcement is too short, or takes the whole time. */
  constructor(
    { limitSeconds = LIMIT_SECONDS, warningSeconds = WARNING_SECONDS, clock = REAL_CLOCK }: IdleOptions,
    listener: IdleListener,
  ) {
    if (!(warningSeconds >= LEAST_WARNING_SECONDS && limitSeconds > warningSeconds)) {
      throw new RangeError('idle limit');
    }
    this.#quietMs = (limitSeconds - warningSeconds) * 1000;
    this.#warningMs = warningSeconds * 1000;
    this.#clock = clock;
    this.#listener = listener;
  }

  /** Whether something typed is held. Told as often as one likes; the listener is not told of it. */
  hold(held: boolean): void {
    if (held === (this.state.kind !== 'off')) return;
    if (held) this.#count();
    else this.#off();
  }

  /** The person did something, or asked for more time. */
  active(): void {
    if (this.state.kind === 'off') return;
    const announced = this.state.kind === 'warning';
    this.#count();
    if (announced) this.#listener.changed();
  }

  #count(): void {
    this.state = { kind: 'counting' };
    this.#after(this.#quietMs, () => this.#warn(this.#clock.now() + this.#warningMs));
  }

  #warn(end: number): void {
    const left = end - this.#clock.now();
    if (left <= 0) {
      this.#off();
      this.#listener.ended();
      return;
    }
    const secondsLeft = Math.ceil(left / 1000);
    this.state = { kind: 'warning', secondsLeft };
    this.#after(left - (secondsLeft - 1) * 1000, () => this.#warn(end));
    this.#listener.changed();
  }

  #off(): void {
    this.#clock.clearTimeout(this.#timer);
    this.state = { kind: 'off' };
  }

  #after(milliseconds: number, act: () => void): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(act, milliseconds);
  }
}
