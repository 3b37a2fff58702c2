import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import './components/button.ts';
import type { AppModel } from '../app/app-model.ts';
import type { ReaderChoice, ReaderDesk } from '../app/reader-desk.ts';
import { icon } from './components/icons.ts';
import { say, words } from './language.ts';
import { chooseAgain, usbProblem } from './usb-reader.ts';

/** The live region for reader and card, and the choice among several readers. */
export function readerStatus(model: AppModel) {
  const { buttons, experimental } = words().page;
  const real = model.desk.choices.filter(({ way }) => way !== 'virtual');
  return html`
    <div class="reader-status">
      <div class="reader-line">
        ${icon(model.desk.card.kind === 'read' ? 'card' : 'reader')}
        <div role="status">
          <p class="reader-name">
            ${say(readerSentence(model.desk))}
            ${
              model.desk.usbReader?.experimental
                ? html`<span class="experimental-mark">${say(experimental.mark)}</span>`
                : nothing
            }
          </p>
          <p>${say(cardSentence(model.desk))}</p>
        </div>
      </div>
      ${model.step !== 'working' && real.length > 1 ? readerRadios(model, real) : nothing}
      ${chooseAgain(model)}
      ${
        model.desk.realReaderWaiting && model.step !== 'working'
          ? html`<myna-button kind="second" .text=${say(buttons.useRealReader)} @click=${() => model.useRealReader()}></myna-button>`
          : nothing
      }
    </div>
  `;
}

function readerSentence({ selected, trial }: ReaderDesk): string {
  const { status } = words().page;
  if (!selected) return status.noReader;
  return trial ? status.trialReader : status.reader(selected.name);
}

function cardSentence(desk: ReaderDesk): string {
  const { card, selected } = desk;
  const { card: cardWords, page } = words();
  const { status } = page;
  if (!selected) return '';
  if (desk.usbReaderGone) return page.chooser.gone;
  const problem = usbProblem(desk);
  if (problem) return status.sentence(problem.title);
  switch (card.kind) {
    case 'none':
      return status.noCard;
    case 'mute':
      return status.mute;
    case 'reading':
      return status.reading;
    case 'failed':
      return status.sentence(cardWords.cardErrors[card.code].title);
    case 'read':
      return card.overview.kind === 'my-number-card'
        ? status.read
        : status.sentence(cardWords.cardKinds[card.overview.kind].title);
  }
}

/** Whole names, on as many lines as they need: of two readers of one model only the last figures differ. */
function readerRadios(model: AppModel, choices: readonly ReaderChoice[]) {
  const { selected } = model.desk;
  return html`
    <fieldset class="radios">
      <legend>${say(words().page.status.chooseReader)}</legend>
      ${choices.map(
        (choice) => html`
          <label class="radio">
            <input
              type="radio"
              name="reader"
              .checked=${live(choice.way === selected?.way && choice.name === selected.name)}
              @change=${() => model.pick(choice)}
            />
            <span>${choice.name}</span>
          </label>
        `,
      )}
    </fieldset>
  `;
}
