import { appendFile, readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** A piece of work, as long as a person waits for it, and what it takes on the way to the card. */
export interface Cost {
  readonly seconds: number;
  /** Commands that reached the card. */
  readonly apdus: number;
  /** Bulk transfers. */
  readonly out: number;
  readonly in: number;
}

export interface Measure {
  readonly reader: string;
  readonly level: string;
  readonly page: string;
  /** From plugging in to the overview, the page being open. */
  readonly overview: Cost;
  /** From the press of the button to the result. */
  readonly change: Cost;
}

export interface Transfers {
  readonly out: number;
  readonly in: number;
}

/** Keeps a line for `measuresTable`, which another process makes of the file. */
export async function noteMeasure(file: string, measure: Measure): Promise<void> {
  await appendFile(file, `${JSON.stringify(measure)}\n`);
}

/** In Markdown; `undefined` where nothing was measured. */
export async function measuresTable(file: string): Promise<string | undefined> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  if (lines.length === 0) return undefined;
  const cells = ({ seconds, apdus, out, in: ins }: Cost) => [seconds.toFixed(1), apdus, out, ins];
  const rows = lines
    .map((line) => JSON.parse(line) as Measure)
    .map(({ reader, level, page, overview, change }) => [reader, level, page, ...cells(overview), ...cells(change)]);
  const head = ['reader', 'level', 'page', 'overview: s', 'APDUs', 'OUT', 'IN', 'four PINs: s', 'APDUs', 'OUT', 'IN'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Counts the bulk transfers of a page from now on. */
export async function countTransfers(page: Page): Promise<() => Promise<Transfers>> {
  const counts = await page.evaluateHandle(countInPage);
  return () => counts.jsonValue();
}

/** Runs in the page. Transfers that were given up count for nothing. */
function countInPage(): Transfers {
  interface Device {
    readonly configuration: {
      readonly interfaces: readonly {
        readonly alternate: {
          readonly endpoints: readonly { endpointNumber: number; direction: string; type: string }[];
        };
      }[];
    };
  }
  type Transfer = (this: Device, endpoint: number, ...rest: unknown[]) => Promise<unknown>;
  const counts = { out: 0, in: 0 };
  const { prototype } = Reflect.get(window, 'USBDevice');
  for (const direction of ['out', 'in'] as const) {
    const name = direction === 'out' ? 'transferOut' : 'transferIn';
    const transfer: Transfer = prototype[name];
    prototype[name] = async function (this: Device, endpoint: number, ...rest: unknown[]) {
      const result = await transfer.call(this, endpoint, ...rest);
      const endpoints = this.configuration.interfaces.flatMap(({ alternate }) => alternate.endpoints);
      const used = endpoints.find((one) => one.endpointNumber === endpoint && one.direction === direction);
      if (used?.type === 'bulk') counts[direction]++;
      return result;
    };
  }
  return counts;
}
