import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readPageFiles } from '../../bridge/http/page-files.ts';
import { type BridgeServer, startBridgeServer } from '../../bridge/server.ts';
import { SpyDriver } from '../../bridge/testing/spy-driver.ts';
import { SESSION_PATH, SOCKET_PATH } from '../../src/readers/bridge/protocol.ts';
import { ORDINARY_CARD } from '../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../../src/readers/virtual/virtual-readers.ts';
import { launchChromium } from '../support/chromium.ts';
import { PinPage } from '../support/pin-page.ts';
import { until } from '../support/wait.ts';

const PAGE_FOLDER = fileURLToPath(new URL('../../dist/page', import.meta.url));
const READER = 'Virtual Reader 0';

/** What a foreign page may try, run inside it; each says what came of it. Nothing but the browser's own means. */
const ATTEMPTS: Readonly<Record<string, { run: (bridge: string) => Promise<string>; outcome: string }>> = {
  'POST of a session as JSON': {
    run: (bridge) =>
      fetch(`${bridge}/session`, {
        method: 'POST',
        credentials: 'include',
        headers: { 'Content-Type': 'application/json' },
        body: '{"secret":"x"}',
      }).then(
        ({ status }) => `${status}`,
        ({ name }) => name,
      ),
    outcome: 'TypeError',
  },
  'POST of a session without CORS': {
    run: (bridge) =>
      fetch(`${bridge}/session`, {
        method: 'POST',
        mode: 'no-cors',
        credentials: 'include',
        body: '{"secret":"x"}',
      }).then(
        ({ type }) => type,
        ({ name }) => name,
      ),
    outcome: 'TypeError',
  },
  'the state of the session': {
    run: (bridge) =>
      fetch(`${bridge}/session`, { credentials: 'include' }).then(
        ({ status }) => `${status}`,
        ({ name }) => name,
      ),
    outcome: 'TypeError',
  },
  'the page as text': {
    run: (bridge) =>
      fetch(`${bridge}/`).then(
        ({ status }) => `${status}`,
        ({ name }) => name,
      ),
    outcome: 'TypeError',
  },
  'a beacon': {
    // The browser says only that it was sent.
    run: async (bridge) => `${navigator.sendBeacon(`${bridge}/session`, '{"secret":"x"}')}`,
    outcome: 'true',
  },
  'a WebSocket': {
    run: (bridge) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${bridge.replace('http', 'ws')}/card`);
        socket.onopen = () => resolve('open');
        socket.onmessage = () => resolve('message');
        socket.onerror = () => resolve('error');
      }),
    outcome: 'error',
  },
  'events of a server': {
    run: (bridge) =>
      new Promise((resolve) => {
        const source = new EventSource(`${bridge}/card`, { withCredentials: true });
        source.onopen = () => resolve('open');
        source.onerror = () => {
          source.close();
          resolve('error');
        };
      }),
    outcome: 'error',
  },
  'its icon as an image': {
    run: async (bridge) => {
      const image = document.createElement('img');
      const done = new Promise<string>((resolve) => {
        image.onload = () => resolve('load');
        image.onerror = () => resolve('error');
      });
      image.src = `${bridge}/ICON`;
      document.body.append(image);
      return done;
    },
    outcome: 'error',
  },
  'its script': {
    run: async (bridge) => {
      const script = document.createElement('script');
      const done = new Promise<string>((resolve) => {
        script.onload = () => resolve('load');
        script.onerror = () => resolve('error');
      });
      script.src = `${bridge}/SCRIPT`;
      document.body.append(script);
      return done;
    },
    outcome: 'error',
  },
  'its style sheet': {
    run: async (bridge) => {
      const link = document.createElement('link');
      const done = new Promise<string>((resolve) => {
        link.onload = () => resolve('load');
        link.onerror = () => resolve('error');
      });
      link.rel = 'stylesheet';
      link.href = `${bridge}/STYLE`;
      document.head.append(link);
      return done;
    },
    outcome: 'error',
  },
};

describe.each(['127.0.0.1', 'localhost'])(
  'a page of another server on %s, in the browser that has the session',
  (host) => {
    const readers = new VirtualReaders();
    const card = new VirtualCard(ORDINARY_CARD);
    const files = readPageFiles(PAGE_FOLDER);
    let spy: SpyDriver;
    let bridge: BridgeServer;
    let foreign: Server;
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    /** Every answer of the bridge to the foreign page. */
    let answers: { path: string; status: number; cookie: string | undefined }[];

    beforeAll(async () => {
      readers.insert(READER, card);
      spy = new SpyDriver(readers);
      bridge = await startBridgeServer({ driver: spy, describe: () => ({ pcsc: 'available' }), files });
      foreign = createServer((_, response) => {
        response.setHeader('Content-Type', 'text/html');
        response.end('<!doctype html><title>elsewhere</title><body></body>');
      }).listen(0, '127.0.0.1');
      await once(foreign, 'listening');
      browser = await launchChromium();
      context = await browser.newContext({ locale: 'ja-JP' });
      const honest = await PinPage.open(context, bridge.address);
      await honest.item('auth').waitFor();
      await honest.page.close();
      const free = { readerName: READER, currentState: { present: true, exclusive: true, inuse: true } };
      await readers.getStatusChange([free], {});
    });
    afterAll(async () => {
      await browser?.close();
      await bridge?.close();
      foreign?.closeAllConnections();
      foreign?.close();
    });

    beforeEach(async () => {
      await until('a bridge without its page', async () => {
        const { length } = spy.calls;
        await new Promise((resolve) => setImmediate(resolve));
        return spy.calls.length === length || undefined;
      });
      spy.calls.length = 0;
      card.log.length = 0;
      answers = [];
      page = await context.newPage();
      page.on('response', async (response) => {
        const { pathname, origin } = new URL(response.url());
        if (origin !== bridge.origin) return;
        answers.push({ path: pathname, status: response.status(), cookie: response.headers()['set-cookie'] });
      });
      await page.goto(`http://${host}:${(foreign.address() as AddressInfo).port}/`);
    });

    afterEach(async () => {
      await page.close();
      expect(spy.calls).toEqual([]);
      expect(card.log).toEqual([]);
      for (const { path, status, cookie } of answers) {
        expect(cookie, path).toBeUndefined();
        if (path === SESSION_PATH || path === SOCKET_PATH) expect(status, path).toBeGreaterThanOrEqual(400);
      }
      const honest = await PinPage.open(context, `${bridge.origin}/`);
      await honest.item('auth').getByText('残り3回').waitFor();
      await honest.page.close();
      const free = { readerName: READER, currentState: { present: true, exclusive: true, inuse: true } };
      await readers.getStatusChange([free], {});
    });

    const asset = (extension: string) => [...files.keys()].find((path) => path.endsWith(extension))?.slice(1) ?? '';

    it.each(Object.keys(ATTEMPTS))('gets nothing by %s', async (name) => {
      const { run, outcome } = ATTEMPTS[name] as (typeof ATTEMPTS)[string];
      const source = `(${run})`
        .replace('ICON', asset('.svg'))
        .replace('SCRIPT', asset('.js'))
        .replace('STYLE', asset('.css'));
      expect(await page.evaluate(`${source}(${JSON.stringify(bridge.origin)})`)).toBe(outcome);
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
      'gets nothing by a form of %s',
      async (enctype) => {
        const answered = page.waitForResponse(`${bridge.origin}${SESSION_PATH}`);
        await page.evaluate(
          ([action, type]) => {
            const form = document.createElement('form');
            Object.assign(form, { method: 'post', action, enctype: type });
            const field = document.createElement('input');
            Object.assign(field, { name: '{"secret":"x","y":"', value: '"}' });
            form.append(field);
            document.body.append(form);
            form.submit();
          },
          [`${bridge.origin}${SESSION_PATH}`, enctype] as const,
        );
        expect((await answered).status()).toBe(403);
      },
    );

    it.each(['iframe', 'object', 'embed'])('cannot put the page into an <%s>', async (element) => {
      await page.evaluate(
        async ([tag, address]) => {
          const frame = document.createElement(tag as 'iframe');
          frame.setAttribute(tag === 'object' ? 'data' : 'src', address);
          const settled = new Promise((resolve) => {
            frame.onload = resolve;
            frame.onerror = resolve;
          });
          document.body.append(frame);
          await settled;
        },
        [element, `${bridge.origin}/`] as const,
      );
      for (const frame of page.frames().slice(1)) expect(frame.url()).not.toContain(bridge.origin);
    });
  },
);
