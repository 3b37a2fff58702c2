import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AppModel } from '../../app/app-model.ts';
import { supportText } from '../../app/support-text.ts';
import { PROTOCOL_VERSION } from '../../readers/bridge/protocol.ts';
import '../components/button.ts';
import { type IconName, icon } from '../components/icons.ts';
import { DELIVERY } from '../delivery.ts';
import { say, words } from '../language.ts';
import { PRODUCT_VERSION } from '../product-version.ts';
import { FREE_STEPS } from '../usb-reader.ts';
import { platformOf } from '../usb-texts.ts';
import type { Aside, Asides, AsideView } from './aside.ts';
import './copy-text.ts';
import { type Advice, adviceOn, type Remedy } from './diagnosis-advice.ts';
import { type Stage, type StageState, stagesOf } from './diagnosis-stages.ts';

const ICONS: Readonly<Record<StageState, IconName>> = {
  ok: 'success',
  problem: 'error',
  caution: 'warning',
  pending: 'info',
  later: 'help',
};

/** 接続の診断: where the way from the computer to the card stops, why, and what to do; it follows what the person does. */
export function diagnosis(_aside: Aside, _asides: Asides, model: AppModel): AsideView {
  const { diagnosis } = words();
  const stages = stagesOf(model.desk);
  const headline = headlineOf(stages, model);
  return {
    heading: say(diagnosis.title),
    content: html`
      ${headline.state === 'ok' ? nothing : html`<p>${say(diagnosis.lead)}</p>`}
      <div class="finding finding-${headline.state}" role="status">
        ${icon(ICONS[headline.state])}
        <p class="lead">${say(words().page.status.sentence(headline.title))}</p>
      </div>
      <ol class="stages">
        ${repeat(
          stages,
          ({ id }) => id,
          (stage) => stageView(stage, headline, model),
        )}
      </ol>
      ${support(model)}
    `,
  };
}

interface Headline {
  readonly state: StageState;
  readonly title: string;
  /** What it is about; its title need not be said once more there. */
  readonly stage?: Stage;
}

/** What is the matter, in a sentence. */
function headlineOf(stages: readonly Stage[], model: AppModel): Headline {
  const { diagnosis } = words();
  const stage = (['problem', 'pending', 'caution'] as const)
    .map((state) => stages.find((one) => one.state === state))
    .find((one) => one !== undefined);
  if (!stage) return { state: 'ok', title: diagnosis.fine };
  const { state } = stage;
  if (state === 'pending') return { state, title: diagnosis.pending };
  return { state, title: adviceFor(stage, model)?.title ?? '', stage };
}

function adviceFor({ state, code }: Stage, { desk }: AppModel): Advice | undefined {
  if (!code || state === 'pending') return undefined;
  return adviceOn(code, desk, words(), platformOf(navigator));
}

function stageView(stage: Stage, headline: Headline, model: AppModel) {
  const { stages, states } = words().diagnosis;
  const { id, state } = stage;
  return html`
    <li class="stage stage-${state}" data-stage=${id} data-state=${state}>
      <span class="stage-icon">${icon(ICONS[state])}</span>
      <div class="stage-text">
        <h3>${say(stages[id])}</h3>
        <p class="stage-state">${say(states[state])}</p>
        ${stageBody(stage, headline, model)}
      </div>
    </li>
  `;
}

function stageBody(stage: Stage, headline: Headline, model: AppModel) {
  const { desk } = model;
  const advice = adviceFor(stage, model);
  // The name that it gave itself.
  const name = stage.id === 'reader' && stage.state === 'ok' ? desk.selected?.name : undefined;
  if (name) return html`<p class="reader-data">${name}</p>`;
  if (!advice) return nothing;
  const { title, lines, command, after = [], remedy } = advice;
  return html`
    ${stage === headline.stage ? nothing : html`<p class="stage-title">${say(title)}</p>`}
    ${lines.map((line) => html`<p>${say(line)}</p>`)}
    ${
      command
        ? html`<copy-text .text=${command} .buttonText=${say(words().diagnosis.copyCommand)}></copy-text>`
        : nothing
    }
    ${after.map((line) => html`<p>${say(line)}</p>`)}
    ${remedy ? remedyButton(remedy, model) : nothing}
  `;
}

/** None where it would lose what was typed; the virtual card is left by it on every screen. */
function remedyButton(remedy: Remedy, model: AppModel) {
  if (remedy === 'choose-usb' && !FREE_STEPS.has(model.step)) return nothing;
  const { buttons, chooser } = words().page;
  const [text, act] = {
    reconnect: [buttons.reconnect, () => model.desk.reconnect()] as const,
    'read-again': [buttons.readAgain, () => model.desk.readAgain()] as const,
    'choose-usb': [chooser.choose, () => model.chooseUsb()] as const,
    'choose-usb-again': [chooser.chooseAgain, () => model.chooseUsb()] as const,
    'use-real-reader': [buttons.useRealReader, () => model.useRealReader()] as const,
  }[remedy];
  return html`<div><myna-button kind="second" .text=${say(text)} @click=${act}></myna-button></div>`;
}

function support({ desk }: AppModel) {
  const { support } = words().diagnosis;
  const text = supportText(desk, {
    version: PRODUCT_VERSION,
    protocol: PROTOCOL_VERSION,
    delivery: DELIVERY,
    userAgent: navigator.userAgent,
  });
  return html`
    <section class="support-text" aria-labelledby="support-text-title">
      <h3 id="support-text-title">${say(support.title)}</h3>
      <p>${say(support.lead)}</p>
      <p><strong>${say(support.safe)}</strong></p>
      <p>${say(support.contents)}</p>
      <copy-text .text=${text} .label=${say(support.text)} .buttonText=${say(support.copy)}></copy-text>
    </section>
  `;
}
