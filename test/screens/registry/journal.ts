import type { OfficeNow } from '../../../bridge/office/office-file.ts';
import { JOURNAL } from '../../../src/ui/journal/words.ts';
import type { PinPage } from '../../support/pin-page.ts';
import { recordDays } from '../../support/recorded-days.ts';
import type { Screen } from '../screen.ts';
import type { Opening, Stage } from '../stage.ts';
import { exampleWith } from './office.ts';

const CODE = '2468';
const AFTERNOON = new Date('2026-07-01T15:40:00+09:00');

/** A screen without staff, with a code for those who look after it. */
function officeOf(more: Partial<OfficeNow['settings'] & object> = {}): OfficeNow {
  const { settings, problems } = exampleWith({ mode: 'self-service' });
  const counter = { operators: [{ name: '鈴木', code: CODE }, { name: '佐藤' }] };
  return {
    settings: { ...(settings as NonNullable<typeof settings>), counter, journal: { days: 1_825 }, ...more },
    problems,
  };
}

async function gate(stage: Stage, opening: Opening = {}): Promise<PinPage> {
  const page = await stage.open({ office: officeOf(), at: AFTERNOON, recorded: recordDays, ...opening });
  await page.button('職員用：窓口日誌').click();
  await page.page.getByLabel(JOURNAL.gate.code, { exact: true }).waitFor();
  return page;
}

async function opened(stage: Stage, opening: Opening = {}): Promise<PinPage> {
  const page = await gate(stage, opening);
  await page.page.getByLabel(JOURNAL.gate.code, { exact: true }).fill(CODE);
  await page.button(JOURNAL.gate.enter).click();
  await page.heading(JOURNAL.verification.title).waitFor();
  return page;
}

/** With the answer on screen. */
async function read(stage: Stage, opening: Opening = {}): Promise<PinPage> {
  const page = await opened(stage, opening);
  await page.heading(JOURNAL.list.title).waitFor();
  return page;
}

export const JOURNAL_SCREENS: readonly Screen[] = [
  {
    name: 'journal-code',
    situation: 'Staff asked for the journal at a kiosk without staff: their code is asked for.',
    focus: 'anywhere',
    kiosk: true,
    show: (stage) => gate(stage),
  },
  {
    name: 'journal-code-wrong',
    situation: 'It was another code.',
    focus: 'first-error',
    kiosk: true,
    show: async (stage) => {
      const page = await gate(stage);
      await page.page.getByLabel(JOURNAL.gate.code, { exact: true }).fill('1357');
      await page.button(JOURNAL.gate.enter).click();
      await page.text(JOURNAL.gate.wrong).waitFor();
    },
  },
  {
    name: 'journal-today',
    situation: 'What was recorded today, and the days before as a picture.',
    focus: 'anywhere',
    kiosk: true,
    show: (stage) => read(stage),
  },
  {
    name: 'journal-searched',
    situation: 'The proxies of some days.',
    focus: 'anywhere',
    kiosk: true,
    show: async (stage) => {
      const page = await read(stage);
      await page.page.getByText(JOURNAL.search.periods.days, { exact: true }).click();
      await page.page.getByLabel(JOURNAL.search.from).fill('2026-06-18');
      await page.page
        .getByRole('combobox', { name: JOURNAL.search.application })
        .selectOption({ label: '任意代理人（1回目）' });
    },
  },
  {
    name: 'journal-empty',
    situation: 'Nothing was recorded yet.',
    focus: 'anywhere',
    kiosk: true,
    show: async (stage) => {
      const page = await read(stage, { recorded: () => {} });
      await page.text(JOURNAL.list.nothing).waitFor();
    },
  },
  {
    name: 'journal-verified',
    situation: 'The chain was found to hold.',
    focus: 'anywhere',
    kiosk: true,
    show: async (stage) => {
      const page = await read(stage, {
        recorded: (bench) => {
          bench.shipping = { through: 151, waiting: 0, at: AFTERNOON.toISOString() };
          recordDays(bench);
        },
      });
      await page.button(JOURNAL.verification.verify).click();
      await page.text(/書き換えや抜けはありません/).waitFor();
    },
  },
  {
    name: 'journal-altered',
    situation: 'Somebody was at the file.',
    focus: 'anywhere',
    kiosk: true,
    show: async (stage) => {
      const page = await read(stage);
      stage.journal.tamper(`UPDATE entry SET body = replace(body, '"self"', '"proxy-second"') WHERE sequence = 3`);
      await page.button(JOURNAL.verification.verify).click();
      await page.text(JOURNAL.verification.broken).waitFor();
    },
  },
  {
    name: 'journal-trouble',
    situation: 'Nothing can be written, and the database does not answer.',
    focus: 'anywhere',
    kiosk: true,
    show: async (stage) => {
      await read(stage, {
        recorded: (bench) => {
          const since = new Date(AFTERNOON.getTime() - 7_200_000).toISOString();
          bench.shipping = { through: 90, waiting: 61, at: since, error: { code: 'unreachable', since } };
          recordDays(bench);
          bench.fail('disk-full');
        },
      });
    },
  },
];
