import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const LEAST_SERVER = fileURLToPath(new URL('least-server.mjs', import.meta.url));

/** The least that a program like the bridge can be: see least-server.mjs. */
export class LeastServer {
  readonly #child: ChildProcess;
  readonly address: string;

  private constructor(child: ChildProcess, address: string) {
    this.#child = child;
    this.address = address;
  }

  static async start(): Promise<LeastServer> {
    const child = spawn(process.execPath, [LEAST_SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(child.stdout, 'data');
    return new LeastServer(child, String(line).trim());
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  /** Of its WebSocket, which sends back whatever it gets, `waitMs` milliseconds later. */
  echo(waitMs: number): string {
    return `${this.address.replace('http', 'ws')}?wait=${waitMs}`;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill();
    await ended;
  }
}
