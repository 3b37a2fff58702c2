import { sees } from '../acts.ts';
import type { Screen } from '../screen.ts';
import type { Opening, Stage } from '../stage.ts';

/** The chooser of a real browser cannot be used by a program, and its refusals need broken systems: both are stand-ins. */
type Fault = 'open' | 'claimInterface' | 'controlTransferOut';

/** A device that was granted earlier, and fails where the browser would. */
function broken(reader: string, at: Fault, error: string): string {
  return `usbInPage.plug('${reader}', true);
const list = navigator.usb.getDevices.bind(navigator.usb);
navigator.usb.getDevices = async () => {
  const devices = await list();
  for (const device of devices) device.${at} = () => Promise.reject(new DOMException('', '${error}'));
  return devices;
};`;
}

const held = (reader: string) =>
  `usbInPage.plug('${reader}', true); usbInPage.insertCard(); usbInPage.holdElsewhere();`;

/** Why a reader that was granted cannot be used: a row of the notices each. */
const PROBLEMS: readonly (readonly [
  name: string,
  platform: NonNullable<Opening['platform']>,
  script: string,
  title: string,
])[] = [
  ['access-denied-linux', 'Linux', broken('scr3310', 'open', 'SecurityError'), 'カードリーダーを開く許可がありません'],
  ['access-denied-macos', 'macOS', broken('scr3310', 'open', 'SecurityError'), 'カードリーダーを開けません'],
  ['access-denied-windows', 'Windows', broken('scr3310', 'open', 'NetworkError'), 'カードリーダーを開けません'],
  ['claimed-linux-port100', 'Linux', held('rc-s380'), 'Linux のドライバーがカードリーダーを使っています'],
  ['claimed-linux', 'Linux', held('scr3310'), 'ほかのソフトがカードリーダーを使っています'],
  ['claimed-windows-sony', 'Windows', held('rc-s380'), 'ほかのソフトがカードリーダーを使っています'],
  ['claimed-windows', 'Windows', held('scr3310'), 'ほかのソフトがカードリーダーを使っています'],
  ['claimed-macos', 'macOS', held('scr3310'), 'macOS かほかのソフトがカードリーダーを使っています'],
  [
    'protected-class',
    'Linux',
    `usbInPage.plug('protected', true);`,
    'このカードリーダーは、ブラウザーから直接は使えません',
  ],
  [
    'no-driver-sony',
    'Windows',
    broken('rc-s380', 'open', 'SecurityError'),
    'カードリーダーのドライバーを切り替えてください',
  ],
  [
    'no-driver',
    'Windows',
    broken('scr3310', 'open', 'SecurityError'),
    'カードリーダーのドライバーが、ブラウザーから使えるものではありません',
  ],
  ['disconnected', 'Linux', broken('scr3310', 'open', 'NotFoundError'), 'カードリーダーと通信できなくなりました'],
  ['not-answering', 'Linux', broken('scr3310', 'open', 'DataError'), 'カードリーダーが応答しません'],
];

const refusing = (error: string) =>
  `navigator.usb.requestDevice = () => Promise.reject(new DOMException('', '${error}'));`;

/** What comes of the chooser where no reader does. */
const REFUSALS = [
  ['not-found', refusing('NotFoundError'), 'カードリーダーは選ばれませんでした'],
  ['no-webusb', refusing('NotSupportedError'), 'このブラウザーからはカードリーダーを選べません'],
  ['not-permitted', refusing('SecurityError'), 'カードリーダーを使う許可がありません'],
  [
    'unsupported-reader',
    'navigator.usb.requestDevice = async () => ({ vendorId: 1, productId: 1, configurations: [] });',
    'このカードリーダーには、ここでは対応していません',
  ],
] as const;

async function chosen(stage: Stage, script: string) {
  const page = await stage.open({ host: 'web server', usb: { script } });
  await page.button('リーダーを選ぶ').click();
  return page;
}

export const USB_SCREENS: readonly Screen[] = [
  ...REFUSALS.map(
    ([name, script, title]): Screen => ({
      name: `usb-refused-${name}`,
      situation: 'A reader was to be chosen, and none came of it.',
      focus: 'anywhere',
      show: async (stage) => {
        const page = await chosen(stage, script);
        await sees(page, title);
      },
    }),
  ),
  ...PROBLEMS.map(
    ([name, platform, script, title]): Screen => ({
      name: `usb-${name}`,
      situation: `On ${platform}, the reader that was chosen cannot be used.`,
      focus: 'anywhere',
      show: async (stage) => {
        const page = await stage.open({ host: 'web server', platform, usb: { script } });
        await page.text(title).waitFor();
      },
    }),
  ),
  {
    name: 'usb-experimental',
    situation: 'A reader is in use that nobody has tried with a real card.',
    focus: 'heading',
    show: async (stage) => {
      const page = await chosen(stage, `usbInPage.plug('rc-s300'); usbInPage.insertCard();`);
      await page.item('auth').waitFor();
      await sees(page, '試験中');
    },
  },
  {
    name: 'usb-empty-reader',
    situation: 'A reader on USB is in use, and there is no card in it.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await chosen(stage, `usbInPage.plug('scr3310');`);
      await sees(page, 'カードが置かれていません');
      await page.button('ほかのリーダーを選ぶ').waitFor();
    },
  },
  {
    name: 'usb-beside-virtual',
    situation: 'A reader on USB can be chosen in place of the virtual card.',
    focus: 'heading',
    show: async (stage) => {
      const page = await stage.open({ host: 'web server', usb: { script: `usbInPage.plug('scr3310');` } });
      await page.button('お試しをはじめる').click();
      await page.item('auth').waitFor();
    },
  },
  {
    name: 'usb-gone',
    situation: 'The reader was unplugged while something was being typed.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await chosen(stage, `usbInPage.plug('scr3310'); usbInPage.insertCard();`);
      await page.item('auth').waitFor();
      await page.choose('auth');
      await stage.tab.evaluate(() => Reflect.get(window, 'usbInPage').unplug());
      await sees(page, 'カードリーダーが外れています');
    },
  },
];
