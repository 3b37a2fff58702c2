import { html, nothing } from 'lit';
import type { AppModel } from '../../app/app-model.ts';
import type { ChangePhase } from '../../card/change.ts';
import '../components/progress.ts';
import type { ProgressItem } from '../components/progress.ts';
import { say, words } from '../language.ts';
import { pinName } from '../pin-name.ts';

type Phase = ChangePhase | 'waiting';

/** How each looks, and how much of the work on a PIN is done by then: it is checked, and then changed. */
const PHASES: Readonly<Record<Phase, { readonly state: ProgressItem['state']; readonly done: number }>> = {
  waiting: { state: 'waiting', done: 0 },
  checking: { state: 'active', done: 0 },
  checked: { state: 'waiting', done: 1 },
  changing: { state: 'active', done: 1 },
  finished: { state: 'done', done: 2 },
};

/** The change in progress, PIN by PIN. */
export function workingStep(model: AppModel) {
  const { certificate, page } = words();
  const { working } = page;
  const pins = model.chosenPins.map((pin) => ({ pin, phase: (model.progress.get(pin) ?? 'waiting') as Phase }));
  const finished = pins.filter(({ phase }) => phase === 'finished').length;
  return html`
    <p class="lead">${say(working.lead)}</p>
    <myna-progress
      .text=${say(working.progress(finished, pins.length))}
      .value=${pins.reduce((sum, { phase }) => sum + PHASES[phase].done, 0)}
      .max=${pins.length * PHASES.finished.done}
      .items=${pins.map(
        ({ pin, phase }): ProgressItem => ({
          name: pinName(pin),
          state: PHASES[phase].state,
          text: say(working.phases[phase]),
        }),
      )}
    ></myna-progress>
    <div role="status">
      ${model.certificates.state?.kind === 'reading' ? html`<p>${say(certificate.reading.sign)}</p>` : nothing}
    </div>
  `;
}
