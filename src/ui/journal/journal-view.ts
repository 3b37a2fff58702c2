import { html, nothing } from 'lit';
import { type JournalReading, type JournalSearch, PERIODS, rowsOf } from '../../app/journal-reading.ts';
import type { JournalOverview } from '../../journal/journal-answers.ts';
import type { OutcomeClass } from '../../journal/outcome-class.ts';
import type { ShippingState } from '../../journal/shipping-problem.ts';
import { APPLICATION_KINDS } from '../../office/application-kinds.ts';
import { japaneseOf } from '../../office/office-text.ts';
import type { Office } from '../../office/schema.ts';
import { journalProblem } from '../../texts/journal-problems.ts';
import { JOURNAL_TEXTS } from '../../texts/journal-texts.ts';
import { JOURNAL_WORDS } from '../../texts/journal-words.ts';
import { SHIPPING_PROBLEMS } from '../../texts/shipping-problems.ts';
import '../components/button.ts';
import { icon } from '../components/icons.ts';
import '../components/notice.ts';
import { entryTable, occasionOf } from './entry-rows.ts';
import { drawnByMonth, totalsChart } from './totals-chart.ts';
import { JOURNAL } from './words.ts';

const TIME = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** All that staff read of the journal. */
export function journalView(reading: JournalReading, office: Office) {
  const { overview, problem } = reading;
  return html`
    ${overview?.practice ? html`<p class="journal-practice">${icon('info')}<span>${JOURNAL.practice}</span></p>` : nothing}
    <div role="status">${overview ? stateOf(overview) : reading.waiting ? html`<p>${JOURNAL.loading}</p>` : nothing}</div>
    <div role="alert">
      ${
        problem
          ? html`<myna-notice kind="error" .heading=${JOURNAL.unreadable} .lines=${[journalProblem('ja', problem)]}></myna-notice>`
          : nothing
      }
    </div>
    ${searchForm(reading, office)}
    ${overview ? answers(reading, office) : nothing}
    <div class="journal-foot">${verificationOf(reading)} ${retentionOf(overview)}</div>
  `;
}

function stateOf({ state, shipping }: JournalOverview) {
  const { off, ready, trouble } = JOURNAL.state;
  const good = state === 'ready';
  return html`
    <ul class="journal-state">
      <li class=${good ? 'journal-good' : 'journal-bad'}>
        ${icon(good ? 'success' : 'error')}
        <span>${good ? ready : state === 'off' ? off : `${trouble}。${journalProblem('ja', state)}`}</span>
      </li>
      ${shipping ? shippingOf(shipping) : nothing}
    </ul>
  `;
}

function shippingOf({ error, waiting }: ShippingState) {
  const { done, since, waiting: counted } = JOURNAL.state.shipping;
  const how = waiting === 0 ? done : counted(waiting);
  return html`
    <li class=${error ? 'journal-worse' : 'journal-good'}>
      ${icon(error ? 'warning' : waiting === 0 ? 'success' : 'info')}
      <span>
        ${how}${error ? html`。${since(TIME.format(new Date(error.since)))}。${SHIPPING_PROBLEMS.ja[error.code]}` : nothing}
      </span>
    </li>
  `;
}

function searchForm(reading: JournalReading, { counter, places = [] }: Office) {
  const { search } = JOURNAL;
  const { period, from, to, application, event, operator, place } = reading.search;
  const look = (changes: Partial<JournalSearch>) => void reading.look(changes);
  const placed = places.flatMap(({ id, name }) => (id ? [{ value: id, name: japaneseOf(name) }] : []));
  return html`
    <form class="journal-search" aria-label=${search.title} @submit=${(submitted: Event) => submitted.preventDefault()}>
      <fieldset class="journal-periods">
        <legend>${search.period}</legend>
        ${PERIODS.map(
          (each) => html`<label>
            <input type="radio" name="journal-period" .checked=${each === period} @change=${() => look({ period: each })} />
            <span>${search.periods[each]}</span>
          </label>`,
        )}
      </fieldset>
      ${
        period === 'days'
          ? html`${dayField(search.from, from, (day) => look({ from: day }))} ${dayField(search.to, to, (day) => look({ to: day }))}`
          : nothing
      }
      ${choice(
        search.application,
        application,
        APPLICATION_KINDS.map((kind) => ({ value: kind, name: JOURNAL_WORDS.ja.applications[kind] })),
        (value) => look({ application: value }),
      )}
      ${choice(
        search.event,
        event,
        JOURNAL.list.events.map((each) => ({ value: each, name: JOURNAL_WORDS.ja.events[each] })),
        (value) => look({ event: value }),
      )}
      ${
        counter
          ? choice(
              search.operator,
              operator,
              counter.operators.map(({ name }) => ({ value: name, name })),
              (value) => look({ operator: value }),
            )
          : nothing
      }
      ${placed.length > 1 ? choice(search.place, place, placed, (value) => look({ place: value })) : nothing}
    </form>
  `;
}

function dayField(label: string, value: string, change: (day: string) => void) {
  return html`
    <label class="journal-field">
      <span>${label}</span>
      <input
        type="date"
        .value=${value}
        @change=${({ target }: Event) => {
          const { value: day } = target as HTMLInputElement;
          if (day !== '') change(day);
        }}
      />
    </label>
  `;
}

