import type { PinId } from '../card/applications.ts';
import type { AppModel } from './app-model.ts';
import { type IdleClock, IdleLimit, type IdleOptions, type IdleState, REAL_CLOCK } from './idle-limit.ts';
import type { Obstacle } from './reader-desk.ts';

/**
 * Where a visit is: `attract` before it began, `language`, the `job` (whose steps are the model's), `thanks` after it, and
 * `failed` when something of the page itself went wrong.
 */
export type VisitPhase = 'attract' | 'language' | 'job' | 'thanks' | 'failed';

/**
 * Why nobody can be served. `settings`: nobody knows those of the office; `journal`: nothing can be recorded, where that has
 * to be.
 */
export type VisitObstacle = Obstacle | 'settings' | 'journal';

/** A change of an earlier visit whose end is not known. Never a PIN, nor anything of the card. */
export interface Leftover {
  readonly pins: readonly PinId[];
  /** When that visit ended. */
  readonly at: Date;
}

export interface VisitDependencies {
  /** How long nobody does anything before the visit is over. */
  readonly idle?: Pick<IdleOptions, 'limitSeconds'>;
  readonly clock?: IdleClock;
  /** Whether there is a language to be chosen. */
  readonly severalLanguages: boolean;
  /** Staff begin each visit, and neither a touch nor a card does. */
  readonly led?: boolean;
  /** Nobody knows the settings of the office. */
  readonly outOfOrder?: boolean;
  /** Loads the page anew: whatever this life of it knew is gone then. */
  readonly reset: () => void;
  /** What an earlier visit left in doubt. */
  readonly leftover?: Leftover | undefined;
  /** Told at the end of a visit what it leaves in doubt, to be kept for the person who comes back. */
  readonly leave: (leftover: Leftover | undefined) => void;
}

/** Seconds until a kiosk goes back to its beginning, where the office says nothing else. */
const LIMIT_SECONDS = 180;
/** After the card was taken with the result on the screen. */
const LEAVING_SECONDS = 60;
/** So long before either it is announced (WCAG 2.2, 2.2.1 asks for 20). */
const WARNING_SECONDS = 30;
/** How long the last screen stays once nothing is waited for. Nothing is lost by its end. */
const FAREWELL_MS = 15_000;
/** How long it is said that something went wrong: there may be outcomes to be read. */
const FAILED_MS = 60_000;

/**
 * One person after another at a screen that belongs to none of them. Owns: the phase around the job, the time in which nobody
 * does anything, and when the page is loaded anew. Does not own: the job (`model`), which knows nothing of visits; screens.
 *
 * A visit ends by its reset and by nothing else. While the card is worked with there is none: what becomes of it is always
 * said first. What is still in doubt when nobody answers is left, by the names of its PINs, for the person who comes back.
 */
export class Visit {
  readonly model: AppModel;
  phase: VisitPhase = 'attract';
  /** Staff look at something else: nobody begins meanwhile. */
  staffAtWork = false;

  readonly #dependencies: VisitDependencies;
  readonly #onChange: () => void;
  readonly #clock: IdleClock;
  readonly #idle: IdleLimit;
  readonly #leaving: IdleLimit;
  /** Since this page is there the reader was seen empty: what lies on it now was put there by somebody who is here. */
  #readerWasEmpty = false;
  #timer: unknown;
  #over = false;

