import { PINS, type PinId } from '../../../src/card/applications.ts';
import { PROFILES } from '../../../src/readers/virtual/profiles.ts';
import { words } from '../../../src/ui/words/ja.ts';
import type { PinPage } from '../../support/pin-page.ts';
import { answers, CARD, cardOf, chooseOn, formFor, isEmptyVerify, TYPED } from '../acts.ts';
import type { Screen } from '../screen.ts';
import type { Opening, Stage } from '../stage.ts';

const { guidance } = words;

/** Presses what begins with this in the open dialog, and waits for the heading it leads to. */
async function goTo(page: PinPage, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const button = page.page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .first();
    const heading = await page.page.getByRole('dialog').getByRole('heading').first().textContent();
    await button.click();
    await page.page
      .getByRole('dialog')
      .getByRole('heading')
      .filter({ hasNotText: heading ?? '' })
      .first()
      .waitFor();
  }
}

async function openTroubles(stage: Stage, opening: Opening = {}): Promise<PinPage> {
  const page = await chooseOn(stage, opening);
  await page.button(guidance.title).click();
  await page.page.getByRole('dialog', { name: guidance.title }).waitFor();
  return page;
}

function trouble(name: string, situation: string, path: readonly string[], opening: Opening = {}): Screen {
  return {
    name: `aside-${name}`,
    situation,
    focus: 'dialog',
    show: async (stage) => {
      const page = await openTroubles(stage, opening);
      await goTo(page, ...path);
    },
  };
}

const ofEach = (topic: 'forgotten' | 'locked', pins: readonly PinId[]): Screen[] =>
  pins.map((pin) =>
    trouble(`${topic}-${pin}`, `What to do when the PIN is ${topic}.`, [guidance.troubles[topic], PINS[pin].name]),
  );

const LOCKED_SIGN = { card: cardOf({ pins: { sign: { pin: TYPED.sign.current, triesLeft: 0 } } }) };

/** どの暗証番号？ with these purposes ticked. */
function which(
  name: string,
  situation: string,
  purposes: readonly string[],
  opening: Opening = {},
  choose = false,
): Screen {
  return {
    name: `aside-which-pin${name}`,
    situation,
    focus: choose ? 'anywhere' : 'dialog',
    show: async (stage) => {
      const page = await chooseOn(stage, opening);
      await page.button(words.page.choose.whichPin).click();
      const dialog = page.page.getByRole('dialog', { name: guidance.whichPin.title });
      await dialog.waitFor();
      for (const purpose of purposes) await dialog.getByRole('checkbox', { name: purpose }).check();
      if (choose) {
        await dialog.getByRole('button', { name: guidance.whichPin.choose }).click();
        await dialog.getByRole('alert').getByText(/./).first().waitFor();
      }
    },
  };
}

const PURPOSES = Object.values(guidance.whichPin.purposes);

export const ASIDE_SCREENS: readonly Screen[] = [
  trouble('troubles', '困ったときは was opened.', []),
  trouble('troubles-locked', 'It was opened with a card on which a PIN is locked.', [], LOCKED_SIGN),
  {
    name: 'aside-over-form',
    situation: '困ったときは was opened in the middle of typing.',
    focus: 'dialog',
    show: async (stage) => {
      const page = await formFor(stage, ['auth']);
      await page.type('auth', TYPED.auth);
      await page.button(guidance.title).click();
      await page.page.getByRole('dialog', { name: guidance.title }).waitFor();
    },
  },
  trouble('forgotten', 'Which PIN was forgotten?', [guidance.troubles.forgotten]),
  ...ofEach('forgotten', ['sign', 'auth', 'juki', 'text']),
  trouble('locked', 'Which PIN is locked?', [guidance.troubles.locked], LOCKED_SIGN),
  ...ofEach('locked', ['sign', 'auth', 'juki']),
  trouble(
    'locked-other-way-closed',
    'A PIN is locked, and so is the one with which it could be set anew at a store.',
    [guidance.headings.locked(PINS.auth.name)],
    { card: PROFILES.locked },
  ),
  trouble('certificate-expired', 'A certificate has ended.', [guidance.troubles.certificateExpired]),
  trouble('card-abolished', 'The card is not valid any more.', [guidance.troubles.cardAbolished]),
  trouble('lost-card', 'The card was lost.', [guidance.troubles.lostCard]),
  trouble('tries', 'What tries and locks are.', [guidance.troubles.tries]),
  which('', 'どの暗証番号？ was opened.', []),
  which('-all', 'Everything was ticked in it.', PURPOSES),
  which('-locked', 'A PIN that is needed is locked.', [guidance.whichPin.purposes['e-tax']], LOCKED_SIGN),
  which('-nothing', 'Something was to be chosen with nothing ticked.', [], { card: CARD }, true),
  which(
    '-none-ready',
    'What is needed is locked.',
    [guidance.whichPin.purposes['online-application']],
    LOCKED_SIGN,
    true,
  ),
  {
    name: 'aside-absent-sign',
    situation: 'What to do about a PIN that the card does not have.',
    focus: 'dialog',
    show: (stage) => whatToDo(stage, 'sign', { card: PROFILES['no-sign-certificate'] }),
  },
  {
    name: 'aside-absent-text',
    situation: 'What to do about one that every card should have.',
    focus: 'dialog',
    show: (stage) => whatToDo(stage, 'text', { card: cardOf({ pins: { text: undefined } }) }),
  },
  {
    name: 'aside-unreadable',
    situation: 'What to do about a PIN of which the card says nothing.',
    focus: 'dialog',
    show: (stage) => {
      stage.driver.interception = answers(isEmptyVerify, 0x6f00);
      return whatToDo(stage, 'auth');
    },
  },
];

async function whatToDo(stage: Stage, pin: PinId, opening: Opening = {}): Promise<void> {
  const page = await chooseOn(stage, opening);
  await page.item(pin).getByRole('button', { name: words.page.choose.whatToDo }).first().click();
  await page.page.getByRole('dialog').waitFor();
}
