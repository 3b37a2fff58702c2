import type { OfficeNow } from '../../../bridge/office/office-file.ts';
import { PINS } from '../../../src/card/applications.ts';
import { readOffice } from '../../../src/office/read-office.ts';
import { LANGUAGES, type Language } from '../../../src/texts/language.ts';
import { words } from '../../../src/ui/words/ja.ts';
import { VISIT } from '../../support/japanese.ts';
import type { PinPage } from '../../support/pin-page.ts';
import { until } from '../../support/wait.ts';
import { CARD, press, sees, TYPED } from '../acts.ts';
import type { Screen } from '../screen.ts';
import type { Opening, Stage } from '../stage.ts';
import { READER } from '../staged-driver.ts';
import { EXAMPLE, exampleWith } from './office.ts';

const KIOSK = exampleWith({ mode: 'self-service' });

/** Ten minutes before the day on which all of this is. */
const LEFT_BEHIND = `sessionStorage.setItem('myna-pin.leftover', Date.now() - 600_000 + ' / auth juki');`;

/** The first screen. */
async function attract(stage: Stage, opening: Opening = {}): Promise<PinPage> {
  return stage.open({ office: KIOSK, ...opening });
}

async function begin(page: PinPage): Promise<void> {
  await page.page.getByRole('button', { name: VISIT.attract.begin }).click();
}

/** By the language of its button: readings stand in the way of names. */
async function chooseLanguage(page: PinPage, language: Language): Promise<void> {
  await page.page.locator(`.languages [lang="${LANGUAGES[language].tag}"]`).click();
}

/** The job, with the reader empty. */
async function job(stage: Stage, opening: Opening = {}): Promise<PinPage> {
  const page = await attract(stage, opening);
  await begin(page);
  await chooseLanguage(page, 'ja');
  await page.heading('カードを置いてください').waitFor();
  return page;
}

async function choose(stage: Stage, opening: Opening = {}): Promise<PinPage> {
  const page = await job(stage, opening);
  stage.driver.insert(CARD);
  await page.item('auth').waitFor();
  return page;
}

async function confirmation(stage: Stage): Promise<PinPage> {
  const page = await choose(stage);
  await page.prepare({ auth: TYPED.auth, juki: TYPED.juki });
  return page;
}

async function result(stage: Stage): Promise<PinPage> {
  const page = await confirmation(stage);
  await page.change();
  return page;
}

async function taken(stage: Stage): Promise<PinPage> {
  const page = await result(stage);
  stage.driver.remove();
  await sees(page, VISIT.cardTaken.title);
  return page;
}

/** Something goes wrong in the page that nobody thought of. */
async function fail({ tab, page }: Stage): Promise<void> {
  const noted = () => page.faults.findIndex((fault) => fault.includes('on purpose'));
  await tab.evaluate(() => void Promise.reject(new Error('on purpose')));
  await until('the failure is noted', () => (noted() >= 0 ? true : undefined));
  page.faults.splice(noted(), 1);
}

/** A screen without a choice of the language: it is brought up anew in each. */
function inEach(
  screen: Pick<Screen, 'name' | 'situation' | 'focus'>,
  show: (stage: Stage, page: PinPage) => Promise<unknown>,
): Screen {
  const again = async (stage: Stage, language: Language) => {
    if (stage.driver.readers.cardIn(READER)) stage.driver.remove();
    await begin(stage.page);
    await chooseLanguage(stage.page, language);
    await show(stage, stage.page);
  };
  return {
    ...screen,
    kiosk: true,
    show: async (stage) => {
      await attract(stage);
      await again(stage, 'ja');
      stage.speaksAnew(async (language) => {
        await stage.tab.reload();
        await again(stage, language);
      });
    },
  };
}

/** 変更する, found without words: the language may be any. */
async function pressChange({ driver, tab }: Stage): Promise<void> {
  driver.insert(CARD);
  await tab.locator('#pin-auth').check();
  await tab.locator('[data-step="choose"] button[type="submit"]').click();
  const fields = tab.locator('pin-field input');
  for (const [index, text] of [TYPED.auth.current, TYPED.auth.next, TYPED.auth.next].entries()) {
    await fields.nth(index).fill(text);
  }
  await tab.locator('[data-step="type"] button[type="submit"]').click();
  await tab.locator('[data-step="confirm"] .button-main').click();
}

