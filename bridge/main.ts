import { fileURLToPath } from 'node:url';
import { processTerminal } from './cli/process-terminal.ts';
import { runCommandLine } from './cli/program.ts';

/** The built page, beside the built bridge. */
const PAGE_FOLDER = fileURLToPath(new URL('../page', import.meta.url));

process.exitCode = await runCommandLine(process.argv.slice(2), {
  terminal: processTerminal(),
  pageFolder: PAGE_FOLDER,
});
