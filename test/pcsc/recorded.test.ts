import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openJournal } from '../../bridge/journal/journal.ts';
import { readJournal } from '../../bridge/journal/journal-reader.ts';
import { PageInNode } from '../../bridge/testing/page-in-node.ts';
import type { AppModel } from '../../src/app/app-model.ts';
import type { PinOutcome } from '../../src/card/pin-job.ts';
import type { JournalEntry } from '../../src/journal/entry.ts';
import type { OfficeSettings } from '../../src/office/schema.ts';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import { BridgeProcess } from '../support/bridge-process.ts';
import { CardProcess } from '../support/card-process.ts';
import type { HoldPoint } from '../support/hold.ts';
import { pageModel } from '../support/page-model.ts';
import { Pcscd } from '../support/pcscd.ts';
import { stopAll } from '../support/stop-all.ts';
import { until } from '../support/wait.ts';
import { CURRENT, NEXT, wish } from '../support/wishes.ts';

const OFFICE: OfficeSettings = { name: '見本市', kiosk: { mode: 'self-service' } };

/** So often the bridge is killed at a random moment of a change. */
const LIVES = 25;
/** Longer than a change takes here, in milliseconds, so that some lives see the end of one. */
const MOMENTS_MS = 900;

let pcscd: Pcscd | undefined;
let card: CardProcess;
let folder: string;
let file: string;
let bridge: BridgeProcess | undefined;
let browser: PageInNode;
let model: AppModel | undefined;
/** What somebody at the screen has read of their changes, in order; and what they read beside a notice that it is not recorded. */
let told: PinOutcome[];
let toldWithNotice: PinOutcome[];

