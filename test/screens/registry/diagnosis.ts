import { PROFILES } from '../../../src/readers/virtual/profiles.ts';
import { words } from '../../../src/ui/words/ja.ts';
import type { PinPage } from '../../support/pin-page.ts';
import { CARD, chooseOn, formFor, TYPED } from '../acts.ts';
import type { Screen } from '../screen.ts';
import type { Opening, Stage } from '../stage.ts';

const { diagnosis, guidance, settings, page: said } = words;

/** 接続の診断 over the page, by the way that every screen has. */
async function diagnose(page: PinPage): Promise<void> {
  await page.button(guidance.title).click();
  await page.page.getByRole('dialog').getByRole('button', { name: guidance.troubles.diagnosis }).click();
  await page.page.getByRole('dialog', { name: diagnosis.title }).waitFor();
}

/** What it says first. */
const finds = (page: PinPage, title: string) =>
  page.page.getByRole('dialog', { name: diagnosis.title }).getByRole('status').filter({ hasText: title }).waitFor();

function screen(
  name: string,
  situation: string,
  title: string,
  opening: Opening = {},
  prepare: (stage: Stage) => void = () => {},
): Screen {
  return {
    name: `diagnosis-${name}`,
    situation,
    focus: 'dialog',
    show: async (stage) => {
      prepare(stage);
      const page = await stage.open(opening);
      await diagnose(page);
      await finds(page, title);
    },
  };
}

const PLATFORMS = ['Linux', 'Windows', 'macOS'] as const;
const IN_USE = words.card.cardErrors['in-use'].title;
const NO_SERVICE = words.card.obstacles['no-service'].title;
const NO_READER = words.card.obstacles['no-reader'].title;
const { obstacles } = said;

/** A clipboard that the browser keeps for itself, or, as that of a test would, takes everything. */
const clipboard = (writeText: string) =>
  `Object.defineProperty(navigator, 'clipboard', { value: { writeText: ${writeText} } });`;

function copying(name: string, situation: string, script: string, outcome: string): Screen {
  return {
    name: `diagnosis-${name}`,
    situation,
    focus: 'dialog',
    show: async (stage) => {
      const page = await chooseOn(stage, { script });
      await diagnose(page);
      await page.button(diagnosis.support.copy).click();
      await page.text(outcome).waitFor();
    },
  };
}

