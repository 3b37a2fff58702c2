/** One look at what is to stay as it is. */
export interface Sample {
  /** How many residents had been served by then. */
  readonly residents: number;
  readonly values: Readonly<Record<Measure, number>>;
}

export const MEASURES = {
  /** Of the page on its first screen, after a collection of garbage. */
  'heap MB': { growth: 2 },
  nodes: { growth: 20 },
  listeners: { growth: 2 },
  documents: { growth: 2 },
  /** All processes of the browser, what they share counted once (PSS). */
  'browser MB': { growth: 60 },
  'bridge MB': { growth: 25 },
  'bridge files': { growth: 3 },
  'bridge threads': { growth: 2 },
} as const satisfies Record<string, { readonly growth: number }>;

export type Measure = keyof typeof MEASURES;

/** What is left out at the beginning, when caches fill. */
const WARM_UP = 0.25;

/** How much a value grew from the end of the warm-up to the last sample, by its trend. */
function growthOf(samples: readonly Sample[], measure: Measure): number {
  const steady = samples.slice(Math.ceil(samples.length * WARM_UP));
  const first = steady[0]?.residents ?? 0;
  return (
    slope(steady.map(({ residents, values }) => [residents, values[measure]])) *
    ((steady.at(-1)?.residents ?? 0) - first)
  );
}

/**
 * The median of the slopes between all pairs of points (Theil and Sen): a third of the samples may be off, as when a
 * collection of garbage is due, and it is still the trend.
 */
function slope(points: readonly (readonly [number, number])[]): number {
  const slopes = points.flatMap(([x, y], index) =>
    points.slice(index + 1).map(([laterX, laterY]) => (laterY - y) / (laterX - x)),
  );
  slopes.sort((a, b) => a - b);
  const middle = slopes.length / 2;
  return ((slopes[Math.floor(middle)] ?? 0) + (slopes[Math.ceil(middle) - 1] ?? 0)) / 2;
}

/** What did not stay as it was: grew by more than it may over the whole run, however long that was. */
export function notFlat(samples: readonly Sample[]): string[] {
  return (Object.keys(MEASURES) as Measure[]).flatMap((measure) => {
    const growth = growthOf(samples, measure);
    const { growth: most } = MEASURES[measure];
    return growth > most ? [`${measure} grew by ${growth.toFixed(1)}, more than ${most}`] : [];
  });
}

/** One line for each measure: after the warm-up, at the end, and the trend. */
export function table(samples: readonly Sample[]): string[] {
  const [after, last] = [samples[Math.ceil(samples.length * WARM_UP)], samples.at(-1)];
  return (Object.keys(MEASURES) as Measure[]).map((measure) => {
    const [before, now] = [after, last].map((sample) => sample?.values[measure] ?? 0) as [number, number];
    return `| ${measure} | ${round(before)} | ${round(now)} | ${round(growthOf(samples, measure))} |`;
  });
}

function round(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
