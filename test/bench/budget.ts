/**
 * `npm run check` runs it: fails when the page has grown beyond its budget. It builds the page and writes nothing; that the
 * browser asks for no more than this is what `npm run bench -- page` looks at.
 */
import { budgetOf } from './page-budget.ts';
import { pageGraph } from './page-graph.ts';

const over: string[] = [];
for (const { name, kilobytes, atMost } of budgetOf(await pageGraph())) {
  const line = `${name}: ${kilobytes.toFixed(1)} kB of ${atMost} kB`;
  process.stdout.write(`${line}\n`);
  if (kilobytes > atMost) over.push(line);
}
if (over.length > 0) {
  process.stderr.write(`over the budget of the page:\n${over.join('\n')}\n`);
  process.exitCode = 1;
}
