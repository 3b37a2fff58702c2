import { html } from 'lit';
import type { Counter } from '../../app/counter.ts';
import type { Visit } from '../../app/visit.ts';
import type { Office } from '../../office/schema.ts';
import '../components/button.ts';
import '../components/notice.ts';
import { staffScreen, tickRow } from './staff-screen.ts';
import { STAFF } from './staff-words.ts';
import { troubleForStaff } from './trouble.ts';

/** Before staff type from the sealed form. */
export function envelopeScreen(counter: Counter, visit: Visit, office: Office, start: () => void) {
  const { back, refuse, start: begin, title } = STAFF.envelope;
  return staffScreen(counter, office, {
    title,
    content: html`${troubleForStaff(visit)} ${privacyNotice()} ${steps(counter)}`,
    actions: html`
      <myna-button kind="main" .text=${begin} @click=${start}></myna-button>
      <myna-button kind="second" .text=${back} @click=${() => counter.back()}></myna-button>
      <myna-button kind="danger" .text=${refuse} @click=${() => counter.refuseForm()}></myna-button>
    `,
  });
}

/** After it, whatever came of the job. */
export function formScreen(counter: Counter, office: Office) {
  const { end, lead, title } = STAFF.form;
  return staffScreen(counter, office, {
    title,
    content: html`<p>${lead}</p>${steps(counter)}`,
    actions: html`<myna-button kind="main" .text=${end} @click=${() => counter.putAway()}></myna-button>`,
  });
}

/** Stays while staff type what a proxy must not see. */
export function privacyNotice() {
  return html`<myna-notice lang="ja" kind="warning" .heading=${STAFF.privacy}></myna-notice>`;
}

function steps(counter: Counter) {
  return html`<ul class="checklist checklist-steps">
    ${counter.formSteps.map(
      (step, index) => html`<li>
        ${tickRow({
          id: `form-step-${index}`,
          label: 'code' in step ? STAFF.steps[step.code] : step.line,
          checked: counter.done.has(index),
          onChange: (on) => counter.setDone(index, on),
        })}
      </li>`,
    )}
  </ul>`;
}
