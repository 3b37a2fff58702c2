export interface IdleOptions {
  /** After so long without anything being done, what was typed is cleared. */
  readonly limitSeconds?: number;
  /** So long before, it is announced. At least 20 seconds (WCAG 2.2, 2.2.1). */
  readonly warningSeconds?: number;
  readonly clock?: IdleClock;
}

/** Milliseconds throughout. */
export interface IdleClock {
  /** Goes forwards only, and may stand still while the computer sleeps (High Resolution Time, `performance.now`). */
  now(): number;
  /** Goes on while the computer sleeps, and may be set. */
  wall(): number;
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
  /** Nothing was done until the end, or nobody was there. The state is `off`. */
  ended(): void;
}

const LIMIT_SECONDS = 600;
const WARNING_SECONDS = 60;
const LEAST_WARNING_SECONDS = 20;

export const REAL_CLOCK: IdleClock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  setTimeout: (act, milliseconds) => setTimeout(act, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/**
 * Counts the time in which nothing is done while something typed is held, and announces the end beforehand; any number of
 * times it begins anew. Owns: its timer. Does not own: what is held, or what is done at the end.
 *
 * The announcement always has its full time, also when the timer before it was late. Only where the whole limit passed without
 * a timer, as when the computer slept, there is none: whoever comes then need not be the person who typed.
 */
export class IdleLimit {
  state: IdleState = { kind: 'off' };

  readonly #limitMs: number;
  readonly #warningMs: number;
  readonly #clock: IdleClock;
  readonly #listener: IdleListener;
  #timer: unknown;
  /** When it is over, by the clock that shows more: so long after these times. */
  #lapse = { now: 0, wall: 0, milliseconds: 0 };

  /** Throws `RangeError` where the announcement is too short, or takes the whole time. */
  constructor(
    { limitSeconds = LIMIT_SECONDS, warningSeconds = WARNING_SECONDS, clock = REAL_CLOCK }: IdleOptions,
    listener: IdleListener,
  ) {
    if (!(warningSeconds >= LEAST_WARNING_SECONDS && limitSeconds > warningSeconds)) {
      throw new RangeError('idle limit');
    }
    this.#limitMs = limitSeconds * 1000;
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
    if (this.state.kind === 'off' || this.#endIfLapsed()) return;
    const announced = this.state.kind === 'warning';
    this.#count();
    if (announced) this.#listener.changed();
  }

  /** Somebody is back at the page, which may have been away with its timers. */
  resumed(): void {
    if (this.state.kind !== 'off') this.#endIfLapsed();
  }

  #count(): void {
    this.state = { kind: 'counting' };
    this.#lapseAfter(this.#limitMs);
    this.#after(this.#limitMs - this.#warningMs, () => {
      if (this.#endIfLapsed()) return;
      this.#lapseAfter(this.#warningMs);
      this.#warn(this.#clock.now() + this.#warningMs);
    });
  }

  #warn(end: number): void {
    if (this.#endIfLapsed()) return;
    const left = end - this.#clock.now();
    const secondsLeft = Math.ceil(left / 1000);
    this.state = { kind: 'warning', secondsLeft };
    this.#after(left - (secondsLeft - 1) * 1000, () => this.#warn(end));
    this.#listener.changed();
  }

  #lapseAfter(milliseconds: number): void {
    this.#lapse = { now: this.#clock.now(), wall: this.#clock.wall(), milliseconds };
  }

  #endIfLapsed(): boolean {
    const { now, wall, milliseconds } = this.#lapse;
    const passed = Math.max(this.#clock.now() - now, this.#clock.wall() - wall);
    if (passed < milliseconds) return false;
    this.#off();
    this.#listener.ended();
    return true;
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
