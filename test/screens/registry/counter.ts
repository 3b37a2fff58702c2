import type { OfficeNow } from '../../../bridge/office/office-file.ts';
import { readOffice } from '../../../src/office/read-office.ts';
import type { ApplicationKind } from '../../../src/office/schema.ts';
import { LANGUAGES, type Language } from '../../../src/texts/language.ts';
import { STAFF } from '../../../src/ui/counter/staff-words.ts';
import { CounterPage } from '../../support/counter-page.ts';
import { BUTTONS, COUNTER, VISIT } from '../../support/japanese.ts';
import { CARD, sees, TYPED } from '../acts.ts';
import type { Screen } from '../screen.ts';
import type { Opening, Stage } from '../stage.ts';
import { READER } from '../staged-driver.ts';
import { EXAMPLE, exampleWith } from './office.ts';

const COUNTER_OFFICE = exampleWith({ mode: 'counter' });
/** It says nothing of how the sealed form is opened and put away. */
const PLAIN: OfficeNow = {
  settings: {
    ...EXAMPLE,
    counter: { operators: EXAMPLE.counter?.operators ?? [] },
    kiosk: { mode: 'counter', place: 'main' },
  },
  problems: [],
};
const BRANCH = exampleWith({ mode: 'counter', place: 'branch' });

/** Ten minutes before the day on which all of this is. */
const LEFT_BEHIND = `sessionStorage.setItem('myna-pin.leftover', Date.now() - 600_000 + ' / auth juki');`;

async function closed(stage: Stage, opening: Opening = {}): Promise<CounterPage> {
  return new CounterPage(await stage.open({ office: COUNTER_OFFICE, ...opening }));
}

async function kind(stage: Stage, opening: Opening = {}): Promise<CounterPage> {
  const counter = await closed(stage, opening);
  await counter.open();
  return counter;
}

async function documents(
  stage: Stage,
  application: ApplicationKind,
  brought: Readonly<Record<string, number>> = {},
): Promise<CounterPage> {
  const counter = await kind(stage);
  await counter.choose(application);
  await counter.bring(brought);
  return counter;
}

async function applied(stage: Stage, application: ApplicationKind, opening: Opening = {}): Promise<CounterPage> {
  const counter = await kind(stage, opening);
  await counter.apply(application);
  return counter;
}

async function envelope(stage: Stage, opening: Opening = {}): Promise<CounterPage> {
  const counter = await applied(stage, 'proxy-second', opening);
  await counter.heading(STAFF.envelope.title).waitFor();
  return counter;
}

/** Staff are about to type. */
async function form(stage: Stage): Promise<CounterPage> {
  const counter = await envelope(stage, { office: PLAIN });
  stage.driver.insert(CARD);
  await counter.tickSteps();
  await counter.page.button(STAFF.envelope.start).click();
  await counter.page.item('auth').waitFor();
  await counter.page.choose('auth', 'juki');
  return counter;
}

async function secondEntry(stage: Stage): Promise<CounterPage> {
  const counter = await form(stage);
  await counter.enter('auth', TYPED.auth, 1);
  await counter.enter('juki', TYPED.juki, 1);
  await counter.page.button(BUTTONS.next).click();
  await sees(counter.page, STAFF.entry.second.title);
  return counter;
}

async function typedTwice(stage: Stage, juki: { current: string; next: string }): Promise<CounterPage> {
  const counter = await secondEntry(stage);
  await counter.enter('auth', TYPED.auth, 2);
  await counter.enter('juki', juki, 2);
  await counter.page.button(BUTTONS.next).click();
  return counter;
}

async function staffResult(stage: Stage): Promise<CounterPage> {
  const counter = await typedTwice(stage, TYPED.juki);
  await counter.page.change();
  return counter;
}

/** The job of a resident, found without words: the language may be any. */
async function residentResult(stage: Stage): Promise<void> {
  const { driver, tab } = stage;
  driver.insert(CARD);
  await tab.locator('#pin-auth').check();
  await tab.locator('[data-step="choose"] button[type="submit"]').click();
  const fields = tab.locator('pin-field input');
  for (const [index, text] of [TYPED.auth.current, TYPED.auth.next, TYPED.auth.next].entries()) {
    await fields.nth(index).fill(text);
  }
  await tab.locator('[data-step="type"] button[type="submit"]').click();
  await tab.locator('[data-step="confirm"] .button-main').click();
  await tab.locator('[data-step="result"]').waitFor();
}

