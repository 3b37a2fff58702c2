import type { Transmit } from '../card/apdu.ts';
import type { PinId } from '../card/applications.ts';
import { CardError, type CardErrorCode } from '../card/card-error.ts';
import { CardSession } from '../card/session.ts';
import { consentData, LAST_TRY_CONSENT } from './guarded-driver.ts';
import { responseCodeOf } from './web-smart-card/errors.ts';
import type { SmartCardConnection, SmartCardContext, SmartCardResponseCode } from './web-smart-card/types.ts';

/** What a Web Smart Card response means for the work on the card. */
const CARD_ERRORS: Partial<Record<SmartCardResponseCode, CardErrorCode>> = {
  'removed-card': 'card-removed',
  'no-smartcard': 'card-removed',
  'reset-card': 'card-reset',
  'unpowered-card': 'card-reset',
  'reader-unavailable': 'reader-gone',
  'unknown-reader': 'reader-gone',
  'no-service': 'service-gone',
  'system-cancelled': 'service-gone',
  'sharing-violation': 'in-use',
  'server-too-busy': 'in-use',
  'unresponsive-card': 'unresponsive',
  'unsupported-card': 'unresponsive',
  'proto-mismatch': 'unresponsive',
};

/** A `CardError` for anything a reader rejected with. */
export function toCardError(cause: unknown): CardError {
  if (cause instanceof CardError) return cause;
  const code = responseCodeOf(cause);
  return new CardError((code && CARD_ERRORS[code]) ?? 'failed', { cause });
}

/**
 * Does one piece of work on the card in `readerName`: connects exclusively, and whatever happens powers the card down
 * afterwards, so that nothing stays verified on it. `lastTryConsents` are passed on to the guard of this connection.
 * Rejects with `CardError`, or with what `work` rejected with.
 */
export async function withCard<T>(
  context: SmartCardContext,
  readerName: string,
  work: (session: CardSession) => Promise<T>,
  lastTryConsents: readonly PinId[] = [],
): Promise<T> {
  const { connection } = await context
    .connect(readerName, 'exclusive', { preferredProtocols: ['t1', 't0'] })
    .catch(throwCardError);
  try {
    for (const pin of lastTryConsents) {
      await connection.control(LAST_TRY_CONSENT, consentData(pin)).catch(throwCardError);
    }
    return await work(new CardSession(transmitOver(connection)));
  } finally {
    // The card may be gone, and with it the connection: then it has no power either.
    await connection.disconnect('unpower').catch(() => {});
  }
}

function transmitOver(connection: SmartCardConnection): Transmit {
  return async (command) => new Uint8Array(await connection.transmit(command).catch(throwCardError));
}

function throwCardError(cause: unknown): never {
  throw toCardError(cause);
}
