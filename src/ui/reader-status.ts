import { html, nothing } from 'lit';
import type { AppModel } from '../app/app-model.ts';
import type { ReaderChoice, ReaderDesk } from '../app/reader-desk.ts';
import { BUTTONS, STATUS, TRIAL, WORDS } from './texts.ts';

/** The live region for reader and card, and the choice among several readers. */
export function readerStatus(model: AppModel) {
  const real = model.desk.choices.filter(({ way }) => way === 'bridge');
  return html`
    <div class="reader-status">
      <div role="status">
        <p class="reader-name">${readerSentence(model.desk)}</p>
        <p>${cardSentence(model.desk)}</p>
      </div>
      ${model.step !== 'working' && real.length > 1 ? readerSelect(model, real) : nothing}
      ${
        model.desk.realReaderWaiting && model.step !== 'working'
          ? html`<button type="button" class="button-second" @click=${() => model.useRealReader()}>
              ${BUTTONS.useRealReader}
            </button>`
          : nothing
      }
    </div>
  `;
}

function readerSentence({ selected, trial }: ReaderDesk): string {
  if (!selected) return STATUS.noReader;
  return trial ? STATUS.trialReader : STATUS.reader(selected.name);
}

function cardSentence({ card, selected }: ReaderDesk): string {
  if (!selected) return '';
  switch (card.kind) {
    case 'none':
      return STATUS.noCard;
    case 'mute':
      return STATUS.mute;
    case 'reading':
      return STATUS.reading;
    case 'failed':
      return `${WORDS.cardErrors[card.code].title}。`;
    case 'read':
      return card.overview.kind === 'my-number-card' ? STATUS.read : `${WORDS.cardKinds[card.overview.kind].title}。`;
  }
}

function readerSelect(model: AppModel, choices: readonly ReaderChoice[]) {
  const onChange = (event: Event) => {
    const choice = choices[(event.target as HTMLSelectElement).selectedIndex];
    if (choice) model.pick(choice);
  };
  return html`
    <label class="reader-select"
      >${STATUS.chooseReader}
      <select @change=${onChange}>
        ${choices.map(
          (choice) =>
            html`<option ?selected=${choice.name === model.desk.selected?.name}>
              ${choice.way === 'virtual' ? TRIAL.mark : choice.name}
            </option>`,
        )}
      </select>
    </label>
  `;
}
