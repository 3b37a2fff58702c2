import { expect, it } from 'vitest';
import type { JournalEvent, JournalOutcome } from './entry.ts';
import { changeClass } from './outcome-class.ts';

const end = (...outcomes: [JournalOutcome['pin'], JournalOutcome['outcome']][]): JournalEvent => ({
  event: 'change-ended',
  of: 1,
  outcomes: outcomes.map(([pin, outcome]) => ({ pin, outcome, tries: 'all' })),
});

it.each([
  ['nothing is written yet', undefined, 'open'],
  ['it was interrupted', { event: 'interrupted', of: 1 }, 'unknown'],
  ['all were changed', end(['auth', 'changed'], ['juki', 'changed']), 'changed'],
  ['one was not', end(['auth', 'changed'], ['juki', 'unchanged']), 'partly-changed'],
  ['nothing is said of one', end(['auth', 'changed']), 'partly-changed'],
  ['one is half changed', end(['auth', 'unchanged'], ['juki', 'half-changed']), 'partly-changed'],
  ['none was', end(['auth', 'unchanged'], ['juki', 'unchanged']), 'unchanged'],
  ['nothing was sent', end(), 'unchanged'],
  ['one is not known', end(['auth', 'changed'], ['juki', 'unknown']), 'unknown'],
] as const)('where %s', (_, ending, outcome) => {
  expect(changeClass(['auth', 'juki'], ending)).toBe(outcome);
});
