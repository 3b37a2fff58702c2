import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import '../styles/workbench.css';
import { comparisonView } from './comparison-view.ts';
import { exchangeTable } from './exchange-table.ts';
import { LIBRARY } from './library.ts';
import { MAX_LENGTH, type Opened } from './open-recording.ts';
import './raw-panel.ts';
import { recordPanel } from './record-panel.ts';
import { statePanel } from './state-panel.ts';
import type { Tap } from './tap.ts';
import { COMPARE, HEADERS, OPEN, RAW, RECORD, VIEW, WORKBENCH } from './texts.ts';
import { timelineView } from './timeline-view.ts';
import { type Side, WorkbenchModel } from './workbench-model.ts';

/**
 * The section for developers below the page. Owns: fetching what is opened, and what is scrolled into sight. Everything
 * else is the model's, the tap's or a view's.
 */
export class PinWorkbench extends LitElement {
  @property({ attribute: false }) tap!: Tap;
  /** Has the page read the card once more. */
  @property({ attribute: false }) readAgain: () => void = () => {};
  /** Whether raw APDUs may be sent, and to which reader. */
  @property({ type: Boolean }) developer = false;
  @property() reader: string | undefined;
  /** Changes whenever the tap has changed. */
  @property({ type: Boolean }) recording = false;

  @query('.exchanges') private exchanges!: HTMLElement | null;
  @query('.exchange-current') private currentRow!: HTMLElement | null;
  @query('.comparison') private comparison!: HTMLElement | null;
  @query('.compared-first') private firstDifference!: HTMLElement | null;
  @query('.timeline-scroll') private timelineScroll!: HTMLElement | null;

