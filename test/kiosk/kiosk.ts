import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OfficeSettings } from '../../src/office/schema.ts';
import { bundled } from '../support/bundled.ts';
import { Devtools } from '../support/devtools.ts';
import { until } from '../support/wait.ts';
import type { Place } from './resident.ts';

const PROGRAM = fileURLToPath(new URL('../../bridge/start.cjs', import.meta.url));
const EXAMPLE = new URL('../../fixtures/offices/example.json', import.meta.url);

export interface KioskOptions {
  /** For the bridge. */
  readonly flags?: readonly string[];
  readonly kiosk?: Partial<NonNullable<OfficeSettings['kiosk']>>;
  /** Of Chromium; without a screen unless told otherwise. */
  readonly browserArguments?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Whether its pages can be looked into: what keeps residents from that is taken out of the profile. */
  readonly inspectable?: boolean;
}

/**
 * A kiosk as an office has it: `npm start -- --kiosk`, kept alive by something like systemd, with real Chromium. Owns: all of
 * these processes, the office's file, and what is kept between its lives. Does not own: readers and cards.
 */
export class Kiosk {
  readonly folder: string;
  /** Where Chromium lets itself be debugged. */
  readonly debuggingPort: number;
  readonly #options: KioskOptions;
  readonly #script: string;
  #bridge: ChildProcess | undefined;
  #keepAlive = true;
  /** How often the bridge was started. */
  starts = 0;
  output = '';

  private constructor(folder: string, port: number, script: string, options: KioskOptions) {
    this.folder = folder;
    this.debuggingPort = port;
    this.#script = script;
    this.#options = options;
  }

  static async start(options: KioskOptions = {}): Promise<Kiosk> {
    const folder = await mkdtemp(join(tmpdir(), 'myna-pin-kiosk-test-'));
    const kiosk = new Kiosk(folder, await freePort(), await bundled('../kiosk/resident.ts'), options);
    const office = JSON.parse(await readFile(EXAMPLE, 'utf8')) as OfficeSettings;
    const settings = { ...office, kiosk: { ...office.kiosk, mode: 'self-service', ...options.kiosk } };
    await writeFile(kiosk.#office, JSON.stringify(settings));
    await kiosk.#writeBrowser();
    kiosk.#startBridge();
    return kiosk;
  }

  get #office(): string {
    return join(this.folder, 'office.json');
  }

  get #browser(): string {
    return join(this.folder, 'browser');
  }

  /** Where the bridge keeps what it must not forget. */
  get stateFolder(): string {
    return join(this.folder, 'state/myna-pin');
  }

  /** What `--browser` names: Chromium, as it has to be started by the superuser and where there is no screen. */
  async #writeBrowser(): Promise<void> {
    const { browserArguments = ['--headless=new'], inspectable = true } = this.#options;
    const debugging = [
      '--no-sandbox',
      '--disable-gpu',
      `--remote-debugging-port=${this.debuggingPort}`,
      '--remote-allow-origins=*',
    ];
    const open = `for a in "$@"; do case $a in --user-data-dir=*)
  sed -i 's/"availability":2/"availability":1/' "\${a#--user-data-dir=}/Default/Preferences";; esac; done`;
    await writeFile(
      this.#browser,
      `#!/bin/sh\n${inspectable ? open : ''}\nexec chromium ${[...debugging, ...browserArguments].join(' ')} "$@"\n`,
    );
    await chmod(this.#browser, 0o755);
  }

  #startBridge(): void {
    this.starts++;
    const { flags = [], env = {} } = this.#options;
    const child = spawn(
      process.execPath,
      [PROGRAM, '--office', this.#office, '--kiosk', '--browser', this.#browser, ...flags],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, XDG_STATE_HOME: join(this.folder, 'state'), ...env },
      },
    );
    this.#bridge = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        this.output += chunk;
      });
    }
    // As `Restart=always` does.
    child.once('exit', () => {
      if (this.#keepAlive) setTimeout(() => this.#keepAlive && this.#startBridge(), 100);
    });
  }

  get bridgePid(): number {
    return this.#bridge?.pid as number;
  }

  /** Of the browser that is on the screen, once it is. */
  async browserPid(): Promise<number> {
    return (await this.#started()).browser.pid;
  }

  /** The folder of its profile. */
  async profile(): Promise<string> {
    return (await this.#started()).profile;
  }

  #started(): Promise<{ browser: { pid: number }; profile: string }> {
    const note = () => readFile(join(this.stateFolder, `kiosk-${this.bridgePid}.json`), 'utf8');
    return until('a browser', async () => note().then(JSON.parse, () => undefined), 60_000);
  }

  /** The page on the screen, with a resident in it; in every page that it becomes too. */
  async page(): Promise<Devtools> {
    const page = await Devtools.attach(this.debuggingPort);
    await page.send('Page.enable');
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: this.#script });
    await page.evaluate(this.#script);
    return page;
  }

  /** Until somebody could begin; resolves with the page. */
  async ready(place: Place = 'attract', timeout = 60_000): Promise<Devtools> {
    let page: Devtools | undefined;
    let at: Place = 'nowhere';
    const look = async () => {
      try {
        page ??= await this.page();
        at = await page.evaluate<Place>('window.resident.at()');
        return at === place ? page : undefined;
      } catch {
        // It was on its way to another page, or is gone.
        page?.close();
        page = undefined;
        return undefined;
      }
    };
    try {
      return await until(`the kiosk at ${place}`, look, timeout);
    } catch (cause) {
      throw new Error(`It is at ${at}. The bridge said: ${this.output.slice(-2_000)}`, { cause });
    }
  }

  crashBridge(): void {
    this.#bridge?.kill('SIGKILL');
  }

  /** Everything at once, as when the power goes; comes back when `powerOn` is called. */
  async powerCut(): Promise<void> {
    const browser = await this.browserPid();
    this.#keepAlive = false;
    const bridge = this.#bridge as ChildProcess;
    const gone = bridge.exitCode === null && bridge.signalCode === null ? once(bridge, 'exit') : Promise.resolve();
    this.crashBridge();
    killGroup(browser);
    await gone;
  }

  powerOn(): void {
    this.#keepAlive = true;
    this.#startBridge();
  }

  async stop(): Promise<void> {
    this.#keepAlive = false;
    const child = this.#bridge;
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/** Processes of a group, with their command lines. */
export async function groupOf(leader: number): Promise<{ pid: number; command: string }[]> {
  const members: { pid: number; command: string }[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = await readFile(`/proc/${entry}/stat`, 'utf8');
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // One that has ended, and whose parent has not asked how, is none.
      if (Number(group) !== leader || state === 'Z') continue;
      members.push({ pid: Number(entry), command: await readFile(`/proc/${entry}/cmdline`, 'utf8') });
    } catch {
      // It ended meanwhile.
    }
  }
  return members;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
