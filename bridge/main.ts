import { fileURLToPath } from 'node:url';
import open from 'open';
import { SmartCardError } from '../src/readers/web-smart-card/errors.ts';
import type { ReaderDriver } from '../src/readers/web-smart-card/resource-manager.ts';
import { type CommandLine, parseCommandLine, UsageError } from './command-line.ts';
import { type PageFile, readPageFiles } from './http/page-files.ts';
import { installCommandHere } from './install-command.ts';
import { PcscDriver } from './pcsc/pcsc-driver.ts';
import { type BridgeServer, type BridgeServerOptions, startBridgeServer } from './server.ts';
import { stopWhenTold } from './stop.ts';
import { complain, SENTENCES, say } from './terminal.ts';

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;

/** The built page, beside the built bridge. */
const PAGE_FOLDER = fileURLToPath(new URL('../page', import.meta.url));

try {
  const commandLine = parseCommandLine(process.argv.slice(2));
  if (commandLine.help) say(SENTENCES.help);
  else await run(commandLine);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  complain(SENTENCES.usage(error.message));
  process.exitCode = EXIT_USAGE;
}

async function run({ open: opens, port, virtual }: CommandLine): Promise<void> {
  const files = pageFiles();
  if (!files) return fail(SENTENCES.noPage);
  const readers = virtual ? noReaders() : pcscReaders();
  let server: BridgeServer;
  try {
    server = await startBridgeServer({ ...readers, files, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return fail(SENTENCES.portInUse(port));
    if (code === 'EACCES') return fail(SENTENCES.portForbidden(port));
    throw error;
  }
  stopWhenTold(async () => {
    await server.close();
    await readers.stop();
  });
  say(SENTENCES.open(server.address));
  // The address is an argument of the programs that open it, and on most systems everybody on the computer can read those
  // until the page has used the secret up. A private file that redirects would hide it, but the browsers that Ubuntu and
  // others ship as snap or flatpak cannot read such a file, and people would get an error page instead. So the bridge asks
  // the system who is at the other end, where that can be known (peer-user.ts).
  //
  // The address is on the screen too, so nothing needs to be said where no browser can be opened.
  if (opens) await open(server.address).catch(() => {});
}

type Readers = Pick<BridgeServerOptions, 'driver' | 'describe'> & { stop: () => Promise<void> };

function pcscReaders(): Readers {
  const driver = new PcscDriver();
  return {
    driver,
    describe: () => {
      const installCommand = driver.availability === 'module-missing' ? installCommandHere() : undefined;
      return { pcsc: driver.availability, ...(installCommand ? { installCommand } : {}) };
    },
    stop: () => driver.close(),
  };
}

/** `--virtual`: the page uses a card in its own memory, and nothing here can reach a real one. */
function noReaders(): Readers {
  const none = async (): Promise<never> => {
    throw new SmartCardError('no-service');
  };
  const driver: ReaderDriver = { open: none, listReaders: none, getStatusChange: none, connect: none };
  return { driver, describe: () => ({ pcsc: 'off' }), stop: async () => {} };
}

function pageFiles(): ReadonlyMap<string, PageFile> | undefined {
  try {
    return readPageFiles(PAGE_FOLDER);
  } catch {
    return undefined;
  }
}

function fail(sentence: string): void {
  complain(sentence);
  process.exitCode = EXIT_FAILURE;
}