beforeAll(async () => {
  pcscd = await Pcscd.start();
  card = await CardProcess.start();
});
afterAll(() => stopAll(card, pcscd));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'myna-pin-recorded-'));
  file = join(folder, 'journal.sqlite');
  writeFileSync(join(folder, 'office.json'), JSON.stringify(OFFICE));
});
afterEach(async () => {
  model?.stop();
  await bridge?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A bridge, and somebody at its page with a new card whose PIN is `CURRENT.auth`. */
async function sitDown(): Promise<AppModel> {
  await card.remove();
  await pcscd?.untilEmpty();
  await card.insert(cardWith({ pins: { auth: { pin: CURRENT.auth } } }));
  bridge = await BridgeProcess.start('--office', join(folder, 'office.json'), '--journal', file);
  const page = new PageInNode(bridge);
  browser = page;
  told = [];
  toldWithNotice = [];
  let shown: AppModel['step'] | undefined;
  const opened = pageModel(
    OFFICE,
    () => page.connect(),
    ({ step, reports, unrecorded }) => {
      // Each result once.
      if (step === 'result' && shown !== 'result') {
        (unrecorded ? toldWithNotice : told).push(...reports.map(({ outcome }) => outcome));
      }
      shown = step;
    },
  );
  const { model: there } = opened;
  model = there;
  there.start();
  await until('the choice of PINs', async () => there.step === 'choose' || undefined);
  return there;
}

async function changeAuth(page: AppModel, current: string, next: string): Promise<void> {
  page.toggle('auth', true);
  page.goTo('type');
  page.submit([wish('auth', { current, next })]);
  await page.change();
}

/** Back and forth, until the bridge is gone. */
async function changeUntilKilled(page: AppModel): Promise<void> {
  const pins = [CURRENT.auth, NEXT.auth];
  for (let turn = 0; bridge?.running; turn++) {
    await changeAuth(page, pins[turn % 2] as string, pins[(turn + 1) % 2] as string);
    if (page.step !== 'result') return;
    page.readAgain();
    await until('the card, or no bridge', async () => page.step === 'choose' || !bridge?.running || undefined);
  }
}

/** Ends the bridge as the loss of power would end it, and sends the person home. */
async function crash(): Promise<void> {
  await bridge?.crash();
  model?.stop();
}

/** Of the journal, oldest first. */
function entriesAfter(sequence: number): JournalEntry[] {
  const journal = readJournal(file);
  try {
    expect(journal.verify()).toMatchObject({ ok: true });
    return journal
      .entries({ limit: 100_000 })
      .filter((entry) => entry.sequence > sequence)
      .reverse();
  } finally {
    journal.close();
  }
}

const outcomesIn = (entries: readonly JournalEntry[]) =>
  entries.flatMap(({ event }) => (event.event === 'change-ended' ? event.outcomes.map(({ outcome }) => outcome) : []));
const begunIn = (entries: readonly JournalEntry[]) =>
  entries.filter(({ event }) => event.event === 'change-begun' && !event.recovery).length;
const changesOn = async () => (await card.look()).log.filter(({ command }) => command.startsWith('0024')).length;

it(`${LIVES} times kill -9 at random moments of a change: what was told is recorded, and nothing was sent unrecorded`, async () => {
  let before = 0;
  let seen = 0;
  for (let life = 0; life < LIVES; life++) {
    const page = await sitDown();
    const work = changeUntilKilled(page);
    await after(Math.random() * MOMENTS_MS);
    await crash();
    await work;
    const entries = entriesAfter(before);
    // The last one may have been written and not been told.
    expect(outcomesIn(entries).slice(0, told.length)).toEqual(told);
    expect(told.every((outcome) => outcome === 'changed')).toBe(true);
    expect(toldWithNotice.length).toBeLessThanOrEqual(1);
    expect(await changesOn()).toBeLessThanOrEqual(begunIn(entries));
    before = entries.at(-1)?.sequence ?? before;
    seen += told.length;
  }
  expect(seen).toBeGreaterThan(0);
  const journal = openJournal(file);
  const left = journal.entries({ limit: 100_000 }).filter(({ event }) => event.event === 'change-begun');
  const ended = journal.entries({ limit: 100_000 }).flatMap(({ event }) => ('of' in event ? [event.of] : []));
  expect(left.every(({ sequence }) => ended.includes(sequence))).toBe(true);
  journal.close();
}, 300_000);

it.each<[string, HoldPoint]>([
  ['before the first VERIFY', { when: 'before', pinCommand: 1 }],
  ['at the CHANGE, before the card acted', { when: 'before', pinCommand: 2 }],
  ['at the CHANGE, after the card acted', { when: 'after', pinCommand: 2 }],
  ['at the proof', { when: 'after', pinCommand: 3 }],
])('kill -9 %s: the change is in the journal, interrupted, and the screen says no outcome', async (_, point) => {
  const page = await sitDown();
  await card.hold(point);
  const work = changeAuth(page, CURRENT.auth, NEXT.auth);
  await card.untilHeld();
  await crash();
  await card.letGo();
  await work;
  expect([...told, ...toldWithNotice].filter((outcome) => outcome === 'changed')).toEqual([]);
  bridge = await BridgeProcess.start('--office', join(folder, 'office.json'), '--journal', file);
  expect(entriesAfter(0).map(({ event }) => event.event)).toEqual(['change-begun', 'interrupted']);
});

it('a page whose connection is lost in a change, at a bridge that stays: interrupted, then told, and then found out', async () => {
  const page = await sitDown();
  await card.hold({ when: 'after', pinCommand: 2 });
  const work = changeAuth(page, CURRENT.auth, NEXT.auth);
  await card.untilHeld();
  browser.socket?.terminate();
  await card.letGo();
  await work;
  await until('what was found out', async () => page.step === 'result' || undefined);
  expect(told).toEqual(['changed']);
  const entries = entriesAfter(0);
  expect(entries.map(({ event }) => event.event)).toEqual([
    'change-begun',
    'interrupted',
    'change-ended',
    'change-begun',
    'change-ended',
  ]);
  expect(outcomesIn(entries)).toEqual(['unknown', 'changed']);
});
