import { html, nothing } from 'lit';
import type { ExplainedEntry } from '../../card/explain.ts';
import { entryBytes } from './entry-bytes.ts';
import type { Opened, Row } from './open-recording.ts';
import { APDU_TEXTS, VIEW } from './texts.ts';
import type { WorkbenchModel } from './workbench-model.ts';

/** Rows that Page Up and Page Down move by. */
const PAGE = 10;

/** The exchanges of a recording. One row is in the tab order; the arrow keys move from it. */
export function exchangeTable(model: WorkbenchModel, { rows, explained, timeline }: Opened) {
  const { columns } = VIEW;
  const timed = timeline.evenlySpaced ? 'exchanges-untimed' : '';
  return html`
    <div class="exchanges ${timed}" role="grid" aria-label=${VIEW.table} aria-rowcount=${rows.length} @keydown=${keys(model)}>
      <div class="exchange-row exchange-head" role="row">
        <span role="columnheader">${columns.number}</span>
        <span role="columnheader">${columns.time}</span>
        <span role="columnheader">${columns.bytes}</span>
        <span role="columnheader">${columns.words}</span>
      </div>
      ${rows.map((row, i) => exchangeRow(model, explained, row, i))}
    </div>
  `;
}

function exchangeRow(model: WorkbenchModel, explained: readonly ExplainedEntry[], row: Row, index: number) {
  const current = index === model.cursor;
  const own = explained.slice(row.start, row.start + row.count);
  return html`
    <div
      class="exchange-row exchange-${row.outcome ?? 'event'} ${current ? 'exchange-current' : ''}"
      role="row"
      aria-selected=${current ? 'true' : 'false'}
      tabindex=${current ? 0 : -1}
      data-row=${index}
      @click=${() => model.goTo(index)}
    >
      <span class="exchange-number" role="gridcell">${index + 1}</span>
      <span class="exchange-time" role="gridcell">${time(row)}</span>
      <div class="exchange-bytes" role="gridcell">${own.map(({ entry }) => entryBytes(entry))}</div>
      <div class="exchange-words" role="gridcell">
        ${own.flatMap(({ entry }) => entry.comments.map((comment) => html`<p class="support"># ${comment}</p>`))}
        ${own.map((each) => html`<p class="words-${each.kind}">${words(each)}</p>`)}
      </div>
    </div>
  `;
}

function time({ atMs, tookMs }: Row) {
  if (atMs === 0 && tookMs === 0) return nothing;
  return html`<span>${VIEW.seconds(atMs)}</span>${tookMs > 0 ? html`<span class="support">+${tookMs} ms</span>` : nothing}`;
}

/** What an entry means, in words. */
export function words(explained: ExplainedEntry): string {
  switch (explained.kind) {
    case 'command':
      return APDU_TEXTS.command(explained.meaning);
    case 'answer':
      return APDU_TEXTS.answer(explained.meaning);
    case 'event':
      return APDU_TEXTS.event(explained.entry);
  }
}

function keys(model: WorkbenchModel) {
  return (event: KeyboardEvent) => {
    const last = (model.left?.rows.length ?? 0) - 1;
    const to: Partial<Record<string, number>> = {
      ArrowUp: model.cursor - 1,
      ArrowDown: model.cursor + 1,
      PageUp: model.cursor - PAGE,
      PageDown: model.cursor + PAGE,
      Home: 0,
      End: last,
    };
    const row = to[event.key];
    if (row === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    model.goTo(row);
  };
}
