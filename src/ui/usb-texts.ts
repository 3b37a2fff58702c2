import type { WebUsbErrorCode } from '../readers/webusb/webusb-error.ts';
import type { Notice } from '../texts/card-words.ts';

/** A notice with a command that can be copied. */
export interface UsbNotice extends Notice {
  readonly command?: string;
}

export type Platform = 'linux' | 'windows' | 'macos' | 'other';

const PLATFORMS: readonly { readonly name: RegExp; readonly platform: Platform }[] = [
  // `navigator.platform` of Android begins with Linux too; browsers with WebUSB have the other.
  { name: /^linux/i, platform: 'linux' },
  { name: /^win/i, platform: 'windows' },
  { name: /^mac/i, platform: 'macos' },
];

/** The system that a browser runs on, as far as it says something about USB. */
export function platformOf(navigator: {
  readonly platform: string;
  readonly userAgentData?: { readonly platform: string };
}): Platform {
  const said = navigator.userAgentData?.platform ?? navigator.platform;
  return PLATFORMS.find(({ name }) => name.test(said))?.platform ?? 'other';
}

interface UsbIds {
  readonly vendorId: number;
  readonly productId: number;
}

interface Advice extends Notice {
  readonly command?: (device: UsbIds) => string;
}

interface Row extends Advice {
  readonly code: WebUsbErrorCode;
  /** Of all systems and readers that no row above is for, when left out. */
  readonly platform?: Platform;
  readonly only?: (device: UsbIds) => boolean;
}

const START_BRIDGE = 'このパソコンで myna-pin を起動すると使えます（npm start）。';
const NO_TRY_LOST = 'このことで、暗証番号の残り回数が減ることはありません。';
const OTHER_TAB = 'ほかのタブでこのページを開いているときは、そのタブを閉じてください。';

const WHY_NOT_LISTED =
  '多くのICカードリーダー（標準の方式のもの）は、安全のためブラウザーがページからの利用を禁じていて、一覧に出ません。';

const isRcS380 = ({ vendorId, productId }: UsbIds) => vendorId === 0x054c && [0x06c1, 0x06c3].includes(productId);
const isSony = ({ vendorId }: UsbIds) => vendorId === 0x054c;

