import { fileURLToPath } from 'node:url';
import { readPageFiles } from '../../../bridge/http/page-files.ts';
import { cardWith } from '../../../src/readers/virtual/profiles.ts';
import { BridgeProcess } from '../../support/bridge-process.ts';
import { CardProcess } from '../../support/card-process.ts';
import { certificateFixture } from '../../support/certificate-fixture.ts';
import { launchChromium } from '../../support/chromium.ts';
import { CERTIFICATES } from '../../support/japanese.ts';
import { Pcscd } from '../../support/pcscd.ts';
import { stopAll } from '../../support/stop-all.ts';
import { type Effort, exactly, type Figure, type Section } from '../figure.ts';
import { certificateFiles, filesOfFirstScreen, filesOfJob } from '../page-budget.ts';
import { kilobytes, type PageGraph, pageGraph } from '../page-graph.ts';
import { difference, interleaved, pairwise, spreadOf } from '../statistics.ts';
import { PlainHost } from '../support/plain-host.ts';
import { type Fetched, WatchedPage } from '../support/watched-page.ts';

const BUILT_PAGE = fileURLToPath(new URL('../../../dist/page', import.meta.url));
/** As on a machine of a town hall that is some years old. */
const SLOWDOWN = 4;
const KB = 1_000;
const STATIC = 'the same screen as HTML without a script';

type Open = (options?: { slowdown?: number }) => Promise<WatchedPage>;

/** The page from the bridge in real Chromium, on the card behind vpcd; driven from within. */
export const page: Section = {
  id: 'page',
  title: 'The page',
  async measure(effort) {
    const pcscd = await Pcscd.start();
    const card = await CardProcess.start();
    const bridge = await BridgeProcess.start();
    const browser = await launchChromium();
    let host: PlainHost | undefined;
    try {
      const context = await browser.newContext({ locale: 'ja-JP' });
      // The first takes the secret of the address, and everybody after it has its session.
      const loaded = await everythingLoaded(
        await WatchedPage.open(context, bridge.address, { keepBodies: true }),
        card,
      );
      host = await PlainHost.start(withoutScripts(loaded.html), readPageFiles(BUILT_PAGE));
      const { address } = host;
      const open: Open = (options) => WatchedPage.open(context, new URL(bridge.address).origin, options);
      const openStatic: Open = (options) => WatchedPage.open(context, address, options);
      effort.say('time to usable');
      await card.remove();
      const times = await timesToUsable(effort, open, openStatic);
      await card.reinsert();
      effort.say('long tasks');
      const tasks = await longTasks(effort, open);
      effort.say('a hundred jobs');
      const memory = await memoryOfJobs(effort, open);
      return [...sizes(loaded, await pageGraph()), ...times, ...tasks, ...memory];
    } finally {
      await stopAll(host, { stop: () => browser.close() }, bridge, card, pcscd);
    }
  },
};

interface Loaded {
  /** The first screen as it was drawn. */
  readonly html: string;
  readonly first: readonly Fetched[];
  readonly job: readonly Fetched[];
  /** With a certificate looked at. */
  readonly certificate: readonly Fetched[];
}

async function everythingLoaded(page: WatchedPage, card: CardProcess): Promise<Loaded> {
  await page.times();
  await page.tab.waitForLoadState('networkidle');
  const html = await page.tab.content();
  const atFirst = new Set([page.tab.url(), ...(await page.requests()).first]);
  const files = { auth: certificateFixture('auth'), 'auth-ca': certificateFixture('auth-ca') };
  await card.insert(cardWith({ files }));
  await page.job('there');
  await page.again();
  const job = await page.fetched();
  await page.job('back');
  await page.again();
  await page.tab.getByRole('button', { name: CERTIFICATES.check, exact: true }).click();
  await page.tab.locator('.certificate .facts').waitFor();
  const certificate = await page.fetched();
  await page.close();
  return { html, first: job.filter(({ url }) => atFirst.has(url)), job, certificate };
}

function withoutScripts(html: string): string {
  return html.replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>|<link[^>]*modulepreload[^>]*>/g, '');
}

