import { readFileSync } from 'node:fs';
import type { OfficeNow } from '../../../bridge/office/office-file.ts';
import { PINS } from '../../../src/card/applications.ts';
import { readOffice } from '../../../src/office/read-office.ts';
import type { OfficeSettings } from '../../../src/office/schema.ts';
import { words } from '../../../src/ui/words/ja.ts';
import { RECEIPT } from '../../support/japanese.ts';
import type { PinPage } from '../../support/pin-page.ts';
import { CARD, chooseOn, formFor, resultOf, TYPED } from '../acts.ts';
import type { Screen } from '../screen.ts';
import type { Stage } from '../stage.ts';

const { guidance, office } = words;

export const EXAMPLE = settingsOf('example');

function settingsOf(name: 'example' | 'minimal'): OfficeSettings {
  const file = new URL(`../../../fixtures/offices/${name}.json`, import.meta.url);
  const { office: settings, problems } = readOffice(readFileSync(file));
  if (!settings) throw new Error(JSON.stringify(problems));
  return settings;
}

/** The example with other rules for this screen. */
export function exampleWith(kiosk: OfficeSettings['kiosk'] = {}): OfficeNow {
  return { settings: { ...EXAMPLE, kiosk: { ...EXAMPLE.kiosk, ...kiosk } }, problems: [] };
}

/** 困ったときは of the example office, at what is named so. */
export async function helpOf(stage: Stage, path: readonly string[], now: OfficeNow = exampleWith()): Promise<PinPage> {
  const page = await chooseOn(stage, { office: now });
  await page.button(guidance.title).click();
  const dialog = page.page.getByRole('dialog');
  for (const name of path) {
    const before = await dialog.getByRole('heading').first().textContent();
    await dialog
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .first()
      .click();
    await dialog
      .getByRole('heading')
      .filter({ hasNotText: before ?? '' })
      .first()
      .waitFor();
  }
  // The picture comes a moment later.
  if (path.length > 0) await dialog.getByRole('img', { name: office.qr }).waitFor();
  return page;
}

function help(name: string, situation: string, path: readonly string[]): Screen {
  return { name: `office-${name}`, situation, focus: 'dialog', show: (stage) => helpOf(stage, path) };
}

export const OFFICE_SCREENS: readonly Screen[] = [
  help('troubles', '困ったときは of an office with settings of its own.', []),
  help('at-counter', 'What the office says of its counter, as it comes up.', [office.title]),
  {
    name: 'office-at-counter-open',
    situation: 'All that the office says of its counter.',
    focus: 'dialog',
    show: async (stage) => {
      const page = await helpOf(stage, [office.title]);
      for (const kind of Object.values(office.kinds)) await page.page.getByText(kind, { exact: true }).click();
    },
  },
  help('forgotten', 'Where a PIN is set anew, near this office.', [guidance.troubles.forgotten, PINS.auth.name]),
  {
    name: 'office-minimal',
    situation: 'A PIN was forgotten, and the office said nothing but its name.',
    focus: 'dialog',
    show: async (stage) => {
      const page = await chooseOn(stage, { office: { settings: settingsOf('minimal'), problems: [] } });
      await page.button(guidance.title).click();
      await page.button(guidance.troubles.cardAbolished).click();
    },
  },
  {
    name: 'office-receipt',
    situation: 'The receipt of an office with settings of its own.',
    focus: 'dialog',
    show: async (stage) => {
      const page = await resultOf(stage, ['auth'], { office: exampleWith() });
      await page.button(RECEIPT.open).click();
      await page.page.getByRole('dialog').getByRole('img', { name: office.qr }).waitFor();
    },
  },
  {
    name: 'office-no-receipt',
    situation: 'A result where the office prints no receipts.',
    focus: 'heading',
    show: (stage) => resultOf(stage, ['auth'], { office: exampleWith({ receipt: false }) }),
  },
  {
    name: 'office-not-offered',
    situation: 'The office lets people change two of the PINs here.',
    focus: 'anywhere',
    show: (stage) => chooseOn(stage, { office: exampleWith({ changeable: ['sign', 'auth'] }) }),
  },
  {
    name: 'office-which-pin',
    situation: 'A PIN is needed that cannot be changed here.',
    focus: 'dialog',
    show: async (stage) => {
      const page = await chooseOn(stage, { office: exampleWith({ changeable: ['auth'] }) });
      await page.button(words.page.choose.whichPin).click();
      const dialog = page.page.getByRole('dialog');
      await dialog.getByRole('checkbox', { name: guidance.whichPin.purposes['moving-in-at-counter'] }).check();
    },
  },
  {
    name: 'office-weak-refused',
    situation: 'A weak PIN was typed where the office takes none.',
    focus: 'first-error',
    show: async (stage) => {
      const page = await formFor(stage, ['auth'], { office: exampleWith({ refuseWeak: true }) });
      await page.type('auth', { current: TYPED.auth.current, next: '1111' });
      await page.button(words.page.buttons.next).click();
      await page.page.locator('[aria-invalid="true"]').waitFor();
    },
  },
  {
    name: 'office-broken',
    situation: 'The file of the office is broken: the last good settings hold, and staff have looked why.',
    focus: 'anywhere',
    show: async (stage) => {
      const { problems = [] } = readOffice(new TextEncoder().encode('{\n  "nam": "見本市",\n  "languages": ["xx"]\n}'));
      const page = await chooseOn(stage, { card: CARD, office: { settings: EXAMPLE, problems } });
      await page.text(/^職員の方へ/).click();
    },
  },
];
