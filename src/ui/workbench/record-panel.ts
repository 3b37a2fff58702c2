import { html, nothing } from 'lit';
import { saveFile } from './save-file.ts';
import { recordingFile, type Tap } from './tap.ts';
import { RECORD } from './texts.ts';
import type { WorkbenchModel } from './workbench-model.ts';

/** Records what happens between this page and its cards. */
export function recordPanel(tap: Tap, model: WorkbenchModel) {
  return html`
    <p>${RECORD.safe}</p>
    ${tap.recording ? running(tap) : waiting(tap)}
    <div role="status">${!tap.recording && tap.finished ? finished(tap.finished, model) : nothing}</div>
  `;
}

function running(tap: Tap) {
  return html`
    <p><strong>${RECORD.running}</strong></p>
    <button type="button" class="button-second" @click=${() => tap.stop()}>${RECORD.stop}</button>
  `;
}

function waiting(tap: Tap) {
  const start = (event: Event) => {
    event.preventDefault();
    const { shows } = (event.target as HTMLFormElement).elements as unknown as { shows: HTMLInputElement };
    // One line of a header.
    tap.start(shows.value.replace(/\s+/g, ' ').trim() || RECORD.showsDefault);
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
  if (recording.entries.length === 0) return html`<p>${RECORD.empty}</p>`;
  const { name, text } = recordingFile(recording);
  return html`
    <p>${RECORD.done(recording.entries.length)}</p>
    <div class="bench-tools">
      <button type="button" class="button-second" @click=${() => saveFile(name, 'text/plain;charset=utf-8', text)}>
        ${RECORD.save}
      </button>
      <button type="button" class="button-quiet" @click=${() => model.open('left', name, recording)}>${RECORD.open}</button>
    </div>
  `;
}
