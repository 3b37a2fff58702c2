import type { Transmit } from '../card/apdu.ts';
import type { PinId } from '../card/applications.ts';
import { CardError, type CardErrorCode } from '../card/card-error.ts';
import { CardSession } from '../card/session.ts';
import { JournalError } from '../journal/journal-error.ts';
import { consentData, LAST_TRY_CONSENT, RAW_ACCESS } from './guarded-driver.ts';
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
  // A PIN is presented only in a change that is recorded: nothing reached the card.
  if (cause instanceof JournalError) return new CardError('refused-by-guard', { cause });
  const code = responseCodeOf(cause);
  return new CardError((code && CARD_ERRORS[code]) ?? 'failed', { cause });
}

/**
 * Does one piece of work on the card in `readerName`: connects exclusively, and whatever happens powers the card down
 * afterwards, so that nothing stays verified on it. `lastTryConsents` are passed on to the guard of this connection.
 * Rejects with `CardError`, or with what `work` rejected with.
 */
export function withCard<T>(
  context: SmartCardContext,
  readerName: string,
  work: (session: CardSession) => Promise<T>,
  lastTryConsents: readonly PinId[] = [],
): Promise<T> {
  return withConnection(context, readerName, async (connection) => {
    for (const pin of lastTryConsents) {
      await connection.control(LAST_TRY_CONSENT, consentData(pin)).catch(throwCardError);
    }
    return work(new CardSession(transmitOver(connection)));
  });
}

/**
 * The same without the guard, for APDUs that a developer enters: any command of 4 to 261 bytes goes to the card as it is,
 * and can take a try or sign. Rejects with `failed` where raw access is not offered, and nothing is sent.
 */
export function withRawCard<T>(
  context: SmartCardContext,
  readerName: string,
  work: (transmit: Transmit) => Promise<T>,
): Promise<T> {
  return withConnection(context, readerName, async (connection) => {
    await connection.control(RAW_ACCESS, new Uint8Array(0)).catch(throwCardError);
    return work(transmitOver(connection));
  });
}

async function withConnection<T>(
  context: SmartCardContext,
  readerName: string,
  work: (connection: SmartCardConnection) => Promise<T>,
): Promise<T> {
  const { connection } = await context
    .connect(readerName, 'exclusive', { preferredProtocols: ['t1', 't0'] })
    .catch(throwCardError);
  try {
    return await work(connection);
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
