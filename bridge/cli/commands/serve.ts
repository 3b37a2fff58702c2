import { resolve } from 'node:path';
import open from 'open';
import type { ShippingProblem } from '../../../src/journal/shipping-problem.ts';
import { SmartCardError } from '../../../src/readers/web-smart-card/errors.ts';
import type { ReaderDriver } from '../../../src/readers/web-smart-card/resource-manager.ts';
import { journalProblem } from '../../../src/texts/journal-problems.ts';
import { JOURNAL_TEXTS } from '../../../src/texts/journal-texts.ts';
import { officeProblem } from '../../../src/texts/office-problems.ts';
import { SHIPPING_PROBLEMS } from '../../../src/texts/shipping-problems.ts';
import { type PageFile, readPageFiles } from '../../http/page-files.ts';
import { installCommandHere } from '../../install-command.ts';
import { openJournal } from '../../journal/journal.ts';
import { Shipper, takeJournalUrl } from '../../journal/shipping/shipper.ts';
import { findBrowser, isProgram } from '../../kiosk/find-browser.ts';
import type { BrowserLoss, KioskWatch } from '../../kiosk/kiosk-watch.ts';
import { startKiosk } from '../../kiosk/start-kiosk.ts';
import { droppedOffice } from '../../office/dropped-office.ts';
import { journalFile, keptOfficeFile } from '../../office/kept-office.ts';
import { OfficeFile } from '../../office/office-file.ts';
import { OfficeJournal } from '../../office/office-journal.ts';
import { PcscDriver } from '../../pcsc/pcsc-driver.ts';
import { type BridgeServer, type BridgeServerOptions, startBridgeServer } from '../../server.ts';
import { stopWhenTold } from '../../stop.ts';
import { EXIT } from '../exit-codes.ts';
import type { Surroundings } from '../reach-card.ts';

export interface ServeOptions {
  readonly open: boolean;
  /** 0: any free one. */
  readonly port: number;
  readonly virtual: boolean;
  /** Lets the page send any APDU. */
  readonly developer: boolean;
  /** The built page. */
  readonly pageFolder: string;
  /** A file of office settings; the one that was dropped in where it is left out. */
  readonly office?: string;
  /** The file of its journal, where changes are recorded. */
  readonly journal?: string;
  /** Keeps the page on the whole screen, in a browser of its own. */
  readonly kiosk: boolean;
  /** That browser, where it is not to be looked for. */
  readonly browser?: string;
}

/** Starts the bridge and opens its page. Resolves when it runs; it ends with the process. */
export async function runServe(surroundings: Surroundings, options: ServeOptions): Promise<number> {
  const { terminal, texts } = surroundings;
  const { open: opens, port, virtual, developer, pageFolder } = options;
  const fail = (sentence: string) => {
    terminal.err(sentence);
    return EXIT.refused;
  };
  const files = pageFiles(pageFolder);
  if (!files) return fail(texts.serve.noPage);
  const readers = virtual ? noReaders() : pcscReaders();
  const officeFile = options.office ?? droppedOffice();
  const office = officeFile === undefined ? undefined : officeOf(surroundings, resolve(officeFile));
  // Whoever made a mistake in it is still at the terminal.
  const settings = (await office?.read())?.settings;
  // One that is broken keeps the kiosk out of order, and on the screen, until it is put right.
  const saysNothing = settings ? settings.kiosk?.mode === undefined : !office;
  if (options.kiosk && saysNothing) return fail(texts.kiosk.noMode);
  const browser = options.kiosk ? browserOf(options.browser) : undefined;
  if (options.kiosk && !browser) return fail(texts.kiosk.noBrowser(options.browser));
  // What is done with the virtual card is no business of the city's. The password leaves the environment all the same.
  const journalUrl = takeJournalUrl();
  const journal = office && journalOf(surroundings, office, options, virtual ? undefined : journalUrl);
  let kiosk: KioskWatch | undefined;
  let server: BridgeServer;
  try {
    server = await startBridgeServer({
      driver: readers.driver,
      describe: readers.describe,
      files,
      ...(office ? { office: () => office.read() } : {}),
      journal,
      onPage: (there) => kiosk?.pageIs(there),
      port,
      developer,
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return fail(texts.serve.portInUse(port));
    if (code === 'EACCES') return fail(texts.serve.portForbidden(port));
    throw error;
  }
  stopWhenTold(async () => {
    // Cards are given back whatever a browser does.
    await Promise.all([server.close(), kiosk?.stop()]);
    await journal?.close();
    await readers.stop();
  });
  if (browser) {
    const lost = (loss: BrowserLoss, nextInMs: number) => terminal.err(texts.kiosk.lost[loss](nextInMs / 1000));
    kiosk = startKiosk({ program: browser, renewAddress: () => server.renewAddress(), lost });
    terminal.out(texts.kiosk.started(browser));
    return EXIT.done;
  }
  terminal.out(texts.serve.open(server.address));
  // The address is an argument of the programs that open it, and on most systems everybody on the computer can read those
  // until the page has used the secret up. A private file that redirects would hide it, but the browsers that Ubuntu and
  // others ship as snap or flatpak cannot read such a file, and people would get an error page instead. So the bridge asks
  // the system who is at the other end, where that can be known (peer-user.ts).
  //
  // The address is on the screen too, so nothing needs to be said where no browser can be opened.
  if (opens) await open(server.address).catch(() => {});
  return EXIT.done;
}

/** A file that cannot be used keeps nothing from starting: the last good settings hold, or the page is out of order. */
function officeOf({ terminal, texts }: Surroundings, file: string): OfficeFile {
  return new OfficeFile(file, keptOfficeFile(file), ({ settings, problems }) => {
    terminal.err(problems.length === 0 ? texts.office.good(file) : texts.office.broken(file, settings !== undefined));
    for (const problem of problems) terminal.err(officeProblem(terminal.language, problem));
  });
}

/** A journal that cannot be written keeps nothing from starting either: changes are refused, and staff are told why. */
function journalOf(
  { terminal, texts }: Surroundings,
  office: OfficeFile,
  { virtual, journal }: ServeOptions,
  shipTo: string | undefined,
): OfficeJournal {
  const file = journal === undefined ? journalFile(virtual) : resolve(journal);
  const { language } = terminal;
  const tellOfShipping = (problem: ShippingProblem | undefined) => {
    terminal.err(problem ? SHIPPING_PROBLEMS[language][problem] : JOURNAL_TEXTS[language].shippedAgain);
  };
  const kept = new OfficeJournal({
    open: () => openJournal(file, { shipping: shipTo !== undefined }),
    ...(shipTo === undefined ? {} : { ship: (opened) => new Shipper(opened, shipTo, { tell: tellOfShipping }) }),
    settings: () => office.now.settings,
    practice: virtual,
    tell: (problem) => {
      terminal.err(problem ? texts.journal.trouble(file) : texts.journal.ready(file));
      if (problem) terminal.err(journalProblem(terminal.language, problem));
    },
  });
  // Whoever started it is still at the terminal.
  kept.check();
  return kept;
}

function browserOf(given: string | undefined): string | undefined {
  if (given === undefined) return findBrowser();
  return isProgram(given) ? given : undefined;
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

function pageFiles(folder: string): ReadonlyMap<string, PageFile> | undefined {
  try {
    return readPageFiles(folder);
  } catch {
    return undefined;
  }
}
