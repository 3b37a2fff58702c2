import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readJournal } from '../../bridge/journal/journal-reader.ts';
import type { PinId } from '../../src/card/applications.ts';
import type { JournalEvent } from '../../src/journal/entry.ts';
import type { ApplicationKind, OfficeSettings } from '../../src/office/schema.ts';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import { STAFF_ENTRY } from '../../src/ui/counter/staff-entry-words.ts';
import { STAFF } from '../../src/ui/counter/staff-words.ts';
import { JOURNAL } from '../../src/ui/journal/words.ts';
import { words as english } from '../../src/ui/words/en.ts';
import { pinCommands } from '../support/card-process.ts';
import { ALL_DOCUMENTS, CLERK, CounterPage, nameOf } from '../support/counter-page.ts';
import { Desk } from '../support/desk.ts';
import { BUTTONS, COUNTER, FIELDS, OFFICE, RECEIPT, VISIT } from '../support/japanese.ts';
import { until } from '../support/wait.ts';

/** Numbers that occur nowhere else in a page, so that finding one means that it leaked. */
const TYPED = {
  auth: { current: '8351', next: '6942' },
  juki: { current: '4706', next: '3819' },
} as const;
const SECRETS = Object.values(TYPED).flatMap(({ current, next }) => [current, next]);

const CARD = cardWith({
  serial: 'VIRTUAL00000061',
  pins: {
    auth: { pin: TYPED.auth.current },
    juki: { pin: TYPED.juki.current },
    common: { pin: TYPED.juki.current },
  },
});

const EXAMPLE = JSON.parse(
  readFileSync(new URL('../../fixtures/offices/example.json', import.meta.url), 'utf8'),
) as OfficeSettings;

/** A screen of a counter, upright; it is touched. */
const KIOSK = { viewport: { width: 1080, height: 1920 }, hasTouch: true };

let desk: Desk;
let folder: string;
let file: string;
let counter: CounterPage;

beforeAll(async () => {
  desk = await Desk.start(KIOSK);
});
afterAll(() => desk?.stop());
beforeEach(async () => {
  await desk.card.forgetLog();
  folder = mkdtempSync(join(tmpdir(), 'myna-pin-counter-'));
  file = join(folder, 'journal.sqlite');
});
afterEach(async () => {
  const faults = await desk.closeTabs();
  await desk.stopBridge();
  rmSync(folder, { recursive: true, force: true });
  expect(faults).toEqual([]);
});

/** The counter of the example office, at one of its places, with its clerk. */
async function serve(place = 'main'): Promise<CounterPage> {
  const office = join(folder, 'office.json');
  writeFileSync(office, JSON.stringify({ ...EXAMPLE, kiosk: { ...EXAMPLE.kiosk, mode: 'counter', place } }));
  counter = new CounterPage(await desk.open('--office', office, '--journal', file));
  await counter.open();
  return counter;
}

/** What was recorded, oldest first. */
function recorded(): JournalEvent[] {
  const reader = readJournal(file);
  try {
    return reader
      .entries({ limit: 100 })
      .map(({ event }) => event)
      .reverse();
  } finally {
    reader.close();
  }
}

const occasion = (application: ApplicationKind, documents: readonly string[], place = 'main') => ({
  place,
  operator: CLERK,
  application,
  documents,
});

/** In the order in which they were ticked. */
const pieces = (documents: Readonly<Record<string, number>>) =>
  Object.entries(documents).flatMap(([id, count]) => Array<string>(count).fill(id));

const changed = (pins: readonly PinId[]) => pins.map((pin) => ({ pin, outcome: 'changed', tries: 'all' }));

/** Nothing of a person is left: not on the screen, in the page or in its storage. */
async function nothingIsLeft(): Promise<void> {
  const { tab, page } = counter;
  const readable = await page.everythingReadable();
  expect(SECRETS.filter((secret) => readable.includes(secret))).toEqual([]);
  expect(await tab.getByRole('checkbox', { checked: true }).count()).toBe(0);
  expect(await tab.locator('pin-field, [data-step], .sheet').count()).toBe(0);
  const stored = await tab.evaluate(() => ({ local: { ...localStorage }, session: { ...sessionStorage } }));
  const { 'myna-pin.operator': operator, 'myna-pin.turned': turned, ...others } = stored.session;
  expect([operator, ['', 'yes', undefined].includes(turned)]).toEqual([CLERK, true]);
  // What is there is empty.
  expect(Object.values({ ...stored.local, ...others }).filter(Boolean)).toEqual([]);
  expect(await tab.evaluate(() => history.length)).toBeLessThanOrEqual(2);
}

