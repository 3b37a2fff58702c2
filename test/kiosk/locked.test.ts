import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Devtools, targets } from '../support/devtools.ts';
import { stopAll } from '../support/stop-all.ts';
import { until } from '../support/wait.ts';
import { Kiosk } from './kiosk.ts';
import { Screen } from './screen.ts';

/** Keys of the browser that would show something else, or more than the page. */
const KEYS = [
  'ctrl+t',
  'ctrl+n',
  'ctrl+shift+n',
  'ctrl+l',
  'ctrl+o',
  'ctrl+u',
  'ctrl+h',
  'ctrl+j',
  'ctrl+s',
  'ctrl+w',
  'ctrl+r',
  'ctrl+plus',
  'ctrl+shift+i',
  'alt+Left',
  'alt+Home',
  'F1',
  'F3',
  'F5',
  'F11',
  'F12',
  'Escape',
];

/** The screen of a kiosk upright. */
const [WIDTH, HEIGHT] = [1080, 1920];

const OPTIONS = { flags: ['--virtual'], browserArguments: [] };

describe('on a screen', () => {
  let screen: Screen;
  beforeAll(async () => {
    screen = await Screen.start(WIDTH, HEIGHT);
  });
  afterAll(() => screen?.stop());

  describe('a kiosk', () => {
    let kiosk: Kiosk;
    let page: Devtools;
    beforeAll(async () => {
      kiosk = await Kiosk.start({ ...OPTIONS, env: screen.env });
      page = await kiosk.ready();
    });
    afterAll(() => stopAll(kiosk));

    it('fills all of it', async () => {
      await until('the whole screen', async () => {
        const size = await page.evaluate<number[]>('[innerWidth, innerHeight, devicePixelRatio]');
        return size.join() === `${WIDTH},${HEIGHT},1` || undefined;
      });
    });

    it('any key begins', async () => {
      expect(await page.evaluate('window.resident.at()')).toBe('attract');
      await screen.press('a');
      await until('the next screen', async () => {
        return (await page.evaluate('window.resident.at()')) === 'language' || undefined;
      });
    });

    it('no key of the browser leads out of the page, loads it anew or makes it larger', async () => {
      await page.evaluate('window.mine = true; void 0');
      for (const keys of KEYS) {
        await screen.press(keys);
        await page.evaluate('new Promise((resolve) => setTimeout(resolve, 300))');
        const open = (await targets(kiosk.debuggingPort)).filter(({ type }) => type === 'page');
        expect([keys, open.map(({ url }) => new URL(url).hostname)]).toEqual([keys, ['127.0.0.1']]);
        expect([keys, await page.evaluate('[window.mine, innerWidth, innerHeight, devicePixelRatio]')]).toEqual([
          keys,
          [true, WIDTH, HEIGHT, 1],
        ]);
      }
    });

    it.each(['contextmenu', 'copy', 'cut', 'dragstart'])('nothing comes of %s', async (type) => {
      const prevented = `!document.body.dispatchEvent(new Event('${type}', { bubbles: true, cancelable: true }))`;
      expect(await page.evaluate(prevented)).toBe(true);
    });

    it('nothing typed is offered to be kept', async () => {
      const kinds = `[...document.querySelectorAll('input')].map(({ type, autocomplete }) => [type, autocomplete].join())`;
      await page.evaluate(`(async () => {
        await window.resident.chooseLanguage(0);
        await window.resident.moveCard();
        await window.resident.type([{ pin: 'auth', current: '1234', next: '2580' }]);
      })()`);
      expect(new Set(await page.evaluate<string[]>(`${kinds}.filter((kind) => kind.startsWith('password'))`))).toEqual(
        new Set(['password,off']),
      );
    });
  });

  it('nobody can look into the page with the tools of the browser', async () => {
    const kiosk = await Kiosk.start({ ...OPTIONS, env: screen.env, inspectable: false });
    try {
      const page = await until(
        'a page',
        async () =>
          (await targets(kiosk.debuggingPort).catch(() => [])).find(({ url }) => url.startsWith('http://127.0.0.1')),
        60_000,
      );
      // What a developer's tools would do.
      const socket = new WebSocket(page.webSocketDebuggerUrl);
      const opened = await new Promise((resolve) => {
        socket.once('open', () => resolve(true));
        socket.once('error', () => resolve(false));
      });
      expect(opened).toBe(false);
    } finally {
      await kiosk.stop();
    }
  });
});
