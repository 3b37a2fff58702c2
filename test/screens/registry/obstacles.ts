import { CARD, chooseOn, sees } from '../acts.ts';
import type { Screen } from '../screen.ts';
import type { Opening } from '../stage.ts';

const INSTALL = 'sudo apt-get install -y pcscd libpcsclite-dev build-essential python3';

const BAD_ADDRESSES = [
  ['secret-missing', 'without secret', 'カードリーダーに接続できません'],
  ['secret-wrong', 'wrong secret', 'アドレスが正しくありません'],
  ['secret-used', 'used secret', 'このアドレスはすでに使われました'],
] as const satisfies readonly (readonly [string, Opening['address'], string])[];

export const OBSTACLE_SCREENS: readonly Screen[] = [
  {
    name: 'obstacle-not-a-bridge-without-webusb',
    situation: 'The page came from a web server, in a browser without WebUSB: the virtual card takes over.',
    focus: 'heading',
    show: async (stage) => {
      const page = await stage.open({ host: 'web server', usb: 'none' });
      await sees(page, 'このページからはカードリーダーを使えません');
      await page.item('auth').waitFor();
    },
  },
  {
    name: 'obstacle-not-a-bridge-with-webusb',
    situation: 'The page came from a web server, in a browser with WebUSB: a reader can be chosen.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await stage.open({ host: 'web server' });
      await page.button('リーダーを選ぶ').waitFor();
    },
  },
  ...BAD_ADDRESSES.map(
    ([name, address, title]): Screen => ({
      name: `obstacle-${name}`,
      situation: `The address was opened ${address}.`,
      focus: 'heading',
      show: async (stage) => {
        const page = await stage.open({ address });
        await sees(page, title);
        await page.item('auth').waitFor();
      },
    }),
  ),
  {
    name: 'obstacle-in-use',
    situation: 'Another tab has the cards.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await stage.open({ address: 'in another tab' });
      await sees(page, 'ほかのタブで使用中です');
    },
  },
  {
    name: 'obstacle-unreachable',
    situation: 'The bridge went away between the page and its first question.',
    focus: 'anywhere',
    // The real bridge would have to die within a few milliseconds: the question is not let through instead.
    show: async (stage) => {
      const page = await stage.open({
        script: `const ask = fetch; window.fetch = (...args) => String(args[0]).endsWith('/session') ? Promise.reject(new TypeError()) : ask(...args);`,
      });
      await sees(page, 'myna-pin に接続できません');
    },
  },
  {
    name: 'obstacle-foreign-worker',
    situation: "Another program's service worker stands between the page and the bridge.",
    focus: 'anywhere',
    // Real ones are in test/browser/foreign-worker.test.ts; here the page only believes that there is one.
    show: async (stage) => {
      const page = await stage.open({
        script: `Object.defineProperty(ServiceWorkerContainer.prototype, 'controller', { get: () => ({}) });`,
      });
      await sees(page, '安全のため、接続していません');
    },
  },
  {
    name: 'obstacle-lost',
    situation: 'The bridge ended a moment ago, with a card in the reader.',
    focus: 'heading',
    show: async (stage) => {
      const page = await chooseOn(stage);
      await stage.loseBridge();
      await sees(page, 'myna-pin との接続が切れました');
      await page.heading('はじめる前に').waitFor();
    },
  },
  {
    name: 'obstacle-virtual-requested',
    situation: 'The bridge was started for the virtual card.',
    focus: 'heading',
    show: async (stage) => {
      const page = await stage.open({ pcsc: 'off' });
      await page.trialMark.waitFor();
      await page.item('auth').waitFor();
    },
  },
  {
    name: 'obstacle-module-missing',
    situation: 'The part for PC/SC is not installed.',
    focus: 'heading',
    show: async (stage) => {
      const page = await stage.open({ pcsc: 'module-missing', installCommand: INSTALL });
      await sees(page, 'カードリーダーを使う部品がありません');
      await page.item('auth').waitFor();
    },
  },
  {
    name: 'obstacle-no-service',
    situation: 'The PC/SC service does not run.',
    focus: 'heading',
    show: async (stage) => {
      stage.driver.service = 'stopped';
      const page = await stage.open();
      await sees(page, 'スマートカードのサービスが動いていません');
      await page.item('auth').waitFor();
    },
  },
  {
    name: 'obstacle-no-reader',
    situation: 'No reader is plugged in.',
    focus: 'heading',
    show: async (stage) => {
      const page = await stage.open({ readers: [] });
      await sees(page, 'カードリーダーが見つかりません');
      await page.item('auth').waitFor();
    },
  },
  {
    name: 'trial-card-taken-away',
    situation: 'Somebody took the virtual card out.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await stage.open({ pcsc: 'off' });
      await page.item('auth').waitFor();
      await page.openTrialTools();
      await page.button('カードを外す').click();
      await page.heading('カードを置いてください').waitFor();
    },
  },
  {
    name: 'trial-real-reader-came',
    situation: 'A reader was plugged in while PINs of the virtual card were being typed.',
    focus: 'heading',
    show: async (stage) => {
      const page = await stage.open({ readers: [] });
      await page.item('auth').waitFor();
      await page.choose('auth');
      stage.driver.readers.plugIn('SCR3310-NTTCom USB SmartCard Reader 00 00');
      stage.driver.insert(CARD);
      await page.button('カードリーダーに切り替える').waitFor();
    },
  },
];
