import { endWithin } from './end-within.ts';

/** Cards get this long to be given back before the process ends, in milliseconds. */
const FAREWELL_MS = 900;
/** Nothing tells a process that its parent has ended, so it looks; seldom, as each look wakes the processor. */
const PARENT_CHECK_MS = 2_000;

/**
 * Runs `stop` and ends the process, at the first signal to do so; the second one ends it at once.
 *
 * npm runs a script through a shell that dies of a signal without passing it on. A process that npm started therefore
 * also stops when its parent is gone, or nothing would ever stop it.
 */
export function stopWhenTold(stop: () => Promise<void>): void {
  let stopping = false;
  const begin = () => {
    if (stopping) return;
    stopping = true;
    endWithin(FAREWELL_MS);
    void stop().finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      begin();
    });
  }
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) begin();
  }, PARENT_CHECK_MS).unref();
}
