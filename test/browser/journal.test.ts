import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readJournal } from '../../bridge/journal/journal-reader.ts';
import { tamperWith } from '../../bridge/testing/journal-bench.ts';
import { PINS } from '../../src/card/applications.ts';
import type { JournalEvent } from '../../src/journal/entry.ts';
import type { OfficeSettings } from '../../src/office/schema.ts';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import { JOURNAL } from '../../src/ui/journal/words.ts';
import { words } from '../../src/ui/words/ja.ts';
import { Desk } from '../support/desk.ts';
import { TYPED } from '../support/interruption.ts';
import type { PinPage } from '../support/pin-page.ts';
import { until } from '../support/wait.ts';

const CODE = '2468';
const OFFICE: OfficeSettings = {
  name: '見本市',
  languages: ['ja'],
  places: [{ id: 'main', name: '市役所 1番窓口' }],
  kiosk: { mode: 'self-service', place: 'main' },
  counter: { operators: [{ name: '鈴木', code: CODE }] },
  journal: { days: 365 },
};
const CARD = cardWith({ serial: 'VIRTUAL00000091', pins: { auth: { pin: TYPED.auth.current } } });

let desk: Desk;
let folder: string;
let file: string;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk?.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'myna-pin-journal-'));
  file = join(folder, 'journal.sqlite');
  writeFileSync(join(folder, 'office.json'), JSON.stringify(OFFICE));
});
afterEach(async () => {
  const faults = await desk.closeTabs();
  await desk.stopBridge();
  rmSync(folder, { recursive: true, force: true });
  expect(faults).toEqual([]);
});

function open(): Promise<PinPage> {
  return desk.open('--office', join(folder, 'office.json'), '--journal', file);
}

/** As a resident: from the first screen to the confirmation. */
async function toConfirmation(page: PinPage): Promise<void> {
  await page.page.getByRole('button', { name: words.visit.attract.begin }).click();
  await desk.insert(CARD);
  await page.item('auth').waitFor();
  await page.prepare({ auth: TYPED.auth });
}

/** With the card, back to the first screen. */
async function leave(page: PinPage): Promise<void> {
  await desk.card.remove();
  await page.button(words.visit.finish).click();
  await page.button(words.visit.thanks.back).click();
}

/** As staff, with their code. */
async function openJournal(page: PinPage, code = CODE): Promise<void> {
  await page.button('職員用：窓口日誌').click();
  for (const digit of code) await page.page.getByRole('button', { name: digit, exact: true }).click();
  await page.button(JOURNAL.gate.enter).click();
}

const rows = (page: PinPage): Locator => page.page.locator('.journal-list tbody tr');

function events(): JournalEvent[] {
  const journal = readJournal(file);
  try {
    return journal
      .entries({ limit: 1_000 })
      .map(({ event }) => event)
      .reverse();
  } finally {
    journal.close();
  }
}

it('a change at the kiosk is recorded, and staff read it, save it as a table, and find the chain whole', async () => {
  const page = await open();
  await toConfirmation(page);
  await page.change();
  // Before a word of it was on the screen.
  expect(events()).toEqual([
    { event: 'change-begun', occasion: { place: 'main', documents: [] }, pins: ['auth'], recovery: false },
    { event: 'change-ended', of: 1, outcomes: [{ pin: 'auth', outcome: 'changed', tries: 'all' }] },
  ]);
  await leave(page);
  await page.page.getByRole('button', { name: words.visit.attract.begin }).waitFor();

  await openJournal(page, '1357');
  await page.text(JOURNAL.gate.wrong).waitFor();
  expect(await rows(page).count()).toBe(0);
  await page.button(JOURNAL.close).click();
  await openJournal(page);
  await rows(page).first().waitFor();
  expect(await rows(page).allInnerTexts()).toEqual([
    expect.stringMatching(/^\d+\/\d+ \d\d:\d\d\s+本人だけ（職員なし）\s+利用者証明用\s*変更\s+2$/),
  ]);
  expect(await page.text('記録は365日間保存し').isVisible()).toBe(true);

  const saving = page.page.waitForEvent('download');
  await page.page.getByRole('link', { name: JOURNAL.search.csv }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^窓口日誌_\d{4}-\d\d-\d\d\.csv$/);
  const table = readFileSync(await saved.path(), 'utf8');
  expect(table.startsWith('\uFEFF')).toBe(true);
  expect(table).toContain('市役所 1番窓口');
  expect(table).toContain(PINS.auth.name);
  for (const pin of Object.values(TYPED.auth)) expect(table).not.toContain(pin);

  await page.button(JOURNAL.verification.verify).click();
  await page.text('記録2件に、書き換えや抜けはありません').waitFor();
  tamperWith(file, `UPDATE entry SET body = replace(body, '"changed"', '"unchanged"') WHERE sequence = 2`);
  await page.button(JOURNAL.verification.verify).click();
  await page.text('番号2の記録、またはその直前の記録が書き換えられています').waitFor();
});