  readonly #model = new WorkbenchModel(() => this.requestUpdate());
  #shown: { cursor: number; left: Opened | undefined; right: Opened | undefined } = {
    cursor: 0,
    left: undefined,
    right: undefined,
  };

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    this.#model.stop();
    super.disconnectedCallback();
  }

  protected override render() {
    const model = this.#model;
    return html`
      <details class="workbench" open @dragover=${allowDrop} @drop=${this.#drop}>
        <summary class="workbench-summary"><h2>${WORKBENCH.title}</h2></summary>
        <div class="workbench-inner">
          <p>${WORKBENCH.lead}</p>
          <section class="bench-part" aria-labelledby="bench-open">
            <h3 id="bench-open">${OPEN.title}</h3>
            ${this.#opener('left')}
            ${model.left ? this.#opened(model.left) : nothing}
          </section>
          <section class="bench-part" aria-labelledby="bench-record">
            <h3 id="bench-record">${RECORD.title}</h3>
            ${recordPanel(this.tap, model, this.readAgain)}
          </section>
          <section class="bench-part" aria-labelledby="bench-compare">
            <h3 id="bench-compare">${COMPARE.title}</h3>
            <p class="support">${COMPARE.lead}</p>
            ${model.left ? this.#opener('right') : nothing}
            ${comparisonView(model, () => this.#toFirstDifference())}
          </section>
          ${
            this.developer
              ? html`<section class="bench-part raw" aria-labelledby="bench-raw">
                  <h3 id="bench-raw">${RAW.title}</h3>
                  <raw-panel .manager=${this.tap.bridge} .reader=${this.reader}></raw-panel>
                </section>`
              : nothing
          }
        </div>
      </details>
    `;
  }

  protected override updated(_changed: PropertyValues): void {
    const { cursor, left, right, comparison } = this.#model;
    const shown = this.#shown;
    this.#shown = { cursor, left, right };
    if (left !== shown.left || cursor !== shown.cursor) this.#followCursor();
    if (comparison && (left !== shown.left || right !== shown.right)) this.#toFirstDifference();
  }

  #opener(side: Side) {
    const problem = this.#model.problems[side];
    const choose = (event: Event) => {
      const select = event.target as HTMLSelectElement;
      if (select.value !== '') void this.#openFromLibrary(side, select.value);
    };
    const pick = (event: Event) => {
      const input = event.target as HTMLInputElement;
      const [file] = input.files ?? [];
      if (file) void this.#openFile(side, file);
      // The same file can be chosen again after it was mended.
      input.value = '';
    };
    return html`
      <div class="bench-tools" data-side=${side}>
        <label class="bench-field"
          >${OPEN.library}
          <select @change=${choose}>
            <option value="">${OPEN.libraryNone}</option>
            ${[...LIBRARY.keys()].map((name) => html`<option value=${name}>${name}</option>`)}
          </select>
        </label>
        <label class="bench-field"
          >${OPEN.file}
          <input class="bench-file" type="file" accept=".apdu,text/plain" @change=${pick} />
        </label>
      </div>
      ${side === 'left' ? html`<p class="support">${OPEN.drop}</p>` : nothing}
      <div role="alert">
        ${
          problem
            ? html`<div class="notice notice-error">
                <p class="notice-title">${OPEN.problemTitle(problem.name)}</p>
                <p>${problem.sentence}</p>
                ${problem.offending ? html`<pre class="command">${problem.offending}</pre>` : nothing}
              </div>`
            : nothing
        }
      </div>
    `;
  }

  #opened(opened: Opened) {
    const { header } = opened.recording;
    const facts = (['card', 'reader', 'atr', 'date', 'product'] as const).filter((field) => header[field] !== '');
    return html`
      <section class="opened" aria-labelledby="opened-title">
        <h4 id="opened-title" class="opened-title">${header.shows}</h4>
        <p class="support">${opened.name}</p>
        <dl class="bench-facts bench-facts-inline">
          ${facts.map((field) => html`<div><dt>${HEADERS[field]}</dt><dd>${header[field]}</dd></div>`)}
        </dl>
        ${
          header.expect.length > 0
            ? html`<details class="expect">
                <summary>${VIEW.expect}（${header.expect.length}）</summary>
                <ul>${header.expect.map((line) => html`<li>${line}</li>`)}</ul>
              </details>`
            : nothing
        }
        ${opened.rows.length === 0 ? html`<p>${VIEW.empty}</p>` : this.#session(opened)}
      </section>
    `;
  }

  #session(opened: Opened) {
    const model = this.#model;
    const row = opened.rows[model.cursor];
    const here = row && opened.explained[row.start + row.count - 1];
    return html`
      ${timelineView(model, opened)}
      ${this.#player(opened)}
      <div class="session">
        ${exchangeTable(model, opened)}
        ${here ? statePanel(here.after) : nothing}
      </div>
    `;
  }

  #player({ rows }: Opened) {
    const model = this.#model;
    const jump = (event: Event) => model.goTo((event.target as HTMLInputElement).valueAsNumber - 1);
    return html`
      <div class="player" role="group" aria-label=${VIEW.title}>
        <button type="button" class="button-quiet" @click=${() => model.goTo(model.cursor - 1)}>${VIEW.previous}</button>
        <button type="button" class="button-quiet" @click=${() => model.goTo(model.cursor + 1)}>${VIEW.next}</button>
        <button type="button" class="button-quiet" @click=${() => (model.playing ? model.stop() : model.play())}>
          ${model.playing ? VIEW.stop : VIEW.play}
        </button>
        <button type="button" class="button-quiet" @click=${() => model.goToNextNotable()}>${VIEW.nextNotable}</button>
        <label class="bench-field bench-jump"
          >${VIEW.jump}
          <input class="bench-input" type="number" min="1" max=${rows.length} .value=${String(model.cursor + 1)} @change=${jump} />
        </label>
        <span class="player-position">${VIEW.position(model.cursor + 1, rows.length)}</span>
      </div>
    `;
  }

  async #openFromLibrary(side: Side, name: string): Promise<void> {
    try {
      const response = await fetch(LIBRARY.get(name) ?? '');
      if (!response.ok) throw new Error(String(response.status));
      this.#model.openText(side, name, await response.text());
    } catch {
      this.#model.fail(side, { name, sentence: OPEN.unreachable, offending: '' });
    }
  }

  async #openFile(side: Side, file: File): Promise<void> {
    if (file.size > 4 * MAX_LENGTH) {
      this.#model.fail(side, { name: file.name, sentence: OPEN.tooLong, offending: '' });
      return;
    }
    try {
      this.#model.openText(side, file.name, await file.text());
    } catch {
      this.#model.fail(side, { name: file.name, sentence: OPEN.unreachable, offending: '' });
    }
  }

  readonly #drop = (event: DragEvent) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    void this.#openFile('left', file);
  };

  /** Within their own frames: the page itself does not move under the person's hands. */
  #followCursor(): void {
    const { exchanges, currentRow, timelineScroll } = this;
    if (exchanges && currentRow) {
      scrollIntoFrame(exchanges, currentRow);
      if (exchanges.contains(document.activeElement)) currentRow.focus({ preventScroll: true });
    }
    const mark = timelineScroll?.querySelector('[data-current]');
    if (timelineScroll && mark) {
      const frame = timelineScroll.getBoundingClientRect();
      const box = mark.getBoundingClientRect();
      if (box.left < frame.left || box.right > frame.right) {
        timelineScroll.scrollLeft += box.left - frame.left - frame.width / 3;
      }
    }
  }

  #toFirstDifference(): void {
    const { comparison, firstDifference } = this;
    if (!comparison || !firstDifference) return;
    // With what both have before it in sight too.
    const above = firstDifference.getBoundingClientRect().top - comparison.getBoundingClientRect().top;
    comparison.scrollTop += above - comparison.clientHeight / 3;
  }
}

/** Scrolls `frame` as far as it takes to see `row`, below the heading that sticks to its top. */
function scrollIntoFrame(frame: HTMLElement, row: HTMLElement): void {
  const heading = frame.firstElementChild?.getBoundingClientRect().height ?? 0;
  const outer = frame.getBoundingClientRect();
  const inner = row.getBoundingClientRect();
  if (inner.top < outer.top + heading) frame.scrollTop -= outer.top + heading - inner.top;
  else if (inner.bottom > outer.bottom) frame.scrollTop += inner.bottom - outer.bottom;
}

function allowDrop(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}

customElements.define('pin-workbench', PinWorkbench);
