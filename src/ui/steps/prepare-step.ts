import { html, nothing } from 'lit';
import '../components/button.ts';
import type { AppModel } from '../../app/app-model.ts';
import type { ReaderDesk } from '../../app/reader-desk.ts';
import { cardTrouble } from '../../app/transcript.ts';
import { listed, say, words } from '../language.ts';
import { notice } from '../notice.ts';
import { pinNameText } from '../pin-name.ts';
import { usbNoticeView, usbProblem } from '../usb-reader.ts';

/** What to have at hand, until a My Number card was read; then the next step comes by itself. */
export function prepareStep(model: AppModel) {
  const { prepare } = words().page;
  return html`
    ${model.desk.selected ? cardNotice(model) : nothing}
    <h3>${say(prepare.needTitle)}</h3>
    <ul class="need">
      ${prepare.need.map((thing) => html`<li>${say(thing)}</li>`)}
    </ul>
    <p>${say(prepare.forgotten)}</p>
  `;
}

function cardNotice(model: AppModel) {
  const problem = usbProblem(model.desk);
  if (problem) return usbNoticeView(problem, 'warning');
  const { card, page } = words();
  const trouble = cardTrouble(model.desk.card, card);
  if (!trouble) {
    return html`<p class="lead">${say(model.desk.card.kind === 'reading' ? page.prepare.reading : page.prepare.waiting)}</p>`;
  }
  return html`
    ${notice(trouble, 'warning')}
    <div class="buttons">
      <myna-button kind="second" .text=${say(page.buttons.readAgain)} @click=${() => model.readAgain()}></myna-button>
    </div>
  `;
}

/** Why no real reader is in use, with what to do about it. */
export function obstacleNotice(desk: ReaderDesk) {
  const { obstacle } = desk;
  if (!obstacle || obstacle === 'connecting' || obstacle === 'virtual-requested') return nothing;
  // No bridge is nothing to be sorry for where readers can be chosen.
  if (obstacle === 'not-a-bridge' && desk.canChooseUsb) return nothing;
  const { card, page } = words();
  return html`
    <div class="obstacle">
      ${notice({ ...page.obstacles, ...card.obstacles }[obstacle], 'warning')}
      ${
        obstacle === 'module-missing' && desk.installCommand
          ? html`<pre class="command"><code>${desk.installCommand}</code></pre>`
          : nothing
      }
      ${
        obstacle === 'in-use' || obstacle === 'unreachable' || obstacle === 'lost'
          ? html`<myna-button kind="second" .text=${say(page.buttons.reconnect)} @click=${() => desk.reconnect()}></myna-button>`
          : nothing
      }
    </div>
  `;
}

/** After a reload in the middle of a change: what can safely be done without the PINs, which are gone. */
export function unfinishedNotice(model: AppModel) {
  // It is about a real card: beside the virtual one it would send people to the wrong tries.
  if (model.unfinished.length === 0 || model.desk.trial) return nothing;
  const { buttons, unfinished } = words().page;
  return html`
    <div class="obstacle">
      ${notice(
        {
          title: unfinished.title,
          lines: [unfinished.pins(listed(model.unfinished.map(pinNameText))), ...unfinished.lines],
        },
        'error',
      )}
      <myna-button kind="second" .text=${say(buttons.understood)} @click=${() => model.dismissUnfinished()}></myna-button>
    </div>
  `;
}