async function toResult(stage: Stage): Promise<void> {
  await pressChange(stage);
  await stage.tab.locator('[data-step="result"]').waitFor();
}

function screen(
  name: string,
  situation: string,
  focus: Screen['focus'],
  show: (stage: Stage) => Promise<unknown>,
): Screen {
  return { name: `visit-${name}`, situation, focus, show, kiosk: true };
}

export const VISIT_SCREENS: readonly Screen[] = [
  screen('attract', 'Nobody is there.', 'anywhere', (stage) => attract(stage)),
  screen('attract-trial', 'The kiosk was started for trying it out.', 'anywhere', (stage) =>
    attract(stage, { pcsc: 'off', readers: [] }),
  ),
  screen('attract-card-left', 'The card of an earlier visit still lies on the reader.', 'anywhere', async (stage) => {
    const page = await attract(stage, { card: CARD });
    await sees(page, VISIT.attract.cardLeft);
  }),
  screen(
    'attract-settings-unknown',
    'The file of office settings is broken, and there never was a good one.',
    'anywhere',
    async (stage) => {
      const { problems = [] } = readOffice(Buffer.from('{ "name": "見本市", "feeYen": "0" }'));
      const page = await stage.open({ office: { problems } });
      await sees(page, VISIT.attract.outOfOrder);
      await page.page.locator('.office-problems summary').click();
    },
  ),
  screen('attract-out-of-order', 'The reader is not there.', 'anywhere', async (stage) => {
    const page = await attract(stage, { readers: [] });
    await sees(page, VISIT.attract.outOfOrder);
  }),
  screen(
    'attract-leftover',
    'Somebody left before it was known what became of their PINs.',
    'anywhere',
    async (stage) => {
      await attract(stage, { script: LEFT_BEHIND });
      await stage.tab.locator('.attract-leftover').waitFor();
    },
  ),
  screen(
    'attract-office-broken',
    'The file of the office is broken, and staff have looked why.',
    'anywhere',
    async (stage) => {
      const { problems = [] } = readOffice(new TextEncoder().encode('{\n  "nam": "見本市"\n}'));
      const office: OfficeNow = { settings: { ...EXAMPLE, kiosk: { mode: 'self-service' } }, problems };
      const page = await attract(stage, { office });
      await page.text(/^職員の方へ/).click();
    },
  ),
  screen('attract-not-recorded', 'The journal cannot be written.', 'anywhere', async (stage) => {
    const page = await attract(stage, { journal: 'read-only' });
    await sees(page, '窓口日誌に記録できません');
  }),
  screen('language', 'The screen was touched.', 'heading', async (stage) => {
    const page = await attract(stage);
    await begin(page);
    await page.page.getByRole('button', { name: LANGUAGES.vi.name }).waitFor();
  }),
  screen('prepare', 'The card is waited for.', 'heading', (stage) => job(stage)),
  screen('prepare-leftover', 'So it is, after somebody left before their change was known.', 'heading', (stage) =>
    job(stage, { script: LEFT_BEHIND }),
  ),
  screen('prepare-out-of-order', 'The reader went while the card was waited for.', 'heading', async (stage) => {
    const page = await job(stage);
    stage.driver.readers.unplug(READER);
    await sees(page, VISIT.attract.outOfOrder);
  }),
  screen('choose', 'The card was read.', 'heading', (stage) => choose(stage)),
  screen('guidance', 'Where a PIN is set anew: nothing leads out of the page.', 'dialog', async (stage) => {
    const page = await choose(stage);
    await page.button(words.guidance.title).click();
    await page.page.getByRole('button', { name: new RegExp(`^${words.guidance.troubles.forgotten}`) }).click();
    const dialog = page.page.getByRole('dialog');
    await dialog.getByRole('button', { name: new RegExp(`^${PINS.auth.name}`) }).click();
    await dialog.getByRole('img', { name: VISIT.resetCode }).waitFor();
  }),
  screen('idle', 'Nobody did anything for so long that the visit is about to end.', 'dialog', async (stage) => {
    const page = await choose(stage);
    await page.choose('auth');
    await stage.clock.fastForward('04:31');
    await stage.standStill();
    await stage.tab.getByRole('alertdialog').waitFor();
  }),
  screen('recover', 'The card was taken in the middle of the change.', 'heading', async (stage) => {
    const page = await confirmation(stage);
    const cut = stage.driver.hold({ when: 'after', pinCommand: 4 });
    await press(page);
    await cut.reached;
    stage.driver.remove();
    await page.heading('変更できたか確かめます').waitFor();
    await sees(page, 'カードが置かれていません');
  }),
  screen('confirm-not-recorded', 'The disk became full before the change began.', 'anywhere', async (stage) => {
    const page = await confirmation(stage);
    stage.journal.fail('disk-full');
    await press(page);
    await sees(page, words.card.cardErrors['journal-not-available'].title);
    await stage.standStill();
  }),
  screen('recover-not-recorded', 'It became full before it was found out.', 'heading', async (stage) => {
    const page = await confirmation(stage);
    const cut = stage.driver.hold({ when: 'after', pinCommand: 4 });
    await press(page);
    await cut.reached;
    const card = stage.driver.remove();
    await sees(page, 'カードが置かれていません');
    stage.journal.fail('disk-full');
    stage.driver.readers.insert(READER, card);
    await sees(page, words.card.recover.states['not-recorded']);
    await stage.standStill();
  }),
  screen('result-not-recorded', 'It became full while the PINs were changed.', 'heading', async (stage) => {
    const page = await confirmation(stage);
    const held = stage.driver.hold({ when: 'before', pinCommand: 4 });
    await press(page);
    await held.reached;
    stage.journal.fail('disk-full');
    held.letGo();
    await sees(page, words.page.result.unrecorded.title);
    await stage.standStill();
  }),
  screen('result', 'The PINs were changed.', 'heading', (stage) => result(stage)),
  screen('result-card-taken', 'The card was taken while the result is read.', 'anywhere', (stage) => taken(stage)),
  screen('result-leaving', 'Nobody did anything since.', 'dialog', async (stage) => {
    await taken(stage);
    await stage.clock.fastForward('00:31');
    await stage.standStill();
    await stage.tab.getByRole('alertdialog').waitFor();
  }),
  inEach(
    { name: 'visit-thanks-card', situation: 'The result was read, and the card is still there.', focus: 'heading' },
    async (stage) => {
      await toResult(stage);
      await stage.tab.locator('[data-step="result"] .buttons button').first().click();
      await stage.tab.locator('.visit-end').waitFor();
    },
  ),
  inEach(
    { name: 'visit-thanks', situation: 'The result was read, and the card taken.', focus: 'heading' },
    async (stage) => {
      await toResult(stage);
      stage.driver.remove();
      await stage.tab.locator('[data-step="result"] .buttons button').first().click();
      await stage.tab.locator('.visit-end .icon').waitFor();
      await stage.standStill();
    },
  ),
  inEach(
    { name: 'visit-failed', situation: 'The page failed before anything was sent.', focus: 'heading' },
    async (stage) => {
      await stage.tab.locator('[data-step="prepare"]').waitFor();
      await fail(stage);
      await stage.tab.locator('.visit-screen .button-main').waitFor();
      await stage.standStill();
    },
  ),
  inEach(
    { name: 'visit-failed-outcomes', situation: 'The page failed with a result.', focus: 'heading' },
    async (stage) => {
      await toResult(stage);
      await fail(stage);
      await stage.tab.locator('.visit-outcomes').waitFor();
      await stage.standStill();
    },
  ),
  inEach(
    { name: 'visit-failed-not-recorded', situation: 'It failed with a result that is not recorded.', focus: 'heading' },
    async (stage) => {
      const held = stage.driver.hold({ when: 'before', pinCommand: 2 });
      await pressChange(stage);
      await held.reached;
      const repair = stage.journal.fail('disk-full');
      held.letGo();
      await stage.tab.locator('[data-step="result"]').waitFor();
      await fail(stage);
      await stage.tab.locator('.visit-outcomes').waitFor();
      await stage.tab.locator('.visit-screen myna-notice').waitFor();
      await stage.standStill();
      // For the next language; the page asks no more.
      repair();
    },
  ),
  inEach(
    { name: 'visit-failed-at-work', situation: 'The page failed while the card is at work.', focus: 'heading' },
    async (stage) => {
      const hold = stage.driver.hold({ when: 'before', pinCommand: 1 });
      await pressChange(stage);
      await hold.reached;
      await fail(stage);
      await stage.tab.locator('.visit-screen').waitFor();
    },
  ),
];
