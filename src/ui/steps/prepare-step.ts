import { html, nothing } from 'lit';
import '../components/button.ts';
import type { AppModel } from '../../app/app-model.ts';
import type { ReaderDesk } from '../../app/reader-desk.ts';
import { cardTrouble } from '../../app/transcript.ts';
import type { Aside, Asides } from '../asides/aside.ts';
import { icon } from '../components/icons.ts';
import { listed, say, words } from '../language.ts';
import { notice } from '../notice.ts';
import { PLACING } from '../pictures/placing.ts';
import { pinNameText } from '../pin-name.ts';
import { usbNoticeView, usbProblem } from '../usb-reader.ts';

/** What to have at hand, until a My Number card was read; then the next step comes by itself. */
export function prepareStep(model: AppModel, asides: Asides) {
  const { desk } = model;
  const { prepare } = words().page;
  const help = (aside: Aside, text: string) =>
    html`<div><myna-button kind="quiet" opensDialog .text=${say(text)} @click=${() => asides.open(aside)}></myna-button></div>`;
  return html`
    ${desk.selected ? cardNotice(model, asides) : nothing}
    <div role="status">${chosenNote(model)}</div>
    ${desk.selected && !desk.usbReader?.problem ? placing() : nothing}
    <h3>${say(prepare.needTitle)}</h3>
    <ul class="need">
      ${THINGS.filter((thing) => thing !== 'reader' || !asides.shared).map(
        (thing) => html`
          <li>
            ${icon(thing === 'pin' ? 'lock' : thing)}
            <div>
              <p class="need-name">${say(prepare.need[thing].name)}</p>
              <p>${say(prepare.need[thing].note)}</p>
            </div>
          </li>
        `,
      )}
    </ul>
    ${help({ name: 'which-pin' }, prepare.whichPin)}
    <p>${say(prepare.forgotten)}</p>
    ${help({ name: 'guidance', topic: 'forgotten' }, prepare.reset)}
  `;
}

const THINGS = ['card', 'reader', 'pin'] as const;

/** What was chosen in どの暗証番号？ before there is a card. */
function chosenNote({ chosenPins }: AppModel) {
  if (chosenPins.length === 0) return nothing;
  return html`<p>${say(words().page.prepare.chosen(listed(chosenPins.map(pinNameText))))}</p>`;
}

function placing() {
  const { placing } = words().page.prepare;
  return html`
    <ul class="placing">
      ${(['contact', 'contactless'] as const).map(
        (kind) => html`
          <li>
            ${PLACING[kind]}
            <p class="placing-reader">${say(placing[kind].reader)}</p>
            <p>${say(placing[kind].how)}</p>
          </li>
        `,
      )}
    </ul>
  `;
}

function cardNotice(model: AppModel, asides: Asides) {
  const problem = usbProblem(model.desk);
  if (problem) return html`${usbNoticeView(problem, 'warning')} ${diagnosisButton(asides)}`;
  const { card, page } = words();
  const trouble = cardTrouble(model.desk.card, card);
  if (!trouble) {
    const reading = model.desk.card.kind === 'reading';
    return html`
      <p class="lead waiting">
        <span class="waiting-mark" aria-hidden="true"><span></span><span></span><span></span></span
        ><span>${say(reading ? page.prepare.reading : page.prepare.waiting)}</span>
      </p>
    `;
  }
  return html`
    ${notice(trouble, 'warning')}
    <div class="buttons">
      <myna-button kind="second" .text=${say(page.buttons.readAgain)} @click=${() => model.readAgain()}></myna-button>
      ${diagnosisButton(asides)}
    </div>
  `;
}

/** Beside whatever keeps a card from being read. */
function diagnosisButton(asides: Asides) {
  if (asides.shared) return nothing;
  const open = () => asides.open({ name: 'diagnosis' });
  return html`<myna-button kind="quiet" opensDialog .text=${say(words().guidance.toDiagnosis)} @click=${open}></myna-button>`;
}

/** Why no real reader is in use, with what to do about it. */
export function obstacleNotice(desk: ReaderDesk, asides: Asides) {
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
          ? html`<pre class="command" tabindex="0"><code>${desk.installCommand}</code></pre>`
          : nothing
      }
      ${
        obstacle === 'in-use' || obstacle === 'unreachable' || obstacle === 'lost'
          ? html`<myna-button kind="second" .text=${say(page.buttons.reconnect)} @click=${() => desk.reconnect()}></myna-button>`
          : nothing
      }
      ${diagnosisButton(asides)}
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
