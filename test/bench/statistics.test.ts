import { describe, expect, it } from 'vitest';
import { meetsGoal } from './figure.ts';
import { withContent } from './readme.ts';
import { interleaved, pairwise, ratio, spreadOf } from './statistics.ts';
import { tableOf } from './table.ts';

describe('what was measured', () => {
  it('is told by its median and its quartiles', () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4, runs: 5 });
    expect(spreadOf([1, 2, 3, 4])).toEqual({ median: 2.5, low: 1.75, high: 3.25, runs: 4 });
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  it('is run in turn, each round beginning with another, without what comes first', async () => {
    const order: string[] = [];
    const contender = (name: string) => async () => order.push(name);
    const samples = await interleaved(2, 1, { a: contender('a'), b: contender('b') });
    expect(order).toEqual(['a', 'b', 'b', 'a', 'a', 'b']);
    expect(samples).toEqual({ a: [4, 5], b: [3, 6] });
  });

  it('is compared with what ran beside it', () => {
    // One half of the run the machine was ten times slower.
    expect(pairwise([2, 20, 2, 20], [1, 10, 1, 10], ratio)).toEqual({ median: 2, low: 2, high: 2, runs: 4 });
  });
});

describe('the table', () => {
  const figure = {
    name: 'a change',
    unit: 'ms',
    value: spreadOf([1_100, 1_050, 1_200]),
    baseline: { name: 'bare', value: spreadOf([1_000]) },
    comparison: { unit: '×', value: spreadOf([1.05, 1.1, 1.2]) },
    note: 'why',
  };

  it('says what was missed, and why', () => {
    const missed = { ...figure, goal: { of: 'comparison', atMost: 1.03 } } as const;
    expect(meetsGoal(missed)).toBe(false);
    const [, , , row, ...rest] = tableOf([{ id: 'one', title: 'One', figures: [missed] }]).split('\n');
    const cells = row?.split('|').map((cell) => cell.trim());
    expect(cells?.slice(1, -1)).toEqual([
      'a change [1]',
      '1,100 ms (1,075–1,150)',
      'bare: 1,000 ms',
      '1.1× (1.08–1.15)',
      '≤ 1.03×',
      '**missed**',
    ]);
    expect(rest).toEqual(['', '1. why']);
  });

  it('counts what is just met as met, and asks nothing where there is no goal', () => {
    expect(meetsGoal({ ...figure, goal: { of: 'value', atMost: 1_100 } })).toBe(true);
    expect(meetsGoal(figure)).toBeUndefined();
  });
});

describe('README.md', () => {
  const readme = (content: string) =>
    `before\n<!-- npm run bench: from here -->${content}<!-- npm run bench: to here -->\nafter\n`;

  it('is rewritten between its markers, again and again', () => {
    const once = withContent(readme('\n'), 'one');
    expect(once).toBe(readme('\n\none\n\n'));
    expect(withContent(once, 'two')).toBe(readme('\n\ntwo\n\n'));
    expect(() => withContent('no markers', 'one')).toThrow('README.md');
  });
});
