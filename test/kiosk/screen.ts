import { type ChildProcess, spawn } from 'node:child_process';
import { runProgram } from '../support/run-program.ts';
import { until } from '../support/wait.ts';

/** An X screen of a size, with a window manager as every desktop has one, and somebody at its keyboard. */
export class Screen {
  readonly #server: ChildProcess;
  readonly #manager: ChildProcess;
  readonly env: NodeJS.ProcessEnv;

  private constructor(server: ChildProcess, manager: ChildProcess, env: NodeJS.ProcessEnv) {
    this.#server = server;
    this.#manager = manager;
    this.env = env;
  }

  static async start(width: number, height: number): Promise<Screen> {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    let said = '';
    server.stdio[3]?.on('data', (chunk) => {
      said += chunk;
    });
    const display = await until('an X server', () => (said.endsWith('\n') ? `:${said.trim()}` : undefined));
    const env = { DISPLAY: display };
    const manager = spawn('openbox', { stdio: 'ignore', env: { ...process.env, ...env } });
    return new Screen(server, manager, env);
  }

  /** Presses keys by their X names, held together with `+`. */
  async press(keys: string): Promise<void> {
    const { code, text } = await runProgram('env', [`DISPLAY=${this.env['DISPLAY']}`, 'xdotool', 'key', keys]);
    if (code !== 0) throw new Error(text);
  }

  async stop(): Promise<void> {
    this.#manager.kill();
    this.#server.kill();
  }
}
