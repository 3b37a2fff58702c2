import type { PinId } from '../../../src/card/applications.ts';
import { TYPING } from '../../support/japanese.ts';
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

function advised(name: string, situation: string, wishes: Wishes, lead = '別の番号をおすすめします'): Screen {
  return {
    name: `type-${name}`,
    situation,
    focus: 'anywhere',
    show: async (stage) => {
      const page = await filled(stage, wishes);
      await sees(page, lead);
    },
  };
}

/** The keys of the screen, with what they were pressed for. */
function keypad(name: string, pin: PinId, settings: object): Screen {
  return {
    name: `type-keypad-${name}`,
    situation: 'The PIN is typed with the keys of the screen.',
    focus: 'anywhere',
    show: async (stage) => {
      const stored = JSON.stringify(JSON.stringify(settings));
      const page = await formFor(stage, [pin], { script: `localStorage.setItem('myna-pin.settings', ${stored});` });
      if (!('keypad' in settings)) await page.button('画面のキー').first().click();
      else await page.field(pin, 'current').focus();
      for (const key of TYPED[pin].current.slice(0, 3)) await page.button(key).click();
    },
  };
}

async function readBack(page: PinPage): Promise<void> {
  await page.button('1文字ずつ確認').first().click();
  await page.button('読み上げる').waitFor();
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
  refused('error-repeat', 'The new PIN and its repetition differ, and another has no repetition.', {
    auth: { ...TYPED.auth, repeat: '6943' },
    text: { ...TYPED.text, repeat: '' },
  }),
  refused('error-other-format', 'The password at a prompt for four digits, and the other way round.', {
    sign: { current: TYPED.auth.current, next: TYPED.sign.next },
    auth: { current: TYPED.sign.current, next: TYPED.auth.next },
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
  advised('weak-same', 'The current PIN as the new one, and one number for all three.', {
    auth: { current: TYPED.auth.current, next: TYPED.text.current },
    juki: { current: TYPED.juki.current, next: TYPED.text.current },
    text: { current: TYPED.text.current, next: TYPED.text.current },
  }),
  advised(
    'weak-same-for-all',
    'A number that is hard to guess, for all three.',
    {
      auth: { current: TYPED.auth.current, next: '4826' },
      juki: { current: TYPED.juki.current, next: '4826' },
      text: { current: TYPED.text.current, next: '4826' },
    },
    'このままでも変更できます',
  ),
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
    showsPin: 'shown',
    show: async (stage) => {
      const page = await filled(stage, { sign: TYPED.sign });
      await page.group('sign').getByRole('button', { name: '表示' }).nth(1).click();
      await page.group('sign').getByRole('button', { name: '隠す' }).waitFor();
    },
  },
  {
    name: 'type-other-format',
    situation: 'Letters are being typed at a prompt for four digits.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await filled(stage, { auth: { current: 'ABC' } });
      await sees(page, /署名用のパスワードとは/);
    },
  },
  {
    name: 'type-keyboard',
    situation: 'Caps Lock is on, and NumLock is off.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await filled(stage, { sign: { current: 'PW' } });
      await page.field('sign', 'current').evaluate((input) => {
        const pad = { code: 'Numpad1', key: 'End', modifierCapsLock: true };
        input.dispatchEvent(new KeyboardEvent('keydown', { ...pad, bubbles: true }));
      });
      await sees(page, 'Caps Lock');
    },
  },
  keypad('digits', 'auth', {}),
  keypad('letters', 'sign', {}),
  keypad('shuffled', 'sign', { shuffle: true, keypad: 'always' }),
  {
    name: 'type-keypad-last',
    situation: 'The last field is typed with the keys of the screen.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await filled(stage, { auth: TYPED.auth });
      await page.button('画面のキー').last().click();
      await page.button(TYPING.keypad.finish).waitFor();
    },
  },
  {
    name: 'type-read-back-warning',
    situation: 'Somebody wants to hear what they typed, and is told that others may, too.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await filled(stage, { sign: TYPED.sign });
      await readBack(page);
    },
  },
  {
    name: 'type-read-back-nothing',
    situation: 'Nothing was typed that could be spelt.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await filled(stage, { sign: {} });
      await readBack(page);
      await page.button('読み上げる').click();
      await sees(page, 'まだ何も入力されていません');
    },
  },
  {
    name: 'type-read-back',
    situation: 'What was typed is spelt, with a character that no PIN has, because somebody asked for it twice.',
    focus: 'anywhere',
    showsPin: 'spelt',
    show: async (stage) => {
      const page = await filled(stage, { sign: { current: 'PW-84K6' } });
      await readBack(page);
      await stage.standStill();
      await page.button('読み上げる').click();
      await page.group('sign').getByRole('listitem').filter({ hasText: '数字のろく' }).waitFor();
    },
  },
  {
    name: 'type-idle',
    situation: 'Nobody did anything for so long that what was typed is about to be cleared.',
    focus: 'dialog',
    show: async (stage) => {
      await filled(stage, { auth: TYPED.auth });
      await stage.clock.fastForward('09:01');
      await stage.standStill();
      await stage.tab.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'type-idle-over',
    situation: 'Nobody did anything then either.',
    focus: 'heading',
    show: async (stage) => {
      const page = await filled(stage, { auth: TYPED.auth });
      await stage.clock.fastForward('09:01');
      await stage.tab.getByRole('alertdialog').waitFor();
      await stage.clock.fastForward('01:01');
      await sees(page, '入力した暗証番号を消しました');
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
