/** Where the caret at `caret` of `typed` stands in `text`, which is `typed` normalised: only what was around it went. */
export function movedCaret(typed: string, text: string, caret: number): number {
  const before = typed.length - typed.trimStart().length;
  return Math.min(Math.max(0, caret - before), text.length);
}

/**
 * Does to a field, at its caret, what a key does: one character, or `Backspace` or `Clear` as in the UI Events KeyboardEvent
 * key values. What is selected is replaced.
 */
export function pressKey(input: HTMLInputElement, key: string): void {
  const { value } = input;
  const start = input.selectionStart ?? value.length;
  const end = input.selectionEnd ?? value.length;
  if (key === 'Clear') input.value = '';
  else if (key !== 'Backspace') input.setRangeText(key, start, end, 'end');
  else if (start !== end) input.setRangeText('', start, end, 'end');
  else if (start > 0) input.setRangeText('', start - lastOf(value.slice(0, start)).length, start, 'end');
}

/** One code point: half an emoji is none. */
function lastOf(text: string): string {
  return Array.from(text).at(-1) ?? '';
}
