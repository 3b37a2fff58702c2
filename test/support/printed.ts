import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Paper } from '../../src/ui/words/receipt/receipt-words.ts';

const POINTS_OF_MM = 72 / 25.4;

export interface Printed {
  readonly text: string;
  readonly pages: number;
  /** In millimetres, of the first page. */
  readonly width: number;
  readonly height: number;
}

/** As the browser's own print command would: whatever is in print, on the paper that its rules ask for. */
export async function printed(tab: Page): Promise<Printed> {
  const pdf = (await tab.pdf({ preferCSSPageSize: true })).toString('latin1');
  await tab.emulateMedia({ media: 'print' });
  const text = await tab.locator('body').innerText();
  await tab.emulateMedia({ media: null });
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  return {
    text,
    pages: pdf.match(/\/Type \/Page\b/g)?.length ?? 0,
    width: Math.round(Number(width) / POINTS_OF_MM),
    height: Math.round(Number(height) / POINTS_OF_MM),
  };
}

async function choosePaper(tab: Page, paper: Paper): Promise<void> {
  await tab.locator(`input[type="radio"][value="${paper}"]`).check();
}

/** One A4 page, and one piece of a roll with the same text; resolves with the first. `about` names it where it is not so. */
export async function printedOnEachPaper(tab: Page, about: string): Promise<Printed> {
  await choosePaper(tab, 'a4');
  const sheet = await printed(tab);
  expect(sheet, about).toMatchObject({ pages: 1, width: 210, height: 297 });
  await choosePaper(tab, 'roll');
  const roll = await printed(tab);
  expect(roll, about).toMatchObject({ pages: 1, width: 80 });
  expect(roll.height, about).toBeGreaterThan(100);
  expect(roll.text.replaceAll(/\s/g, '')).toBe(sheet.text.replaceAll(/\s/g, ''));
  return sheet;
}
