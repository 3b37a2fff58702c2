import { html } from 'lit';
import type { Step } from '../app/app-model.ts';
import './components/steps.ts';
import { say, words } from './language.ts';
import type { CountedStep } from './words/page-words.ts';

const COUNTED_STEPS: readonly CountedStep[] = ['prepare', 'choose', 'type', 'confirm'];

/** What does not count as a step belongs to one that does; the result comes after all. */
const COUNTED_AS: Readonly<Record<Step, CountedStep | 'all-done'>> = {
  prepare: 'prepare',
  choose: 'choose',
  type: 'type',
  confirm: 'confirm',
  'last-try': 'confirm',
  working: 'confirm',
  recover: 'confirm',
  result: 'all-done',
};

/** Where in the job the page is. */
export function stepNavigation(step: Step) {
  const { stepCount, steps } = words().page;
  const all = COUNTED_STEPS.length;
  const counted = COUNTED_AS[step];
  const current = counted === 'all-done' ? all + 1 : COUNTED_STEPS.indexOf(counted) + 1;
  return html`
    <myna-steps
      .steps=${COUNTED_STEPS.map((name) => say(steps.names[name]))}
      .current=${current}
      .summary=${say(current > all ? steps.allDone(all) : stepCount(current, all))}
      .doneText=${say(steps.done)}
    ></myna-steps>
  `;
}
