import type { Browser } from 'playwright-core';
import { ORDINARY_CARD } from '../../../src/readers/virtual/profiles.ts';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { bundled } from '../../support/bundled.ts';
import { launchChromium } from '../../support/chromium.ts';
import { READERS } from '../../support/pcscd.ts';
import { Station } from '../../support/station.ts';
import { stopAll } from '../../support/stop-all.ts';
import type { Figure, Section } from '../figure.ts';
import { difference, interleaved, pairwise, ratio, spreadOf } from '../statistics.ts';
import { BareLoop } from '../support/bare-loop.ts';
import { changeOnce, commandsOfChange, type Direction, type Timing } from '../support/piece-of-work.ts';

const [READER] = READERS;

/** What an answer of the card ends with when all is well, in hexadecimal. The tries are asked for as well. */
const GOOD = /(9000|63c\d)$/;

const BASELINE = 'bare pcsclite loop';
const CONTENDERS = { page: 'in Chromium', client: 'in Node.js' } as const;

/**
 * One change of all four PINs on the card behind vpcd and the real pcscd: from the page's client in Chromium, from the same
 * client in Node.js, and by a bare loop that sends the same bytes with pcsclite. Each contender has a bridge or a process of
 * its own, and all of these run the whole time.
 */
export const bridge: Section = {
  id: 'bridge',
  title: 'What the bridge adds to a change of all four PINs',
  async measure(effort) {
    const station = await Station.start();
    const second = await BridgeProcess.start();
    const browser = await launchChromium();
    const bare = BareLoop.start();
    try {
      await station.insert(ORDINARY_CARD);
      const page = await pageOf(browser, second);
      const context = await station.context();
      const commands = await commandsOfChange();
      const [{ length: commandCount }] = [commands.there];
      // Whoever's turn it is changes the PINs to what they are not.
      let next: Direction = 'there';
      const inTurn = (change: (direction: Direction) => Promise<Timing>) => async () => {
        const direction = next;
        next = direction === 'there' ? 'back' : 'there';
        return change(direction);
      };
      const contenders = {
        bare: inTurn(async (direction) => {
          const result = await bare.send(READER, commands[direction]);
          const bad = result.answers.find((answer) => !GOOD.test(answer));
          if (bad !== undefined) throw new Error(`the card answered ${bad}`);
          return result;
        }),
        client: inTurn((direction) => changeOnce(context, READER, direction)),
        page: inTurn(page),
      };
      effort.say('a card that answers at once');
      const atOnce = await interleaved(effort.runs(60, 10), 10, contenders);
      effort.say('a card that takes 25 ms');
      await station.card.latency(25);
      const at25 = await interleaved(effort.runs(15, 3), 1, contenders);
      const each = <T>(figures: (contender: 'page' | 'client') => T) => (['page', 'client'] as const).map(figures);
      return [
        ...each((contender) => atTwentyFive(contender, at25[contender], at25.bare)),
        ...each((contender) => perCommand(contender, atOnce[contender], atOnce.bare, commandCount)),
        ...each((contender) => powering(contender, atOnce[contender], atOnce.bare)),
      ];
    } finally {
      await stopAll(bare, { stop: () => browser.close() }, second, station);
    }
  },
};

/** Runs one change after another with the page's client, at the origin of the page and without the page. */
async function pageOf(
  browser: Browser,
  { address }: BridgeProcess,
): Promise<(direction: Direction) => Promise<Timing>> {
  const { origin, hash } = new URL(address);
  const tab = await (await browser.newContext()).newPage();
  await tab.addInitScript(await bundled('../bench/support/client-in-page.ts'));
  // Any address there: what is measured must not be disturbed by the page that the bridge serves.
  await tab.goto(`${origin}/nothing`);
  await tab.evaluate((secret) => Reflect.get(window, 'clientInPage').connect(secret), hash.slice(1));
  return (direction) =>
    tab.evaluate(([reader, way]) => Reflect.get(window, 'clientInPage').change(reader, way), [
      READER,
      direction,
    ] as const);
}

function atTwentyFive(contender: keyof typeof CONTENDERS, ours: Timing[], theirs: Timing[]): Figure {
  const [a, b] = [ours.map(({ wholeMs }) => wholeMs), theirs.map(({ wholeMs }) => wholeMs)];
  return {
    name: `card at 25 ms, client ${CONTENDERS[contender]}`,
    unit: 'ms',
    value: spreadOf(a),
    baseline: { name: BASELINE, value: spreadOf(b) },
    comparison: { unit: '×', value: pairwise(a, b, ratio) },
    goal: { of: 'comparison', atMost: 1.03 },
  };
}

function perCommand(contender: keyof typeof CONTENDERS, ours: Timing[], theirs: Timing[], count: number): Figure {
  const [a, b] = [ours.map(({ exchangesMs }) => exchangesMs), theirs.map(({ exchangesMs }) => exchangesMs)];
  return {
    name: `card at 0 ms, client ${CONTENDERS[contender]}`,
    unit: 'ms',
    value: spreadOf(a),
    baseline: { name: BASELINE, value: spreadOf(b) },
    comparison: { unit: 'ms per APDU', value: pairwise(a, b, (x, y) => difference(x, y) / count) },
    goal: { of: 'comparison', atMost: 0.25 },
  };
}

/** What is left of the whole: the exclusive connection with power-up, and taking the power off. */
function powering(contender: keyof typeof CONTENDERS, ours: Timing[], theirs: Timing[]): Figure {
  const rest = ({ wholeMs, exchangesMs }: Timing) => wholeMs - exchangesMs;
  const [a, b] = [ours.map(rest), theirs.map(rest)];
  return {
    name: `power up and down, client ${CONTENDERS[contender]}`,
    unit: 'ms',
    value: spreadOf(a),
    baseline: { name: BASELINE, value: spreadOf(b) },
    comparison: { unit: 'ms', value: pairwise(a, b, difference) },
  };
}
