import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CardProcess } from '../support/card-process.ts';
import type { Devtools } from '../support/devtools.ts';
import { CARD, expectNothingRisked, MOMENTS, type Moment, presentedBy, TYPED } from '../support/interruption.ts';
import { Pcscd } from '../support/pcscd.ts';
import { stopAll } from '../support/stop-all.ts';
import { until } from '../support/wait.ts';
import { groupOf, Kiosk, killGroup } from './kiosk.ts';
import type { ResidentWish } from './resident.ts';
import { entriesOf, expectTrueJournal, headOf } from './truth.ts';

const WISHES: readonly ResidentWish[] = [
  { pin: 'auth', ...TYPED.auth },
  { pin: 'juki', ...TYPED.juki },
];

/** A page that hangs may say nothing for two and a half minutes. */
const NOTICED_MS = 200_000;

/** Each takes about ten seconds. */
const POWER_CUTS = 10;

describe('a kiosk comes back to its first screen', () => {
  let pcscd: Pcscd;
  let card: CardProcess;
  let kiosk: Kiosk;
  let page: Devtools;
  beforeAll(async () => {
    pcscd = await Pcscd.start();
    card = await CardProcess.start();
  });
  afterAll(() => stopAll(card, pcscd));
  beforeEach(async () => {
    kiosk = await Kiosk.start();
    page = await kiosk.ready();
  });
  afterEach(async () => {
    page.close();
    await kiosk.stop();
    await card.remove();
    if (!pcscd.running) await pcscd.start();
    await pcscd.untilEmpty();
  });

  const resident = <T = void>(call: string) => page.evaluate<T>(`window.resident.${call}`);
  const trouble = () => page.evaluate<string | undefined>(`document.querySelector('.for-staff')?.textContent`);
  const pages = () => entriesOf(kiosk).length;

  async function toChoose(): Promise<void> {
    await resident('begin()');
    await resident('chooseLanguage(0)');
    await card.insert(CARD);
    await until('the choice', async () => (await resident<string>('at()')) === 'choose' || undefined);
  }
  async function toConfirm(): Promise<void> {
    await toChoose();
    await resident(`type(${JSON.stringify(WISHES)})`);
    await resident('confirm()');
  }

  /** The browser with everything that it started, and its profile. */
  async function browser(): Promise<{ pid: number; bridge: number; gone: () => Promise<void> }> {
    const pid = await kiosk.browserPid();
    const bridge = kiosk.bridgePid;
    const profile = await kiosk.profile();
    const gone = async () => {
      await until('the end of the browser', async () => (await groupOf(pid)).length === 0 || undefined, NOTICED_MS);
      await until('the end of its profile', () => !existsSync(profile) || undefined);
    };
    return { pid, bridge, gone };
  }

  const CAUSES: Readonly<Record<string, () => Promise<unknown>>> = {
    'the page crashes': async () => {
      const crashed = new Promise((resolve) => page.on('Inspector.targetCrashed', resolve));
      await page.send('Inspector.enable');
      void page.send('Page.crash').catch(() => {});
      await crashed;
    },
    'the page hangs': async () => void page.send('Runtime.evaluate', { expression: 'for (;;) {}' }).catch(() => {}),
    'the browser is killed': async () => killGroup(await kiosk.browserPid()),
    'the bridge is killed': async () => kiosk.crashBridge(),
    'the power goes': async () => {
      await kiosk.powerCut();
      kiosk.powerOn();
    },
  };

  it.each(Object.entries(CAUSES))('%s, with nobody there', async (name, cause) => {
    const before = await browser();
    await cause();
    await before.gone();
    page.close();
    page = await kiosk.ready();
    expect(await kiosk.browserPid()).not.toBe(before.pid);
    expect(kiosk.bridgePid === before.bridge).toBe(/page|browser/.test(name));
    // And works.
    await toConfirm();
    await resident('press()');
    expect(await resident('outcomes()')).toEqual({ auth: 'changed', juki: 'changed' });
    expect(expectTrueJournal(kiosk, await card.atRest())).toBe('ended');
  });

  it('the reader is unplugged and plugged in again', async () => {
    await pcscd.crash();
    await pcscd.startWithoutReaders();
    page = await kiosk.ready('attract: trouble');
    await until('the cause', async () => (await trouble())?.includes('no-reader') || undefined);
    await resident('begin()').catch(() => {});
    expect(await resident('at()')).toBe('attract: trouble');
    await pcscd.crash();
    await pcscd.start();
    page = await kiosk.ready();
    await toChoose();
  });

  it('the service of the readers is killed and started again, with nobody there and while a card is waited for', async () => {
    await pcscd.crash();
    page = await kiosk.ready('attract: trouble');
    await until('the cause', async () => (await trouble())?.includes('no-service') || undefined);
    await pcscd.start();
    page = await kiosk.ready();
    await resident('begin()');
    await resident('chooseLanguage(0)');
    await pcscd.crash();
    await until('the cause', async () => (await trouble())?.includes('no-service') || undefined);
    expect(await page.evaluate(`document.querySelector('.trial-mark')`)).toBeNull();
    await pcscd.start();
    await until('a reader', async () => ((await trouble()) === undefined ? true : undefined));
    await card.insert(CARD);
    await until('the choice', async () => (await resident<string>('at()')) === 'choose' || undefined);
  });

  const DURING: readonly [keyof typeof CAUSES, Moment][] = [
    ['the page crashes', 'after a check VERIFY'],
    ['the page crashes', 'at the first CHANGE, after the card acted'],
    ['the browser is killed', 'at the last CHANGE, before the card acted'],
    ['the bridge is killed', 'before the first VERIFY'],
    ['the bridge is killed', 'at the first CHANGE, after the card acted'],
    ['the power goes', 'between the two references'],
    ['the power goes', 'at the last CHANGE, after the card acted'],
  ];
  it.each(DURING)('%s %s', async (cause, moment) => {
    await toConfirm();
    await card.hold(MOMENTS[moment]);
    await resident('press()');
    await card.untilHeld();
    await CAUSES[cause]?.();
    await card.letGo();
    page.close();
    // The card still lies there, and nobody knows whose it is.
    page = await kiosk.ready('attract: trouble');
    await expectTruth(presentedBy(moment, { acts: true }));
    await card.remove();
    page = await kiosk.ready();
  });

  it('the power goes at any moment of a visit, again and again', async () => {
    const seen = new Set<string>();
    for (let cut = 1; cut <= POWER_CUTS; cut++) {
      const since = headOf(kiosk);
      const typed = toConfirm().then(() => true);
      const done = typed.then(async () => {
        // Of some nobody presses 変更する.
        if (cut % 2 === 0) await resident('press()').then(() => resident('outcomes()'));
      });
      const over = done.catch(() => {});
      // While the card is at work, which takes half a second; the others anywhere, the first and the last at the end.
      if (cut % 2 === 0) await typed;
      if (cut === 1 || cut === POWER_CUTS) await done;
      else await new Promise((resolve) => setTimeout(resolve, Math.random() * (cut % 2 === 0 ? 600 : 2_000)));
      await kiosk.powerCut();
      page.close();
      await over;
      const here = await card.look();
      kiosk.powerOn();
      page = await kiosk.ready(here.inserted ? 'attract: trouble' : 'attract');
      if (here.inserted) seen.add(await expectTruth(here.presented.length + 1, since));
      await card.remove();
      await pcscd.untilEmpty();
      page = await kiosk.ready();
    }
    expect([...seen]).toEqual(expect.arrayContaining(['nothing begun', 'ended']));
  });

  /** What was written down is true of the card, and no try was lost. `sent`: PINs on their way to it by then, at most. */
  async function expectTruth(sent: number, since?: number): Promise<string> {
    const view = await card.atRest();
    expectNothingRisked(view, Math.min(sent, view.presented.length));
    return expectTrueJournal(kiosk, view, since);
  }

  it('many times, and says each time in the terminal what happened', async () => {
    for (let time = 0; time < 3; time++) {
      killGroup(await kiosk.browserPid());
      page.close();
      const before = page;
      page = await kiosk.ready();
      expect(page).not.toBe(before);
    }
    expect(kiosk.output.match(/browser has ended|ブラウザーが終了しました/g)).toHaveLength(3);
    expect([kiosk.starts, pages()]).toEqual([1, 0]);
  });
});
