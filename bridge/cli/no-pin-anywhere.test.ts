import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { PIN_IDS, PINS, type PinId } from '../../src/card/applications.ts';
import { fromAscii, toHex } from '../../src/card/bytes.ts';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import { READER, VirtualDesk } from '../testing/virtual-desk.ts';

/** Digits that stand nowhere in the sentences, statuses and commands of this product: what is found of them is a PIN. */
const digits = fc.array(fc.constantFrom('4', '7', '8', '9'), { minLength: 4, maxLength: 4 }).map((all) => all.join(''));
const password = fc
  .tuple(
    fc.array(fc.constantFrom('Q', 'X', 'Z', '7', '8'), { minLength: 5, maxLength: 14 }),
    fc.constantFrom('QX', 'ZZ'),
  )
  .map(([all, end]) => `7${all.join('')}${end}`.slice(0, 16))
  .filter((text) => /[A-Z]/.test(text));
const pinFor = (pin: PinId) => (PINS[pin].format === 'four-digits' ? digits : password);

const typed = fc.tuple(...PIN_IDS.map((pin) => fc.tuple(pinFor(pin), pinFor(pin), pinFor(pin)))).map((all) =>
  PIN_IDS.map((pin, index) => {
    const [onCard, current, next] = all[index] as [string, string, string];
    return { pin, onCard, current, next };
  }),
);

const folder = mkdtempSync(join(tmpdir(), 'myna-pin-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('no PIN that was typed or is on the card is said, printed or recorded, however the change ends', async () => {
  const scenario = fc.record({
    typed,
    chosen: fc.subarray([...PIN_IDS], { minLength: 1 }),
    right: fc.boolean(),
    interactive: fc.boolean(),
    json: fc.boolean(),
    language: fc.constantFrom('ja' as const, 'en' as const),
    cutAt: fc.option(fc.nat(60)),
    breaks: fc.constantFrom('nothing', 'a line too few', 'a letter'),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ typed, chosen, right, interactive, json, language, cutAt, breaks }) => {
      const desk = new VirtualDesk();
      const pins = Object.fromEntries(typed.map(({ pin, onCard }) => [pin, { pin: onCard }]));
      desk.insert(cardWith({ pins: { ...pins, common: pins['juki'] } }));
      desk.readers.fault = (_, index) => (index === cutAt ? 'removed-after' : undefined);
      const mine = typed.filter(({ pin }) => chosen.includes(pin));
      const lines = mine.flatMap(({ onCard, current, next }) => [right ? onCard : current, next]);
      if (breaks === 'a line too few') lines.pop();
      if (breaks === 'a letter') lines.push(`${lines.pop()}/`);
      const answers = mine.flatMap(({ onCard, current, next }) => [right ? onCard : current, next, 'y', next, next]);
      const file = join(folder, 'random.apdu');
      const args = ['change', ...mine.map(({ pin }) => pin), '--wait', '0'];
      if (!interactive) args.push('--stdin');
      if (json) args.push('--json');
      const code = await desk.run(
        ['record', file, '--force', '--', ...args],
        interactive ? { language, answers } : { language, input: lines.join('\n') },
        (terminal) => {
          // Nobody puts the card back.
          terminal.onErr = () => {
            if (!desk.readers.cardIn(READER)) terminal.stop();
          };
        },
      );
      expect([0, 1, 2, 3, 4]).toContain(code);
      let recorded = '';
      try {
        recorded = readFileSync(file, 'utf8');
        rmSync(file);
      } catch {
        // Nothing was worth recording.
      }
      const said = desk.terminal.text;
      for (const { onCard, current, next } of typed) {
        for (const secret of [onCard, current, next]) {
          expect(said).not.toContain(secret);
          expect(recorded.replace(/\s/g, '')).not.toContain(toHex(fromAscii(secret)));
        }
      }
      const object = json && desk.terminal.outLines.length > 0 ? JSON.stringify(desk.terminal.json) : '';
      expect(object).not.toMatch(/VIRTUAL000|length|fingerprint|serial/i);
    }),
    { numRuns: 400 },
  );
}, 60_000);