/** Why a USB reader cannot be used, and what to do; the first row that fits counts. */
const ROWS: readonly Row[] = [
  {
    code: 'no-webusb',
    title: 'このブラウザーからはカードリーダーを選べません',
    lines: [`Chrome か Edge で開いてください。または、${START_BRIDGE}`],
  },
  {
    code: 'not-found',
    title: 'カードリーダーは選ばれませんでした',
    lines: ['何も変わっていません。使うときは、カードリーダーをつないで、もう一度押してください。'],
  },
  {
    code: 'access-denied',
    platform: 'linux',
    title: 'カードリーダーを開く許可がありません',
    lines: ['次のコマンドを1回実行して、カードリーダーをつなぎなおしてください。', NO_TRY_LOST],
    command: ({ vendorId }) => {
      const vendor = hex4(vendorId);
      const rule = `SUBSYSTEM=="usb", ATTR{idVendor}=="${vendor}", TAG+="uaccess"`;
      return `echo '${rule}' | sudo tee /etc/udev/rules.d/70-myna-pin-${vendor}.rules && sudo udevadm control --reload`;
    },
  },
  {
    code: 'access-denied',
    platform: 'macos',
    title: 'カードリーダーを開けません',
    lines: [
      'macOS か、ほかのソフトが使っています。カードを使うソフトを終了し、つなぎなおしてください。',
      `または、${START_BRIDGE}`,
      NO_TRY_LOST,
    ],
  },
  {
    code: 'access-denied',
    title: 'カードリーダーを開けません',
    lines: [`カードを使うほかのソフトを終了し、カードリーダーをつなぎなおしてください。${OTHER_TAB}`, NO_TRY_LOST],
  },
  {
    code: 'claimed-elsewhere',
    platform: 'linux',
    only: isRcS380,
    title: 'Linux のドライバーがカードリーダーを使っています',
    lines: [`次のコマンドで、ドライバー port100 を止めてください。自動でつながります。${OTHER_TAB}`, NO_TRY_LOST],
    command: () =>
      "echo 'blacklist port100' | sudo tee /etc/modprobe.d/myna-pin-port100.conf && sudo modprobe -r port100",
  },
  {
    code: 'claimed-elsewhere',
    platform: 'linux',
    title: 'ほかのソフトがカードリーダーを使っています',
    lines: [
      `${OTHER_TAB}ほかに、pcscd が使っていることがあります。次のコマンドで止めると、自動でつながります。`,
      `pcscd を止めなくても、${START_BRIDGE}`,
      NO_TRY_LOST,
    ],
    command: () => 'sudo systemctl stop pcscd.socket pcscd.service',
  },
  {
    code: 'claimed-elsewhere',
    platform: 'windows',
    only: isSony,
    title: 'ほかのソフトがカードリーダーを使っています',
    lines: [
      `Sony の NFCポートソフトウェアなど、FeliCa のソフトを終了してください。${OTHER_TAB}`,
      `または、${START_BRIDGE}`,
      NO_TRY_LOST,
    ],
  },
  {
    code: 'claimed-elsewhere',
    platform: 'macos',
    title: 'macOS かほかのソフトがカードリーダーを使っています',
    lines: [`カードを使うソフトを終了してください。${OTHER_TAB}`, `または、${START_BRIDGE}`, NO_TRY_LOST],
  },
  {
    code: 'claimed-elsewhere',
    title: 'ほかのソフトがカードリーダーを使っています',
    lines: [
      `マイナポータルや e-Tax など、カードを使うソフトを終了してください。${OTHER_TAB}空くと、自動でつながります。`,
      NO_TRY_LOST,
    ],
  },
  {
    code: 'protected-class',
    title: 'このカードリーダーは、ブラウザーから直接は使えません',
    lines: [
      `標準の方式のICカードリーダーは、安全のためブラウザーがページからの利用を禁じています。${START_BRIDGE}`,
      NO_TRY_LOST,
    ],
  },
  {
    code: 'no-driver',
    only: isSony,
    title: 'カードリーダーのドライバーを切り替えてください',
    lines: [
      'ブラウザーから使うには、ドライバーが WinUSB である必要があります。Sony の NFCポートソフトウェアで切り替えられます。',
      `切り替えなくても、${START_BRIDGE}`,
      NO_TRY_LOST,
    ],
  },
  {
    code: 'no-driver',
    title: 'カードリーダーのドライバーが、ブラウザーから使えるものではありません',
    lines: [
      `ブラウザーから使うには、ドライバーが WinUSB である必要があります。今のドライバーのままでも、${START_BRIDGE}`,
      NO_TRY_LOST,
    ],
  },
  {
    code: 'disconnected',
    // Unplugged, or no longer permitted: browsers call both the same.
    title: 'カードリーダーと通信できなくなりました',
    lines: ['カードリーダーをつなぎなおしてください。つながらないときは、もう一度選んでください。'],
  },
  {
    code: 'not-permitted',
    title: 'カードリーダーを使う許可がありません',
    lines: ['「リーダーを選ぶ」を押して、もう一度選んでください。', NO_TRY_LOST],
  },
  {
    code: 'unsupported-reader',
    title: 'このカードリーダーには、ここでは対応していません',
    lines: [`PC/SC に対応したリーダーなら、${START_BRIDGE}`, NO_TRY_LOST],
  },
  {
    code: 'not-answering',
    title: 'カードリーダーが応答しません',
    lines: ['カードリーダーをつなぎなおしてください。それでも応答しないときは、ほかの USB 端子で試してください。'],
  },
];

/** What is said of a reader that cannot be used; `device` where one was chosen. */
export function usbNotice(
  code: WebUsbErrorCode,
  platform: Platform,
  device: UsbIds = { vendorId: 0, productId: 0 },
): UsbNotice {
  const fits = (row: Row) =>
    row.code === code && (row.platform ?? platform) === platform && (row.only?.(device) ?? true);
  const { title, lines, command } = ROWS.find(fits) as Row;
  return command ? { title, lines, command: command(device) } : { title, lines };
}

export const CHOOSER = {
  title: 'カードリーダーをつないで、選んでください',
  /** Where a virtual card is in use, or the bridge found no reader. */
  titleBeside: 'USB のカードリーダーを、ブラウザーから使うこともできます',
  /** Where the one in use cannot be used. */
  titleOther: 'ほかのカードリーダーを使う',
  lead: 'SCR3310-NTTCom、Sony の RC-S380・RC-S300 などは、このページから直接使えます。',
  choose: 'リーダーを選ぶ',
  chooseAnother: 'ほかのリーダーを選ぶ',
  chooseAgain: 'リーダーを選びなおす',
  /** Beside the button: why some readers are not offered. */
  notListed: `${WHY_NOT_LISTED}${START_BRIDGE}`,
  notListedWithBridge: `${WHY_NOT_LISTED}パソコンにつなぐだけで、myna-pin が見つけます。`,
  gone: 'カードリーダーが外れています。つなぎなおしても始まらないときは、もう一度選んでください。',
  trialTitle: 'カードリーダーを使わずに試す',
  trial: '仮想のカードで、画面の流れを試せます。本物のカードは変わりません。',
  startTrial: 'お試しをはじめる',
} as const;

export const EXPERIMENTAL = {
  mark: '試験中',
  lines: [
    'このカードリーダーが本物のマイナンバーカードで使えることは、まだ確かめられていません。',
    '使えたか、使えなかったかを、リーダーの名前と画面の表示をそえて、開発者に知らせてください。暗証番号や、カードの氏名・番号は送らないでください。',
  ],
} as const;

function hex4(id: number): string {
  return id.toString(16).padStart(4, '0');
}
