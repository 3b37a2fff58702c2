import { describe, expect, it } from 'vitest';
import { type Day, isClosedOn, nextClosedDay } from './closing-rule.ts';
import type { ClosingRule } from './schema.ts';

const day = (iso: string): Day => {
  const [year = 0, month = 0, date = 0] = iso.split('-').map(Number);
  return { year, month, day: date };
};

const SUNDAY_AFTER_THIRD_SATURDAY: ClosingRule = { weekday: 'sunday', after: { nth: 3, weekday: 'saturday' } };
const SECOND_MONDAY: ClosingRule = { weekday: 'monday', nth: 2 };

describe('a day on which it is closed', () => {
  it.each<[string, ClosingRule, string, boolean]>([
    ['the Sunday after the third Saturday', SUNDAY_AFTER_THIRD_SATURDAY, '2026-12-20', true],
    ['in a month that begins with a Sunday, its fourth', SUNDAY_AFTER_THIRD_SATURDAY, '2026-11-22', true],
    ['that month, the third Sunday', SUNDAY_AFTER_THIRD_SATURDAY, '2026-11-15', false],
    ['the third Saturday itself', SUNDAY_AFTER_THIRD_SATURDAY, '2026-12-19', false],
    ['a week later', SUNDAY_AFTER_THIRD_SATURDAY, '2026-12-27', false],
    ['the second Monday', SECOND_MONDAY, '2026-12-14', true],
    ['the first Monday, on the 7th', SECOND_MONDAY, '2026-12-07', false],
    ['the second Tuesday', SECOND_MONDAY, '2026-12-08', false],
    [
      'in the month after that of the day it follows',
      { weekday: 'monday', after: { nth: 5, weekday: 'saturday' } },
      '2026-11-02',
      true,
    ],
    [
      'seven days after the same weekday',
      { weekday: 'sunday', after: { nth: 1, weekday: 'sunday' } },
      '2026-12-13',
      true,
    ],
    ['not that weekday itself', { weekday: 'sunday', after: { nth: 1, weekday: 'sunday' } }, '2026-12-06', false],
  ])('%s', (_, rule, date, closed) => {
    expect(isClosedOn(rule, day(date))).toBe(closed);
  });

  it('comes once a month by that rule, for years', () => {
    const found = new Map<string, number>();
    for (let time = Date.UTC(2026, 0, 1); time < Date.UTC(2040, 0, 1); time += 86_400_000) {
      const iso = new Date(time).toISOString().slice(0, 10);
      if (!isClosedOn(SUNDAY_AFTER_THIRD_SATURDAY, day(iso))) continue;
      found.set(iso.slice(0, 7), (found.get(iso.slice(0, 7)) ?? 0) + 1);
      expect(Number(iso.slice(8)), iso).toBeGreaterThanOrEqual(16);
      expect(Number(iso.slice(8)), iso).toBeLessThanOrEqual(22);
    }
    expect(found.size).toBe(14 * 12);
    expect([...new Set(found.values())]).toEqual([1]);
  });

  it.each([
    ['today', [SUNDAY_AFTER_THIRD_SATURDAY], '2026-12-20', '2026-12-20'],
    ['next month', [SUNDAY_AFTER_THIRD_SATURDAY], '2026-12-21', '2027-01-17'],
    ['of two rules the nearer', [SUNDAY_AFTER_THIRD_SATURDAY, SECOND_MONDAY], '2026-12-01', '2026-12-14'],
    ['over a leap day', [{ weekday: 'tuesday', nth: 5 } as const], '2028-02-01', '2028-02-29'],
    ['never, without rules', [], '2026-12-01', undefined],
  ])('the next one: %s', (_, rules, from, next) => {
    expect(nextClosedDay(rules, day(from))).toBe(next);
  });
});
