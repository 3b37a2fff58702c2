import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BrowserStandIn } from '../../support/bridge-link.ts';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { MANY_READERS, Pcscd } from '../../support/pcscd.ts';
import { followReader } from '../../support/reader-state.ts';
import { stopAll } from '../../support/stop-all.ts';
import type { Figure, Section } from '../figure.ts';
import { interleaved, pairwise, ratio, spreadOf } from '../statistics.ts';
import { changeOnce, type Direction } from '../support/piece-of-work.ts';

const CARDS = fileURLToPath(new URL('../support/many-cards.ts', import.meta.url));

const READER_COUNTS = [1, 4, 16] as const;

interface Round {
  /** From the first command to the last answer of all readers. */
  readonly seconds: number;
  /** What the changes of each reader took. */
  readonly each: readonly number[];
}

/**
 * Changes of all four PINs on several readers at once, through one bridge process: 16 readers in one real pcscd, whose driver
 * is loaded eight times, with cards that take 25 ms an APDU.
 */
export const scale: Section = {
  id: 'scale',
  title: 'Several readers at work at once on one bridge, cards at 25 ms an APDU',
  async measure(effort) {
    const pcscd = await Pcscd.startWithMany();
    const cards = fork(CARDS, [String(MANY_READERS.length)], { execArgv: ['--import', 'tsx'] });
    const bridge = await BridgeProcess.start();
    try {
      const link = await new BrowserStandIn(bridge).connect();
      // A context does one thing at a time: each reader has one, as each page would.
      const contexts = await Promise.all(MANY_READERS.map(() => link.resourceManager.establishContext()));
      const watching = contexts.map((context, index) =>
        followReader(context, MANY_READERS[index] as string, 'present'),
      );
      await Promise.all(watching);
      const direction = MANY_READERS.map((): Direction => 'there');
      const one = async (index: number): Promise<number> => {
        const begun = performance.now();
        const [context, way] = [contexts[index], direction[index]];
        if (!context || !way) throw new RangeError();
        direction[index] = way === 'there' ? 'back' : 'there';
        await changeOnce(context, MANY_READERS[index] as string, way);
        return (performance.now() - begun) / 1000;
      };
      const round = (count: number) => async (): Promise<Round> => {
        const begun = performance.now();
        const each = await Promise.all(Array.from({ length: count }, (_, index) => one(index)));
        return { seconds: (performance.now() - begun) / 1000, each };
      };
      const names = READER_COUNTS.map((count) => [String(count), round(count)] as const);
      const rounds = await interleaved(effort.runs(5, 1), 1, Object.fromEntries(names));
      link.close();
      return READER_COUNTS.flatMap((count) => figuresOf(count, rounds[String(count)] ?? [], rounds['1'] ?? []));
    } finally {
      await stopAll(bridge, stoppable(cards), pcscd);
    }
  },
};

function figuresOf(count: number, rounds: readonly Round[], single: readonly Round[]): Figure[] {
  const perSecond = rounds.map(({ seconds }) => count / seconds);
  const ofOne = single.map(({ seconds }) => 1 / seconds);
  if (count === 1) return [];
  return [
    {
      name: `${count} readers: changes of four PINs a second`,
      unit: '',
      value: spreadOf(perSecond),
      baseline: { name: 'one reader', value: spreadOf(ofOne) },
      comparison: { unit: '×', value: pairwise(perSecond, ofOne, ratio) },
    },
    {
      name: `${count} readers: the slowest`,
      unit: 's',
      value: spreadOf(rounds.map(({ each }) => Math.max(...each))),
      baseline: { name: 'the fastest', value: spreadOf(rounds.map(({ each }) => Math.min(...each))) },
      comparison: { unit: '×', value: spreadOf(rounds.map(({ each }) => Math.max(...each) / Math.min(...each))) },
    },
  ];
}

function stoppable(child: ChildProcess): { stop(): Promise<void> } {
  return {
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
