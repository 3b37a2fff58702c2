import { type Snapshot, watchReaders } from '../../src/readers/reader-watcher.ts';
import type { SmartCardResourceManager } from '../../src/readers/web-smart-card/types.ts';

/**
 * Follows the readers until `look` makes something of them: it is called with what is there now, and after every change.
 * Rejects with the reason of `signal` when aborted.
 */
export async function untilReaders<T>(
  manager: SmartCardResourceManager,
  look: (snapshot: Snapshot) => T | undefined,
  signal: AbortSignal,
): Promise<T> {
  const found = new AbortController();
  const results: T[] = [];
  await watchReaders(
    manager,
    (snapshot) => {
      const result = results.length === 0 ? look(snapshot) : undefined;
      if (result === undefined) return;
      results.push(result);
      found.abort();
    },
    AbortSignal.any([found.signal, signal]),
  );
  if (results.length === 0) throw signal.reason;
  return results[0] as T;
}

/** The readers at this moment; `undefined` where there is no service. */
export function readersNow(manager: SmartCardResourceManager, signal: AbortSignal): Promise<{ readers: Snapshot }> {
  return untilReaders(manager, (readers) => ({ readers }), signal);
}
