import { html } from 'lit';
import type { AppModel, Step } from '../app/app-model.ts';
import './components/steps.ts';
import { say, words } from './language.ts';
import type { CountedStep } from './words/page-words.ts';

const COUNTED_STEPS: readonly CountedStep[] = ['prepare', 'choose', 'type', 'confirm'];

/** What does not count as a step belongs to one that does. */
const COUNTED_AS: Readonly<Record<Step, CountedStep>> = {
  prepare: 'prepare',
  choose: 'choose',
  type: 'type',
  confirm: 'confirm',
  'last-try': 'confirm',
  working: 'confirm',
  recover: 'confirm',
  result: 'confirm',
};

/** Where in the job the page is. */
export function stepNavigation({ step, reports }: AppModel) {
  const { stepCount, steps } = words().page;
  const all = COUNTED_STEPS.length;
  // With nothing ticked off that was not done.
  const allDone = step === 'result' && reports.every(({ outcome }) => outcome === 'changed');
  const current = allDone ? all + 1 : COUNTED_STEPS.indexOf(COUNTED_AS[step]) + 1;
  return html`
    <myna-steps
      .steps=${COUNTED_STEPS.map((name) => say(steps.names[name]))}
      .current=${current}
      .summary=${say(current > all ? steps.allDone(all) : stepCount(current, all))}
      .doneText=${say(steps.done)}
    ></myna-steps>
  `;
}
