import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import { CardProcess } from '../support/card-process.ts';
import type { Devtools } from '../support/devtools.ts';
import { Pcscd } from '../support/pcscd.ts';
import { stopAll } from '../support/stop-all.ts';
import { until } from '../support/wait.ts';
import { Kiosk } from './kiosk.ts';
import type { ResidentWish } from './resident.ts';

/** PINs that do not occur in the page by themselves. Of four digits a page has over a thousand as strings of its own. */
const FOUR_DIGITS = Array.from({ length: 40 }, (_, index) => String(3_017 + index * 173));
let wishes: readonly ResidentWish[];
let secrets: string[];

/** Time goes so many times faster in the page from its next life on. */
const FASTER = 30;
const HURRY = `{
  const [now, wall, timer] = [performance.now.bind(performance), Date.now, window.setTimeout.bind(window)];
  const [began, date] = [now(), wall()];
  performance.now = () => began + (now() - began) * ${FASTER};
  Date.now = () => date + (now() - began) * ${FASTER};
  // What is not a matter of people goes as ever.
  window.setTimeout = (act, ms = 0, ...rest) => timer(act, ms >= 900 ? ms / ${FASTER} : ms, ...rest);
}`;

interface HeapSnapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: string[]; readonly node_types: [string[]] } };
  readonly nodes: number[];
  readonly strings: string[];
}

/** Those that the page has: the names of numbers and of the engine's own things are in a snapshot as well. */
function stringsIn({ snapshot: { meta }, nodes, strings }: HeapSnapshot): string[] {
  const [types] = meta.node_types;
  const [type, name, size] = [
    meta.node_fields.indexOf('type'),
    meta.node_fields.indexOf('name'),
    meta.node_fields.length,
  ];
  const found: string[] = [];
  for (let at = 0; at < nodes.length; at += size) {
    if (types[nodes[at + type] as number]?.endsWith('string')) found.push(strings[nodes[at + name] as number] ?? '');
  }
  return found;
}

/** Four digits stand in all kinds of longer numbers. */
const numbered = (secret: string) => new RegExp(`(?<![0-9])${secret}(?![0-9])`);

