import type { OfficeJournalBench } from '../../bridge/testing/office-journal-bench.ts';
import type { PinId } from '../../src/card/applications.ts';
import type { JournalOutcome, Occasion, PageEvent } from '../../src/journal/entry.ts';
import type { ApplicationKind } from '../../src/office/schema.ts';

const STAFF = ['鈴木', '佐藤'] as const;

const DOCUMENTS: Readonly<Record<ApplicationKind, readonly string[]>> = {
  self: ['card'],
  'proxy-first': ['card', 'photo-id', 'second-document'],
  'proxy-second': ['card', 'reply-form', 'power-of-attorney', 'photo-id', 'second-document'],
  'legal-representative': ['card', 'photo-id', 'family-register'],
};

const changed = (pin: PinId): JournalOutcome => ({ pin, outcome: 'changed', tries: 'all' });

/** Some of what happens at a counter, in the order in which it is recorded on a day; the later ones on busy days alone. */
const VISITS: readonly {
  readonly application?: ApplicationKind;
  readonly outcomes?: readonly JournalOutcome[];
  readonly other?: 'accepted' | 'documents-missing' | 'interrupted' | 'not-begun';
  readonly recovery?: boolean;
}[] = [
  { application: 'self', outcomes: [changed('auth'), changed('juki'), changed('text')] },
  { application: 'self', outcomes: [changed('sign')] },
  { application: 'proxy-first', other: 'accepted' },
  { application: 'self', outcomes: [{ pin: 'auth', outcome: 'unchanged', tries: 'one' }] },
  { application: 'legal-representative', outcomes: [changed('auth'), changed('juki')] },
  { application: 'proxy-second', outcomes: [changed('sign'), changed('auth'), changed('juki'), changed('text')] },
  { application: 'proxy-first', other: 'documents-missing' },
  { outcomes: [changed('auth')] },
  { application: 'self', outcomes: [{ pin: 'juki', outcome: 'unknown', tries: 'not-known' }] },
  { application: 'self', outcomes: [changed('juki')], recovery: true },
  { application: 'self', other: 'interrupted' },
  { application: 'self', other: 'not-begun' },
  { application: 'self', outcomes: [changed('auth'), { pin: 'juki', outcome: 'half-changed', tries: 'some' }] },
];

/** Visits a day, the last one today, a Wednesday; none on a Saturday and a Sunday. */
const DAYS = [6, 9, 0, 0, 4, 11, 7, 8, 13, 0, 0, 5, 9, 12];

/** Two weeks of a counter, up to the moment that the journal is at. */
export function recordDays(bench: OfficeJournalBench): void {
  const { now } = bench;
  for (const [index, visits] of DAYS.entries()) {
    const day = new Date(now.getTime() - (DAYS.length - 1 - index) * 86_400_000);
    for (let visit = 0; visit < visits; visit++) {
      bench.now = new Date(day.getTime() - (visits - visit) * 20 * 60_000);
      record(bench, VISITS[visit % VISITS.length] as (typeof VISITS)[number], STAFF[visit % 2] as string);
    }
  }
  bench.now = now;
}

function record(
  bench: OfficeJournalBench,
  { application, outcomes = [], other, recovery = false }: (typeof VISITS)[number],
  operator: string,
): void {
  const occasion: Occasion = {
    place: 'main',
    ...(application ? { application, operator } : {}),
    documents: application ? [...DOCUMENTS[application]] : [],
  };
  const page = bench.office.page();
  const append = (event: PageEvent) => page.append(event).sequence;
  if (other === 'accepted') append({ event: 'accepted', occasion });
  else if (other === 'documents-missing') append({ event: 'refused', occasion, why: other });
  else {
    const pins = outcomes.length > 0 ? outcomes.map(({ pin }) => pin) : ['auth' as const];
    const of = append({ event: 'change-begun', occasion, pins, recovery });
    bench.now = new Date(bench.now.getTime() + 45_000);
    if (other !== 'interrupted') append({ event: 'change-ended', of, outcomes: [...outcomes] });
  }
  page.end();
}
