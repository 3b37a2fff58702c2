import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('hold-card.ts', import.meta.url));

/** Starts another program that holds the card in the first reader exclusively; resolves once it does. */
export async function holdCard(): Promise<{ release(): Promise<void> }> {
  const child = fork(PROGRAM, { execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error('the other program could not take hold of the card');
    }),
  ]);
  return {
    async release() {
      child.disconnect();
      await ended;
    },
  };
}