/** The screen of the clerk, or the one that faces whoever was there. */
async function nobodyIsThere(facing: 'clerk' | 'resident'): Promise<void> {
  if (facing === 'clerk') await counter.heading(STAFF.kind.title).waitFor();
  else await counter.page.button(STAFF.returned.next).waitFor();
  await nothingIsLeft();
}

describe('本人', () => {
  it('is led to the change, types where nothing of the clerk is to be seen, and leaves nothing', async () => {
    const { page, tab } = await serve();
    await counter.apply('self');
    await counter.heading(STAFF.turn.title).waitFor();
    await desk.insert(CARD);
    await counter.takeLanguage('ja');
    await page.item('auth').waitFor();
    const seen = await tab.locator('body').innerText();
    for (const text of [CLERK, STAFF.kinds.self, nameOf('card'), STAFF.documents.allMet]) {
      expect(seen).not.toContain(text);
    }
    await page.prepare({ auth: TYPED.auth, juki: TYPED.juki });
    expect(recorded()).toEqual([]);
    await page.change();
    // What the screen says is on the disk by then.
    expect(recorded()).toEqual([
      {
        event: 'change-begun',
        occasion: occasion('self', ['card']),
        pins: ['auth', 'juki'],
        recovery: false,
      },
      { event: 'change-ended', of: 1, outcomes: changed(['auth', 'juki']) },
    ]);
    await page.button(RECEIPT.open).click();
    const receipt = await tab.getByRole('dialog').innerText();
    expect(receipt).toContain('市役所 1番窓口');
    expect(receipt).not.toContain(CLERK);
    await tab.keyboard.press('Escape');
    await counter.finish();
    await tab.getByText(COUNTER.giveBack).waitFor();
    await desk.card.remove();
    await counter.nextPerson();
    await nothingIsLeft();
    expect((await desk.card.look()).pins).toMatchObject({ auth: TYPED.auth.next, juki: TYPED.juki.next });
  });

  it('can call the clerk at any moment: what was typed stays, and is hidden', async () => {
    const { page, tab } = await serve();
    await counter.apply('self');
    await desk.insert(CARD);
    await counter.takeLanguage('ja');
    await page.choose('auth');
    const field = page.field('auth', 'current');
    await field.fill(TYPED.auth.current);
    await page.group('auth').getByRole('button', { name: BUTTONS.show }).first().click();
    expect(await field.getAttribute('type')).toBe('text');
    await page.button(COUNTER.call.open).click();
    await tab.getByRole('dialog').getByText(STAFF.called).waitFor();
    expect(await field.getAttribute('type')).toBe('password');
    await page.button(COUNTER.call.goOn).click();
    expect(await field.inputValue()).toBe(TYPED.auth.current);
  });

  it('is not begun with a card that lay there before', async () => {
    await desk.insert(CARD);
    const { page, tab } = await serve();
    await counter.apply('self');
    await tab.getByText(STAFF.turn.cardLeft).waitFor();
    expect(await tab.locator('.languages').count()).toBe(0);
    await desk.card.remove();
    await counter.takeLanguage('ja');
    await page.heading('カードを置いてください').waitFor();
  });

  it('is served by keyboard alone', async () => {
    const { page, tab } = await serve();
    const reach = async (target: ReturnType<typeof page.button>) => {
      for (let presses = 0; presses < 40; presses++) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await tab.keyboard.press('Tab');
      }
      throw new Error(`Tab does not lead to ${target}`);
    };
    const press = async (target: ReturnType<typeof page.button>, key = 'Enter') => {
      await reach(target);
      await tab.keyboard.press(key);
    };
    const type = async (name: 'current' | 'next' | 'repeat', text: string) => {
      await reach(page.field('auth', name));
      await tab.keyboard.type(text);
    };
    await press(tab.getByRole('button', { name: /^本人/ }));
    await counter.document('card').waitFor();
    await press(counter.document('card'), 'Space');
    await press(page.button(STAFF.documents.accept.today));
    await desk.insert(CARD);
    await counter.heading(STAFF.turn.title).waitFor();
    await press(tab.locator('.languages button').first());
    await page.item('auth').waitFor();
    await press(page.checkbox('auth'), 'Space');
    await press(page.button(BUTTONS.next));
    await page.group('auth').waitFor();
    await type('current', TYPED.auth.current);
    await type('next', TYPED.auth.next);
    await type('repeat', TYPED.auth.next);
    await press(page.button(BUTTONS.next));
    await press(page.button(BUTTONS.change));
    await page.heading('結果').waitFor();
    await press(page.button(VISIT.finish));
    await desk.card.remove();
    await press(page.button(STAFF.returned.next));
    await nobodyIsThere('clerk');
    expect((await desk.card.look()).pins).toMatchObject({ auth: TYPED.auth.next });
  });
});

