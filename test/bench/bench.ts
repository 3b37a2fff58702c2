/** What `npm run bench` runs once everything is built, on a loopback network of its own: see run.mjs. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Effort, Section } from './figure.ts';
import { meetsGoal } from './figure.ts';
import { thisMachine } from './machine.ts';
import { withContent } from './readme.ts';
import { SECTIONS } from './sections.ts';
import { type MeasuredSection, tableOf } from './table.ts';

const RESULTS = new URL('results.json', import.meta.url);
const README = new URL('../../README.md', import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((id) => !SECTIONS.some((section) => section.id === id));
if (unknown.length > 0) {
  throw new Error(`no such section: ${unknown.join(' ')} (there are ${SECTIONS.map(({ id }) => id).join(' ')})`);
}
const asked = SECTIONS.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
const started = Date.now();
const sections: MeasuredSection[] = [];
for (const section of asked) sections.push(await measured(section));

const machine = thisMachine();
const date = new Date().toISOString().slice(0, 10);
const seconds = Math.round((Date.now() - started) / 1000);
const results = { date, machine, seconds, sections };
const table = tableOf(sections);
process.stdout.write(values.json ? `${JSON.stringify(results, undefined, 2)}\n` : `\n${table}\n`);

// A part of it, or a trial of the bench itself, is no result to keep.
if (!values.quick && asked.length === SECTIONS.length) {
  await writeFile(RESULTS, `${JSON.stringify(results, undefined, 2)}\n`);
  const { cpu, cores, node, chromium } = machine;
  const where = `Measured on ${date}: ${cpu}, ${cores} cores, Node.js ${node}, Chromium ${chromium}, in ${seconds} s.`;
  await writeFile(README, withContent(await readFile(README, 'utf8'), `${where}\n\n${table}`));
  say(`written: ${fileURLToPath(RESULTS)} and the table in README.md`);
}
const missed = sections.flatMap(({ figures }) => figures).filter((figure) => meetsGoal(figure) === false);
say(`${seconds} s; ${missed.length === 0 ? 'every goal is met' : `goals missed: ${missed.length}`}`);
// Whatever a section forgot to end must not keep the command from ending.
process.exit();

async function measured(section: Section): Promise<MeasuredSection> {
  const begun = Date.now();
  say(`${section.title}…`);
  const effort: Effort = {
    runs: (whole, trial) => (values.quick ? trial : whole),
    say: (text) => say(`  ${text}`),
  };
  const figures = await section.measure(effort);
  say(`  ${Math.round((Date.now() - begun) / 1000)} s`);
  return { id: section.id, title: section.title, figures };
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
