import type { PinId } from '../../../src/card/applications.ts';
import type { PinPage, Typed } from '../../support/pin-page.ts';
import { ALL, cardOf, formFor, sees, TYPED } from '../acts.ts';
import type { Screen } from '../screen.ts';
import type { Stage } from '../stage.ts';

type Wishes = Partial<Record<PinId, Typed>>;

async function filled(stage: Stage, wishes: Wishes): Promise<PinPage> {
  const pins = ALL.filter((pin) => wishes[pin]);
  const page = await formFor(stage, pins);
  for (const pin of pins) await page.type(pin, wishes[pin] ?? {});
  return page;
}

/** 次へ was pressed with this in the fields. */
function refused(name: string, situation: string, wishes: Wishes): Screen {
  return {
    name: `type-${name}`,
    situation,
    focus: 'first-error',
    show: async (stage) => {
      const page = await filled(stage, wishes);
      await page.button('次へ').click();
      await sees(page, '誤りがあります');
    },
  };
}

function advised(name: string, situation: string, wishes: Wishes): Screen {
  return {
    name: `type-${name}`,
    situation,
    focus: 'anywhere',
    show: async (stage) => {
      const page = await filled(stage, wishes);
      await sees(page, '別の番号をおすすめします');
    },
  };
}

const TWO = { auth: {}, text: {} } as const;

export const TYPE_SCREENS: readonly Screen[] = [
  ...ALL.map(
    (pin): Screen => ({
      name: `type-${pin}`,
      situation: 'One PIN is to be changed, and nothing is typed yet.',
      focus: 'heading',
      show: (stage) => formFor(stage, [pin]),
    }),
  ),
  {
    name: 'type-all',
    situation: 'All four are to be changed, and all is typed as it should be.',
    focus: 'anywhere',
    show: (stage) => filled(stage, TYPED),
  },
  {
    name: 'type-combined',
    situation: 'Two four-digit PINs are to become the same.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await filled(stage, TWO);
      await page.page.getByRole('checkbox', { name: 'まとめて同じ番号にする' }).check();
      await page.field('auth', 'current').fill(TYPED.auth.current);
    },
  },
  {
    name: 'type-same-today',
    situation: 'They also are the same today.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await filled(stage, { sign: {}, ...TWO });
      await page.page.getByRole('checkbox', { name: 'まとめて同じ番号にする' }).check();
      await page.page.getByRole('checkbox', { name: '今の番号も同じです' }).check();
    },
  },
  {
    name: 'type-few-tries',
    situation: 'One try is left of the PIN.',
    focus: 'heading',
    show: (stage) =>
      formFor(stage, ['auth'], { card: cardOf({ pins: { auth: { pin: TYPED.auth.current, triesLeft: 1 } } }) }),
  },
  refused('error-empty', 'Nothing was typed.', { sign: {}, auth: {} }),
  refused('error-length', 'Too short and too long.', {
    sign: { current: 'AB12', next: 'ABCDEFGH123456789', repeat: 'ABCDEFGH123456789' },
    auth: { current: '835', next: '69421' },
  }),
  refused('error-characters', 'Characters that cannot be in it.', {
    sign: { current: 'PW84K6あ', next: 'K7RV-92QX' },
    juki: { current: '47O6', next: '38 19' },
  }),
  refused('error-kinds', '署名用 without a letter, and without a digit.', {
    sign: { current: 'PWKKKKK', next: '846846' },
  }),
  refused('error-repeat', 'The new PIN and its repetition differ; another is the same as the current one.', {
    auth: { ...TYPED.auth, repeat: '6943' },
    text: { current: TYPED.text.current, next: TYPED.text.current },
  }),
  advised('weak-digits', 'Numbers that are easily guessed: one digit, a year, a day.', {
    auth: { current: TYPED.auth.current, next: '7777' },
    juki: { current: TYPED.juki.current, next: '1985' },
    text: { current: TYPED.text.current, next: '0506' },
  }),
  advised('weak-patterns', 'A sequence and a pattern.', {
    sign: { current: TYPED.sign.current, next: 'ABC123' },
    auth: { current: TYPED.auth.current, next: '2345' },
    text: { current: TYPED.text.current, next: '4747' },
  }),
  {
    name: 'type-converted',
    situation: 'Full-width digits, small letters and blanks were put right.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await formFor(stage, ['sign', 'auth']);
      await page.field('sign', 'current').fill(' pw84k6');
      await page.field('auth', 'next').fill('６９４２');
      await sees(page, '全角を半角にしました');
      await sees(page, '小文字を大文字にしました');
    },
  },
  {
    name: 'type-shown',
    situation: 'A PIN is shown because somebody asked for it.',
    focus: 'anywhere',
    showsPin: true,
    show: async (stage) => {
      const page = await filled(stage, { sign: TYPED.sign });
      await page.group('sign').getByRole('button', { name: '表示' }).nth(1).click();
      await page.group('sign').getByRole('button', { name: '隠す' }).waitFor();
    },
  },
  {
    name: 'type-card-away',
    situation: 'The card was lifted while something was being typed.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await filled(stage, { auth: TYPED.auth });
      stage.driver.remove();
      await sees(page, 'カードが置かれていません');
    },
  },
];
