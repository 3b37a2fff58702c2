import { html } from 'lit';
import { PINS } from '../../card/applications.ts';
import { formatEntry } from '../../card/recording/format-recording.ts';
import { parsePlaceholder } from '../../card/recording/placeholders.ts';
import type { RecordingEntry } from '../../card/recording/recording.ts';
import { VIEW } from './texts.ts';

/** Digits in one block of long data: four bytes. */
const BLOCK = /([0-9A-F]{8})(?=[0-9A-F])/g;
const LONG = 32;

/** An entry as it stands in the file, with what stands for secrets as chips. */
export function entryBytes(entry: RecordingEntry) {
  return html`<code class="apdu apdu-${entry.kind}">${formatEntry(entry)
    .split(/(\{[^}]*\}|\s)/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`${part.startsWith('{') ? chip(part) : html`<span>${blocks(part)}</span>`} `)}</code>`;
}

function blocks(digits: string): string {
  return digits.length > LONG ? digits.replace(BLOCK, '$1 ') : digits;
}

function chip(text: string) {
  const placeholder = parsePlaceholder(text.slice(1, -1));
  const words = !placeholder
    ? text
    : placeholder.kind === 'masked'
      ? VIEW.masked(placeholder.name, placeholder.length)
      : placeholder.pin
        ? VIEW.pin(placeholder.role, placeholder.number, PINS[placeholder.pin].format === 'four-digits')
        : VIEW.somePin;
  return html`<span class="chip" title=${text}>${words}</span>`;
}
