import type { Stage } from './stage.ts';

/** A picture that is taken of a screen. */
export interface Shot {
  readonly language: string;
  /** Names the picture beside the language. */
  readonly look: string;
  readonly width: number;
  readonly height: number;
  readonly deviceScaleFactor: number;
  readonly theme: 'light' | 'dark';
  readonly forcedColors: boolean;
}

const PLAIN = { width: 720, height: 900, deviceScaleFactor: 1, theme: 'light', forcedColors: false } as const;

/** Of the source language alone: what does not depend on the words. */
const LOOKS_OF_JAPANESE: readonly Omit<Shot, 'language'>[] = [
  { ...PLAIN, look: '320', width: 320, height: 640 },
  { ...PLAIN, look: '1080x1920', width: 1080, height: 1920 },
  { ...PLAIN, look: '1280x800', width: 1280, height: 800 },
  // A window of 1280×1024 at 200 %.
  { ...PLAIN, look: 'zoom-200', width: 640, height: 512, deviceScaleFactor: 2 },
  { ...PLAIN, look: 'forced-colors', forcedColors: true },
];

/** Every picture of a screen, language by language. */
export function shotsOf(languages: readonly string[]): Shot[] {
  return languages.flatMap((language) => [
    { ...PLAIN, look: 'light', language },
    { ...PLAIN, look: 'dark', theme: 'dark' as const, language },
    ...(language === 'ja' ? LOOKS_OF_JAPANESE.map((look) => ({ ...look, language })) : []),
  ]);
}

/** Of the whole page, as long as it is. The language is that of the page. */
export async function takeShot(stage: Stage, shot: Omit<Shot, 'language' | 'look'>): Promise<Buffer> {
  const { width, height, deviceScaleFactor, theme, forcedColors } = shot;
  const { tab } = stage;
  await tab.emulateMedia({ colorScheme: theme, forcedColors: forcedColors ? 'active' : 'none' });
  const devtools = await tab.context().newCDPSession(tab);
  const size = async (height: number) => {
    // That is how much of it a picture takes in; the scale comes after it, or would be undone by it.
    await tab.setViewportSize({ width, height });
    await devtools.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor, mobile: false });
    await stage.settle();
  };
  await size(height);
  // What is in an open dialog scrolls there, and the page behind it does not matter.
  const dialog = await tab.evaluate(() => {
    const open = document.querySelector('dialog:modal');
    return open ? Math.max(...[open, ...open.querySelectorAll('*')].map(({ scrollHeight }) => scrollHeight)) : 0;
  });
  // Above and below a dialog some of the page is left to be seen. Without one the screen is as long as the page: what stays
  // at an edge of it covers nothing.
  const needed = dialog > 0 ? Math.ceil(dialog * 1.15) + 160 : await tab.evaluate(() => document.body.scrollHeight);
  if (needed > height) await size(needed);
  const picture = await tab.screenshot({ animations: 'disabled', caret: 'hide' });
  await devtools.detach();
  return picture;
}

/** As the reference pictures are. */
export const REFERENCE_LOOK = PLAIN;
