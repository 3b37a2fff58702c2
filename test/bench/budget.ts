/**
 * `npm run check` runs it: fails when the page has grown beyond its budget. It builds the page and writes nothing; that a
 * browser asks for no more than this is what `npm run bench -- page` looks at.
 */
import { budgetOf, wordsTooEarly } from './page-budget.ts';
import { pageGraph } from './page-graph.ts';

const graph = await pageGraph();
const complaints = wordsTooEarly(graph).map((id) => `says what is not there yet on the first screen: ${id}`);
for (const { name, kilobytes, atMost } of budgetOf(graph)) {
  const line = `${name}: ${kilobytes.toFixed(1)} kB of ${atMost} kB`;
  process.stdout.write(`${line}\n`);
  if (kilobytes > atMost) complaints.push(`over the budget: ${line}`);
}
for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;