  constructor(model: AppModel, dependencies: VisitDependencies, onChange: () => void) {
    this.model = model;
    this.#dependencies = dependencies;
    this.#onChange = onChange;
    this.#clock = dependencies.clock ?? REAL_CLOCK;
    const limit = (limitSeconds: number) =>
      new IdleLimit(
        { limitSeconds, warningSeconds: WARNING_SECONDS, clock: this.#clock },
        { changed: onChange, ended: () => this.reset() },
      );
    this.#idle = limit(dependencies.idle?.limitSeconds ?? LIMIT_SECONDS);
    this.#leaving = limit(LEAVING_SECONDS);
  }

  /** Why nothing can be done here until staff have looked; `connecting` is no reason to call them. */
  get obstacle(): VisitObstacle | undefined {
    if (this.#dependencies.outOfOrder) return 'settings';
    const { obstacle } = this.model.desk;
    if (obstacle && obstacle !== 'virtual-requested') return obstacle;
    return this.model.journalProblem ? 'journal' : undefined;
  }

  /** A card has lain on the reader since before this visit: it may be another person's, and no visit begins with it. */
  get cardLeft(): boolean {
    return !this.#readerWasEmpty && this.model.desk.card.kind !== 'none';
  }

  /** The card was taken while the result is on the screen. */
  get cardTaken(): boolean {
    return this.phase === 'job' && this.model.step === 'result' && this.model.desk.card.kind === 'none';
  }

  get leftover(): Leftover | undefined {
    return this.#dependencies.leftover;
  }

  /** Of whichever count is running. */
  get idle(): { readonly state: IdleState } {
    return this.#leaving.state.kind === 'off' ? this.#idle : this.#leaving;
  }

  /** To be told of every change of the model, before each drawing. */
  follow(): void {
    const { desk } = this.model;
    if (desk.selected && !this.obstacle && desk.card.kind === 'none') this.#readerWasEmpty = true;
    // Whoever lays the card down has begun.
    else if (!this.#dependencies.led && desk.card.kind !== 'none') this.begin();
    if (this.phase === 'thanks' && desk.card.kind === 'none') this.#endAfter(FAREWELL_MS);
    if (this.phase === 'failed' && !this.model.atWork && this.#timer === undefined) this.#letGo();
    this.#count();
  }

  /** Whether a visit can begin now. */
  get ready(): boolean {
    return !this.obstacle && !this.cardLeft;
  }

  /** Somebody touched the first screen, or staff have led somebody so far. */
  begin(): void {
    if (this.phase !== 'attract' || !this.ready || this.staffAtWork) return;
    this.#go(this.#dependencies.severalLanguages ? 'language' : 'job');
  }

  languageChosen(): void {
    if (this.phase === 'language') this.#go('job');
  }

  /** 終わる, with the result read. */
  finish(): void {
    if (this.phase === 'job' && !this.model.inDoubt) this.#go('thanks');
  }

  /** Ends the visit wherever it is, and begins at the first screen. While the card is worked with nothing happens. */
  reset(): void {
    if (this.#over || this.model.atWork) return;
    this.#over = true;
    this.#dependencies.leave(this.#inDoubt);
    if (this.model.step === 'recover') this.model.giveUp();
    this.model.stop();
    this.#stopCounting();
    this.#dependencies.reset();
  }

  /** Something of the page itself went wrong: what was typed is wiped, the screen says so, and the visit ends. */
  fail(): void {
    if (this.phase === 'failed' || this.#over) return;
    this.#go('failed');
  }

  /** The person did something, or asked for more time. */
  noteActivity(): void {
    this.#idle.active();
    this.#leaving.active();
  }

  /** Somebody looks at the page again. */
  noteReturn(): void {
    this.#idle.resumed();
    this.#leaving.resumed();
  }

  #go(phase: VisitPhase): void {
    this.phase = phase;
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.follow();
    this.#onChange();
  }

  #count(): void {
    const { phase, cardTaken, model } = this;
    const counted = !this.#over && phase !== 'attract' && phase !== 'failed' && !model.atWork;
    this.#leaving.hold(counted && cardTaken);
    this.#idle.hold(counted && !cardTaken);
  }

  /** PINs of which it is not known what became of them, unless the person has read that and left: it is on their receipt. */
  get #inDoubt(): Leftover | undefined {
    const { openPins, trialResult } = this.model;
    if (this.phase === 'thanks' || openPins.length === 0 || trialResult) return undefined;
    return { pins: openPins, at: new Date(this.#clock.wall()) };
  }

  /** After a failure, once the card is not worked with: the PINs are wiped, and the screen stays to be read. */
  #letGo(): void {
    this.model.stop();
    this.#endAfter(FAILED_MS);
  }

  /** From the first time that it is asked for. */
  #endAfter(milliseconds: number): void {
    this.#timer ??= this.#clock.setTimeout(() => this.reset(), milliseconds);
  }

  #stopCounting(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#idle.hold(false);
    this.#leaving.hold(false);
  }
}
