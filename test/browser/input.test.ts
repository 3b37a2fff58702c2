import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PinId } from '../../src/card/applications.ts';
import { ORDINARY_CARD } from '../../src/readers/virtual/profiles.ts';
import { Desk } from '../support/desk.ts';
import type { FIELD, PinPage, Typed } from '../support/pin-page.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

interface BadInput {
  readonly pin: PinId;
  readonly what: string;
  readonly typed: Typed;
  /** The field that must be told to be wrong. */
  readonly wrong: keyof typeof FIELD;
}

const FOUR_DIGITS = {
  empty: '',
  'too short': '123',
  'too long': '12345',
  letters: 'abcd',
  'the password of 署名用': 'ABC123',
  'a letter among digits': '12a4',
  'a symbol': '12-4',
  'a space inside': '1 34',
  'an emoji': '12😀4',
  'digits of another script': '١٢٣٤',
};

const SIGN_PASSWORD = {
  empty: '',
  'four digits': '1234',
  'too short': 'AB123',
  'too long': 'ABCDEFGH123456789',
  'letters only': 'ABCDEFG',
  'digits only': '1234567',
  'a symbol': 'ABC-123',
  'a space inside': 'ABC 123',
  'an emoji': 'ABC😀123',
  kana: 'アイウ123',
};

function everywhere(pin: PinId, values: Readonly<Record<string, string>>): BadInput[] {
  const good = { current: CURRENT[pin], next: NEXT[pin] };
  return Object.entries(values).flatMap(([what, value]): BadInput[] => [
    { pin, what: `${what} as current PIN`, typed: { ...good, current: value }, wrong: 'current' },
    { pin, what: `${what} as new PIN`, typed: { ...good, next: value }, wrong: 'next' },
  ]);
}

const BAD_INPUTS: readonly BadInput[] = [
  ...everywhere('auth', FOUR_DIGITS),
  ...everywhere('sign', SIGN_PASSWORD),
  ...(['auth', 'sign'] as const).flatMap((pin): BadInput[] => [
    {
      pin,
      what: 'a confirmation that differs',
      typed: { current: CURRENT[pin], next: NEXT[pin], repeat: CURRENT[pin] },
      wrong: 'next',
    },
    {
      pin,
      what: 'no confirmation',
      typed: { current: CURRENT[pin], next: NEXT[pin], repeat: '' },
      wrong: 'repeat',
    },
  ]),
];

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk?.stop());

describe('what the form refuses', () => {
  let page: PinPage;
  beforeAll(async () => {
    await desk.insert(ORDINARY_CARD);
    page = await desk.open();
    await page.item('sign').waitFor();
    await page.choose('sign', 'auth');
    await desk.card.forgetLog();
  });
  beforeEach(async () => {
    for (const pin of ['sign', 'auth'] as const) await page.type(pin, { current: CURRENT[pin], next: NEXT[pin] });
  });

  it.each(BAD_INPUTS.map((input) => [input.pin, input.what, input] as const))(
    '%s: %s',
    async (pin, _, { typed, wrong }) => {
      await page.type(pin, typed);
      await page.button('次へ').click();
      const field = page.field(pin, wrong);
      await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
      // The sentence belongs to the field, and the focus is where it can be mended.
      expect(await field.evaluate((input) => document.activeElement === input)).toBe(true);
      const problem = await field.evaluate((input) => {
        const ids = (input.getAttribute('aria-describedby') ?? '').split(' ');
        return ids.map((id) => document.getElementById(id)).find((element) => element?.matches('.error'))?.textContent;
      });
      expect(problem?.trim()).toBeTruthy();
      expect(await page.button('変更する').count()).toBe(0);
      expect(await desk.card.look()).toMatchObject({ log: [], tries: { sign: 5, auth: 3 } });
    },
  );

  it('has reported nothing behind the scenes', () => {
    expect(page.faults).toEqual([]);
  });
});

describe('what the form understands', () => {
  it.each([
    ['full-width digits', 'auth', '１２３４', '５１７２', '5172'],
    ['spaces around', 'auth', ' 1234', '5172　', '5172'],
    ['full-width letters and digits', 'sign', 'ＡＢＣ１２３', 'ＮＥＷ４５６', 'NEW456'],
    ['small letters', 'sign', 'abc123', 'new456', 'NEW456'],
  ] as const)('%s', async (_, pin, current, next, held) => {
    await desk.closeTabs();
    await desk.insert(ORDINARY_CARD);
    const page = await desk.openPage();
    await page.item(pin).waitFor();
    await page.changeAll({ [pin]: { current, next } });
    expect(await page.item(pin).textContent()).toContain('変更しました');
    expect((await desk.card.look()).pins[pin]).toBe(held);
  });
});
