/**
 * `npm run soak`: thousands of residents at one kiosk, one after the other, and whether it stays as it is.
 *
 *   -- --virtual 5000    residents on the virtual card
 *   -- --real 300        residents on a real PC/SC service
 */
import { parseArgs } from 'node:util';
import { notFlat, type Sample, table } from './plateau.ts';
import { soakReal, soakVirtual } from './soak.ts';

const { values } = parseArgs({
  options: {
    virtual: { type: 'string', default: '5000' },
    real: { type: 'string', default: '300' },
  },
});

const say = (line: string) => process.stdout.write(`${line}\n`);

const RUNS = [
  { name: 'the virtual card', residents: Number(values.virtual), soak: soakVirtual },
  { name: 'a real PC/SC service', residents: Number(values.real), soak: soakReal },
];

/** So many looks in each run, however long it is. */
const LOOKS = 50;

let problems = 0;
for (const { name, residents, soak } of RUNS) {
  if (residents === 0) continue;
  const started = Date.now();
  const every = Math.max(1, Math.floor(residents / LOOKS));
  const note = ({ residents: served }: Sample) => say(`${name}: ${served} served`);
  const samples = await soak({ residents, every, note });
  const found = notFlat(samples);
  problems += found.length;
  say(`\n${residents} residents on ${name}, ${Math.round((Date.now() - started) / 60_000)} min`);
  say('| | after the warm-up | at the end | trend over the run |\n|---|---|---|---|');
  for (const line of [...table(samples), '', ...found]) say(line);
}
process.exitCode = problems > 0 ? 1 : 0;
