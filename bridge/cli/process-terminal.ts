import { read } from 'read';
import { LANGUAGE } from '../terminal.ts';
import { Cancelled, type Terminal } from './io.ts';

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  // Whoever reads what is said may go away, and the window may be closed: no reason to leave a card in the middle.
  for (const stream of [stdout, stderr]) stream.on('error', () => {});
  let stopping: AbortController | undefined;
  const stopped = () => {
    stopping ??= abortedBySignals();
    return stopping.signal;
  };
  return {
    language: LANGUAGE,
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    inputIsTerminal: stdin.isTTY === true,
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    ask: (question) => ask(question, false, stopped()),
    async askSecret(question) {
      try {
        return await ask(question, true, stopped());
      } finally {
        // Enter is not shown either.
        stderr.write('\n');
      }
    },
    readInput,
    get stopped() {
      return stopped();
    },
  };
}

/** Asks on standard error: standard output may go into another program. */
async function ask(prompt: string, silent: boolean, stopped: AbortSignal): Promise<string> {
  const { stdin } = process;
  let pause = () => {};
  let stop = () => {};
  // At Ctrl-D the package neither resolves nor rejects; all there is to see is that the input is paused. It is paused after
  // Enter too, just before the answer is there.
  const ended = new Promise<never>((_, reject) => {
    pause = () => void setImmediate(() => reject(new Cancelled()));
    stdin.on('pause', pause);
    stop = () => {
      // Nothing can take the question back, and it would keep the process alive.
      stdin.destroy();
      reject(new Cancelled());
    };
    stopped.addEventListener('abort', stop, { once: true });
  });
  try {
    stopped.throwIfAborted();
    return await Promise.race([read({ prompt: `${prompt}:`, silent, input: stdin, output: process.stderr }), ended]);
  } catch {
    throw new Cancelled();
  } finally {
    stdin.off('pause', pause);
    stopped.removeEventListener('abort', stop);
  }
}

async function readInput(limit: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(limit);
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, limit - length);
    bytes.set(part, length);
    length += part.length;
    chunk.fill(0);
    if (length === limit) break;
  }
  return bytes.subarray(0, length);
}

function abortedBySignals(): AbortController {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => controller.abort(new Cancelled()));
  }
  return controller;
}
