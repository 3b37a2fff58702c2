import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SessionFailureCode } from '../../src/readers/bridge/protocol.ts';

/** 256 bits: nobody guesses it. */
const SECRET_BYTES = 32;

/**
 * Who may use the bridge: whoever has the secret first, and from then on the browser that exchanged it for a cookie. Both
 * last until they are renewed or the bridge ends, and are nowhere but in memory.
 */
export class PageSecret {
  /** For the fragment of the address, which browsers send to nobody. base64url, 43 characters. */
  #secret = randomSecret();
  readonly #cookieName: string;
  #token = randomSecret();
  #used = false;

  /** Cookies of 127.0.0.1 are shared by all its ports, so the name tells the bridges of one machine apart. */
  constructor(port: number) {
    this.#cookieName = `myna-pin-${port}`;
  }

  get secret(): string {
    return this.#secret;
  }

  /** From now on another secret holds, for another browser: the cookie of the one before is worth nothing. */
  renew(): void {
    this.#secret = randomSecret();
    this.#token = randomSecret();
    this.#used = false;
  }

  /** The `Set-Cookie` value for the secret, the first time; then, and for anything else, the reason why not. */
  exchange(secret: string): { readonly cookie: string } | { readonly refused: SessionFailureCode } {
    if (secret === '') return { refused: 'missing' };
    if (!equalSecrets(secret, this.#secret)) return { refused: 'wrong' };
    if (this.#used) return { refused: 'used' };
    this.#used = true;
    return { cookie: `${this.#cookieName}=${this.#token}; HttpOnly; SameSite=Strict; Path=/` };
  }

  /** Whether a `Cookie` header carries the session. A name that comes twice counts as none: somebody else set one. */
  accepts(cookieHeader: string | undefined): boolean {
    const found = (cookieHeader ?? '')
      .split(';')
      .map((cookie) => cookie.trim())
      .filter((cookie) => cookie.startsWith(`${this.#cookieName}=`));
    const token = found.length === 1 ? found[0]?.slice(this.#cookieName.length + 1) : undefined;
    return this.#used && token !== undefined && equalSecrets(token, this.#token);
  }
}

function randomSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** In a time that tells nothing about where they differ. Hashing makes the lengths equal. */
function equalSecrets(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
