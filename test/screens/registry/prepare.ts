import { PROFILES } from '../../../src/readers/virtual/profiles.ts';
import type { SmartCardResponseCode } from '../../../src/readers/web-smart-card/types.ts';
import { PREPARE } from '../../support/japanese.ts';
import { CARD, cardOf, chooseBy, chooseOn, confirmationFor, cutAt, press, sees } from '../acts.ts';
import type { Screen } from '../screen.ts';
import { READER } from '../staged-driver.ts';

/** What connecting to the card is answered with, and the title of what the page says then. */
const FAILURES: readonly (readonly [name: string, refusal: SmartCardResponseCode | 'guard', title: string])[] = [
  ['card-removed', 'removed-card', 'カードがありません'],
  ['card-reset', 'reset-card', 'カードとの通信が切れました'],
  ['reader-gone', 'unknown-reader', 'カードリーダーが外れました'],
  ['service-gone', 'no-service', 'カードリーダーとの接続が切れました'],
  ['in-use', 'sharing-violation', 'ほかのソフトがカードを使っています'],
  ['unresponsive', 'unresponsive-card', 'カードから応答がありません'],
  ['refused-by-guard', 'guard', '安全のため止めました'],
  ['failed', 'not-ready', 'カードを読み取れませんでした'],
];

const OTHER_CARDS = [
  ['juki-card', PROFILES['juki-card'], '住民基本台帳カードです'],
  ['android-phone', PROFILES.phone, 'スマートフォンの電子証明書です'],
  ['iphone', { ...PROFILES.phone, tokenLabel: 'JPKIAPIOSTOKEN' }, 'スマートフォンの電子証明書です'],
  ['other-card', PROFILES['other-card'], 'マイナンバーカードではありません'],
] as const;

export const PREPARE_SCREENS: readonly Screen[] = [
  {
    name: 'prepare-connecting',
    situation: 'The page was just opened, and the PC/SC service has not answered yet.',
    focus: 'anywhere',
    show: async (stage) => {
      stage.driver.service = 'starting';
      const page = await stage.open();
      await page.heading('はじめる前に').waitFor();
    },
  },
  {
    name: 'prepare-empty-reader',
    situation: 'There is a reader, and no card in it.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await stage.open();
      await sees(page, 'カードが置かれていません');
    },
  },
  {
    name: 'prepare-two-readers',
    situation: 'There are two readers, both empty.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await stage.open({ readers: [READER, 'ACS ACR39U ICC Reader 01 00'] });
      await page.page.getByRole('group', { name: '使うカードリーダー' }).waitFor();
    },
  },
  {
    name: 'prepare-reading',
    situation: 'The card is being read.',
    focus: 'anywhere',
    show: async (stage) => {
      stage.driver.interception = () => stage.driver.untilEnd();
      const page = await stage.open({ card: CARD });
      await sees(page, 'カードを読み取っています');
    },
  },
  {
    name: 'prepare-mute',
    situation: 'The card was put in the wrong way round and does not answer.',
    focus: 'anywhere',
    show: async (stage) => {
      stage.driver.mute = true;
      const page = await stage.open({ card: CARD });
      await sees(page, 'カードから応答がありません');
    },
  },
  ...FAILURES.map(
    ([name, refusal, title]): Screen => ({
      name: `prepare-${name}`,
      situation: `Connecting to the card is answered with ${refusal}.`,
      focus: 'anywhere',
      show: async (stage) => {
        stage.driver.refusesConnection = refusal;
        const page = await stage.open({ card: CARD });
        await sees(page, title);
      },
    }),
  ),
  {
    name: 'prepare-bad-answer',
    situation: 'The card answers what no card should: data to a SELECT that asks for none.',
    focus: 'anywhere',
    show: async (stage) => {
      stage.driver.interception = async () => Uint8Array.of(1, 2, 3, 0x90, 0x00);
      const page = await stage.open({ card: CARD });
      await sees(page, 'カードの応答を読み取れませんでした');
    },
  },
  ...OTHER_CARDS.map(
    ([name, card, title]): Screen => ({
      name: `prepare-${name}`,
      situation: 'Another kind of card is in the reader.',
      focus: 'anywhere',
      show: async (stage) => {
        const page = await stage.open({ card });
        await sees(page, title);
      },
    }),
  ),
  {
    name: 'prepare-chosen',
    situation: 'PINs were chosen by what they are needed for, before there is a card.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await stage.open();
      await page.button(PREPARE.whichPin).click();
      await chooseBy(page, 'e-tax');
      await sees(page, /^次の画面で選んである暗証番号/);
    },
  },
  {
    name: 'prepare-card-taken-away',
    situation: 'The card was taken away before anything was chosen.',
    focus: 'heading',
    show: async (stage) => {
      const page = await chooseOn(stage);
      stage.driver.remove();
      await page.heading('カードを置いてください').waitFor();
    },
  },
  {
    name: 'prepare-unfinished',
    situation: 'The page was loaded again in the middle of a change, and the card is away.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await cutAt(stage, 4);
      stage.tab.once('dialog', (dialog) => void dialog.accept());
      await stage.tab.reload();
      stage.driver.end();
      stage.driver.interception = undefined;
      stage.driver.remove();
      await sees(page, '前の変更が途中で終わりました');
      await sees(page, 'カードが置かれていません');
    },
  },
  {
    name: 'choose-unfinished',
    situation: 'The page was loaded again in the middle of a change, and the card is still there.',
    focus: 'heading',
    show: async (stage) => {
      const page = await confirmationFor(stage, ['auth'], { card: cardOf() });
      const hold = stage.driver.hold({ when: 'after', pinCommand: 2 });
      await press(page);
      await hold.reached;
      stage.tab.once('dialog', (dialog) => void dialog.accept());
      await stage.tab.reload();
      hold.letGo();
      await sees(page, '前の変更が途中で終わりました');
      await page.item('auth').waitFor();
    },
  },
];
