import type { Browser, Page } from 'playwright-core';
import { WebSocket } from 'ws';
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
import type { ClientInPage } from '../support/client-in-page.ts';
import { echoed } from '../support/echo.ts';
import { LeastServer } from '../support/least-server.ts';
import { changeOnce, commandsOfChange, type Direction, type Timing } from '../support/piece-of-work.ts';

const [READER] = READERS;

/** What an answer of the card ends with when all is well, in hexadecimal. The tries are asked for as well. */
const GOOD = /(9000|63c\d)$/;

const BARE = 'bare pcsclite loop';
const CARD_MS = 25;

/**
 * One change of all four PINs on the card behind vpcd and the real pcscd: from the page's client in Chromium, from the same
 * client in Node.js, and by a bare loop that sends the same bytes with pcsclite. Each contender has a bridge or a process of
 * its own, and all of these run the whole time. So that it is known what of it is the browser's, as many messages go to and fro
 * over a WebSocket with nothing behind it.
 */
export const bridge: Section = {
  id: 'bridge',
  title: 'What the bridge adds to a change of all four PINs',
  async measure(effort) {
    const station = await Station.start();
    const bare = BareLoop.start();
    const browser = await launchChromium();
    const forBrowser = await BridgeProcess.start();
    const least = await LeastServer.start();
    try {
      await station.insert(ORDINARY_CARD);
      const commands = await commandsOfChange();
      const count = commands.there.length;
      const changing = {
        bare: inTurn(async (direction) => {
          const result = await bare.send(READER, commands[direction]);
          const bad = result.answers.find((answer) => !GOOD.test(answer));
          if (bad !== undefined) throw new Error(`the card answered ${bad}`);
          return result;
        }),
        node: inTurn(async (direction) => changeOnce(await station.context(), READER, direction)),
        chromium: inTurn(await changeInPage(browser, forBrowser)),
      };
      const tab = await pageAt(browser, least.address);
      const echoing = (waitMs: number) => ({
        nodeEcho: () => echoed(least.echo(waitMs), count, WebSocket as unknown as typeof globalThis.WebSocket),
        chromiumEcho: () =>
          tab.evaluate(
            ([address, times]) => (Reflect.get(window, 'clientInPage') as ClientInPage).echoed(address, times),
            [least.echo(waitMs), count] as const,
          ),
      });
      effort.say('a card that answers at once');
      const fast = await interleaved(effort.runs(60, 10), 10, { ...changing, ...echoing(0) });
      effort.say(`a card that takes ${CARD_MS} ms`);
      await station.card.latency(CARD_MS);
      const slow = await interleaved(effort.runs(12, 3), 1, { ...changing, ...echoing(CARD_MS) });
      return [
        whole('client in Chromium', slow.chromium, slow.bare),
        whole('client in Node.js', slow.node, slow.bare),
        perCommand('client in Chromium', fast.chromium, fast.bare, count),
        perCommand('client in Node.js', fast.node, fast.bare, count),
        besideWebSocket(fast.chromium, fast.bare, fast.chromiumEcho, count),
        toAndFro('a message to and fro over a WebSocket of Chromium', fast.chromiumEcho, fast.nodeEcho, 0),
        toAndFro(`the same, answered after ${CARD_MS} ms, beyond these`, slow.chromiumEcho, slow.nodeEcho, CARD_MS),
        powering('client in Chromium', fast.chromium, fast.bare),
        powering('client in Node.js', fast.node, fast.bare),
      ];
    } finally {
      await stopAll(least, forBrowser, { stop: () => browser.close() }, bare, station);
    }
  },
};

let next: Direction = 'there';

/** Whoever's turn it is changes the PINs to what they are not. */
function inTurn(change: (direction: Direction) => Promise<Timing>): () => Promise<Timing> {
  return async () => {
    const direction = next;
    next = direction === 'there' ? 'back' : 'there';
    return change(direction);
  };
}

