import type { Spread } from './statistics.ts';

/** One row of the table. */
export interface Figure {
  /** What was measured, as a person would ask for it. */
  readonly name: string;
  readonly unit: string;
  readonly value: Spread;
  /** What it stands beside, measured in the same run. */
  readonly baseline: { readonly name: string; readonly value: Spread };
  /** Of `value` and the baseline, run by run where both were run in turn. */
  readonly comparison?: { readonly unit: string; readonly value: Spread };
  /** The most that the median of `of` may be. */
  readonly goal?: { readonly of: 'value' | 'comparison'; readonly atMost: number };
  /** What else has to be known to read it; why a goal is missed. */
  readonly note?: string;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** `effort` 1 is the whole; less is for whoever works on the bench itself. */
  measure(effort: Effort): Promise<readonly Figure[]>;
}

export interface Effort {
  /** As many runs as the whole asks for, or the fewer of a trial. */
  runs(whole: number, trial: number): number;
  /** Says how far it is. */
  say(text: string): void;
}

/** `undefined` for a figure without a goal. */
export function meetsGoal({ value, comparison, goal }: Figure): boolean | undefined {
  if (!goal) return undefined;
  const measured = goal.of === 'value' ? value : comparison?.value;
  if (!measured) throw new Error('a goal for a comparison that there is not');
  return measured.median <= goal.atMost;
}

/** A number that is no matter of chance, as it comes out in every run. */
export function exactly(number: number): Spread {
  return { median: number, low: number, high: number, runs: 1 };
}
