/** Values of `Origin` that are not the bridge's own. `PORT` stands for its port, `NEXT` for the one after it. */
export const FOREIGN_ORIGINS = [
  'null',
  '',
  'https://evil.example',
  'http://evil.example:PORT',
  'http://127.0.0.1',
  'http://127.0.0.1:NEXT',
  'http://127.0.0.1:PORT0',
  'http://127.0.0.1:PORT/',
  'http://127.0.0.1:PORT.evil.example',
  'http://127.0.0.1:PORT@evil.example',
  'http://127.0.0.1.evil.example:PORT',
  'http://evil.example#http://127.0.0.1:PORT',
  'https://127.0.0.1:PORT',
  'HTTP://127.0.0.1:PORT',
  'http://localhost:PORT',
  'http://[::1]:PORT',
  'http://127.1:PORT',
  'http://2130706433:PORT',
  'http://0.0.0.0:PORT',
  'ws://127.0.0.1:PORT',
  'file://',
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  'http://127.0.0.1:PORT, https://evil.example',
  'http://127.0.0.1:PORT https://evil.example',
];

/** Values of `Host`, as after DNS rebinding. */
export const FOREIGN_HOSTS = [
  'evil.example',
  'evil.example:PORT',
  'localhost:PORT',
  '127.0.0.1',
  '127.0.0.1:NEXT',
  '127.0.0.1:PORT0',
  '127.0.0.1:PORT.evil.example',
  '127.0.0.1.evil.example:PORT',
  'evil.example@127.0.0.1:PORT',
  '127.1:PORT',
  '[::1]:PORT',
  '0.0.0.0:PORT',
];

/** Values of `Sec-Fetch-Site`. */
export const FOREIGN_SITES = ['cross-site', 'same-site', 'none', 'same-origin, cross-site', 'SAME-ORIGIN', ''];

/** A row of these tables for a bridge at `port`. */
export function forPort(text: string, port: number): string {
  return text.replaceAll('PORT', `${port}`).replaceAll('NEXT', `${port + 1}`);
}
