import { expect, it } from 'vitest';
import { looksLikeOtherFormat } from './other-format.ts';

it.each([
  ['four-digits', 'A', 'letters-for-digits'],
  ['four-digits', 'abc123', 'letters-for-digits'],
  ['four-digits', '1234', undefined],
  ['four-digits', '12-4', undefined],
  ['four-digits', '', undefined],
  ['sign-password', '0012', 'digits-for-password'],
  ['sign-password', '12345', undefined],
  ['sign-password', 'A123', undefined],
] as const)('%s: %s is %s', (format, text, expected) => {
  expect(looksLikeOtherFormat(format, text)).toBe(expected);
});
