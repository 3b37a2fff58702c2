import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Taken, writeContactSheets } from './contact-sheet.ts';
import { Places } from './places.ts';
import {
  makerOf,
  REFERENCE_FOLDER,
  REFERENCE_SCREENS,
  referencePicture,
  writeMaker,
  writeReference,
} from './references.ts';
import { SCREENS } from './screens.ts';
import { shotsOf, takeShot } from './shots.ts';
import { Theatre } from './theatre.ts';

/**
 * `npm run gallery`: pictures of every screen × language × theme, and for Japanese of other widths, zoom and forced colours,
 * with contact sheets, in dist/gallery/.
 *
 *   -- --screen choose      screens with this in their name
 *   -- --language en        one language
 *   -- --width 320          one width (or 1080x1920, zoom-200, forced-colors, light, dark)
 *   -- --references         instead, the pictures that the tests compare with, in fixtures/screens/
 */
const FOLDER = fileURLToPath(new URL('../../dist/gallery/', import.meta.url));

const { values } = parseArgs({
  options: {
    screen: { type: 'string', default: '' },
    language: { type: 'string' },
    width: { type: 'string' },
    references: { type: 'boolean', default: false },
  },
});

const say = (line: string) => process.stdout.write(`${line}\n`);
const started = Date.now();
const theatre = await Theatre.open();
const places = new Places(availableParallelism() + 1);
const failures: string[] = [];
try {
  await (values.references ? makeReferences() : makeGallery());
} finally {
  await theatre.close();
}
for (const failure of failures) say(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

async function makeGallery(): Promise<void> {
  const chosen = SCREENS.filter(({ name }) => name.includes(values.screen));
  const taken: Taken[] = [];
  if (values.screen === '') await rm(FOLDER, { recursive: true, force: true });
  await each(chosen, async (screen) => {
    await mkdir(join(FOLDER, screen.name), { recursive: true });
    await theatre.on(screen, async (stage) => {
      const languages = (await stage.languages()).filter((language) => language === (values.language ?? language));
      for (const language of languages) {
        await stage.speak(language);
        for (const shot of shotsOf([language]).filter(({ look }) => look === (values.width ?? look))) {
          const file = join(screen.name, `${language}-${shot.look}.png`);
          await writeFile(join(FOLDER, file), await takeShot(stage, shot));
          taken.push({ screen, language, look: shot.look, file });
        }
      }
    });
  });
  const order = new Map(SCREENS.map(({ name }, index) => [name, index]));
  taken.sort((a, b) => (order.get(a.screen.name) ?? 0) - (order.get(b.screen.name) ?? 0));
  await writeContactSheets(theatre.browser, FOLDER, taken);
  say(`${taken.length} pictures of ${chosen.length} screens in ${seconds()} s: ${join(FOLDER, 'index.html')}`);
}

async function makeReferences(): Promise<void> {
  await rm(REFERENCE_FOLDER, { recursive: true, force: true });
  await mkdir(REFERENCE_FOLDER, { recursive: true });
  const chosen = SCREENS.filter(({ name }) => REFERENCE_SCREENS.includes(name));
  await each(chosen, (screen) =>
    theatre.on(screen, async (stage) => {
      await writeReference(screen.name, await referencePicture(stage));
      if (screen === chosen[0]) await writeMaker(await makerOf(stage));
    }),
  );
  say(`${chosen.length} reference pictures in ${seconds()} s: ${REFERENCE_FOLDER}`);
}

async function each<T extends { readonly name: string }>(
  list: readonly T[],
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  await Promise.all(
    list.map((one) =>
      places.take(async () => {
        try {
          await work(one);
        } catch (error) {
          failures.push(`${one.name}: ${error}`);
        }
      }),
    ),
  );
}

function seconds(): number {
  return Math.round((Date.now() - started) / 1000);
}