describe('任意代理人', () => {
  it('is told at the first visit what to bring to the second, and no card is touched', async () => {
    await desk.insert(CARD);
    const { page, tab } = await serve();
    await desk.card.forgetLog();
    await counter.choose('proxy-first');
    await counter.bring({ card: 1, 'second-document': 2 });
    await tab.getByText(`「${nameOf('photo-id')}」が必要です。`).waitFor();
    await page.button(STAFF.documents.accept.anotherDay).click();
    await tab.getByText(STAFF.problems['documents-missing']).waitFor();
    expect(recorded()).toEqual([]);
    await counter.document('photo-id').check();
    await page.button(STAFF.documents.accept.anotherDay).click();
    await counter.heading(STAFF.slip.title).waitFor();
    const documents = ['card', 'second-document', 'second-document', 'photo-id'];
    expect(recorded()).toEqual([{ event: 'accepted', occasion: occasion('proxy-first', documents) }]);
    const slip = await tab.locator('.sheet-preview').innerText();
    for (const text of ['照会書兼回答書', '委任状', /合わせて2点/, /郵送/, COUNTER.sheet.notYet, '0570-025-850']) {
      expect(slip).toMatch(text);
    }
    expect(slip).not.toContain(CLERK);
    await tab.locator('.sheet-languages [lang="en"] input').check();
    await tab.getByText(english.counter.sheet.nextTime).first().waitFor();
    await page.button(STAFF.slip.end).click();
    await nobodyIsThere('clerk');
    expect(await tab.evaluate(() => document.documentElement.lang)).toBe('ja');
    expect(pinCommands(await desk.card.look())).toEqual([]);
  });

  it('has the PINs typed by staff at the second: twice, hidden, and a slip of the hand costs no try', async () => {
    const { page, tab } = await serve();
    await counter.apply('proxy-second');
    await page.button(STAFF.envelope.start).click();
    await tab.getByText(STAFF.problems['steps-open']).waitFor();
    await desk.insert(CARD);
    await counter.tickSteps();
    await page.button(STAFF.envelope.start).click();
    await page.item('auth').waitFor();
    await desk.card.forgetLog();
    await page.choose('auth', 'juki');
    await tab.getByText(STAFF_ENTRY.privacy).waitFor();
    for (const name of [BUTTONS.show, '1文字ずつ確認']) {
      expect(await tab.getByRole('button', { name, exact: true }).count(), name).toBe(0);
    }
    await counter.enter('auth', { current: TYPED.auth.current, next: TYPED.auth.next }, 1);
    // Misread, as 1 for 7.
    await counter.enter('juki', { current: '4106', next: TYPED.juki.next }, 1);
    await page.button(BUTTONS.next).click();
    await tab.getByText(STAFF_ENTRY.second.title).waitFor();
    const again = (pin: PinId, name: 'current' | 'next') =>
      page.group(pin).getByLabel(STAFF_ENTRY.again(FIELDS[name]), { exact: true });
    // Nothing of the first entry helps with the second.
    for (const pin of ['auth', 'juki'] as const) {
      expect([await again(pin, 'current').inputValue(), await again(pin, 'next').inputValue()]).toEqual(['', '']);
    }
    await counter.enter('auth', TYPED.auth, 2);
    await counter.enter('juki', TYPED.juki, 2);
    await page.button(BUTTONS.next).click();
    await tab.getByText(STAFF_ENTRY.differ).waitFor();
    // Only what differs is asked for again, and the first two do not count any more.
    expect(await again('auth', 'current').inputValue()).toBe(TYPED.auth.current);
    expect(await again('juki', 'next').inputValue()).toBe(TYPED.juki.next);
    expect(await again('juki', 'current').inputValue()).toBe('');
    await again('juki', 'current').fill(TYPED.juki.current);
    await page.button(BUTTONS.next).click();
    expect(pinCommands(await desk.card.look())).toEqual([]);
    await page.change();
    expect((await desk.card.look()).tries).toMatchObject({ auth: 3, juki: 3 });
    expect((await desk.card.look()).pins).toMatchObject({ auth: TYPED.auth.next, juki: TYPED.juki.next });
    expect(recorded()).toMatchObject([
      { event: 'change-begun', occasion: occasion('proxy-second', pieces(ALL_DOCUMENTS['proxy-second'])) },
      { event: 'change-ended', outcomes: changed(['auth', 'juki']) },
    ]);
    await counter.finish();
    await counter.heading(STAFF.form.title).waitFor();
    await page.button(STAFF.form.end).click();
    await tab.getByText(STAFF.problems['steps-open']).waitFor();
    await counter.tickSteps();
    await page.button(STAFF.form.end).click();
    await nobodyIsThere('clerk');
  });
});

