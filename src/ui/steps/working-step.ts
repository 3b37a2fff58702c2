import { html } from 'lit';
import type { AppModel } from '../../app/app-model.ts';
import type { ChangePhase } from '../../card/change.ts';
import { icon } from '../components/icons.ts';
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
  const { working } = words().page;
  const pins = model.chosenPins.map((pin) => ({ pin, phase: (model.progress.get(pin) ?? 'waiting') as Phase }));
  return html`
    <p class="stay">${icon('card')}<span>${say(working.lead)}</span></p>
    <myna-progress
      .text=${say(now(model))}
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
  `;
}

/** Of all PINs together: one sentence for each PIN would still be spoken when all are done. */
function now({ certificates, progress }: AppModel): string {
  const { certificate, page } = words();
  const phases = [...progress.values()];
  if (certificates.state?.kind === 'reading') return certificate.reading.sign;
  if (phases.includes('changing') || phases.includes('finished')) return page.working.now.changing;
  return phases.length > 0 ? page.working.now.checking : page.status.reading;
}
