import * as v from 'valibot';
import { BridgeError, type BridgeErrorCode } from './bridge-error.ts';
import {
  BRIDGE_HEADER,
  BRIDGE_HEADER_VALUE,
  SESSION_PATH,
  SessionFailure,
  type SessionFailureCode,
} from './protocol.ts';

const REFUSALS: Record<SessionFailureCode, BridgeErrorCode> = {
  missing: 'secret-missing',
  wrong: 'secret-wrong',
  used: 'secret-used',
};

/**
 * Makes sure that the browser holds the session cookie of the bridge at `origin`: exchanges `secret` for one, or, without
 * a secret, asks whether there is one already. Rejects with `BridgeError`.
 */
export async function openSession(
  origin: string,
  secret: string | undefined,
  fetch: typeof globalThis.fetch,
  timeoutMs: number,
): Promise<void> {
  const ask = async (init: RequestInit): Promise<SessionFailureCode | undefined> => {
    const response = await fetch(`${origin}${SESSION_PATH}`, {
      ...init,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause) => {
      throw new BridgeError('unreachable', { cause });
    });
    if (response.headers.get(BRIDGE_HEADER) !== BRIDGE_HEADER_VALUE) throw new BridgeError('not-a-bridge');
    if (response.ok) return undefined;
    const failure = v.safeParse(SessionFailure, await response.json().catch(() => undefined));
    if (!failure.success) throw new BridgeError('unreachable');
    return failure.output.code;
  };

  const refusal = secret
    ? await ask({
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ secret }),
      })
    : await ask({ method: 'GET' });
  if (!refusal) return;
  // A bookmark or the history still has the secret that this very browser exchanged before.
  if (secret && (await ask({ method: 'GET' })) === undefined) return;
  throw new BridgeError(REFUSALS[refusal]);
}