describe('法定代理人', () => {
  it('needs no proof for a child of the same household, and types in a language of their own', async () => {
    const { page, tab } = await serve();
    await counter.choose('legal-representative');
    await counter.bring({ card: 1, 'second-document': 2 });
    await tab.getByText('「登記事項証明書」「戸籍謄本」のうち、あと1点が必要です。').waitFor();
    await tab.getByRole('checkbox', { name: /^必要ない/ }).check();
    await tab.getByText(STAFF.documents.allMet).waitFor();
    await page.button(STAFF.documents.accept.today).click();
    await desk.insert(CARD);
    await counter.takeLanguage('en');
    const { page: said } = english;
    await tab.locator('#pin-auth').check();
    await page.button(said.buttons.next).click();
    for (const [label, text] of [
      [said.fields.current, TYPED.auth.current],
      [said.fields.next, TYPED.auth.next],
      [said.fields.repeat, TYPED.auth.next],
    ] as const) {
      await tab.getByLabel(label, { exact: true }).fill(text);
    }
    await page.button(said.buttons.next).click();
    await page.button(said.buttons.change).click();
    await page.heading(said.stepTitles.result).waitFor();
    expect(recorded()).toMatchObject([
      {
        event: 'change-begun',
        occasion: occasion('legal-representative', ['card', 'second-document', 'second-document']),
      },
      { event: 'change-ended', outcomes: changed(['auth']) },
    ]);
    await page.button(english.visit.finish).click();
    await tab.getByText(english.counter.giveBack).waitFor();
    await counter.nextPerson();
    await nothingIsLeft();
    expect(await tab.evaluate(() => document.documentElement.lang)).toBe('ja');
  });
});

