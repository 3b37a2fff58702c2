import { html, nothing } from 'lit';
import type { AppModel } from '../app/app-model.ts';
import type { ReaderChoice, ReaderDesk } from '../app/reader-desk.ts';
import { BUTTONS, STATUS, WORDS } from './texts.ts';
import { chooseAgain, usbProblem } from './usb-reader.ts';
import { CHOOSER, EXPERIMENTAL } from './usb-texts.ts';

/** The live region for reader and card, and the choice among several readers. */
export function readerStatus(model: AppModel) {
  const real = model.desk.choices.filter(({ way }) => way !== 'virtual');
  return html`
    <div class="reader-status">
      <div role="status">
        <p class="reader-name">
          ${readerSentence(model.desk)}
          ${
            model.desk.usbReader?.experimental
              ? html`<span class="experimental-mark">${EXPERIMENTAL.mark}</span>`
              : nothing
          }
        </p>
        <p>${cardSentence(model.desk)}</p>
      </div>
      ${model.step !== 'working' && real.length > 1 ? readerSelect(model, real) : nothing}
      ${chooseAgain(model)}
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

function cardSentence(desk: ReaderDesk): string {
  const { card, selected } = desk;
  if (!selected) return '';
  if (desk.usbReaderGone) return CHOOSER.gone;
  const problem = usbProblem(desk);
  if (problem) return `${problem.title}。`;
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
  const { selected } = model.desk;
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
            html`<option ?selected=${choice.way === selected?.way && choice.name === selected.name}>
              ${choice.name}
            </option>`,
        )}
      </select>
    </label>
  `;
}
