import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BridgeProcess } from '../support/bridge-process.ts';
import { launchChromium } from '../support/chromium.ts';
import { PROFILE_NAMES, TRIAL } from '../support/japanese.ts';
import { PinPage } from '../support/pin-page.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

describe('the page in a browser that enforces its headers', () => {
  let bridge: BridgeProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: PinPage;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    bridge = await BridgeProcess.start('--virtual');
    context = await browser.newContext({ locale: 'ja-JP' });
    context.setDefaultTimeout(15_000);
    page = await PinPage.open(context, bridge.address);
    await page.item('auth').waitFor();
    await page.openTrialTools();
  });
  afterEach(async () => {
    await context.close();
    await bridge.stop();
  });

  const insert = (profile: keyof typeof PROFILE_NAMES) =>
    page.page.getByRole('combobox', { name: TRIAL.profile }).selectOption({ label: PROFILE_NAMES[profile] });

  it('violates none of them on any step', async () => {
    await insert('last-try');
    await page.item('auth').getByText('残り1回').waitFor();
    await page.button('次へ').click();
    await page.page.getByRole('alert').filter({ hasText: '選んでください' }).waitFor();
    await page.choose('auth', 'text');
    await page.type('auth', { current: '12', next: CURRENT.auth });
    await page.button('次へ').click();
    await page.page.getByRole('alert').first().waitFor();
    await page.type('auth', { current: CURRENT.auth, next: NEXT.auth });
    await page.type('text', { current: CURRENT.text, next: NEXT.text });
    await page.group('auth').getByRole('button', { name: /表示/ }).first().click();
    await page.confirm();
    await page.button('変更する').click();
    await page.heading('残り1回の確認').waitFor();
    await page.button('最後の1回を使って変更する').click();
    await page.page.getByRole('alert').filter({ hasText: 'チェック' }).waitFor();
    await page.page.getByRole('checkbox', { name: /ロックされることを確認/ }).check();
    await page.button('最後の1回を使って変更する').click();
    await page.heading('結果').waitFor();
    expect(await page.item('auth').textContent()).toContain('変更しました');
    expect(page.faults).toEqual([]);
  });

  it('violates none of them with a wrong PIN, a locked one, or another kind of card', async () => {
    await page.changeAll({ auth: { current: '9999', next: NEXT.auth } });
    expect(await page.item('auth').textContent()).toContain('変更していません');
    await page.button('ほかの暗証番号を変更する').click();
    for (const profile of ['locked', 'juki-differs', 'juki-card', 'phone', 'other-card'] as const)
      await insert(profile);
    await page.status.getByText('マイナンバーカードではありません').waitFor();
    await page.button('カードを外す').click();
    await page.heading('カードを置いてください').waitFor();
    expect(page.faults).toEqual([]);
  });

  it('violates none of them in a second tab, with a used or wrong address, and when the bridge ends', async () => {
    const { origin } = new URL(bridge.address);
    const second = await PinPage.open(context, `${origin}/`);
    await second.text('ほかのタブで使用中です').waitFor();
    const other = await browser.newContext({ locale: 'ja-JP' });
    const used = await PinPage.open(other, bridge.address);
    await used.text('このアドレスはすでに使われました').waitFor();
    const wrong = await PinPage.open(other, `${origin}/?again#wrong`);
    await wrong.text('アドレスが正しくありません').waitFor();
    await bridge.stop();
    await page.text(/接続が切れました|接続できません/).waitFor();
    const faults = [page, second, used, wrong].flatMap(({ faults }) => faults);
    expect(faults.filter((fault) => !fault.includes('WebSocket connection to'))).toEqual([]);
    await other.close();
  });

  it('cannot be given HTML or code as text', async () => {
    const outcomes = await page.page.evaluate(() => {
      const nameOf = (attempt: () => unknown) => {
        try {
          attempt();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      };
      const element = document.querySelector('main') as HTMLElement;
      const script = document.createElement('script');
      return {
        innerHTML: nameOf(() => Object.assign(element, { innerHTML: '<b>' })),
        outerHTML: nameOf(() => Object.assign(element, { outerHTML: '<b>' })),
        insertAdjacentHTML: nameOf(() => element.insertAdjacentHTML('beforeend', '<b>')),
        write: nameOf(() => document.write('<b>')),
        srcdoc: nameOf(() => Object.assign(document.createElement('iframe'), { srcdoc: '<b>' })),
        scriptText: nameOf(() => Object.assign(script, { text: 'window.ran = true' })),
        scriptSource: nameOf(() => Object.assign(script, { src: 'data:text/javascript,window.ran=true' })),
        timer: nameOf(() => Reflect.apply(setTimeout, window, ['window.ran = true'])),
        policy: nameOf(() => Reflect.get(window, 'trustedTypes').createPolicy('own', {})),
        secondLit: nameOf(() => Reflect.get(window, 'trustedTypes').createPolicy('lit-html', {})),
      };
    });
    expect(Object.entries(outcomes).filter(([, outcome]) => outcome !== 'TypeError')).toEqual([]);
    // Later, since a debugger's own calls are exempt from the policy as long as they last.
    const evaluated = await page.page.evaluate(
      () =>
        new Promise((resolve) => {
          setTimeout(() => {
            const attempts = [() => Reflect.apply(Reflect.get(window, 'eval'), window, ['1']), () => new Function('1')];
            const outcomes = attempts.map((attempt) => {
              try {
                attempt();
                return 'done';
              } catch (error) {
                return (error as Error).name;
              }
            });
            resolve(outcomes);
          });
        }),
    );
    expect(evaluated).toEqual(['EvalError', 'EvalError']);
    expect(await page.page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined();
  });

  it('can reach nobody but the bridge', async () => {
    const outcome = await page.page.evaluate(async () => {
      const failed = (promise: Promise<unknown>) =>
        promise.then(
          () => 'done',
          () => 'failed',
        );
      const image = new Image();
      const loaded = new Promise((resolve, reject) => {
        image.onload = resolve;
        image.onerror = reject;
      });
      image.src = 'http://localhost:9/pixel.png';
      return [
        await failed(fetch('http://localhost:9/')),
        await failed(loaded),
        await failed(
          new Promise((resolve, reject) => {
            const socket = new WebSocket('ws://127.0.0.1:9/');
            socket.onopen = resolve;
            socket.onerror = reject;
          }),
        ),
      ];
    });
    expect(outcome).toEqual(['failed', 'failed', 'failed']);
    // Refused by the policy, not by the network.
    for (const directive of ['connect-src http://localhost:9/', 'img-src', 'connect-src ws://127.0.0.1:9']) {
      await expect.poll(() => page.faults.join('\n')).toContain(`CSP violation: ${directive}`);
    }
  });
});
