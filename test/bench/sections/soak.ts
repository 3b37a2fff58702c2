import { ORDINARY_CARD } from '../../../src/readers/virtual/profiles.ts';
import { BrowserStandIn } from '../../support/bridge-link.ts';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { CardProcess } from '../../support/card-process.ts';
import { Pcscd, READERS } from '../../support/pcscd.ts';
import { waitForCard } from '../../support/reader-state.ts';
import { stopAll } from '../../support/stop-all.ts';
import { exactly, type Figure, type Section } from '../figure.ts';
import { spreadOf } from '../statistics.ts';
import { changeOnce } from '../support/piece-of-work.ts';

const REPORTER = new URL('../support/report-resources.mjs', import.meta.url).href;

interface Held {
  readonly heapBytes: number;
  readonly externalBytes: number;
  readonly residentBytes: number;
  readonly handles: number;
  readonly files: number;
  readonly listeners: number;
}

const CHANGES = 10_000;
/** So often it is asked what it holds. */
const PARTS = 10;
/** By then V8 has found out how much room it wants for young objects, which it takes in one step, after some thousand changes. */
const SETTLED_AFTER = 4;
const KB = 1_000;

/**
 * One change after another of 利用者証明用, each in a session of its own with power up and down, through one bridge process and
 * the real pcscd, at the full speed of the virtual card.
 */
export const soak: Section = {
  id: 'soak',
  title: 'Ten thousand changes through one bridge',
  async measure(effort) {
    const changes = effort.runs(CHANGES, 1_000);
    const pcscd = await Pcscd.start();
    const card = await CardProcess.start();
    const bridge = await BridgeProcess.startWith(['--expose-gc', '--import', REPORTER]);
    try {
      await card.insert(ORDINARY_CARD);
      const link = await new BrowserStandIn(bridge).connect();
      const context = await waitForCard(link.resourceManager, READERS[0], 'present');
      let done = 0;
      const run = async (count: number) => {
        for (const end = done + count; done < end; done++) {
          await changeOnce(context, READERS[0], done % 2 ? 'back' : 'there', ['auth']);
          // What it remembers of all that happened is for tests that look at it.
          if (done % 100 === 99) await card.forgetLog();
        }
      };
      const held: Held[] = [];
      const begun = performance.now();
      for (let part = 0; part < PARTS; part++) {
        await run(changes / PARTS);
        held.push((await bridge.ask()) as Held);
      }
      const seconds = (performance.now() - begun) / 1000;
      effort.say(`${changes} changes in ${Math.round(seconds)} s`);
      link.close();
      return figuresOf(held, changes);
    } finally {
      await stopAll(bridge, card, pcscd);
    }
  },
};

function figuresOf(held: readonly Held[], changes: number): Figure[] {
  const settled = (changes / PARTS) * SETTLED_AFTER;
  const row = (name: string, unit: string, of: (one: Held) => number, atMost: number): Figure => {
    const first = of(held[SETTLED_AFTER - 1] as Held);
    const last = spreadOf(held.slice(-3).map(of));
    return {
      name: `${name} after ${changes.toLocaleString('en')} changes`,
      unit,
      value: last,
      baseline: { name: `after ${settled.toLocaleString('en')}`, value: exactly(first) },
      comparison: { unit: `${unit} more`.trim(), value: exactly(last.median - first) },
      goal: { of: 'comparison', atMost },
    };
  };
  return [
    row('heap of the bridge', 'kB', ({ heapBytes }) => heapBytes / KB, 200),
    row('memory outside of the heap', 'kB', ({ externalBytes }) => externalBytes / KB, 200),
    row('resident memory', 'kB', ({ residentBytes }) => residentBytes / KB, 5_000),
    row('handles', '', ({ handles }) => handles, 0),
    row('open files', '', ({ files }) => files, 0),
    row('event listeners', '', ({ listeners }) => listeners, 0),
  ];
}
