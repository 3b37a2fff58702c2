import type { SmartCardResponseCode } from '../../../src/readers/web-smart-card/types.ts';
import { ALL, CARD, cardOf, confirmationFor, cutAt, press, sees, TYPED } from '../acts.ts';
import type { Screen } from '../screen.ts';
import { READER, type StagedDriver } from '../staged-driver.ts';

/** Why a change cannot begin, and what is done so that it cannot. */
const FAILURES: readonly (readonly [name: string, title: string, act: (driver: StagedDriver) => void])[] = [
  ['card-away', 'カードがありません', (driver) => void driver.remove()],
  ['reader-away', 'カードリーダーが外れました', (driver) => driver.readers.unplug(READER)],
  ['in-use', 'ほかのソフトがカードを使っています', refuses('sharing-violation')],
  ['reset', 'カードとの通信が切れました', refuses('reset-card')],
];

function refuses(code: SmartCardResponseCode) {
  return (driver: StagedDriver) => {
    driver.refusesConnection = code;
  };
}

const TWO_LAST_TRIES = cardOf({
  pins: {
    sign: { pin: TYPED.sign.current, triesLeft: 1 },
    juki: { pin: TYPED.juki.current, triesLeft: 1 },
    common: { pin: TYPED.juki.current, triesLeft: 1 },
  },
});

/** Commands with a PIN: 1 and 2 check, 3 changes 利用者証明用, 4 proves it, 5 changes 署名用, 6 proves it. */
const PHASES = [
  ['checking', 1, '今の暗証番号を確かめています'],
  ['checked', 2, '確かめました'],
  ['changing', 5, '終わりました'],
] as const;

export const CONFIRM_SCREENS: readonly Screen[] = [
  {
    name: 'confirm-one',
    situation: 'One PIN is about to be changed.',
    focus: 'heading',
    show: (stage) => confirmationFor(stage, ['auth']),
  },
  {
    name: 'confirm-all',
    situation: 'All four are about to be changed.',
    focus: 'heading',
    show: (stage) => confirmationFor(stage, ALL),
  },
  ...FAILURES.map(
    ([name, title, act]): Screen => ({
      name: `confirm-${name}`,
      situation: 'The change could not begin.',
      focus: 'anywhere',
      show: async (stage) => {
        const page = await confirmationFor(stage, ['auth']);
        act(stage.driver);
        if (name.endsWith('away')) await sees(page, /置かれていません|外れ|なし/);
        await press(page);
        await page.page.getByRole('alert').getByText(title).waitFor();
      },
    }),
  ),
  {
    name: 'last-try',
    situation: 'One try is left of two of the PINs, and a wrong one would lock them.',
    focus: 'heading',
    show: async (stage) => {
      const page = await confirmationFor(stage, ['sign', 'juki'], { card: TWO_LAST_TRIES });
      await press(page);
      await page.heading('残り1回の確認').waitFor();
    },
  },
  {
    name: 'last-try-consent-missing',
    situation: 'It was to go on without the consent.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await confirmationFor(stage, ['sign', 'juki'], { card: TWO_LAST_TRIES });
      await press(page);
      await page.button('最後の1回を使って変更する').click();
      await sees(page, '続けるときは、チェックを入れてください');
    },
  },
  ...PHASES.map(
    ([name, pinCommand, said]): Screen => ({
      name: `working-${name}`,
      situation: `The card is at work, at command ${pinCommand} with a PIN.`,
      focus: 'heading',
      show: async (stage) => {
        const page = await confirmationFor(stage, ['sign', 'auth']);
        const hold = stage.driver.hold({ when: 'before', pinCommand });
        await press(page);
        await hold.reached;
        await sees(page, said);
      },
    }),
  ),
  {
    name: 'recover-waiting',
    situation: 'The card was pulled in the middle of a change, and is waited for.',
    focus: 'heading',
    show: async (stage) => {
      const page = await cutAt(stage, 4);
      stage.driver.remove();
      await page.heading('変更できたか確かめます').waitFor();
      await sees(page, 'カードが置かれていません');
    },
  },
  {
    name: 'recover-asking',
    situation: 'The card is back and is asked what it holds.',
    focus: 'heading',
    show: async (stage) => {
      const page = await cutAt(stage, 4);
      const card = stage.driver.remove();
      await page.heading('変更できたか確かめます').waitFor();
      await sees(page, 'カードが置かれていません');
      const hold = stage.driver.hold({ when: 'before', pinCommand: 1 });
      stage.driver.readers.insert(READER, card);
      await hold.reached;
      await sees(page, '確かめています。カードを動かさないでください');
    },
  },
  {
    name: 'recover-another-card',
    situation: 'Another card was put there instead.',
    focus: 'heading',
    show: async (stage) => {
      const page = await cutAt(stage, 4);
      stage.driver.remove();
      await page.heading('変更できたか確かめます').waitFor();
      await sees(page, 'カードが置かれていません');
      stage.driver.interception = undefined;
      stage.driver.insert({ ...CARD, serial: 'VIRTUAL00000099' });
      await sees(page, '別のカードのようです');
    },
  },
  {
    name: 'recover-bridge-lost',
    situation: 'The bridge ended in the middle of a change.',
    focus: 'heading',
    show: async (stage) => {
      const page = await cutAt(stage, 4);
      await stage.loseBridge();
      await page.heading('変更できたか確かめます').waitFor();
      await sees(page, 'myna-pin との接続が切れました');
    },
  },
];
