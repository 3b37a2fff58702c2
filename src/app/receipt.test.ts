import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../test/invariants/arbitraries.ts';
import { play } from '../../test/invariants/play.ts';
import { PIN_IDS } from '../card/applications.ts';
import type { PinOutcome, PinReport, Reason } from '../card/pin-job.ts';
import { NATIONAL_CONTACT } from '../office/national-contact.ts';
import { type NextStep, type ReceiptReason, receiptOf, type TriesLeft } from './receipt.ts';

const AT = new Date('2026-03-31T05:06:07Z');
const options = { at: AT, trial: false };

/** The row of 利用者証明用. */
const rowFor = (report: Omit<PinReport, 'pin'>) => receiptOf([{ pin: 'auth', ...report }], options).rows[1];

describe('the receipt', () => {
  it('has all four PINs in the official order, and says of the others that they were not tried', () => {
    const { rows, next, at, trial, office } = receiptOf(
      [
        { pin: 'text', outcome: 'changed', triesLeft: 3 },
        { pin: 'auth', outcome: 'changed', triesLeft: 3 },
      ],
      options,
    );
    expect(rows.map(({ pin, outcome }) => `${pin} ${outcome}`)).toEqual([
      'sign not-tried',
      'auth changed',
      'juki not-tried',
      'text changed',
    ]);
    expect({ next, at, trial, office }).toEqual({
      next: ['use-the-new-one'],
      at: AT,
      trial: false,
      office: NATIONAL_CONTACT,
    });
  });

  it.each<[PinOutcome, Reason | undefined, number | undefined, ReceiptReason | undefined, TriesLeft, NextStep[]]>([
    ['changed', undefined, 3, undefined, 'all', ['use-the-new-one']],
    ['unchanged', 'wrong-pin', 2, 'wrong-pin', 'some', ['begin-again']],
    ['unchanged', 'wrong-pin', 1, 'wrong-pin', 'one', ['be-sure-or-reset']],
    ['unchanged', 'wrong-pin', 0, 'wrong-pin', 'none', ['reset']],
    ['unchanged', 'locked', 0, 'locked', 'none', ['reset']],
    ['unchanged', 'last-try', 1, 'last-try-kept', 'one', ['be-sure-or-reset']],
    ['unchanged', 'absent', undefined, 'absent', 'not-known', []],
    ['unchanged', 'tries-unknown', undefined, 'card-refused', 'not-known', ['ask-the-office']],
    ['unchanged', 'stopped', 3, 'stopped', 'all', ['begin-again']],
    ['unchanged', 'stopped', undefined, 'stopped', 'not-known', ['begin-again']],
    ['unchanged', 'card-refused', 3, 'card-refused', 'all', ['ask-the-office']],
    ['unchanged', 'interrupted', undefined, 'interrupted', 'not-known', ['begin-again']],
    ['unchanged', 'references-differ', 2, 'references-differ', 'some', ['reset']],
    ['half-changed', 'interrupted', 3, 'interrupted', 'all', ['finish']],
    ['half-changed', 'card-refused', 3, 'card-refused', 'all', ['reset']],
    ['half-changed', 'locked', 0, 'locked', 'none', ['reset']],
    ['unknown', 'interrupted', undefined, 'interrupted', 'not-known', ['try-the-new-one-once', 'ask-the-office']],
    ['unknown', 'last-try', 1, 'last-try-kept', 'one', ['ask-the-office']],
    ['unknown', 'locked', 0, 'locked', 'none', ['reset']],
  ])('%s because of %s with %s left', (outcome, reason, triesLeft, said, tries, next) => {
    const row = rowFor({ outcome, ...(reason && { reason }), ...(triesLeft !== undefined && { triesLeft }) });
    expect(row).toEqual({ pin: 'auth', outcome, ...(said && { reason: said }), tries, next });
  });

  it('lists what is to be done once each, whatever comes first on it', () => {
    const reports = PIN_IDS.map((pin): PinReport => ({ pin, outcome: 'unchanged', reason: 'stopped' }));
    expect(receiptOf(reports, options).next).toEqual(['begin-again']);
  });

  it('never has a PIN in it, how long one is, or a number of the card, whatever happened', {
    timeout: 60_000,
  }, async () => {
    const empty = JSON.stringify(receiptOf([], options));
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const { steps } = await play(scenario);
        for (const { reports } of steps) {
          const text = JSON.stringify(receiptOf(reports ?? [], options));
          const secrets = [
            ...scenario.wishes.flatMap(({ current, next }) => [current, next]),
            ...Object.values(scenario.card.pins).map(({ pin }) => pin),
            scenario.card.serial,
          ];
          for (const secret of secrets.filter((one) => !empty.includes(one))) {
            expect(text).not.toContain(secret);
            expect(text.toUpperCase()).not.toContain(Buffer.from(secret).toString('hex').toUpperCase());
          }
          // No digit that is not there for every job, so no length or count of anything either.
          expect(text.replaceAll(/\D/g, '')).toBe(empty.replaceAll(/\D/g, ''));
          checked++;
        }
      }),
      { numRuns: 300 },
    );
    expect(checked).toBeGreaterThan(300);
  });
});
