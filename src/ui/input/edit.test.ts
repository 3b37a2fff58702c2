import { expect, it } from 'vitest';
import { movedCaret } from './edit.ts';

it.each([
  ['ABC', 'ABC', 1, 1],
  ['  12', '12', 3, 1],
  ['  12', '12', 1, 0],
  ['12 ', '12', 3, 2],
  ['　１２３', '123', 2, 1],
])('%j as %j: the caret at %i stands at %i', (typed, text, caret, expected) => {
  expect(movedCaret(typed, text, caret)).toBe(expected);
});
