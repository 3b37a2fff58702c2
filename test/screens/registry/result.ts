import type { PinId } from '../../../src/card/applications.ts';
import { VirtualCard } from '../../../src/readers/virtual/virtual-card.ts';
import type { Paper } from '../../../src/ui/words/receipt/receipt-words.ts';
import { RECEIPT } from '../../support/japanese.ts';
import type { PinPage } from '../../support/pin-page.ts';
import {
  ALL,
  answers,
  cardOf,
  confirmationFor,
  cutAt,
  isEmptyVerify,
  isSelectOfFile,
  press,
  resultOf,
  sees,
  TYPED,
} from '../acts.ts';
import type { Screen } from '../screen.ts';
import type { Stage } from '../stage.ts';
import { READER } from '../staged-driver.ts';

type Pins = readonly PinId[];
type Options = Parameters<typeof resultOf>[2] & { until?: string };

function result(name: string, situation: string, pins: Pins, options: () => Options = () => ({})): Screen {
  return {
    name: `result-${name}`,
    situation,
    focus: 'heading',
    show: async (stage) => {
      const { until, ...rest } = options();
      const page = await resultOf(stage, pins, rest);
      if (until) await sees(page, until);
    },
  };
}

const AUTH_FILE = 0x0018;

/** A change is cut off, and the card is back and behaves so; or it is one that says that it is the same. */
function afterACut(
  name: string,
  situation: string,
  back: (stage: Stage) => VirtualCard | undefined,
  until: string,
): Screen {
  return {
    name: `result-${name}`,
    situation,
    focus: 'heading',
    show: async (stage) => {
      const page = await cutAt(stage, 4);
      const card = stage.driver.remove();
      await page.heading('変更できたか確かめます').waitFor();
      await sees(page, 'カードが置かれていません');
      stage.driver.interception = undefined;
      stage.driver.readers.insert(READER, back(stage) ?? card);
      await page.heading('結果').waitFor();
      await sees(page, until);
    },
  };
}

