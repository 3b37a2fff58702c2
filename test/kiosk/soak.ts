import { readdir, readFile } from 'node:fs/promises';
import { PIN_IDS } from '../../src/card/applications.ts';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import { CardProcess } from '../support/card-process.ts';
import type { Devtools } from '../support/devtools.ts';
import { Pcscd } from '../support/pcscd.ts';
import { stopAll } from '../support/stop-all.ts';
import { until } from '../support/wait.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';
import { groupOf, Kiosk } from './kiosk.ts';
import type { Sample } from './plateau.ts';
import type { ResidentWish } from './resident.ts';

export interface SoakOptions {
  readonly residents: number;
  /** So many between two looks. */
  readonly every: number;
  readonly note?: (sample: Sample) => void;
}

/** What one resident does, and what becomes of it. */
interface Story {
  readonly wishes: readonly ResidentWish[];
  readonly end: 'finishes' | 'quits' | 'page fails';
  readonly outcome: 'changed' | 'costly';
}

/** The virtual card answers at once: what it takes people to see something is left out. */
const IN_A_HURRY = `{
  const timer = window.setTimeout.bind(window);
  window.setTimeout = (act, ms = 0, ...rest) => timer(act, ms <= 50 ? 0 : ms, ...rest);
}`;

/** Of ten residents: six change one PIN, one all four, one is wrong, one quits, and every fiftieth page fails. */
function storyOf(index: number): Story {
  const wish = (pin: (typeof PIN_IDS)[number], current = CURRENT[pin]) => ({ pin, current, next: NEXT[pin] });
  const one = [wish((['auth', 'juki', 'text'] as const)[index % 3] as 'auth')];
  if (index % 50 === 9) return { wishes: one, end: 'page fails', outcome: 'changed' };
  switch (index % 10) {
    case 3:
      return { wishes: [wish('auth', '9753')], end: 'finishes', outcome: 'costly' };
    case 5:
      return { wishes: PIN_IDS.map((pin) => wish(pin)), end: 'finishes', outcome: 'changed' };
    case 7:
      return { wishes: one, end: 'quits', outcome: 'changed' };
    default:
      return { wishes: one, end: 'finishes', outcome: 'changed' };
  }
}

/** How a card comes onto the reader and off it. */
interface CardHandling {
  readonly insert: (page: Devtools) => Promise<unknown>;
  readonly remove: (page: Devtools) => Promise<unknown>;
  /** Off the reader once the page is another one; the virtual card is gone with its page. */
  readonly takeLeft?: () => Promise<unknown>;
}

const LANGUAGES = 7;

/** Residents on the virtual card in the page, one after the other. Rejects when one is served wrongly. */
export async function soakVirtual(options: SoakOptions): Promise<Sample[]> {
  const kiosk = await Kiosk.start({ flags: ['--virtual'] });
  const move = (page: Devtools) => page.evaluate('window.resident.moveCard()');
  try {
    return await soak(kiosk, options, { insert: move, remove: move });
  } finally {
    await kiosk.stop();
  }
}

/** The same on a real PC/SC service, with a new card for each. */
export async function soakReal(options: SoakOptions): Promise<Sample[]> {
  const pcscd = await Pcscd.start();
  let card: CardProcess | undefined;
  let kiosk: Kiosk | undefined;
  try {
    const reader = await CardProcess.start();
    card = reader;
    kiosk = await Kiosk.start();
    let serial = 0;
    return await soak(kiosk, options, {
      insert: () => reader.insert(cardWith({ serial: `VIRTUAL${String(++serial).padStart(8, '0')}` })),
      remove: () => reader.remove(),
      takeLeft: () => reader.remove(),
    });
  } finally {
    await stopAll(kiosk, card, pcscd);
  }
}

async function soak(kiosk: Kiosk, { residents, every, note }: SoakOptions, card: CardHandling): Promise<Sample[]> {
  const page = await kiosk.ready();
  await page.send('Performance.enable');
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: IN_A_HURRY });
  const browser = await kiosk.browserPid();
  const bridge = kiosk.bridgePid;
  const samples: Sample[] = [];
  for (let served = 0; served < residents; ) {
    await serve(page, served, card);
    if (++served % every !== 0) continue;
    const sample = { residents: served, values: await look(page, browser, bridge) };
    samples.push(sample);
    note?.(sample);
  }
  // Nobody had to come to its help.
  if (kiosk.starts !== 1 || (await kiosk.browserPid()) !== browser) throw new Error('it was started again meanwhile');
  page.close();
  return samples;
}

async function serve(page: Devtools, index: number, card: CardHandling): Promise<void> {
  const resident = <T = void>(call: string) => page.evaluate<T>(`window.resident.${call}`);
  const { wishes, end, outcome } = storyOf(index);
  await resident('begin()');
  await resident(`chooseLanguage(${index % LANGUAGES})`);
  await card.insert(page);
  await resident(`type(${JSON.stringify(wishes)})`);
  if (end === 'finishes') {
    await resident('confirm()');
    await resident('press()');
    const outcomes = Object.values(await resident<object>('outcomes()'));
    if (outcomes.length !== wishes.length || outcomes.some((one) => one !== outcome)) {
      throw new Error(`resident ${index} was told ${outcomes.join()}`);
    }
  } else if (end === 'page fails') {
    await page.evaluate(`void setTimeout(() => { throw new Error('on purpose') })`);
    await until('the failure', async () => (await resident<string>('at()')) === 'failed' || undefined);
  }
  if (end !== 'page fails') await card.remove(page);
  if (end === 'finishes') await resident('finish()');
  await page.evaluate(`window.mine = true; document.querySelector('${LAST_BUTTON[end]}').click()`);
  if (end === 'page fails') await card.takeLeft?.();
  await until('the next resident', async () => {
    const at = await page.evaluate<string>('"mine" in window ? "" : window.resident.at()').catch(() => '');
    return at === 'attract' || undefined;
  });
}

const LAST_BUTTON: Readonly<Record<Story['end'], string>> = {
  finishes: '.visit-end .button-main',
  quits: '.page-actions .button-second',
  'page fails': '.visit-screen .button-main',
};

const MB = 1_048_576;

async function look(page: Devtools, browser: number, bridge: number): Promise<Sample['values']> {
  await page.send('HeapProfiler.collectGarbage');
  await page.send('HeapProfiler.collectGarbage');
  const { metrics } = await page.send<{ metrics: { name: string; value: number }[] }>('Performance.getMetrics');
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  const members = await groupOf(browser);
  const shares = await Promise.all(members.map(({ pid }) => kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss')));
  return {
    'heap MB': metric('JSHeapUsedSize') / MB,
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    documents: metric('Documents'),
    'browser MB': shares.reduce((sum, share) => sum + share, 0) / 1024,
    'bridge MB': (await kilobytes(`/proc/${bridge}/status`, 'VmRSS')) / 1024,
    'bridge files': (await readdir(`/proc/${bridge}/fd`)).length,
    'bridge threads': (await readdir(`/proc/${bridge}/task`)).length,
  };
}

/** A line of these files in kB; 0 of a process that has ended. */
async function kilobytes(file: string, name: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
}