function sizes({ first, job, certificate }: Loaded, graph: PageGraph): Figure[] {
  const named = (fetched: readonly Fetched[], names: ReadonlySet<string>) =>
    fetched.filter(({ url }) => [...names].some((name) => url.endsWith(`/${name}`)));
  const libraries = new Set(certificateFiles(graph).map(({ fileName }) => fileName));
  const withoutFonts = job.filter(({ type }) => type !== 'font');
  const scripts = (fetched: readonly Fetched[]) => fetched.filter(({ type }) => type === 'script');
  const index = graph.chunks.get('index.html');
  return [
    {
      name: 'JavaScript of the first screen, gzip',
      unit: 'kB',
      value: exactly(sum(scripts(first))),
      baseline: {
        name: 'what the budget of the build counts',
        value: exactly(kilobytes(filesOfFirstScreen(graph), '.js')),
      },
      goal: { of: 'value', atMost: 60 },
    },
    {
      name: 'whole job without fonts, gzip',
      unit: 'kB',
      value: exactly(sum(withoutFonts)),
      baseline: {
        name: 'what the budget of the build counts',
        value: exactly(kilobytes([...filesOfJob(graph), ...(index ? [index] : [])])),
      },
      goal: { of: 'value', atMost: 150 },
    },
    {
      name: 'requests before the first screen',
      unit: '',
      value: exactly(first.length),
      baseline: { name: 'whole job, with a font', value: exactly(job.length) },
    },
    {
      name: 'certificate code loaded during a job, gzip',
      unit: 'kB',
      value: exactly(sum(named(job, libraries))),
      baseline: { name: 'when a certificate is looked at', value: exactly(sum(named(certificate, libraries))) },
      goal: { of: 'value', atMost: 0 },
    },
  ];
}

/** Without a card: what a person sees first. */
async function timesToUsable(effort: Effort, open: Open, openStatic: Open): Promise<Figure[]> {
  const timed = (opened: Open) => async () => {
    const page = await opened({ slowdown: SLOWDOWN });
    const { usable } = await page.times();
    const longest = Math.max(0, ...(await page.longTasks()));
    await page.close();
    return { usable, longest };
  };
  const { ours, theirs } = await interleaved(effort.runs(15, 3), 2, { ours: timed(open), theirs: timed(openStatic) });
  const usable = (samples: typeof ours) => samples.map((sample) => sample.usable);
  const longest = (samples: typeof ours) => samples.map((sample) => sample.longest);
  return [
    {
      name: `first screen usable, processor ${SLOWDOWN} times slower`,
      unit: 'ms',
      value: spreadOf(usable(ours)),
      baseline: { name: STATIC, value: spreadOf(usable(theirs)) },
      comparison: { unit: 'ms', value: pairwise(usable(ours), usable(theirs), difference) },
    },
    {
      name: `longest task while loading, processor ${SLOWDOWN} times slower`,
      unit: 'ms',
      value: spreadOf(longest(ours)),
      baseline: { name: STATIC, value: spreadOf(longest(theirs)) },
    },
  ];
}

/** From opening the page to the result of four PINs, the card being there. A task counts as long from 50 ms on. */
async function longTasks(effort: Effort, open: Open): Promise<Figure[]> {
  const job = (slowdown: number) => async () => {
    const page = await open({ slowdown });
    await page.job('there');
    await page.again();
    await page.job('back');
    const longest = Math.max(0, ...(await page.longTasks()));
    await page.close();
    return longest;
  };
  const longest = await interleaved(effort.runs(9, 2), 1, { full: job(1), slow: job(SLOWDOWN) });
  const [full, slow] = [spreadOf(longest.full), spreadOf(longest.slow)];
  return [
    {
      name: 'longest task of opening and two jobs (0: none of 50 ms)',
      unit: 'ms',
      value: full,
      baseline: { name: `processor ${SLOWDOWN} times slower`, value: slow },
      goal: { of: 'value', atMost: 50 },
    },
  ];
}

const JOBS = 100;

/** One page, as at a counter that nobody reloads; the card stays. */
async function memoryOfJobs(effort: Effort, open: Open): Promise<Figure[]> {
  const jobs = effort.runs(JOBS, 20);
  const page = await open();
  await page.times();
  const run = async (count: number) => {
    for (let done = 0; done < count; done++) {
      await page.job(done % 2 ? 'back' : 'there');
      await page.again();
    }
  };
  // What is made once, and code that is compiled when it is needed often, comes first.
  const warmUps = 10;
  await run(warmUps);
  const before = await page.memory();
  await run(jobs);
  const after = await page.memory();
  await page.close();
  const row = (name: string, unit: string, from: number, to: number, atMost?: number): Figure => ({
    name: `${name} after ${jobs} more jobs in one page`,
    unit,
    value: exactly(to),
    baseline: { name: `after ${warmUps}`, value: exactly(from) },
    comparison: { unit: `${unit} more a job`.trim(), value: exactly((to - from) / jobs) },
    ...(atMost === undefined ? {} : { goal: { of: 'comparison', atMost } }),
  });
  return [
    row('objects of its scripts', 'kB', before.objectBytes / KB, after.objectBytes / KB, 1),
    row('code that V8 compiled', 'kB', before.codeBytes / KB, after.codeBytes / KB),
    row('DOM nodes', 'nodes', before.nodes, after.nodes, 0),
    row('event listeners', 'listeners', before.listeners, after.listeners, 0),
  ];
}

function sum(fetched: readonly Fetched[]): number {
  return fetched.reduce((total, { gzipBytes }) => total + gzipBytes, 0) / KB;
}
