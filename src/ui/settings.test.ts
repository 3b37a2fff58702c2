import { describe, expect, it } from 'vitest';
import { Settings } from './settings.ts';

const ORDINARY = { theme: 'auto', keypad: 'on-request', shuffle: false };

function storage(text: string | null = null) {
  let held = text;
  return {
    getItem: () => held,
    setItem: (_: string, value: string) => {
      held = value;
    },
  };
}

const all = ({ theme, keypad, shuffle }: Settings) => ({ theme, keypad, shuffle });

describe('settings', () => {
  it('are the ordinary ones until something was chosen, and are the same at the next visit', () => {
    const kept = storage();
    const first = new Settings(() => kept);
    expect(all(first)).toEqual(ORDINARY);
    let told = 0;
    first.addEventListener('change', () => told++);
    first.choose({ keypad: 'always', theme: 'dark' });
    first.choose({ shuffle: true });
    expect(told).toBe(2);
    expect(all(new Settings(() => kept))).toEqual({ theme: 'dark', keypad: 'always', shuffle: true });
  });

  it('begin as the office wants them, until a person chooses something else, and go back to that', () => {
    const kept = storage();
    const open = () => {
      const settings = new Settings(() => kept);
      settings.begin({ keypad: 'always', shuffle: true });
      return settings;
    };
    expect(all(open())).toEqual({ theme: 'auto', keypad: 'always', shuffle: true });
    open().choose({ shuffle: false });
    const later = open();
    expect(all(later)).toEqual({ theme: 'auto', keypad: 'always', shuffle: false });
    later.reset();
    expect(all(later)).toEqual({ theme: 'auto', keypad: 'always', shuffle: true });
  });

  it.each([
    ['no JSON', '{', ORDINARY],
    ['nothing', 'null', ORDINARY],
    ['a list', '["dark"]', ORDINARY],
    ['a choice there is not', '{"theme":"pink","keypad":"always","shuffle":"yes"}', { ...ORDINARY, keypad: 'always' }],
    ['one choice of three', '{"shuffle":true}', { ...ORDINARY, shuffle: true }],
  ])('make the best of %s', (_, text, expected) => {
    expect(all(new Settings(() => storage(text)))).toEqual(expected);
  });

  it('last as long as the page where storage is switched off', () => {
    const off = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const settings = new Settings(off);
    settings.choose({ theme: 'light' });
    expect(all(settings)).toEqual({ ...ORDINARY, theme: 'light' });
  });
});
