import { describe, expect, it } from 'vitest';
import { fromAscii, toAscii } from '../card/bytes.ts';
import { SecondEntry } from './second-entry.ts';

const WIPED = (length: number) => new Uint8Array(length);

describe('a form that is entered twice', () => {
  it('agrees where both entries are the same, byte by byte', () => {
    const entry = new SecondEntry<string>();
    expect(entry.begun).toBe(false);
    entry.keep('auth', fromAscii('8351'));
    expect(entry.begun).toBe(true);
    expect(entry.agrees('auth', fromAscii('8351'))).toBe(true);
    expect(entry.agrees('auth', fromAscii('8351'))).toBe(true);
  });

  it.each(['8352', '835', '83510', ''])('and not with %j; then the next has to agree with that', (second) => {
    const entry = new SecondEntry<string>();
    entry.keep('auth', fromAscii('8351'));
    expect(entry.agrees('auth', fromAscii(second))).toBe(false);
    expect(entry.agrees('auth', fromAscii(second))).toBe(true);
    expect(entry.agrees('auth', fromAscii('8351'))).toBe(false);
  });

  it('agrees with nothing that was never entered', () => {
    const entry = new SecondEntry<string>();
    entry.keep('auth', fromAscii('8351'));
    expect(entry.agrees('juki', fromAscii('8351'))).toBe(false);
  });

  it('wipes what it is handed, what it no longer needs, and all in the end', () => {
    const entry = new SecondEntry<string>();
    const [first, second, third] = [fromAscii('8351'), fromAscii('6942'), fromAscii('6942')];
    entry.keep('auth', first);
    const kept = entry.first('auth');
    expect(toAscii(kept ?? WIPED(0))).toBe('8351');
    entry.agrees('auth', second);
    expect(kept).toEqual(WIPED(4));
    const replaced = entry.first('auth');
    entry.agrees('auth', third);
    expect([first, second, third]).toEqual([WIPED(4), WIPED(4), WIPED(4)]);
    expect(toAscii(replaced ?? WIPED(0))).toBe('6942');
    entry.forget();
    expect(replaced).toEqual(WIPED(4));
    expect(entry.begun).toBe(false);
  });
});
