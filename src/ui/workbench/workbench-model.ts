import { type Comparison, compareRecordings } from '../../card/recording/compare.ts';
import type { Recording } from '../../card/recording/recording.ts';
import { type Opened, type OpenProblem, opened, openRecording } from './open-recording.ts';

/** The longest and the shortest time a row stays while it plays, in milliseconds. */
const SHOWN_MS = { min: 200, max: 1500 } as const;

export type Side = 'left' | 'right';

/**
 * What the workbench shows, without markup. Owns: the two recordings that are open, where in the first one it stands, and
 * playing it. Does not own: recording, or raw access.
 */
export class WorkbenchModel {
  left: Opened | undefined;
  right: Opened | undefined;
  comparison: Comparison | undefined;
  readonly problems: Partial<Record<Side, OpenProblem>> = {};
  /** Index of a row of `left`. */
  cursor = 0;
  readonly #onChange: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get playing(): boolean {
    return this.#timer !== undefined;
  }

  openText(side: Side, name: string, text: string): void {
    const result = openRecording(name, text);
    if ('sentence' in result) this.fail(side, result);
    else this.#show(side, result);
  }

  open(side: Side, name: string, recording: Recording): void {
    this.#show(side, opened(name, recording));
  }

  /** What was open stays so: only the new one could not be opened. */
  fail(side: Side, problem: OpenProblem): void {
    this.problems[side] = problem;
    this.#onChange();
  }

  goTo(row: number): void {
    this.stop();
    this.#moveTo(row);
  }

  /** To the row that has the entry `index`. */
  goToEntry(index: number): void {
    const row = this.left?.rows.findIndex(({ start, count }) => index >= start && index < start + count) ?? -1;
    if (row >= 0) this.goTo(row);
  }

  /** To the next event, or the next answer that is not what was hoped for; to the end where there is none. */
  goToNextNotable(): void {
    const rows = this.left?.rows ?? [];
    const next = rows.findIndex(({ outcome }, i) => i > this.cursor && outcome !== 'done' && outcome !== 'told');
    this.goTo(next < 0 ? rows.length - 1 : next);
  }

  play(): void {
    if (!this.left || this.playing) return;
    if (this.cursor >= this.left.rows.length - 1) this.cursor = 0;
    this.#playOn();
    this.#onChange();
  }

  stop(): void {
    if (!this.playing) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#onChange();
  }

  #show(side: Side, recording: Opened): void {
    delete this.problems[side];
    this[side] = recording;
    if (side === 'left') {
      this.stop();
      this.cursor = 0;
    }
    this.comparison = this.left && this.right && compareRecordings(this.left.recording, this.right.recording);
    this.#onChange();
  }

  #moveTo(row: number): void {
    const last = (this.left?.rows.length ?? 0) - 1;
    const cursor = Math.max(0, Math.min(last, Math.trunc(row)));
    if (Number.isNaN(cursor) || cursor === this.cursor) return;
    this.cursor = cursor;
    this.#onChange();
  }

  /** Shows the next row when it is due. */
  #playOn(): void {
    const rows = this.left?.rows ?? [];
    const here = rows[this.cursor];
    const next = rows[this.cursor + 1];
    this.#timer = undefined;
    if (!here || !next) {
      this.#onChange();
      return;
    }
    const due = Math.min(SHOWN_MS.max, Math.max(SHOWN_MS.min, next.atMs + next.tookMs - here.atMs - here.tookMs));
    this.#timer = setTimeout(() => {
      this.#moveTo(this.cursor + 1);
      this.#playOn();
    }, due);
  }
}
