import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bridge/start.mjs', import.meta.url));
const START_MS = 20_000;

/** Where a bridge keeps what it keeps: what the environment says, or a folder that is gone with it. */
class StateFolder {
  readonly #own = process.env['XDG_STATE_HOME'] ? undefined : mkdtempSync(join(tmpdir(), 'myna-pin-state-'));
  readonly path = this.#own ?? process.env['XDG_STATE_HOME'] ?? '';

  remove(): void {
    if (this.#own) rmSync(this.#own, { recursive: true, force: true });
  }
}

/** The bridge as a person starts it: the real command line in a process of its own. */
export class BridgeProcess {
  readonly #child: ChildProcess;
  #output: string;
  /** The address of the page, with the secret of this run. */
  readonly address: string;

  private constructor(child: ChildProcess, output: string, address: string) {
    this.#child = child;
    this.#output = output;
    this.address = address;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#output += chunk;
      });
    }
  }

  /** Any free port; `flags` such as `--virtual` are passed on. */
  static start(...flags: string[]): Promise<BridgeProcess> {
    return BridgeProcess.startWith([], flags);
  }

  /** With arguments for Node.js itself; what it loads can answer to `ask`. */
  static async startWith(nodeArguments: readonly string[], flags: readonly string[] = []): Promise<BridgeProcess> {
    const state = new StateFolder();
    const child = spawn(process.execPath, [...nodeArguments, PROGRAM, '--no-open', '--port', '0', ...flags], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, XDG_STATE_HOME: state.path },
    });
    child.on('exit', () => state.remove());
    let output = '';
    const address = await new Promise<string>((resolve, reject) => {
      const fail = (what: string) => reject(new Error(`the bridge ${what}. It said: ${output}`));
      const timer = setTimeout(() => fail('told no address in time'), START_MS);
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (chunk) => {
          output += chunk;
          const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output);
          if (found && output.includes('\n', found.index)) {
            clearTimeout(timer);
            resolve(found[0]);
          }
        });
      }
      child.on('exit', (code) => {
        clearTimeout(timer);
        fail(`ended (${code})`);
      });
    }).catch((error) => {
      child.kill('SIGKILL');
      throw error;
    });
    return new BridgeProcess(child, output, address);
  }

  /** All that it said, on both streams. */
  get output(): string {
    return this.#output;
  }

  /** Asks what was loaded into it; resolves with its next message. */
  async ask(): Promise<unknown> {
    const answered = once(this.#child, 'message');
    this.#child.send('');
    return (await answered)[0];
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** Ends it as a crash does: it can clean up nothing. */
  crash(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.running) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }
}
