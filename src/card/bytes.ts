/** Upper-case hexadecimal digits of `bytes`, without separators. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0').toUpperCase();
  return text;
}

/** Bytes of hexadecimal `text`; white space between digits is allowed. Throws `RangeError` on anything else. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/\s+/g, '');
  if (digits.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(digits)) {
    throw new RangeError('not an even number of hexadecimal digits');
  }
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Bytes of an ASCII string. Throws `RangeError` on any other character, naming none of them: the text may be a PIN. */
export function fromAscii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) {
      wipe(bytes);
      throw new RangeError('not an ASCII text');
    }
    bytes[i] = code;
  }
  return bytes;
}

/** ASCII text of `bytes`; bytes above 7F become U+FFFD. */
export function toAscii(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte <= 0x7f ? String.fromCharCode(byte) : '\uFFFD';
  return text;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/**
 * Overwrites a secret. Best effort: the engine may have copied the bytes, and strings cannot be wiped at all.
 */
export function wipe(...secrets: readonly (Uint8Array | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0);
}
