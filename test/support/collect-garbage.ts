import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects everything that nobody holds any more. A `WeakRef` may be looked at afterwards. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What a weak reference refers to lives on until the end of the task that made or looked at it.
  await new Promise((resolve) => setTimeout(resolve));
  collect();
}