/** The end of a visit, which has no choice of the language: it is brought up anew in each. */
function farewell(name: string, situation: string, cardThere: boolean): Screen {
  const again = async (stage: Stage, counter: CounterPage, language: Language) => {
    await counter.apply('self');
    await counter.takeLanguage(language);
    await residentResult(stage);
    if (!cardThere) stage.driver.remove();
    await stage.tab.locator('[data-step="result"] .buttons button').first().click();
    await stage.tab.locator('.visit-end').waitFor();
    await stage.standStill();
  };
  return {
    name: `counter-${name}`,
    situation,
    focus: 'heading',
    kiosk: true,
    atOnce: true,
    show: async (stage) => {
      const counter = await kind(stage);
      await again(stage, counter, 'ja');
      stage.speaksAnew(async (language) => {
        if (stage.driver.readers.cardIn(READER)) stage.driver.remove();
        await counter.nextPerson();
        await again(stage, counter, language);
      });
    },
  };
}

/** A sheet to be handed over has a choice of the language of its own. */
function speaksBySheet(stage: Stage): void {
  stage.speaksAnew(async (language) => {
    await stage.tab.locator(`.sheet-languages label[lang="${LANGUAGES[language].tag}"] input`).check();
  });
}

/** What staff look at. */
function screen(
  name: string,
  situation: string,
  focus: Screen['focus'],
  show: (stage: Stage) => Promise<unknown>,
): Screen {
  return { name: `counter-${name}`, situation, focus, show, kiosk: true, atOnce: true };
}

/** The pages of the job, which are as long as they are. */
function job(...of: Parameters<typeof screen>): Screen {
  return { ...screen(...of), atOnce: false };
}