describe('refusals', () => {
  it.each<ApplicationKind>(['proxy-first', 'proxy-second', 'legal-representative'])(
    'a branch refuses %s at the first step, and says where to go',
    async (kind) => {
      const { page, tab } = await serve('branch');
      await counter.choose(kind);
      await counter.heading(STAFF.refused.title).waitFor();
      await tab.getByText(`支所では、${STAFF.kinds[kind]}の手続きを受け付けていません。`).waitFor();
      expect(await tab.locator('.refusal-list').innerText()).toBe('市役所 1番窓口\n休日臨時窓口');
      expect(await tab.locator('.sheet-preview').innerText()).toMatch(
        /見本市中央1丁目1番1号[\s\S]*委任状|見本市中央1丁目/,
      );
      expect(recorded()).toEqual([{ event: 'refused', occasion: occasion(kind, [], 'branch'), why: 'place-declines' }]);
      await page.button(STAFF.refused.end).click();
      await nobodyIsThere('clerk');
    },
  );

  it('a branch serves the holder', async () => {
    await serve('branch');
    await counter.apply('self');
    await counter.heading(STAFF.turn.title).waitFor();
  });

  it.each<[ApplicationKind, Readonly<Record<string, number>>, readonly string[]]>([
    ['self', {}, ['「本人のマイナンバーカード」が必要です。']],
    ['proxy-first', { card: 1, 'second-document': 2 }, [`「${nameOf('photo-id')}」が必要です。`]],
    ['proxy-second', { 'power-of-attorney': 1, card: 1, 'photo-id': 2 }, ['「照会書兼回答書」が必要です。']],
    ['legal-representative', { card: 1, 'photo-id': 1 }, ['「登記事項証明書」「戸籍謄本」のうち、あと1点が必要です。']],
  ])('%s with %j: says what is missing, also on a paper, and records it', async (kind, brought, said) => {
    const { page, tab } = await serve();
    await counter.choose(kind);
    await counter.bring(brought);
    await page.button(STAFF.documents.refuse).click();
    await counter.heading(STAFF.refused.title).waitFor();
    expect((await tab.locator('.refusal-list').innerText()).split('\n')).toEqual(said);
    const paper = await tab.locator('.sheet-preview').innerText();
    expect(paper).toContain(COUNTER.sheet.missing);
    expect(paper).toContain(OFFICE.kinds[kind]);
    expect(recorded()).toEqual([
      { event: 'refused', occasion: occasion(kind, pieces(brought)), why: 'documents-missing' },
    ]);
    await page.button(STAFF.refused.end).click();
    await nobodyIsThere('clerk');
  });

  it('an envelope that was open is no sealed form', async () => {
    const { page } = await serve();
    await counter.apply('proxy-second');
    await page.button(STAFF.envelope.refuse).click();
    await counter.heading(STAFF.refused.title).waitFor();
    expect(recorded()).toMatchObject([{ event: 'refused', why: 'documents-missing' }]);
    await page.button(STAFF.refused.end).click();
    await nobodyIsThere('clerk');
  });

  it('what cannot be recorded is told to staff, and nothing goes on', async () => {
    writeFileSync(file, 'no journal, but a text of more than a hundred characters: '.repeat(4));
    const { page, tab } = await serve();
    await tab.getByText(/窓口日誌に記録できません。/).waitFor();
    await counter.apply('proxy-first');
    await tab.getByText(STAFF.problems['not-recorded']).waitFor();
    expect(await counter.heading(STAFF.slip.title).count()).toBe(0);
    await page.button(STAFF.documents.back).click();
    await counter.apply('self');
    await counter.heading(STAFF.turn.title).waitFor();
    // Nobody is served who could not be recorded.
    expect(await tab.locator('.languages').count()).toBe(0);
  });
});

