import type { Page } from 'playwright-core';

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
