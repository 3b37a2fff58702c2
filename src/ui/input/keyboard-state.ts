/** What a key press tells of the keyboard; `undefined` where it tells nothing new. */
export interface KeyboardState {
  readonly capsLock: boolean;
  /** A digit of the number pad came as the arrow, or the like, that is on the same key. */
  readonly numLockOff: boolean;
}

const PAD_DIGIT = /^Numpad[0-9]$/;

/** What the digits of the number pad are without NumLock (UI Events KeyboardEvent key values); 5 is Clear. */
const PAD_NAVIGATION: ReadonlySet<string> = new Set([
  'Insert',
  'End',
  'ArrowDown',
  'PageDown',
  'ArrowLeft',
  'Clear',
  'ArrowRight',
  'Home',
  'ArrowUp',
  'PageUp',
]);

/** An input method may call any key `Process`, so nothing is concluded from keys that are neither digit nor arrow. */
export function readKeyboard(event: KeyboardEvent): KeyboardState {
  return {
    capsLock: event.getModifierState('CapsLock'),
    numLockOff: PAD_DIGIT.test(event.code) && PAD_NAVIGATION.has(event.key),
  };
}
