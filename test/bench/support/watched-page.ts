import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { PIN_IDS } from '../../../src/card/applications.ts';
import { bundled } from '../../support/bundled.ts';
import { BUTTONS, WORDS } from '../../support/japanese.ts';
import { CURRENT, NEXT } from '../../support/wishes.ts';
import { gzipBytes } from '../page-graph.ts';
import type { Direction } from './piece-of-work.ts';
import type { JobInPage, WatchPage } from './watch-page.ts';

export interface Fetched {
  readonly url: string;
  /** Fonts are compressed already. */
  readonly type: 'script' | 'style' | 'font' | 'other';
  readonly gzipBytes: number;
}

export interface HeldMemory {
  /** Objects, strings and whatever else the scripts of the page have made. */
  readonly objectBytes: number;
  /** What V8 has compiled, which grows as long as it finds something to make faster. */
  readonly codeBytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** A tab with `watch-page.ts` in it. Everything is driven from within, so that nothing of a test tool runs beside the page. */
export class WatchedPage {
  readonly tab: Page;
  readonly #devtools: CDPSession;
  readonly #fetched: Promise<Fetched>[] = [];

  private constructor(tab: Page, devtools: CDPSession) {
    this.tab = tab;
    this.#devtools = devtools;
  }

  /** `slowdown`: how many times slower the processor is to the page. Nothing comes from a cache. */
  static async open(
    context: BrowserContext,
    address: string,
    { slowdown = 1, keepBodies = false } = {},
  ): Promise<WatchedPage> {
    const tab = await context.newPage();
    const devtools = await context.newCDPSession(tab);
    await devtools.send('Network.enable');
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const page = new WatchedPage(tab, devtools);
    await tab.addInitScript(await script());
    if (keepBodies) {
      tab.on('response', (response) => {
        const type = response.request().resourceType();
        const kind = type === 'script' || type === 'font' ? type : type === 'stylesheet' ? 'style' : 'other';
        const bytes = response.body().then(gzipBytes, () => 0);
        page.#fetched.push(bytes.then((gzipBytes) => ({ url: response.url(), type: kind, gzipBytes })));
      });
    }
    await tab.goto(address, { waitUntil: 'commit' });
    return page;
  }

  times() {
    return this.tab.evaluate(() => (Reflect.get(window, 'watchPage') as WatchPage).times());
  }

  /** In milliseconds since 1970. */
  usableAt() {
    return this.tab.evaluate(() => (Reflect.get(window, 'watchPage') as WatchPage).usableAt());
  }

  /** When the overview of a card is on the screen, in milliseconds since 1970. */
  overviewAt() {
    return this.tab.evaluate(() => (Reflect.get(window, 'watchPage') as WatchPage).overviewAt());
  }

  longTasks() {
    return this.tab.evaluate(() => (Reflect.get(window, 'watchPage') as WatchPage).longTasks());
  }

  requests() {
    return this.tab.evaluate(() => (Reflect.get(window, 'watchPage') as WatchPage).requests());
  }

  fetched(): Promise<readonly Fetched[]> {
    return Promise.all(this.#fetched);
  }

  async job(direction: Direction): Promise<void> {
    await this.tab.evaluate((job) => (Reflect.get(window, 'watchPage') as WatchPage).job(job), jobOf(direction));
  }

  /** Back to the choice, on the same card. */
  async again(): Promise<void> {
    await this.tab.evaluate((job) => (Reflect.get(window, 'watchPage') as WatchPage).again(job), jobOf('there'));
  }

  /** Once everything unused was collected. */
  async memory(): Promise<HeldMemory> {
    const chunks: string[] = [];
    const keep = ({ chunk }: { chunk: string }) => chunks.push(chunk);
    this.#devtools.on('HeapProfiler.addHeapSnapshotChunk', keep);
    // What a finalizer lets go of is collected by the next one.
    for (let round = 0; round < 3; round++) await this.#devtools.send('HeapProfiler.collectGarbage');
    await this.#devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    this.#devtools.off('HeapProfiler.addHeapSnapshotChunk', keep);
    const { nodes, jsEventListeners } = await this.#devtools.send('Memory.getDOMCounters');
    return { ...sizesIn(JSON.parse(chunks.join(''))), nodes, listeners: jsEventListeners };
  }

  close(): Promise<void> {
    return this.tab.close();
  }
}

let built: Promise<string> | undefined;
function script(): Promise<string> {
  built ??= bundled('../bench/support/watch-page.ts');
  return built;
}

/** All four PINs of the trial card to others, or back. */
function jobOf(direction: Direction): JobInPage {
  const [current, next] = direction === 'there' ? [CURRENT, NEXT] : [NEXT, CURRENT];
  return {
    pins: PIN_IDS,
    typed: PIN_IDS.flatMap((pin) => [current[pin], next[pin], next[pin]]),
    buttons: { next: BUTTONS.next, change: BUTTONS.change, again: BUTTONS.again },
    changed: WORDS.outcomes.changed,
  };
}

interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] };
  };
  readonly nodes: readonly number[];
}

function sizesIn({ snapshot: { meta }, nodes }: HeapSnapshot): Pick<HeldMemory, 'objectBytes' | 'codeBytes'> {
  const fields = meta.node_fields;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const types = meta.node_types[0];
  const bytes = { objectBytes: 0, codeBytes: 0 };
  for (let node = 0; node < nodes.length; node += fields.length) {
    const kind = types[nodes[node + type] ?? 0];
    // Besides, the browser keeps what it measures of a page for its own tools. What it has of the document is counted in nodes.
    if (kind === 'native') continue;
    bytes[kind === 'code' ? 'codeBytes' : 'objectBytes'] += nodes[node + size] ?? 0;
  }
  return bytes;
}