/** What a page holds of text, once what it does not need any more was thrown away. */
async function stringsOf(page: Devtools): Promise<string[]> {
  const chunks: string[] = [];
  await page.send('HeapProfiler.enable');
  await page.send('HeapProfiler.collectGarbage');
  await page.send('HeapProfiler.collectGarbage');
  const end = page.on<{ chunk: string }>('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await page.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  end();
  await page.send('HeapProfiler.disable');
  return stringsIn(JSON.parse(chunks.join('')));
}

describe('after a reset nothing is left of the person before', () => {
  let pcscd: Pcscd;
  let card: CardProcess;
  let kiosk: Kiosk;
  let page: Devtools;
  beforeAll(async () => {
    pcscd = await Pcscd.start();
    card = await CardProcess.start();
    kiosk = await Kiosk.start({ kiosk: { idleSeconds: 90 } });
    page = await kiosk.ready();
    const there = new Set(await stringsOf(page));
    const [current, next] = FOUR_DIGITS.filter((digits) => !there.has(digits)) as [string, string];
    wishes = [
      { pin: 'sign', current: 'QX73KZ9W', next: 'WJ58VT4B' },
      { pin: 'auth', current, next },
    ];
    secrets = wishes.flatMap((wish) => [wish.current, wish.next]);
  });
  afterAll(() => stopAll(kiosk, card, pcscd));
  beforeEach(async () => {
    await page.evaluate('window.mine = { kept: "reachable" }; void 0');
  });
  afterEach(async () => {
    await card.remove();
    await pcscd.untilEmpty();
    page.close();
    page = await kiosk.ready();
  });

  const resident = <T = void>(call: string) => page.evaluate<T>(`window.resident.${call}`);

  /** The whole job, with another language than the first. */
  async function typeAll(): Promise<void> {
    await resident('begin()');
    await resident('chooseLanguage(2)');
    const [sign, auth] = wishes.map(({ current }) => ({ pin: current })) as [{ pin: string }, { pin: string }];
    await card.insert(cardWith({ serial: 'VIRTUAL00000091', pins: { sign, auth } }));
    await resident(`type(${JSON.stringify(wishes)})`);
  }
  async function toResult(): Promise<void> {
    await typeAll();
    await resident('confirm()');
    await resident('press()');
    expect(await resident('outcomes()')).toEqual({ sign: 'changed', auth: 'changed' });
  }
  /** Time goes faster in this page from its next life on, which is begun. */
  async function hurry(): Promise<void> {
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: HURRY });
    await page.evaluate('location.reload()');
    await untilNew();
    await until('the first screen', async () => {
      const at = await resident<string>('at()').catch(() => '');
      return at === 'attract' || undefined;
    });
    await page.evaluate('window.mine = { kept: "reachable" }; void 0');
  }
  const takeCard = async () => {
    await card.remove();
    await pcscd.untilEmpty();
  };
  const press = (selector: string) => page.evaluate(`document.querySelector('${selector}').click()`);

  const ENDINGS: Readonly<Record<string, () => Promise<unknown>>> = {
    終わる: async () => {
      await toResult();
      await takeCard();
      await resident('finish()');
      await resident('back()');
    },
    'やめる, with everything typed and shown': async () => {
      await typeAll();
      await page.evaluate(`for (const button of document.querySelectorAll('pin-field button')) button.click()`);
      await press('.page-actions .button-second');
    },
    'nobody doing anything, with everything typed': async () => {
      await hurry();
      await typeAll();
    },
    'taking the card, and nobody doing anything': async () => {
      await hurry();
      await toResult();
      await takeCard();
    },
    'a failure of the page, with everything typed': async () => {
      await typeAll();
      await page.evaluate(`void setTimeout(() => { throw new Error('on purpose') })`);
      await page.evaluate(`new Promise((resolve) => setTimeout(resolve, 100))`);
      expect(await resident('at()')).toBe('failed');
      await press('.visit-screen .button-main');
    },
    'a failure during the change': async () => {
      await typeAll();
      await resident('confirm()');
      await card.hold({ when: 'after', pinCommand: 3 });
      await resident('press()');
      await card.untilHeld();
      await page.evaluate(`void Promise.reject(new Error('on purpose'))`);
      await card.letGo();
      await page.evaluate(`(async () => {
        while (!document.querySelector('.visit-outcomes')) await new Promise((resolve) => setTimeout(resolve, 20));
      })()`);
      expect(await page.evaluate(`document.querySelectorAll('.visit-outcomes li').length`)).toBe(2);
      await press('.visit-screen .button-main');
    },
  };

  it.each(Object.entries(ENDINGS))('%s', async (_, end) => {
    const clean = await whereFound(page);
    expect(clean, 'what is looked for is there by itself').toEqual([]);
    const sizes = await page.evaluate('history.length');
    await end();
    await untilNew();
    await card.remove();
    await pcscd.untilEmpty();
    page.close();
    page = await kiosk.ready();
    expect(await whereFound(page)).toEqual([]);
    expect(await page.evaluate('typeof window.mine')).toBe('undefined');
    expect(await page.evaluate('history.length')).toBe(sizes);
    const { entries } = await page.send<{ entries: unknown[] }>('Page.getNavigationHistory');
    expect(entries).toHaveLength(1);
    // As the office begins: its first language, its own display.
    expect(await page.evaluate('document.documentElement.lang')).toBe('ja');
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).not.toMatch(
      /auth|sign|language|settings/,
    );
  });

  it('is looked for where it would be found', async () => {
    await typeAll();
    expect(await whereFound(page)).toEqual(expect.arrayContaining(secrets.map((secret) => `field: ${secret}`)));
    await page.evaluate(`window.mine = ${JSON.stringify(secrets)}.map((kept) => ({ kept })); void 0`);
    await page.evaluate(`sessionStorage.setItem('mine', window.mine[0].kept)`);
    expect(await whereFound(page)).toEqual(
      expect.arrayContaining([`storage: ${secrets[0]}`, ...secrets.map((secret) => `heap: ${secret}`)]),
    );
    await page.evaluate(`sessionStorage.removeItem('mine')`);
    await press('.page-actions .button-second');
    await untilNew();
  });

  /** The page of the visit is gone. */
  async function untilNew(): Promise<void> {
    // On its way from one to the other there is neither.
    const gone = () => page.evaluate<boolean>('!("mine" in window)').catch(() => false);
    await until('a new page', async () => (await gone()) || undefined, 90_000);
  }

  /** Everywhere that somebody who comes next could look, with the means of the browser or of a debugger. */
  async function whereFound(page: Devtools): Promise<string[]> {
    const found: string[] = [];
    const look = (where: string, text: string) => {
      for (const secret of secrets) if (numbered(secret).test(text)) found.push(`${where}: ${secret}`);
    };
    look('page', await page.evaluate('document.documentElement.outerHTML + location.href + document.title'));
    look('field', await page.evaluate('[...document.querySelectorAll("input")].map(({ value }) => value).join()'));
    look(
      'storage',
      await page.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie, history.state])'),
    );
    look('databases', JSON.stringify(await page.evaluate('indexedDB.databases()')));
    look('caches', JSON.stringify(await page.evaluate('caches.keys()')));
    const strings = await stringsOf(page);
    // Four digits stand in all kinds of longer texts.
    for (const secret of secrets) {
      if (strings.some((text) => (secret.length > 4 ? text.includes(secret) : text === secret))) {
        found.push(`heap: ${secret}`);
      }
    }
    for (const [file, content] of await profileFiles()) look(`profile, ${file}`, content);
    return [...new Set(found)];
  }

  /** What the browser has written down: history, forms, passwords, the session to be restored. */
  async function profileFiles(): Promise<[string, string][]> {
    const names = await readdir(await kiosk.profile(), { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile() && !/model|crx|Dictionaries/i.test(entry.parentPath));
    return Promise.all(
      files.map(async ({ parentPath, name }): Promise<[string, string]> => {
        const content = await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0));
        // Some keep text in two bytes a letter.
        return [name, content.toString('latin1').replaceAll('\0', '')];
      }),
    );
  }
});
