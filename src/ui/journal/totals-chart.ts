import { html, nothing, svg } from 'lit';
import type { JournalTotals } from '../../journal/journal-answers.ts';
import { APPLICATION_KINDS } from '../../office/application-kinds.ts';
import type { ApplicationKind } from '../../office/schema.ts';
import { JOURNAL_WORDS } from '../../texts/journal-words.ts';
import { JOURNAL } from './words.ts';

/** Whose applications, as they are stacked; `alone` is nobody of the staff. */
const KINDS = ['alone', ...APPLICATION_KINDS] as const;
type Kind = ApplicationKind | 'alone';

/** In the units of the picture, of which a day has 24. */
const DAY = 24;
const BAR = 16;
const HEIGHT = 120;
const TOP = 16;
const BOTTOM = 20;
const LEFT = 28;
/** The number over a bar, and the days below, are written at least so far apart. */
const LABEL = 44;

/** Pixels a unit, where there is room. */
const SCALE = 1.5;

/** More days than this are drawn by the month. */
const MOST_DAYS = 62;

/** A day, `YYYY-MM-DD`, or a month, `YYYY-MM`. */
interface Span {
  readonly span: string;
  readonly counts: Readonly<Record<Kind, number>>;
  readonly total: number;
}

/** Whether so many days are drawn by the month. */
export function drawnByMonth(days: readonly string[]): boolean {
  return days.length > MOST_DAYS;
}

/**
 * The applications of these days, oldest first, as a picture and as a table: a part of each bar and a column for each kind
 * that there was. What had none is not in the table.
 */
export function totalsChart(days: readonly string[], totals: JournalTotals) {
  const spans = drawnByMonth(days) ? [...new Set(days.map((day) => day.slice(0, 7)))] : days;
  const rows = spans.map((span) => countsOf(span, totals));
  const kinds = KINDS.filter((kind) => rows.some(({ counts }) => counts[kind] > 0));
  const all = rows.reduce((sum, { total }) => sum + total, 0);
  if (all === 0) return html`<p class="support">${JOURNAL.chart.nothing}</p>`;
  return html`
    <div class="journal-totals">
      <div>
        ${picture(rows, kinds, all)}
        <ul class="journal-legend">
          ${kinds.map((kind) => html`<li><span class="journal-key journal-kind-${kind}"></span>${kindName(kind)}</li>`)}
        </ul>
      </div>
      ${table(rows, kinds)}
    </div>
  `;
}

function countsOf(span: string, totals: JournalTotals): Span {
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;
  for (const each of totals) {
    if (each.day.startsWith(span) && !each.recovery) counts[each.application ?? 'alone'] += each.count;
  }
  return { span, counts, total: KINDS.reduce((sum, kind) => sum + counts[kind], 0) };
}

function kindName(kind: Kind): string {
  return kind === 'alone' ? JOURNAL.chart.alone : JOURNAL_WORDS.ja.applications[kind];
}

function picture(rows: readonly Span[], kinds: readonly Kind[], all: number) {
  const width = LEFT + rows.length * DAY;
  const most = niceAbove(Math.max(...rows.map(({ total }) => total)));
  const y = (count: number) => TOP + HEIGHT * (1 - count / most);
  const step = Math.ceil(LABEL / DAY);
  return html`
    <svg
      class="journal-chart"
      role="img"
      aria-labelledby="journal-chart-title"
      width=${width * SCALE}
      viewBox="0 0 ${width} ${TOP + HEIGHT + BOTTOM}"
    >
      <title id="journal-chart-title">${JOURNAL.chart.describe(all)}</title>
      ${[0, most / 2, most].map(
        (count) => svg`
          <line class="journal-grid" x1=${LEFT} x2=${width} y1=${y(count)} y2=${y(count)} />
          <text x=${LEFT - 5} y=${y(count) + 4} text-anchor="end">${count}</text>`,
      )}
      ${rows.map((row, index) => {
        const x = LEFT + index * DAY + (DAY - BAR) / 2;
        // The last day is always named.
        const named = (rows.length - 1 - index) % step === 0;
        return svg`
          ${bar(row, kinds, x, y)}
          ${row.total > 0 ? svg`<text class="journal-count" x=${x + BAR / 2} y=${y(row.total) - 4} text-anchor="middle">${row.total}</text>` : nothing}
          ${named ? svg`<text x=${x + BAR / 2} y=${TOP + HEIGHT + 14} text-anchor="middle">${shortName(row.span)}</text>` : nothing}`;
      })}
    </svg>
  `;
}

function bar({ counts }: Span, kinds: readonly Kind[], x: number, y: (count: number) => number) {
  let below = 0;
  return kinds.map((kind) => {
    const bottom = below;
    below += counts[kind];
    if (counts[kind] === 0) return nothing;
    return svg`<rect class="journal-bar journal-kind-${kind}" x=${x} width=${BAR} y=${y(below)} height=${y(bottom) - y(below)} />`;
  });
}

function table(rows: readonly Span[], kinds: readonly Kind[]) {
  const { span, table: title, total } = JOURNAL.chart;
  const some = rows.filter((row) => row.total > 0);
  return html`
    <div class="journal-scroll" tabindex="0" role="group" aria-label=${title}>
      <table class="journal-table journal-days">
        <thead>
          <tr>
            <th scope="col">${span}</th>
            ${kinds.map((kind) => html`<th scope="col" class="journal-number">${breakable(kindName(kind))}</th>`)}
            <th scope="col" class="journal-number">${total}</th>
          </tr>
        </thead>
        <tbody>
          ${some.toReversed().map(
            (row) => html`<tr>
              <th scope="row">${longName(row.span)}</th>
              ${kinds.map((kind) => html`<td class="journal-number">${row.counts[kind]}</td>`)}
              <td class="journal-number"><strong>${row.total}</strong></td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}

/** May be broken before what is in brackets. */
function breakable(name: string) {
  const [before, inBrackets] = name.split(/(?=（)/);
  return inBrackets === undefined ? name : html`${before}<wbr />${inBrackets}`;
}

/** An even number that is not far above, so that its half is one that people count with. */
function niceAbove(count: number): number {
  const ten = 10 ** Math.floor(Math.log10(Math.max(count, 1)));
  return (
    [1, 1.2, 1.6, 2, 4, 6, 8, 10]
      .map((times) => times * ten)
      .find((nice) => nice >= count && nice >= 2 && nice % 2 === 0) ?? count
  );
}

const LONG_DAY = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
});

const LONG_MONTH = new Intl.DateTimeFormat('ja-JP', { timeZone: 'UTC', year: 'numeric', month: 'long' });

function longName(span: string): string {
  const isMonth = span.length === 7;
  return (isMonth ? LONG_MONTH : LONG_DAY).format(new Date(isMonth ? `${span}-01T00:00:00Z` : `${span}T00:00:00Z`));
}

/** 12/1, or 12月 */
function shortName(span: string): string {
  const [, month, day] = span.split('-').map(Number);
  return day === undefined ? `${month}月` : `${month}/${day}`;
}
