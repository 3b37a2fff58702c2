import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { toHex } from '../../../src/card/bytes.ts';
import { readOverview } from '../../../src/card/overview.ts';
import { CardSession } from '../../../src/card/session.ts';
import { ORDINARY_CARD } from '../../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../../src/readers/virtual/virtual-card.ts';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { CardProcess } from '../../support/card-process.ts';
import { launchChromium } from '../../support/chromium.ts';
import { Pcscd, READERS } from '../../support/pcscd.ts';
import { stopAll } from '../../support/stop-all.ts';
import { type Effort, exactly, type Figure, type Section } from '../figure.ts';
import { difference, interleaved, pairwise, spreadOf } from '../statistics.ts';
import { BareLoop } from '../support/bare-loop.ts';
import { LEAST_SERVER, LeastServer } from '../support/least-server.ts';
import { NpmStart } from '../support/npm-start.ts';
import { factsOf } from '../support/process-facts.ts';
import { WatchedPage } from '../support/watched-page.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const LEAST = 'Node.js with a page of one heading';
const MB = 1_000_000;

/** What the bridge takes before anybody does anything with it, on the real pcscd, with real Chromium. */
export const start: Section = {
  id: 'start',
  title: 'Starting and standing by',
  async measure(effort) {
    const pcscd = await Pcscd.start();
    const card = await CardProcess.start();
    const browser = await launchChromium();
    try {
      effort.say('npm start');
      const started = await startToUsable(effort, browser);
      effort.say('a card is put in');
      const inserted = await insertedToOverview(effort, browser, card);
      effort.say('standing by');
      const idle = await standingBy(effort, browser, card);
      return [...started, ...inserted, ...idle];
    } finally {
      await stopAll({ stop: () => browser.close() }, card, pcscd);
    }
  },
};

/** Everything is built and installed; the browser runs already. */
async function startToUsable(effort: Effort, browser: Browser): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'myna-pin-bench-'));
  const scripts = { start: `node ${LEAST_SERVER}` };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, scripts }));
  const timed = (program: string, flags: readonly string[]) => async () => {
    const started = await NpmStart.in(program, ...flags);
    const context = await browser.newContext({ locale: 'ja-JP' });
    try {
      const page = await WatchedPage.open(context, started.address);
      return (await page.usableAt()) - started.begunAt;
    } finally {
      await context.close();
      await started.stop();
    }
  };
  try {
    const { ours, theirs } = await interleaved(effort.runs(11, 3), 1, {
      ours: timed(ROOT, ['--no-open', '--port', '0']),
      theirs: timed(folder, []),
    });
    return [
      {
        name: 'npm start, all built, to the first screen usable',
        unit: 'ms',
        value: spreadOf(ours),
        baseline: { name: `npm start of ${LEAST}`, value: spreadOf(theirs) },
        comparison: { unit: 'ms', value: pairwise(ours, theirs, difference) },
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

const CARD_MS = 25;

/**
 * From the moment when pcscd gives the card power. It looks for a card every 0.4 s, and whoever waits for one has to wait for
 * that. Beside it: a bare loop that waits for the card too and then sends the bytes of the overview.
 */
async function insertedToOverview(effort: Effort, browser: Browser, card: CardProcess): Promise<Figure[]> {
  const bridge = await BridgeProcess.start();
  const bare = BareLoop.start();
  const context = await browser.newContext({ locale: 'ja-JP' });
  const commands = await commandsOfOverview();
  await card.insert(ORDINARY_CARD);
  await card.latency(CARD_MS);
  let address = bridge.address;
  const sinceCard = async (endedAt: number) => endedAt - ((await card.look()).poweredAt ?? Number.NaN);
  const apart = async () => {
    await card.remove();
    await bare.untilEmpty(READERS[0]);
  };
  try {
    const { page, bareLoop } = await interleaved(effort.runs(15, 3), 2, {
      page: async () => {
        await apart();
        const page = await WatchedPage.open(context, address);
        // Its secret works once; after that there is a session.
        address = new URL(address).origin;
        await page.times();
        // As with a person, who needs more than a moment to put a card in.
        await sleep(0.5);
        const shown = page.overviewAt();
        await card.reinsert();
        const took = await sinceCard(await shown);
        await page.close();
        return took;
      },
      bareLoop: async () => {
        await apart();
        const sent = bare.send(READERS[0], commands, { waitForCard: true });
        await card.reinsert();
        return sinceCard((await sent).endedAt);
      },
    });
    return [
      {
        name: `card inserted, at ${CARD_MS} ms an APDU, to the overview on the screen`,
        unit: 'ms',
        value: spreadOf(page),
        baseline: { name: 'bare pcsclite loop, to the last answer', value: spreadOf(bareLoop) },
        comparison: { unit: 'ms', value: pairwise(page, bareLoop, difference) },
        goal: { of: 'comparison', atMost: 50 },
      },
    ];
  } finally {
    await context.close();
    await stopAll(bare, bridge);
  }
}

/** With a page open and a card in the reader, as long as nobody does anything. */
async function standingBy(effort: Effort, browser: Browser, card: CardProcess): Promise<Figure[]> {
  const seconds = effort.runs(60, 10);
  const bridge = await BridgeProcess.start();
  const least = await LeastServer.start();
  const context = await browser.newContext({ locale: 'ja-JP' });
  try {
    await card.insert(ORDINARY_CARD);
    const page = await WatchedPage.open(context, bridge.address);
    await page.overviewAt();
    await (await WatchedPage.open(context, least.address)).times();
    // What follows a start, such as the compiler of V8, comes to an end first.
    await sleep(effort.runs(10, 3));
    const before = [factsOf(bridge.pid), factsOf(least.pid)] as const;
    await sleep(seconds);
    const after = [factsOf(bridge.pid), factsOf(least.pid)] as const;
    const shares = after.map(
      ({ processorNs }, index) => (processorNs - (before[index]?.processorNs ?? 0)) / (seconds * 1e7),
    );
    const waits = after.map((one, index) => (one.waits - (before[index]?.waits ?? 0)) / seconds);
    const both = (name: string, unit: string, [ours, theirs]: readonly number[], atMost?: number): Figure => ({
      name,
      unit,
      value: exactly(ours as number),
      baseline: { name: LEAST, value: exactly(theirs as number) },
      ...(atMost === undefined ? {} : { goal: { of: 'value', atMost } }),
    });
    return [
      both(
        'resident memory of the bridge',
        'MB',
        after.map(({ residentBytes }) => residentBytes / MB),
      ),
      both(`processor while nothing happens, over ${seconds} s`, '%', shares, 0.1),
      both('wake-ups a second', '', waits),
    ];
  } finally {
    await context.close();
    await stopAll(least, bridge);
  }
}

async function commandsOfOverview(): Promise<string[]> {
  const card = new VirtualCard(ORDINARY_CARD);
  const commands: string[] = [];
  card.powerOn();
  await readOverview(
    new CardSession(async (command) => {
      commands.push(toHex(command));
      return card.process(command);
    }),
  );
  return commands;
}

function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