export const RESULT_SCREENS: readonly Screen[] = [
  result('all-changed', 'All four were changed.', ALL),
  result(
    'wrong-pin',
    'The current PIN was wrong; two tries are left, and another PIN was left alone.',
    ['auth', 'text'],
    () => ({
      typed: { auth: { current: '0000' } },
    }),
  ),
  result('wrong-pin-next-locks', 'It was wrong, and the next wrong one locks it.', ['auth'], () => ({
    card: cardOf({ pins: { auth: { pin: TYPED.auth.current, triesLeft: 2 } } }),
    typed: { auth: { current: '0000' } },
  })),
  {
    name: 'result-now-locked',
    situation: 'The last try was spent on a wrong PIN.',
    focus: 'heading',
    show: async (stage) => {
      const page = await confirmationFor(stage, ['auth'], {
        card: cardOf({ pins: { auth: { pin: TYPED.auth.current, triesLeft: 1 } } }),
        typed: { auth: { current: '0000' } },
      });
      await press(page);
      await page.page.getByRole('checkbox', { name: '間違えるとロックされることを確認しました' }).check();
      await page.button('最後の1回を使って変更する').click();
      await sees(page, 'ロックされました');
    },
  },
  result('locked-meanwhile', 'It was locked elsewhere after the overview.', ['auth'], () => ({
    interception: answers(isEmptyVerify, 0x6984),
    until: 'ロックされています',
  })),
  result('last-try-meanwhile', 'A try was lost elsewhere after the overview, and one is left.', ['auth'], () => ({
    interception: answers(isEmptyVerify, 0x63c1),
    until: '残り1回のため、確かめる前に止めました',
  })),
  result('absent', 'The PIN that was there is not there any more.', ['auth'], () => ({
    interception: answers(isSelectOfFile(AUTH_FILE), 0x6a82),
    until: 'このカードにはありません',
  })),
  result('tries-unknown', 'The card does not tell the tries left any more.', ['auth'], () => ({
    interception: answers(isEmptyVerify, 0x6f00),
    until: '残り回数を読み取れないため',
  })),
  result('card-refused', 'The card refuses the change, and keeps the old PIN.', ['text'], () => ({
    card: cardOf({ refuses: { text: { changeKey: 0x6985, referenceData: 0x6985 } } }),
    until: 'カードが受け付けませんでした',
  })),
  result('mixed', 'One was changed, and the card refused the other.', ['auth', 'text'], () => ({
    card: cardOf({ refuses: { auth: { changeKey: 0x6985, referenceData: 0x6985 } } }),
    until: '変更したものと、していないものがあります',
  })),
  {
    name: 'result-interrupted',
    situation: 'The card was pulled before anything was changed.',
    focus: 'heading',
    show: async (stage) => {
      const page = await cutAt(stage, 1);
      stage.driver.remove();
      await page.heading('結果').waitFor();
      await sees(page, 'カードが置かれていません');
    },
  },
  {
    name: 'result-not-found-out',
    situation: 'The card was pulled in the middle, and somebody ended without finding out.',
    focus: 'heading',
    show: async (stage) => {
      const page = await cutAt(stage, 4);
      stage.driver.remove();
      await page.button('確かめずに終わる').click();
      await page.heading('結果').waitFor();
    },
  },
  result('neither-accepted', 'The card stored something else than the new PIN.', ['text'], () => ({
    card: cardOf({ changeStores: 'something else' }),
    until: '確認できていません',
  })),
  afterACut(
    'recovered-nothing-left',
    'After an interruption both PINs were refused.',
    () => new VirtualCard(cardOf({ pins: { common: { pin: '9163' } } })),
    '新しい番号も、今までの番号も、カードが受け付けませんでした',
  ),
  afterACut(
    'recovered-last-try',
    'After an interruption one try is left, and the card was not asked.',
    (stage) => {
      stage.driver.interception = answers(isEmptyVerify, 0x63c1);
      return undefined;
    },
    '残り1回のため、確かめませんでした',
  ),
  afterACut(
    'recovered-tries-unknown',
    'After an interruption the card does not tell the tries left.',
    (stage) => {
      stage.driver.interception = answers(isEmptyVerify, 0x6f00);
      return undefined;
    },
    '残り回数を読み取れないため、確かめませんでした',
  ),
  {
    name: 'result-recovered-stopped',
    situation: 'Two PINs were in doubt, the card was pulled again while the first was asked for, and somebody gave up.',
    focus: 'heading',
    show: async (stage) => {
      const page = await confirmationFor(stage, ['auth', 'text'], { card: cardOf({ changeStores: 'something else' }) });
      // 1, 2 check · 3 CHANGE of the second, 4, 5 ask what it holds · 6 VERIFY of the first, 7 its CHANGE.
      const cut = stage.driver.hold({ when: 'after', pinCommand: 7 });
      await press(page);
      await cut.reached;
      const card = stage.driver.remove();
      await page.heading('変更できたか確かめます').waitFor();
      await sees(page, 'カードが置かれていません');
      const asked = stage.driver.hold({ when: 'before', pinCommand: 1 });
      stage.driver.readers.insert(READER, card);
      await asked.reached;
      stage.driver.remove();
      await sees(page, 'カードが置かれていません');
      await page.button('確かめずに終わる').click();
      await sees(page, '途中で止まったため、確かめていません');
    },
  },
  afterACut('half-changed', '住民基本台帳用 was changed in one of its two places.', () => undefined, '変更が途中です'),
  result('half-changed-refused', 'The card refused the other of the two places.', ['juki'], () => ({
    card: cardOf({ refuses: { juki: { changeKey: 0x6982, referenceData: 0x6982 } } }),
    until: '変更が途中です',
  })),
  result('references-differ', 'The two places hold two numbers.', ['juki'], () => ({
    card: cardOf({ pins: { common: { pin: '9163' } } }),
    until: '番号が食い違っています',
  })),
  result('references-differ-last-try', 'The two places hold two numbers, and few tries are left.', ['juki'], () => ({
    card: cardOf({ pins: { common: { pin: '9163', triesLeft: 2 } } }),
    until: '番号が食い違っています',
  })),
  {
    name: 'result-trial',
    situation: 'A PIN of the virtual card was changed.',
    focus: 'heading',
    show: trialResult,
  },
];

async function trialResult(stage: Stage): Promise<PinPage> {
  const page = await stage.open({ pcsc: 'off' });
  await page.item('auth').waitFor();
  await page.changeAll({ auth: { current: '1234', next: TYPED.auth.next } });
  return page;
}

type Receipt = Pick<Screen, 'situation'> & {
  readonly paper?: Paper;
  readonly result: (stage: Stage) => Promise<unknown>;
};

function receipt(name: string, { situation, paper = 'a4', result }: Receipt): Screen {
  return {
    name: `receipt-${name}`,
    situation,
    focus: paper === 'a4' ? 'dialog' : 'anywhere',
    show: async (stage) => {
      await result(stage);
      await stage.page.button(RECEIPT.open).click();
      await stage.page.heading(RECEIPT.dialogTitle).waitFor();
      if (paper !== 'a4') await stage.tab.getByRole('radio', { name: RECEIPT.papers[paper] }).check();
    },
  };
}

const ofResult = (name: string) => {
  const screen = RESULT_SCREENS.find((one) => one.name === `result-${name}`);
  if (!screen) throw new Error(`there is no result ${name}`);
  return { situation: `Before it is printed: ${screen.situation}`, result: screen.show };
};

/** The preview of what is printed: on both papers, and with everything that it can say. */
export const RECEIPT_SCREENS: readonly Screen[] = [
  receipt('all-changed', ofResult('all-changed')),
  receipt('roll', { ...ofResult('mixed'), paper: 'roll' }),
  receipt('trial', ofResult('trial')),
  ...[
    'wrong-pin',
    'now-locked',
    'locked-meanwhile',
    'last-try-meanwhile',
    'absent',
    'interrupted',
    'not-found-out',
    'recovered-last-try',
    'half-changed',
    'references-differ',
  ].map((name) => receipt(name, ofResult(name))),
];