/** With the page's client at the origin of the page, and without the page. */
async function changeInPage(
  browser: Browser,
  { address }: BridgeProcess,
): Promise<(direction: Direction) => Promise<Timing>> {
  const { origin, hash } = new URL(address);
  // Any address there: what is measured must not be disturbed by the page that the bridge serves.
  const tab = await pageAt(browser, `${origin}/nothing`);
  await tab.evaluate((secret) => (Reflect.get(window, 'clientInPage') as ClientInPage).connect(secret), hash.slice(1));
  return (direction) =>
    tab.evaluate(([reader, way]) => (Reflect.get(window, 'clientInPage') as ClientInPage).change(reader, way), [
      READER,
      direction,
    ] as const);
}

async function pageAt(browser: Browser, address: string): Promise<Page> {
  const tab = await (await browser.newContext()).newPage();
  await tab.addInitScript(await bundled('../bench/support/client-in-page.ts'));
  await tab.goto(address);
  return tab;
}

const wholeOf = ({ wholeMs }: Timing) => wholeMs;
const exchangesOf = ({ exchangesMs }: Timing) => exchangesMs;

function whole(client: string, ours: readonly Timing[], theirs: readonly Timing[]): Figure {
  const [a, b] = [ours.map(wholeOf), theirs.map(wholeOf)];
  return {
    name: `card at ${CARD_MS} ms, ${client}`,
    unit: 'ms',
    value: spreadOf(a),
    baseline: { name: BARE, value: spreadOf(b) },
    comparison: { unit: '×', value: pairwise(a, b, ratio) },
    goal: { of: 'comparison', atMost: 1.03 },
  };
}

function perCommand(client: string, ours: readonly Timing[], theirs: readonly Timing[], count: number): Figure {
  return {
    ...besides(`card at 0 ms, ${client}`, BARE, ours.map(exchangesOf), theirs.map(exchangesOf), count),
    ...(client.endsWith('Chromium') ? { note: IN_CHROMIUM } : {}),
  };
}

const IN_CHROMIUM =
  'Between a page and the bridge Chromium hands each message from process to process. The rows below say what that takes where ' +
  'nothing is behind the WebSocket, and what is left for the bridge.';

/** The same beside all that cannot be done without: the exchanges with the card and the browser's own messages. */
function besideWebSocket(
  ours: readonly Timing[],
  bare: readonly Timing[],
  echoes: readonly number[],
  count: number,
): Figure {
  const theirs = bare.map(({ exchangesMs }, round) => exchangesMs + count * (echoes[round] as number));
  const name = 'card at 0 ms, client in Chromium, its WebSocket aside';
  return besides(name, `${BARE} and ${count} messages to and fro`, ours.map(exchangesOf), theirs, count);
}

function besides(
  name: string,
  baseline: string,
  ours: readonly number[],
  theirs: readonly number[],
  count: number,
): Figure {
  return {
    name,
    unit: 'ms',
    value: spreadOf(ours),
    baseline: { name: baseline, value: spreadOf(theirs) },
    comparison: { unit: 'ms more an APDU', value: pairwise(ours, theirs, (x, y) => difference(x, y) / count) },
    goal: { of: 'comparison', atMost: 0.25 },
  };
}

function toAndFro(name: string, ours: readonly number[], theirs: readonly number[], waitMs: number): Figure {
  const beyond = (each: number) => each - waitMs;
  return {
    name,
    unit: 'ms',
    value: spreadOf(ours.map(beyond)),
    baseline: { name: 'in Node.js', value: spreadOf(theirs.map(beyond)) },
    comparison: { unit: 'ms more', value: pairwise(ours, theirs, difference) },
  };
}

/** What is left of the whole: the exclusive connection with power-up, and taking the power off. */
function powering(client: string, ours: readonly Timing[], theirs: readonly Timing[]): Figure {
  const rest = ({ wholeMs, exchangesMs }: Timing) => wholeMs - exchangesMs;
  const [a, b] = [ours.map(rest), theirs.map(rest)];
  return {
    name: `power up and down, ${client}`,
    unit: 'ms',
    value: spreadOf(a),
    baseline: { name: BARE, value: spreadOf(b) },
    comparison: { unit: 'ms more', value: pairwise(a, b, difference) },
  };
}
