import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bridge/myna-pin.mjs', import.meta.url));

export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CommandOptions {
  /** Standard input. */
  readonly input?: string;
  readonly language?: 'ja' | 'en';
  /** Called once, when this text was said on standard error. */
  readonly when?: readonly [text: string, act: (child: ChildProcess) => Promise<unknown> | unknown];
}

/** `myna-pin` as another program starts it, in a process of its own, run to its end. */
export async function mynaPin(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { input = '', language = 'en', when } = options;
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: environment(language) });
  let out = '';
  let err = '';
  let acted: Promise<unknown> | undefined;
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
    if (when && !acted && err.includes(when[0])) acted = Promise.resolve(when[1](child));
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  await acted;
  return { code, out, err };
}

/**
 * The same at a pseudo-terminal (script(1) of util-linux). Each answer is typed, or done, when its question is on the
 * screen; `screen` is everything that was ever to be seen there.
 */
export async function atTerminal(
  args: readonly string[],
  answers: readonly (readonly [question: string, answer: string | (() => Promise<unknown>)])[],
): Promise<{ code: number | null; screen: string }> {
  const command = [process.execPath, PROGRAM, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['--quiet', '--return', '--flush', '--command', command, '/dev/null'], {
    env: environment('en'),
  });
  const left = [...answers];
  const done: Promise<unknown>[] = [];
  let screen = '';
  let seen = 0;
  child.stdout.on('data', (chunk) => {
    screen += chunk;
    const [next] = left;
    const at = next ? screen.indexOf(next[0], seen) : -1;
    if (!next || at < 0) return;
    seen = screen.length;
    left.shift();
    if (typeof next[1] === 'string') child.stdin.write(next[1]);
    else done.push(next[1]());
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  await Promise.all(done);
  return { code, screen };
}

function environment(language: 'ja' | 'en'): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: language === 'ja' ? 'ja_JP.UTF-8' : 'C.UTF-8' };
}
