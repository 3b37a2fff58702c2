import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';
import { FIRST_VPCD_PORT } from './vpcd-slot.ts';
import { until } from './wait.ts';

/** The two slots of vpcd, as pcscd names them. */
export const READERS = ['Virtual PCD 00 00', 'Virtual PCD 00 01'] as const;

/** All that pcscd knows at a time, in the order of their ports: see `startWithMany`. */
export const MANY_READERS: readonly string[] = Array.from(
  { length: 16 },
  (_, slot) => `Virtual PCD ${Math.floor(slot / 2)} 00 0${slot % 2}`,
);

/** Where Debian's `vsmartcard-vpcd` says how its driver is loaded. */
const VPCD_CONFIGURATION = '/etc/reader.conf.d/vpcd';

/**
 * The real PC/SC service of a test, with the virtual reader alone. Owns: the process and its configuration. It never
 * shares a machine with another pcscd, and it ends at once when any other reader shows up: a test that presents wrong PINs
 * must not come near a person's card.
 */
export class Pcscd {
  readonly #configuration: string;
  readonly #readers: readonly string[];
  #child: ChildProcess | undefined;

  private constructor(configuration: string, readers: readonly string[]) {
    this.#configuration = configuration;
    this.#readers = readers;
  }

  static async start(): Promise<Pcscd> {
    const configuration = await mkdtemp(join(tmpdir(), 'myna-pin-pcscd-'));
    await copyFile(VPCD_CONFIGURATION, join(configuration, 'vpcd'));
    return Pcscd.#startWith(configuration, READERS);
  }

  /**
   * With 16 readers, which is as many as the service knows: the driver has two slots in a process, so it is loaded eight
   * times, each from a file and on ports of its own.
   */
  static async startWithMany(): Promise<Pcscd> {
    const configuration = await mkdtemp(join(tmpdir(), 'myna-pin-pcscd-'));
    const drivers = await mkdtemp(join(tmpdir(), 'myna-pin-vpcd-'));
    const debian = await readFile(VPCD_CONFIGURATION, 'utf8');
    const installed = /^LIBPATH\s+(\S+)/m.exec(debian)?.[1];
    if (!installed) throw new Error(`${VPCD_CONFIGURATION} names no driver`);
    const entries: string[] = [];
    for (let copy = 0; copy < MANY_READERS.length / READERS.length; copy++) {
      const driver = join(drivers, `vpcd-${copy}.so`);
      await copyFile(installed, driver);
      const port = FIRST_VPCD_PORT + copy * READERS.length;
      entries.push(
        `FRIENDLYNAME "Virtual PCD ${copy}"\nDEVICENAME /dev/null:0x${port.toString(16)}\nLIBPATH ${driver}\nCHANNELID 0x${port.toString(16)}\n`,
      );
    }
    await writeFile(join(configuration, 'vpcd'), entries.join('\n'));
    const pcscd = await Pcscd.#startWith(configuration, MANY_READERS);
    // It has loaded them.
    await rm(drivers, { recursive: true });
    return pcscd;
  }

  static async #startWith(configuration: string, readers: readonly string[]): Promise<Pcscd> {
    const pcscd = new Pcscd(configuration, readers);
    await pcscd.start();
    return pcscd;
  }

  start(): Promise<void> {
    return this.#start(this.#configuration, this.#readers);
  }

  /** As where no reader is plugged in. */
  async startWithoutReaders(): Promise<void> {
    const nothing = `${this.#configuration}-nothing`;
    await mkdir(nothing, { recursive: true });
    await this.#start(nothing, []);
    await rm(nothing, { recursive: true });
  }

  async #start(configuration: string, readers: readonly string[]): Promise<void> {
    await refuseForeignService();
    const child = spawn('pcscd', ['--foreground', '--config', configuration], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` },
    });
    this.#child = child;
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
      });
    }
    let failure: Error | undefined;
    child.on('error', (error) => {
      failure = error;
    });
    try {
      await until('an answer of pcscd', async () => {
        if (failure) throw failure;
        if (child.exitCode !== null) throw new Error(`pcscd ended (${child.exitCode}). It said: ${output}`);
        if (readers.length === 0) return isAnswering();
        return (await listReaders()).length >= readers.length || undefined;
      });
      const foreign = (await listReaders()).filter(({ name }) => !readers.includes(name));
      if (foreign.length > 0) {
        throw new Error(
          `These tests only run where no real card reader is. Please unplug: ${foreign.map(({ name }) => name).join(', ')}`,
        );
      }
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Waits until the service has noticed that every card is gone: it looks every 400 ms, and would take a new one for the old. */
  async untilEmpty(): Promise<void> {
    await until('empty readers', async () => (await listReaders()).every(({ card }) => !card) || undefined);
  }

  get running(): boolean {
    return this.#child !== undefined;
  }

  /** Ends the service as a crash does. Its socket and its process file stay behind. */
  async crash(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await rm(this.#configuration, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

/** OpenSC says the same of a service without readers and of none, so a client of it is tried. */
function isAnswering(): Promise<true | undefined> {
  return new Promise((resolve) => {
    const socket = connect('/run/pcscd/pcscd.comm');
    socket.on('error', () => resolve(undefined));
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** Asked with OpenSC, so that the answer does not depend on the code under test. */
async function listReaders(): Promise<{ name: string; card: boolean }[]> {
  const { text } = await runProgram('opensc-tool', ['--list-readers']);
  // Columns: number, whether a card is present, features, name.
  return [...text.matchAll(/^\d+\s+(Yes|No)\s{2,}(?:.*\s{2,})?(\S.*)$/gm)].map(([, card, name]) => ({
    name: (name as string).trim(),
    card: card === 'Yes',
  }));
}

async function refuseForeignService(): Promise<void> {
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const name = await readFile(`/proc/${entry}/comm`, 'utf8').catch(() => '');
    if (name.trim() === 'pcscd') {
      throw new Error(
        'A PC/SC service is running already, and it may have real readers. Run the tests with `npm test`, which keeps ' +
          'away from it where it can, or stop it first: sudo systemctl stop pcscd.socket pcscd',
      );
    }
  }
}
