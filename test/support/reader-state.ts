import { responseCodeOf } from '../../src/readers/web-smart-card/errors.ts';
import type {
  SmartCardContext,
  SmartCardReaderStateOut,
  SmartCardResourceManager,
} from '../../src/readers/web-smart-card/types.ts';
import { until } from './wait.ts';

/** How long a notice of a card that came or went may take, in milliseconds. pcscd looks every 400 ms. */
const NOTICE_MS = 10_000;

/** Follows a reader until it has a card, or has none. */
export async function followReader(
  context: SmartCardContext,
  readerName: string,
  flag: 'present' | 'empty',
): Promise<SmartCardReaderStateOut> {
  const signal = AbortSignal.timeout(NOTICE_MS);
  let [state] = await context.getStatusChange([{ readerName, currentState: { unaware: true } }], { signal });
  while (state && !state.eventState[flag]) {
    const { changed: _, unknown: __, ...currentState } = state.eventState;
    [state] = await context.getStatusChange([{ readerName, currentState, currentCount: state.eventCount }], { signal });
  }
  return state as SmartCardReaderStateOut;
}

/**
 * The same, also across a restart of the PC/SC service: the bridge finds it at its own pace, so `no-service` and a reader
 * that is not known yet are asked about again.
 */
export function waitForCard(
  manager: SmartCardResourceManager,
  readerName: string,
  flag: 'present' | 'empty',
): Promise<SmartCardContext> {
  return until(`${readerName} ${flag}`, async () => {
    try {
      const context = await manager.establishContext();
      if (!(await context.listReaders()).includes(readerName)) return undefined;
      await followReader(context, readerName, flag);
      return context;
    } catch (error) {
      if (responseCodeOf(error) === 'no-service') return undefined;
      throw error;
    }
  });
}
