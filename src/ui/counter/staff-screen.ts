import { html, nothing, type TemplateResult } from 'lit';
import type { Counter, CounterProblem } from '../../app/counter.ts';
import { placeHere } from '../../office/acceptance.ts';
import { japaneseOf } from '../../office/office-text.ts';
import type { Office } from '../../office/schema.ts';
import { icon } from '../components/icons.ts';
import { words } from '../words/ja.ts';
import { STAFF } from './staff-words.ts';

interface StaffScreen {
  readonly title: string;
  readonly content: unknown;
  /** Buttons, the main one first. Always at the lower edge, where a hand reaches them. */
  readonly actions?: unknown;
  /** In the header, beside who serves. */
  readonly beside?: unknown;
}

/** A screen that staff look at. */
export function staffScreen(
  { phase, operator, problem }: Counter,
  office: Office,
  { title, content, actions = nothing, beside = nothing }: StaffScreen,
): TemplateResult {
  const where = [office.name, placeHere(office)?.name].flatMap((name) => (name ? [japaneseOf(name)] : []));
  return html`
    <div class="counter" lang="ja" data-counter=${phase}>
      <header class="counter-header">
        <div class="counter-whose">
          <h1>${icon('card')}${words.page.title}</h1>
          <p>${where.join(' ')}</p>
        </div>
        <div class="counter-operator">
          ${operator ? html`<p>${STAFF.operator(operator.name)}</p>` : nothing} ${beside}
        </div>
      </header>
      <main class="counter-main step">
        <h2 id="step-title" tabindex="-1">${title}</h2>
        ${content}
      </main>
      <div class="counter-end">
        ${problemAlert(problem === 'wrong-code' ? undefined : problem)}
        ${actions === nothing ? nothing : html`<div class="buttons counter-actions">${actions}</div>`}
      </div>
    </div>
  `;
}

/** At the lower edge, but for what is wrong with a field, which is said there. */
export function problemAlert(problem: CounterProblem | undefined): TemplateResult {
  return html`
    <div role="alert">
      ${problem ? html`<p class="counter-problem">${icon('error')}<span>${STAFF.problems[problem]}</span></p>` : nothing}
    </div>
  `;
}

/** A step of a checklist, or a document: all of its row can be pressed. */
export function tickRow(options: {
  readonly id: string;
  readonly label: unknown;
  readonly support?: unknown;
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
}): TemplateResult {
  const { id, label, support = nothing, checked, onChange } = options;
  return html`
    <label class="tick ${checked ? 'tick-done' : ''}" for=${id}>
      <input
        type="checkbox"
        id=${id}
        .checked=${checked}
        aria-describedby=${support === nothing ? nothing : `${id}-support`}
        @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
      />
      <span class="tick-text">
        <span class="tick-label">${label}</span>
        ${support === nothing ? nothing : html`<span class="support" id="${id}-support">${support}</span>`}
      </span>
    </label>
  `;
}