export const COUNTER_SCREENS: readonly Screen[] = [
  screen('closed', 'Nobody serves.', 'anywhere', (stage) => closed(stage)),
  screen('closed-office-broken', 'The file of the office is broken, and staff look why.', 'anywhere', async (stage) => {
    const { problems = [] } = readOffice(new TextEncoder().encode('{\n  "nam": "見本市"\n}'));
    const office: OfficeNow = { ...COUNTER_OFFICE, problems };
    const counter = await closed(stage, { office });
    await counter.page.text(/^職員の方へ/).click();
  }),
  screen('names', 'Somebody begins to serve.', 'anywhere', async (stage) => {
    const counter = await closed(stage);
    await counter.page.button(STAFF.opening.open).click();
  }),
  screen('code', 'It is somebody with a code.', 'anywhere', async (stage) => {
    const counter = await closed(stage);
    await counter.page.button(STAFF.opening.open).click();
    await counter.page.button('窓口 一郎').click();
  }),
  screen('code-wrong', 'The code was wrong.', 'first-error', async (stage) => {
    const counter = await closed(stage);
    await counter.page.button(STAFF.opening.open).click();
    await counter.page.button('窓口 一郎').click();
    await counter.tab.keyboard.type('1111');
    await counter.page.button(STAFF.opening.enter).click();
    await sees(counter.page, STAFF.problems['wrong-code']);
  }),
  screen('kind', 'The next person has come.', 'heading', (stage) => kind(stage)),
  screen('kind-branch', 'So they have in a place that takes no proxies.', 'heading', (stage) =>
    kind(stage, { office: BRANCH }),
  ),
  screen('kind-no-reader', 'The reader is not there.', 'heading', async (stage) => {
    const counter = await kind(stage, { readers: [] });
    await counter.tab.getByRole('alert').filter({ hasText: STAFF.forStaff }).waitFor();
  }),
  screen('kind-leftover', 'Somebody left before it was known what became of their PINs.', 'heading', (stage) =>
    kind(stage, { script: LEFT_BEHIND }),
  ),
  screen(
    'kind-not-recorded',
    'Nobody can be refused here, since that cannot be recorded.',
    'anywhere',
    async (stage) => {
      const counter = await kind(stage, { office: BRANCH, journal: 'disk-full' });
      await counter.choose('proxy-first');
      await sees(counter.page, STAFF.problems['not-recorded']);
    },
  ),
  ...(['self', 'proxy-first', 'proxy-second', 'legal-representative'] as const).map((application) =>
    screen(`documents-${application}`, `What ${application} has to bring.`, 'heading', (stage) =>
      documents(stage, application),
    ),
  ),
  screen('documents-missing', 'Accepted too early.', 'anywhere', async (stage) => {
    const counter = await documents(stage, 'proxy-first', { card: 1, 'second-document': 2 });
    await counter.page.button(STAFF.documents.accept.anotherDay).click();
    await sees(counter.page, STAFF.problems['documents-missing']);
  }),
  screen('documents-not-needed', 'One of them is not needed, and another will do.', 'anywhere', async (stage) => {
    const counter = await documents(stage, 'legal-representative', { card: 1, 'second-document': 1 });
    await counter.tab.getByRole('checkbox', { name: /^必要ない/ }).check();
  }),
  screen('documents-met', 'All of them are there.', 'anywhere', (stage) =>
    documents(stage, 'proxy-second', { 'reply-form': 1, 'power-of-attorney': 1, card: 1, 'photo-id': 2 }),
  ),
  screen('refused-place', 'The place takes no proxies.', 'heading', async (stage) => {
    const counter = await kind(stage, { office: BRANCH });
    await counter.choose('proxy-first');
    await counter.heading(STAFF.refused.title).waitFor();
    speaksBySheet(stage);
  }),
  screen('refused-documents', 'Documents are missing.', 'heading', async (stage) => {
    const counter = await documents(stage, 'legal-representative', { 'second-document': 1 });
    await counter.page.button(STAFF.documents.refuse).click();
    await counter.heading(STAFF.refused.title).waitFor();
    speaksBySheet(stage);
  }),
  screen('refused-form', 'The envelope was open.', 'heading', async (stage) => {
    const counter = await envelope(stage);
    await counter.page.button(STAFF.envelope.refuse).click();
    await counter.heading(STAFF.refused.title).waitFor();
    speaksBySheet(stage);
  }),
  screen('slip', 'A first visit was taken in.', 'heading', async (stage) => {
    const counter = await applied(stage, 'proxy-first');
    await counter.heading(STAFF.slip.title).waitFor();
    speaksBySheet(stage);
  }),
  screen('slip-roll', 'Its slip goes on a roll.', 'anywhere', async (stage) => {
    const counter = await applied(stage, 'proxy-first');
    await counter.tab.getByRole('radio', { name: /^レシート/ }).check();
    speaksBySheet(stage);
  }),
  screen('envelope', 'The sealed form is about to be opened.', 'heading', (stage) => envelope(stage)),
  screen('envelope-plain', 'So it is in an office without steps of its own.', 'heading', (stage) =>
    envelope(stage, { office: PLAIN }),
  ),
  screen('envelope-steps-open', 'Not all of that was done.', 'anywhere', async (stage) => {
    const counter = await envelope(stage);
    await counter.page.button(STAFF.envelope.start).click();
    await sees(counter.page, STAFF.problems['steps-open']);
  }),
  screen('envelope-card-left', 'The card of somebody else lies on the reader.', 'anywhere', async (stage) => {
    const counter = await applied(stage, 'proxy-second', { card: CARD });
    await counter.tickSteps();
    await counter.page.button(STAFF.envelope.start).click();
    await sees(counter.page, STAFF.problems['reader-not-ready']);
  }),
  job('entry-first', 'Staff type from the form.', 'heading', (stage) => form(stage)),
  job('entry-second', 'They type it once more.', 'anywhere', (stage) => secondEntry(stage)),
  job('entry-differs', 'The two are not the same.', 'first-error', async (stage) => {
    const counter = await typedTwice(stage, { ...TYPED.juki, next: '3891' });
    await sees(counter.page, STAFF.entry.differ);
  }),
  job('staff-confirm', 'They are the same.', 'heading', (stage) => typedTwice(stage, TYPED.juki)),
  job('staff-result', 'The PINs were changed from the form.', 'heading', (stage) => staffResult(stage)),
  screen('form', 'The form is to be put away.', 'heading', async (stage) => {
    const counter = await staffResult(stage);
    await counter.finish();
    await counter.heading(STAFF.form.title).waitFor();
  }),
  screen('turn', 'The screen is turned to the resident.', 'heading', (stage) => applied(stage, 'self')),
  job(
    'turn-trial',
    'The counter was started for trying it out: no screen is without that mark.',
    'heading',
    async (stage) => {
      const counter = await applied(stage, 'self', { pcsc: 'off', readers: [] });
      await counter.page.trialMark.waitFor();
    },
  ),
  screen('turn-card-left', 'The card of somebody else lies on the reader.', 'heading', async (stage) => {
    const counter = await applied(stage, 'self', { card: CARD });
    await sees(counter.page, STAFF.turn.cardLeft);
  }),
  screen('turn-call', 'Somebody is called who does not know where to begin.', 'dialog', async (stage) => {
    const counter = await applied(stage, 'self');
    await counter.tab.getByRole('button', { name: COUNTER.call.open }).click();
  }),
  job('choose', 'The resident chooses.', 'heading', async (stage) => {
    const counter = await applied(stage, 'self');
    stage.driver.insert(CARD);
    await counter.takeLanguage('ja');
    await counter.page.item('auth').waitFor();
  }),
  job('call', 'The resident calls the clerk.', 'dialog', async (stage) => {
    const counter = await applied(stage, 'self');
    stage.driver.insert(CARD);
    await counter.takeLanguage('ja');
    await counter.page.choose('auth');
    await counter.page.button(COUNTER.call.open).click();
  }),
  farewell('farewell-card', 'The result was read, and the card is still there.', true),
  farewell('farewell', 'The result was read, and the card taken.', false),
  screen('returned', 'The resident gave up, and the screen still faces them.', 'anywhere', async (stage) => {
    const counter = await applied(stage, 'self');
    await counter.takeLanguage('ja');
    await counter.page.button(VISIT.quit).click();
    await counter.page.button(STAFF.returned.next).waitFor();
  }),
];
