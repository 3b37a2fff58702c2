import { html, nothing } from 'lit';
import type { ComparedRow, HeaderDifference } from '../../card/recording/compare.ts';
import { entryBytes } from './entry-bytes.ts';
import { words } from './exchange-table.ts';
import type { Opened } from './open-recording.ts';
import { COMPARE, HEADERS } from './texts.ts';
import type { WorkbenchModel } from './workbench-model.ts';

/** Two recordings side by side. `toFirst` brings the first difference into sight. */
export function comparisonView({ left, right, comparison }: WorkbenchModel, toFirst: () => void) {
  if (!left) return html`<p>${COMPARE.closed}</p>`;
  if (!right || !comparison) return nothing;
  const { rows, firstDifference, differences, header } = comparison;
  return html`
    <div class="bench-head">
      <p role="status">
        <strong>${differences === 0 ? COMPARE.same : COMPARE.differences(differences)}</strong>
      </p>
      ${
        firstDifference === undefined
          ? nothing
          : html`<button type="button" class="button-quiet" @click=${toFirst}>${COMPARE.toFirst}</button>`
      }
    </div>
    ${header.length > 0 ? headerDifferences(header) : nothing}
    <div class="comparison" role="table" aria-label=${COMPARE.table} tabindex="0">
      <div class="compared-row exchange-head" role="row">
        <span role="columnheader">${COMPARE.left}：${left.name}</span>
        <span role="columnheader">${COMPARE.right}：${right.name}</span>
      </div>
      ${rows.map((row, i) => comparedRow(left, right, row, i === firstDifference))}
    </div>
  `;
}

function comparedRow(left: Opened, right: Opened, row: ComparedRow, first: boolean) {
  const mark = first ? `${COMPARE.first}（${COMPARE.kinds[row.kind]}）` : COMPARE.kinds[row.kind];
  return html`
    <div class="compared-row compared-${row.kind} ${first ? 'compared-first' : ''}" role="row">
      ${mark ? html`<span class="compared-mark" role="cell">${mark}</span>` : nothing}
      ${cell(left, 'left' in row ? row.left : undefined, row.kind !== 'equal')}
      ${cell(right, 'right' in row ? row.right : undefined, row.kind !== 'equal')}
    </div>
  `;
}

function cell({ explained }: Opened, index: number | undefined, spelled: boolean) {
  const each = index === undefined ? undefined : explained[index];
  if (!each) return html`<div class="compared-cell compared-none" role="cell"></div>`;
  return html`
    <div class="compared-cell" role="cell">
      ${each.entry.line > 0 ? html`<span class="compared-line">${each.entry.line}</span>` : nothing}
      <div>${entryBytes(each.entry)}${spelled ? html`<p class="compared-words">${words(each)}</p>` : nothing}</div>
    </div>
  `;
}

function headerDifferences(differences: readonly HeaderDifference[]) {
  return html`
    <details class="header-differences">
      <summary>${COMPARE.header}（${differences.length}）</summary>
      <dl class="bench-facts">
        ${differences.map(
          ({ field, left, right }) => html`
            <div>
              <dt>${HEADERS[field]}</dt>
              <dd><span class="header-side">${COMPARE.left}：${left || '−'}</span><span class="header-side">${COMPARE.right}：${right || '−'}</span></dd>
            </div>
          `,
        )}
      </dl>
    </details>
  `;
}
