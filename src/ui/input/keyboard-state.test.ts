import { expect, it } from 'vitest';
import { readKeyboard } from './keyboard-state.ts';

const press = (code: string, key: string, capsLock = false) =>
  readKeyboard({ code, key, getModifierState: (name: string) => name === 'CapsLock' && capsLock } as KeyboardEvent);

it.each([
  ['Numpad1', 'End', true],
  ['Numpad5', 'Clear', true],
  ['Numpad0', 'Insert', true],
  ['Numpad1', '1', false],
  // An input method is at work, or the browser does not tell.
  ['Numpad1', 'Process', false],
  ['Numpad1', 'Unidentified', false],
  // The arrow keys beside it, and keys of the pad that are no digits.
  ['ArrowDown', 'ArrowDown', false],
  ['NumpadEnter', 'Enter', false],
  ['NumpadDecimal', 'Delete', false],
])('%s as %s: NumLock is off: %s', (code, key, expected) => {
  expect(press(code, key)).toEqual({ capsLock: false, numLockOff: expected });
});

it('Caps Lock is told with every key', () => {
  expect(press('KeyA', 'A', true).capsLock).toBe(true);
  expect(press('KeyA', 'a').capsLock).toBe(false);
});