/** `undefined` is all of them. */
function choice<Value extends string>(
  label: string,
  chosen: Value | undefined,
  options: readonly { readonly value: Value; readonly name: string }[],
  change: (value: Value | undefined) => void,
) {
  const chosenNow = ({ target }: Event) => options[(target as HTMLSelectElement).selectedIndex - 1]?.value;
  return html`
    <label class="journal-field">
      <span>${label}</span>
      <select @change=${(event: Event) => change(chosenNow(event))}>
        <option .selected=${chosen === undefined}>${JOURNAL.search.all}</option>
        ${options.map(({ value, name }) => html`<option .selected=${value === chosen}>${name}</option>`)}
      </select>
    </label>
  `;
}

function answers(reading: JournalReading, office: Office) {
  const { chart, list, search } = JOURNAL;
  const rows = rowsOf(reading.entries);
  const places = new Set(rows.flatMap((row) => occasionOf(row)?.place ?? []));
  return html`
    ${summaryOf(reading)}
    <section aria-labelledby="journal-chart-heading">
      <h2 id="journal-chart-heading">${drawnByMonth(reading.drawn) ? chart.byMonth : chart.byDay}</h2>
      ${totalsChart(reading.drawn, reading.totals)}
    </section>
    <section aria-labelledby="journal-list-heading">
      <div class="journal-list-head">
        <h2 id="journal-list-heading">${list.title}</h2>
        <a class="button-like" href=${reading.csv} download>${search.csv}</a>
      </div>
      ${rows.length === 0 ? html`<p>${list.nothing}</p>` : entryTable(rows, office, places.size > 1)}
      ${
        reading.before === undefined
          ? nothing
          : html`<div class="buttons"><myna-button kind="second" .text=${list.more} @click=${() => reading.more()}></myna-button></div>`
      }
    </section>
  `;
}

/** What is wrong comes last, where it is looked for, and a zero is said quietly. */
const SUMMED: readonly OutcomeClass[] = [
  'changed',
  'partly-changed',
  'unchanged',
  'unknown',
  'open',
  'accepted',
  'refused',
];

function summaryOf(reading: JournalReading) {
  const { all, note, outcomes, title } = JOURNAL.summary;
  const totals = reading.totalsOfSearch.filter(({ recovery }) => !recovery);
  const sum = (outcome?: OutcomeClass) =>
    totals.reduce((total, each) => total + (outcome && each.outcome !== outcome ? 0 : each.count), 0);
  return html`
    <section aria-labelledby="journal-summary-heading">
      <h2 id="journal-summary-heading">${title(spanOf(reading))}</h2>
      <dl class="journal-summary">
        <div class="journal-all"><dt>${all}</dt><dd>${sum()}</dd></div>
        ${SUMMED.map((outcome) => {
          const count = sum(outcome);
          return html`<div class=${count === 0 ? 'journal-none' : nothing}><dt>${outcomes[outcome]}</dt><dd>${count}</dd></div>`;
        })}
      </dl>
      <p class="support">${note}</p>
    </section>
  `;
}

const DAY = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
});

function spanOf({ days: { from, to }, search: { period } }: JournalReading): string {
  const [first, last] = [from, to].map((day) => DAY.format(new Date(`${day}T00:00:00Z`)));
  if (period === 'today') return `${JOURNAL.search.periods.today}（${last}）`;
  return from === to ? `${last}` : `${first}から${last}まで`;
}

function verificationOf(reading: JournalReading) {
  const { lead, running, title, verify } = JOURNAL.verification;
  const { verification } = reading;
  return html`
    <section aria-labelledby="journal-verification-heading">
      <h2 id="journal-verification-heading">${title}</h2>
      <p>${lead}</p>
      <div role="status" class="journal-verified">
        ${verification === 'asked' ? html`<p>${running}</p>` : verification ? verifiedAs(verification) : nothing}
      </div>
      <div class="buttons">
        <myna-button kind="second" .text=${verify} @click=${() => reading.verify()}></myna-button>
      </div>
    </section>
  `;
}

function verifiedAs(verification: Exclude<JournalReading['verification'], 'asked' | undefined>) {
  const { broken, brokenAdvice, empty, head, holds } = JOURNAL.verification;
  if (!verification.ok) {
    const fault = JOURNAL_TEXTS.ja.faults[verification.why](verification.sequence);
    return html`<myna-notice kind="error" .heading=${broken} .lines=${[fault, brokenAdvice]}></myna-notice>`;
  }
  const last = verification.head;
  return html`
    <myna-notice
      kind="success"
      .heading=${last ? holds(verification.entries) : empty}
      .lines=${last ? [head(last.sequence)] : []}
      .body=${last ? html`<p class="journal-hash"><code>${last.hash}</code></p>` : nothing}
    ></myna-notice>
  `;
}

function retentionOf(overview: JournalOverview | undefined) {
  const { change, contents, days, forever, title } = JOURNAL.retention;
  return html`
    <section aria-labelledby="journal-retention-heading">
      <h2 id="journal-retention-heading">${title}</h2>
      <p>${overview?.days === undefined ? forever : days(overview.days)}${change}</p>
      <p>${contents}</p>
    </section>
  `;
}