export const DIAGNOSIS_SCREENS: readonly Screen[] = [
  {
    name: 'diagnosis-fine',
    situation: 'Nothing is the matter.',
    focus: 'dialog',
    show: async (stage) => {
      const page = await chooseOn(stage);
      await diagnose(page);
      await finds(page, diagnosis.fine);
    },
  },
  screen('secret-missing', 'The address has no secret.', obstacles['secret-missing'].title, {
    address: 'without secret',
  }),
  screen('secret-used', 'The address was used before.', obstacles['secret-used'].title, { address: 'used secret' }),
  screen('in-another-tab', 'Another tab has the cards.', obstacles['in-use'].title, { address: 'in another tab' }),
  {
    name: 'diagnosis-lost',
    situation: 'The bridge ended while the diagnosis was open.',
    focus: 'dialog',
    show: async (stage) => {
      const page = await chooseOn(stage);
      await diagnose(page);
      await stage.loseBridge();
      await finds(page, obstacles.lost.title);
    },
  },
  screen('module-missing', 'The part for PC/SC is not installed.', obstacles['module-missing'].title, {
    pcsc: 'module-missing',
    installCommand: 'sudo apt-get install -y pcscd libpcsclite-dev build-essential python3',
  }),
  screen('virtual-only', 'The bridge was started for the virtual card.', obstacles['virtual-requested'].title, {
    pcsc: 'off',
  }),
  ...PLATFORMS.map((platform) =>
    screen(
      `no-service-${platform.toLowerCase()}`,
      `The PC/SC service of ${platform} does not run.`,
      NO_SERVICE,
      { platform },
      (stage) => {
        stage.driver.service = 'stopped';
      },
    ),
  ),
  screen('connecting', 'The PC/SC service has not answered yet.', diagnosis.pending, {}, (stage) => {
    stage.driver.service = 'starting';
  }),
  ...(['Linux', 'Windows'] as const).map((platform) =>
    screen(`no-reader-${platform.toLowerCase()}`, `No reader is plugged in, on ${platform}.`, NO_READER, {
      platform,
      readers: [],
    }),
  ),
  screen('no-card', 'There is no card in the reader.', diagnosis.noCard.title),
  ...(['Linux', 'Windows'] as const).map((platform) =>
    screen(
      `in-use-${platform.toLowerCase()}`,
      `Another program on ${platform} has the card.`,
      IN_USE,
      { platform, card: CARD },
      (stage) => {
        stage.driver.refusesConnection = 'sharing-violation';
      },
    ),
  ),
  screen('other-card', 'Another kind of card is in the reader.', words.card.cardKinds.other.title, {
    card: PROFILES['other-card'],
  }),
  screen('mute', 'The card does not answer.', words.card.cardErrors.unresponsive.title, { card: CARD }, (stage) => {
    stage.driver.mute = true;
  }),
  screen('no-bridge', 'Without a bridge, a reader can be chosen.', said.chooser.title, { host: 'web server' }),
  screen('no-bridge-no-usb', 'Without a bridge, in a browser without WebUSB.', obstacles['not-a-bridge'].title, {
    host: 'web server',
    usb: 'none',
  }),
  ...(
    [
      ['usb-protected', `usbInPage.plug('protected', true);`, said.usb['protected-class'].title],
      [
        'usb-claimed',
        `usbInPage.plug('rc-s380', true); usbInPage.insertCard(); usbInPage.holdElsewhere();`,
        said.usb['claimed-by-port100'].title,
      ],
    ] as const
  ).map(
    ([name, script, title]): Screen => ({
      name: `diagnosis-${name}`,
      situation: 'A reader that was granted earlier cannot be used.',
      focus: 'dialog',
      show: async (stage) => {
        const page = await stage.open({ host: 'web server', platform: 'Linux', usb: { script } });
        await page.text(title).waitFor();
        await diagnose(page);
        await finds(page, title);
      },
    }),
  ),
  {
    name: 'diagnosis-usb-experimental',
    situation: 'The reader in use was never tried with a real card.',
    focus: 'dialog',
    show: async (stage) => {
      const script = `usbInPage.plug('rc-s300'); usbInPage.insertCard();`;
      const page = await stage.open({ host: 'web server', usb: { script } });
      await page.button(said.chooser.choose).click();
      await page.item('auth').waitFor();
      await diagnose(page);
      await finds(page, diagnosis.experimental);
    },
  },
  copying('copied', 'The text for support was copied.', clipboard('async () => {}'), diagnosis.copied),
  copying(
    'not-copied',
    'The browser does not let the page copy it.',
    clipboard('() => Promise.reject(new DOMException("", "NotAllowedError"))'),
    diagnosis.notCopied,
  ),
];

/** 表示の設定 over the form. */
async function openSettings(stage: Stage): Promise<PinPage> {
  const page = await formFor(stage, ['auth']);
  await page.type('auth', TYPED.auth);
  await page.button(settings.title).click();
  await page.page.getByRole('dialog', { name: settings.title }).waitFor();
  return page;
}

const { theme, themes, keypad, keypads, shuffle, shuffleStates, changed, reset, resetDone } = settings;
const tick = (page: PinPage, name: string) => page.page.getByRole('radio', { name, exact: true }).check();
const toggle = (page: PinPage) => page.page.getByRole('checkbox', { name: shuffle, exact: true }).click();

const CHANGES: readonly (readonly [name: string, change: (page: PinPage) => Promise<unknown>, said: string])[] = [
  ['light', (page) => tick(page, themes.light), changed(theme, themes.light)],
  ['keypad', (page) => tick(page, keypads.always), changed(keypad, keypads.always)],
  ['shuffle', toggle, changed(shuffle, shuffleStates.on)],
  ['no-shuffle', (page) => toggle(page).then(() => toggle(page)), changed(shuffle, shuffleStates.off)],
  ['reset', (page) => page.button(reset).click(), resetDone],
];

export const SETTINGS_SCREENS: readonly Screen[] = [
  { name: 'settings', situation: '表示の設定 was opened.', focus: 'dialog', show: openSettings },
  ...CHANGES.map(
    ([name, change, said]): Screen => ({
      name: `settings-${name}`,
      situation: 'Something was changed in 表示の設定.',
      focus: 'dialog',
      show: async (stage) => {
        const page = await openSettings(stage);
        await change(page);
        await page.text(said).waitFor();
      },
    }),
  ),
];