it('staff find what they search for, and nothing else', async () => {
  const page = await open();
  await toConfirmation(page);
  await page.change();
  await leave(page);
  await openJournal(page);
  await rows(page).first().waitFor();
  await page.page.getByRole('combobox', { name: JOURNAL.search.event }).selectOption({ label: '受付' });
  await page.text(JOURNAL.list.nothing).waitFor();
  await page.page.getByRole('combobox', { name: JOURNAL.search.event }).selectOption({ label: JOURNAL.search.all });
  await rows(page).first().waitFor();
  await page.page.getByText(JOURNAL.search.periods.days, { exact: true }).click();
  await page.page.getByLabel(JOURNAL.search.to).fill('2020-01-31');
  await page.page.getByLabel(JOURNAL.search.from).fill('2020-01-01');
  await page.text(JOURNAL.list.nothing).waitFor();
  await page.heading('2020/1/1(水)から2020/1/31(金)までの件数').waitFor();
});

describe('a disk of its own', () => {
  beforeEach(() => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=700', 'tmpfs', disk]);
    file = join(disk, 'journal.sqlite');
  });
  afterEach(() => {
    execFileSync('umount', ['--lazy', join(folder, 'disk')]);
  });

  /** Leaves so many bytes free; all of them come back when it is called without any. */
  function leaveFree(bytes?: number): void {
    const filling = join(folder, 'disk', 'ballast');
    rmSync(filling, { force: true });
    if (bytes === undefined) return;
    const { bavail, bsize } = statfsSync(join(folder, 'disk'));
    writeFileSync(filling, Buffer.alloc(Math.max(0, bavail * bsize - bytes), 1));
  }

  it('that is full before a change: it is not begun, no try is spent, and it can be begun when there is room', async () => {
    const page = await open();
    await toConfirmation(page);
    await desk.card.forgetLog();
    leaveFree(1_048_576);
    await page.button('変更する').click();
    await page.text(words.card.cardErrors['journal-not-available'].title).waitFor();
    await page.text('ディスクの空きが足りません').waitFor();
    const { log } = await desk.card.look();
    expect(log.filter(({ command }) => command.includes('PIN'))).toEqual([]);
    expect(events()).toEqual([]);
    leaveFree();
    await page.change();
    expect(events().map(({ event }) => event)).toEqual(['change-begun', 'change-ended']);
  });

  it('that is full in the middle of one: what is true of the card is said, and that it is not recorded; then it is', async () => {
    const page = await open();
    await toConfirmation(page);
    await desk.card.hold({ when: 'before', pinCommand: 2 });
    await page.button('変更する').click();
    await desk.card.untilHeld();
    leaveFree(0);
    await desk.card.letGo();
    await page.text(words.page.result.unrecorded.title).waitFor();
    expect(await page.outcome('auth')).toBe('changed');
    expect((await desk.card.look()).pins.auth).toBe(TYPED.auth.next);
    expect(events().map(({ event }) => event)).toEqual(['change-begun']);
    await leave(page);
    // Also after the page was loaded anew, nobody begins.
    await page.text(words.visit.attract.outOfOrder).waitFor();
    leaveFree();
    await page.page.getByRole('button', { name: words.visit.attract.begin }).waitFor();
    const written = await until('the end of the change', async () => {
      const found = events();
      return found.some(({ event }) => event === 'change-ended') ? found : undefined;
    });
    expect(written.at(-1)).toEqual({
      event: 'change-ended',
      of: 1,
      outcomes: [{ pin: 'auth', outcome: 'changed', tries: 'all' }],
    });
  });
});
