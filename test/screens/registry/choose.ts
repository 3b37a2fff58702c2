import { APPLICATIONS } from '../../../src/card/applications.ts';
import { equalBytes } from '../../../src/card/bytes.ts';
import { PROFILES } from '../../../src/readers/virtual/profiles.ts';
import { CHOOSE } from '../../support/japanese.ts';
import { answers, CARD, cardOf, chooseBy, chooseOn, formFor, isEmptyVerify, isSelect, sees, TYPED } from '../acts.ts';
import type { Screen } from '../screen.ts';
import type { Opening } from '../stage.ts';
import { READER } from '../staged-driver.ts';

function choose(name: string, situation: string, opening: Opening = {}): Screen {
  return { name: `choose-${name}`, situation, focus: 'heading', show: (stage) => chooseOn(stage, opening) };
}

export const CHOOSE_SCREENS: readonly Screen[] = [
  choose('ordinary', 'A card on which everything can be changed.'),
  choose('last-try', 'One try is left of two PINs.', {
    card: cardOf({
      pins: { auth: { pin: TYPED.auth.current, triesLeft: 1 }, sign: { pin: TYPED.sign.current, triesLeft: 1 } },
    }),
  }),
  choose('two-tries', 'Two tries are left of one PIN.', {
    card: cardOf({ pins: { text: { pin: TYPED.text.current, triesLeft: 2 } } }),
  }),
  choose('locked-sign', '署名用 is locked; the other is the way to set it anew.', {
    card: cardOf({ pins: { sign: { pin: TYPED.sign.current, triesLeft: 0 } } }),
  }),
  choose('locked-auth', '利用者証明用 is locked; the other is the way to set it anew.', {
    card: cardOf({ pins: { auth: { pin: TYPED.auth.current, triesLeft: 0 } } }),
  }),
  choose('locked-all', 'All four are locked.', {
    card: cardOf({
      pins: {
        sign: { pin: TYPED.sign.current, triesLeft: 0 },
        auth: { pin: TYPED.auth.current, triesLeft: 0 },
        juki: { pin: TYPED.juki.current, triesLeft: 0 },
        common: { pin: TYPED.juki.current, triesLeft: 0 },
        text: { pin: TYPED.text.current, triesLeft: 0 },
      },
    }),
  }),
  choose('absent', 'A card without 署名用, as children have it.', { card: PROFILES['no-sign-certificate'] }),
  {
    name: 'choose-unknown',
    situation: 'The card does not tell the tries left, nor which certificates it has.',
    focus: 'heading',
    show: (stage) => {
      const counters = answers(isEmptyVerify, 0x6f00);
      const noFile = (command: Uint8Array) => command[1] === 0xa4 && command[6] === 0x08;
      const availability = answers(noFile, 0x6a82);
      stage.driver.interception = (command, card) => counters(command, () => availability(command, card));
      return chooseOn(stage);
    },
  },
  {
    name: 'choose-chosen',
    situation: 'Two PINs are ticked.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await chooseOn(stage);
      await page.checkbox('auth').check();
      await page.checkbox('text').check();
    },
  },
  {
    name: 'choose-nothing-chosen',
    situation: '次へ was pressed with no PIN chosen.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await chooseOn(stage);
      await page.button('次へ').click();
      await sees(page, '変更する暗証番号を1つ以上選んでください');
    },
  },
  {
    name: 'choose-cannot-choose',
    situation: 'PINs were pressed that cannot be chosen: one is not there, one is locked, of one nothing is known.',
    focus: 'anywhere',
    show: async (stage) => {
      let ofText = false;
      stage.driver.interception = async (command, card) => {
        if (isSelect(command) && command[2] === 0x04) {
          ofText = equalBytes(command.subarray(5, 5 + APPLICATIONS.text.aid.length), APPLICATIONS.text.aid);
        }
        return ofText && isEmptyVerify(command) ? Uint8Array.of(0x6f, 0x00) : card();
      };
      const page = await chooseOn(stage, {
        card: cardOf({ pins: { sign: undefined, auth: { pin: TYPED.auth.current, triesLeft: 0 } } }),
      });
      for (const pin of ['sign', 'auth', 'text'] as const) {
        await page.checkbox(pin).press('Space');
        await page.item(pin).getByText(CHOOSE.cannotChoose).waitFor();
      }
    },
  },
  {
    name: 'choose-another-card',
    situation: 'Another card came while something was being typed.',
    focus: 'heading',
    show: async (stage) => {
      const page = await formFor(stage, ['auth']);
      await page.type('auth', TYPED.auth);
      stage.driver.remove();
      await sees(page, 'カードが置かれていません');
      stage.driver.insert(cardOf({ serial: 'VIRTUAL00000099' }));
      await sees(page, '別のカードに替わりました');
    },
  },
  {
    name: 'choose-two-readers',
    situation: 'There are two readers, one with a card.',
    focus: 'heading',
    show: (stage) => chooseOn(stage, { card: CARD, readers: [READER, 'ACS ACR39U ICC Reader 01 00'] }),
  },
  {
    name: 'choose-details',
    situation: 'What else there is to know of two PINs is unfolded; one of them cannot be changed.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await chooseOn(stage, {
        card: cardOf({ pins: { text: { pin: TYPED.text.current, triesLeft: 0 } } }),
      });
      for (const pin of ['sign', 'text'] as const) await page.item(pin).getByText(CHOOSE.details).click();
    },
  },
  {
    name: 'choose-from-purpose',
    situation: 'A PIN was ticked by what it is needed for; it is one of the three of four digits.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await chooseOn(stage);
      await page.button(CHOOSE.whichPin).click();
      await chooseBy(page, 'moving-in-at-counter');
      await sees(page, CHOOSE.together);
    },
  },
];
