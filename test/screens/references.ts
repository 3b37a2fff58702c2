import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { REFERENCE_LOOK, takeShot } from './shots.ts';
import type { Stage } from './stage.ts';

const FOLDER = new URL('../../fixtures/screens/', import.meta.url);

/** The screens that are compared with their pictures: one of each kind, and those that matter most. */
export const REFERENCE_SCREENS: readonly string[] = [
  'prepare-empty-reader',
  'prepare-in-use',
  'obstacle-no-reader',
  'obstacle-not-a-bridge-with-webusb',
  'choose-ordinary',
  'choose-locked-auth',
  'certificate-valid',
  'type-all',
  'type-error-empty',
  'confirm-all',
  'last-try',
  'working-checked',
  'recover-waiting',
  'result-all-changed',
  'result-mixed',
];

/** What pictures depend on besides the page. */
export interface Maker {
  readonly chromium: string;
  /** Fonts in which the text of a screen was drawn. */
  readonly fonts: readonly string[];
}

export const REFERENCE_FOLDER = fileURLToPath(FOLDER);

export function referencePicture(stage: Stage): Promise<Buffer> {
  return takeShot(stage, REFERENCE_LOOK);
}

/** The browser and the fonts that a stage draws with. */
export async function makerOf(stage: Stage): Promise<Maker> {
  const { tab } = stage;
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  const { root } = await devtools.send('DOM.getDocument', { depth: 0 });
  const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'body' });
  const fonts = new Set<string>();
  const { nodeIds } = await devtools.send('DOM.querySelectorAll', { nodeId, selector: 'h1, h2, p, button, label' });
  for (const each of nodeIds) {
    const used = await devtools.send('CSS.getPlatformFontsForNode', { nodeId: each });
    for (const { familyName, postScriptName } of used.fonts) fonts.add(`${familyName} (${postScriptName})`);
  }
  await devtools.detach();
  const version = tab.context().browser()?.version() ?? '';
  return { chromium: version.split('.')[0] ?? '', fonts: [...fonts].sort() };
}

export async function writeReference(name: string, picture: Buffer): Promise<void> {
  await writeFile(new URL(`${name}.png`, FOLDER), picture);
}

/** Rejects with a sentence where there is none. */
export async function readReference(name: string): Promise<Buffer> {
  try {
    return await readFile(new URL(`${name}.png`, FOLDER));
  } catch (cause) {
    throw new Error(`There is no reference picture ${name}. \`npm run gallery -- --references\` makes it.`, { cause });
  }
}

export async function writeMaker(maker: Maker): Promise<void> {
  await writeFile(new URL('made-with.json', FOLDER), `${JSON.stringify(maker, undefined, 2)}\n`);
}

export async function readMaker(): Promise<Maker> {
  return JSON.parse(await readFile(new URL('made-with.json', FOLDER), 'utf8'));
}

/** How a picture taken with `now` may differ from one by `then` without the page being any different; empty when it may not. */
export function otherMaker(then: Maker, now: Maker): string {
  const differences = [
    ...(then.chromium === now.chromium ? [] : [`Chromium is ${now.chromium} here and was ${then.chromium}`]),
    ...(then.fonts.join() === now.fonts.join()
      ? []
      : [`the fonts are ${now.fonts.join(', ')} here and were ${then.fonts.join(', ')}`]),
  ];
  if (differences.length === 0) return '';
  return `\nNOTE: ${differences.join('; ')}. That alone may be the difference; \`npm run gallery -- --references\` makes the pictures anew.`;
}
