/** What several runs of one thing came to: the median, and the quartiles as its spread. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly runs: number;
}

/** Of at least one number. Quartiles as in R's default (type 7): between two numbers, in proportion. */
export function spreadOf(samples: readonly number[]): Spread {
  if (samples.length === 0) throw new RangeError('nothing was measured');
  const sorted = samples.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
    runs: samples.length,
  };
}

/** `fraction` 0 to 1: as much of the samples is no larger. */
export function percentile(samples: readonly number[], fraction: number): number {
  return quantile(
    samples.toSorted((a, b) => a - b),
    fraction,
  );
}

/** `fraction` 0 to 1, of numbers in ascending order. */
function quantile(sorted: readonly number[], fraction: number): number {
  const position = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(position)] as number;
  const above = sorted[Math.ceil(position)] as number;
  return below + (above - below) * (position - Math.floor(position));
}

/**
 * Runs every one of `contenders` once a round, each round beginning with the next one: whatever else the machine does, and
 * whatever one of them leaves behind for its follower, falls on all of them. The first `warmUps` rounds count for nothing.
 */
export async function interleaved<Contenders extends Readonly<Record<string, () => Promise<unknown>>>>(
  rounds: number,
  warmUps: number,
  contenders: Contenders,
): Promise<{ [Name in keyof Contenders]: Awaited<ReturnType<Contenders[Name]>>[] }> {
  const names = Object.keys(contenders);
  const samples: Record<string, unknown[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + warmUps) % names.length] as string;
      const sample = await contenders[name]?.();
      if (round >= 0) samples[name]?.push(sample);
    }
  }
  return samples as { [Name in keyof Contenders]: Awaited<ReturnType<Contenders[Name]>>[] };
}

/** What `combine` makes of the samples of each round: runs that stood side by side are compared with one another. */
export function pairwise(
  ours: readonly number[],
  theirs: readonly number[],
  combine: (ours: number, theirs: number) => number,
): Spread {
  return spreadOf(ours.map((sample, round) => combine(sample, theirs[round] as number)));
}

export const ratio = (ours: number, theirs: number): number => ours / theirs;
export const difference = (ours: number, theirs: number): number => ours - theirs;
