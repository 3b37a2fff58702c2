import { html, nothing } from 'lit';
import { saveFile } from './save-file.ts';
import { recordingFile, type Tap } from './tap.ts';
import { RECORD } from './texts.ts';
import type { WorkbenchModel } from './workbench-model.ts';

/** Records what happens between this page and its cards. */
export function recordPanel(tap: Tap, model: WorkbenchModel, readAgain: () => void) {
  return html`
    <p>${RECORD.safe}</p>
    <p role="status">${tap.recording ? RECORD.running : (said(tap) ?? '')}</p>
    ${!tap.recording && tap.finished ? finished(tap.finished, model) : nothing}
    ${tap.recording ? running(tap) : waiting(tap, readAgain)}
  `;
}

function said({ finished }: Tap): string | undefined {
  const count = finished?.entries.length;
  if (count === undefined) return undefined;
  return count === 0 ? RECORD.empty : RECORD.done(count);
}

function running(tap: Tap) {
  return html`
    <button type="button" class="button-second" @click=${() => tap.stop()}>${RECORD.stop}</button>
  `;
}

function waiting(tap: Tap, readAgain: () => void) {
  const start = (event: Event) => {
    event.preventDefault();
    const { shows } = (event.target as HTMLFormElement).elements as unknown as { shows: HTMLInputElement };
    // One line of a header.
    tap.start(shows.value.replace(/\s+/g, ' ').trim() || RECORD.showsDefault);
    // A recording begins with the card that it is about: without that it could not be replayed.
    readAgain();
  };
  return html`
    <form class="bench-tools" novalidate @submit=${start}>
      <label class="bench-field bench-wide"
        >${RECORD.shows}
        <input class="bench-input" name="shows" autocomplete="off" maxlength="200" .value=${RECORD.showsDefault} />
      </label>
      <button type="submit" class="button-second">${RECORD.start}</button>
    </form>
  `;
}

function finished(recording: NonNullable<Tap['finished']>, model: WorkbenchModel) {
  if (recording.entries.length === 0) return nothing;
  const { name, text } = recordingFile(recording);
  return html`
    <div class="bench-tools">
      <button type="button" class="button-second" @click=${() => saveFile(name, 'text/plain;charset=utf-8', text)}>
        ${RECORD.save}
      </button>
      <button type="button" class="button-quiet" @click=${() => model.open('left', name, recording)}>${RECORD.open}</button>
    </div>
  `;
}
