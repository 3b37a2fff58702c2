import { html, nothing } from 'lit';
import type { AppModel } from '../../app/app-model.ts';
import type { ReaderDesk } from '../../app/reader-desk.ts';
import { cardTrouble } from '../../app/transcript.ts';
import { PINS } from '../../card/applications.ts';
import { notice } from '../notice.ts';
import { BUTTONS, OBSTACLES, PREPARE, UNFINISHED, WORDS } from '../texts.ts';
import { usbNoticeView, usbProblem } from '../usb-reader.ts';

/** What to have at hand, until a My Number card was read; then the next step comes by itself. */
export function prepareStep(model: AppModel) {
  return html`
    ${model.desk.selected ? cardNotice(model) : nothing}
    <h3>${PREPARE.needTitle}</h3>
    <ul class="need">
      ${PREPARE.need.map((thing) => html`<li>${thing}</li>`)}
    </ul>
    <p>${PREPARE.forgotten}</p>
  `;
}

function cardNotice(model: AppModel) {
  const problem = usbProblem(model.desk);
  if (problem) return usbNoticeView(problem, 'warning');
  const trouble = cardTrouble(model.desk.card, WORDS);
  if (!trouble) {
    return html`<p class="lead">${model.desk.card.kind === 'reading' ? PREPARE.reading : PREPARE.waiting}</p>`;
  }
  return html`
    ${notice(trouble, 'warning')}
    <div class="buttons">
      <button type="button" class="button-second" @click=${() => model.readAgain()}>${BUTTONS.readAgain}</button>
    </div>
  `;
}

/** Why no real reader is in use, with what to do about it. */
export function obstacleNotice(desk: ReaderDesk) {
  const { obstacle } = desk;
  if (!obstacle || obstacle === 'connecting' || obstacle === 'virtual-requested') return nothing;
  // No bridge is nothing to be sorry for where readers can be chosen.
  if (obstacle === 'not-a-bridge' && desk.canChooseUsb) return nothing;
  return html`
    <div class="obstacle">
      ${notice(OBSTACLES[obstacle], 'warning')}
      ${
        obstacle === 'module-missing' && desk.installCommand
          ? html`<pre class="command"><code>${desk.installCommand}</code></pre>`
          : nothing
      }
      ${
        obstacle === 'in-use' || obstacle === 'unreachable' || obstacle === 'lost'
          ? html`<button type="button" class="button-second" @click=${() => desk.reconnect()}>${BUTTONS.reconnect}</button>`
          : nothing
      }
    </div>
  `;
}

/** After a reload in the middle of a change: what can safely be done without the PINs, which are gone. */
export function unfinishedNotice(model: AppModel) {
  // It is about a real card: beside the virtual one it would send people to the wrong tries.
  if (model.unfinished.length === 0 || model.desk.trial) return nothing;
  return html`
    <div class="obstacle">
      ${notice(
        {
          title: UNFINISHED.title,
          lines: [UNFINISHED.pins(model.unfinished.map((pin) => PINS[pin].name)), ...UNFINISHED.lines],
        },
        'error',
      )}
      <button type="button" class="button-second" @click=${() => model.dismissUnfinished()}>${BUTTONS.understood}</button>
    </div>
  `;
}
