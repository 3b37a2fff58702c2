import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** `npm start` as a person types it, in `folder`, up to the line with the address. */
export class NpmStart {
  readonly #child: ChildProcess;
  readonly address: string;
  /** Milliseconds since 1970. */
  readonly begunAt: number;

  private constructor(child: ChildProcess, address: string, begunAt: number) {
    this.#child = child;
    this.address = address;
    this.begunAt = begunAt;
  }

  static async in(folder: string, ...flags: string[]): Promise<NpmStart> {
    // Nothing of the npm that runs this is to be seen by the one that is started.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
    const begunAt = performance.timeOrigin + performance.now();
    const child = spawn('npm', ['start', '--', ...flags], {
      cwd: folder,
      env,
      // A group of its own, which gets signals as from a terminal.
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    const address = await new Promise<string>((resolve, reject) => {
      child.stdout?.on('data', (chunk) => {
        output += chunk;
        const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output)?.[0];
        if (found) resolve(found);
      });
      child.on('exit', (code) => reject(new Error(`npm start ended (${code}): ${output}`)));
    });
    return new NpmStart(child, address, begunAt);
  }

  /** As Ctrl-C does. */
  async stop(): Promise<void> {
    const { pid } = this.#child;
    if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    process.kill(-pid, 'SIGINT');
    await ended;
  }
}