describe('giving up leaves nothing', () => {
  const quit = () => counter.page.button(VISIT.quit).click();
  const resident = async () => {
    await counter.apply('self');
    await desk.insert(CARD);
    await counter.takeLanguage('ja');
    await counter.page.item('auth').waitFor();
  };
  const staff = async () => {
    await counter.apply('proxy-second');
    await desk.insert(CARD);
    await counter.tickSteps();
    await counter.page.button(STAFF.envelope.start).click();
    await counter.page.item('auth').waitFor();
    await counter.page.choose('auth', 'juki');
    await counter.enter('auth', TYPED.auth, 1);
    await counter.enter('juki', TYPED.juki, 1);
  };
  const putAway = async () => {
    await counter.heading(STAFF.form.title).waitFor();
    const readable = await counter.page.everythingReadable();
    expect(SECRETS.filter((secret) => readable.includes(secret))).toEqual([]);
    await counter.tickSteps();
    await counter.page.button(STAFF.form.end).click();
  };

  it.each<[where: string, facing: 'clerk' | 'resident', act: () => Promise<void>]>([
    [
      'at the documents',
      'clerk',
      async () => {
        await counter.choose('legal-representative');
        await counter.bring({ card: 1, 'second-document': 2 });
        await counter.page.button(STAFF.documents.back).click();
      },
    ],
    [
      'at the envelope',
      'clerk',
      async () => {
        await counter.apply('proxy-second');
        await counter.page.button(STAFF.envelope.back).click();
      },
    ],
    [
      'at the envelope, once it may be open',
      'clerk',
      async () => {
        await counter.apply('proxy-second');
        await counter.tickSteps();
        await counter.page.button(STAFF.envelope.back).click();
        await putAway();
      },
    ],
    [
      'when the screen is turned',
      'resident',
      async () => {
        await counter.apply('self');
        await counter.tab.getByRole('button', { name: VISIT.quit }).click();
      },
    ],
    [
      'before the card is there',
      'resident',
      async () => {
        await counter.apply('self');
        await counter.takeLanguage('vi');
        await counter.tab.locator('[data-step="prepare"]').waitFor();
        await counter.tab.locator('.page-actions .button-second').last().click();
      },
    ],
    [
      'at the choice',
      'resident',
      async () => {
        await resident();
        await counter.page.checkbox('auth').check();
        await quit();
      },
    ],
    [
      'at the form',
      'resident',
      async () => {
        await resident();
        await counter.page.choose('auth');
        await counter.page.type('auth', TYPED.auth);
        await quit();
      },
    ],
    [
      'at the confirmation',
      'resident',
      async () => {
        await resident();
        await counter.page.prepare({ auth: TYPED.auth });
        await quit();
      },
    ],
    [
      'at the first entry of staff',
      'clerk',
      async () => {
        await staff();
        await quit();
        await putAway();
      },
    ],
    [
      'at their second entry',
      'clerk',
      async () => {
        await staff();
        await counter.page.button(BUTTONS.next).click();
        await counter.tab.getByText(STAFF_ENTRY.second.title).waitFor();
        await counter.enter('auth', TYPED.auth, 2);
        await quit();
        await putAway();
      },
    ],
  ])('%s', async (_, facing, act) => {
    await serve();
    await act();
    await nobodyIsThere(facing);
    expect(recorded()).toEqual([]);
    expect(pinCommands(await desk.card.look())).toEqual([]);
    if (facing === 'clerk') return;
    // Also for whoever looks next: the page was loaded anew, and begins as it is.
    const seen = await counter.tab.locator('body').innerText();
    expect(seen).not.toContain(CLERK);
    await counter.tab.reload();
    await counter.page.button(STAFF.returned.next).waitFor();
    expect(await counter.tab.locator('body').innerText()).not.toContain(CLERK);
  });

  it('and the journal, which the clerk opens without a code, goes with the counter', async () => {
    const { page, tab } = await serve('branch');
    await counter.choose('proxy-first');
    await page.button(STAFF.refused.end).click();
    await counter.heading(STAFF.kind.title).waitFor();
    await page.button(STAFF.kind.journal).click();
    await tab.getByRole('heading', { name: JOURNAL.title }).waitFor();
    await tab.getByRole('row').filter({ hasText: CLERK }).first().waitFor();
    await page.button(JOURNAL.close).click();
    await counter.heading(STAFF.kind.title).waitFor();
    expect(await tab.getByRole('row').count()).toBe(0);
  });

  it('nor is a counter left open to whoever comes after it was closed', async () => {
    const { page, tab } = await serve();
    await page.button(STAFF.kind.close).click();
    await page.button(STAFF.opening.open).waitFor();
    await tab.reload();
    await page.button(STAFF.opening.open).waitFor();
    expect(await tab.locator('body').innerText()).not.toContain(CLERK);
    expect(await tab.evaluate(() => sessionStorage.getItem('myna-pin.operator'))).toBeFalsy();
  });

  it('and with a code only its clerk opens the counter', async () => {
    const { page, tab } = await serve();
    await page.button(STAFF.kind.close).click();
    await page.button(STAFF.opening.open).click();
    await page.button('窓口 一郎').click();
    await tab.keyboard.type('0000');
    await tab.keyboard.press('Enter');
    await tab.getByText(STAFF.problems['wrong-code']).waitFor();
    for (const digit of '2580') await page.button(digit).click();
    await page.button(STAFF.opening.enter).click();
    await until('the counter is open', async () => (await counter.heading(STAFF.kind.title).count()) > 0 || undefined);
    expect(await tab.getByText(STAFF.operator('窓口 一郎')).count()).toBe(1);
  });
});
