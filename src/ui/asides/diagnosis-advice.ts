import type { ReaderDesk } from '../../app/reader-desk.ts';
import { cardTrouble } from '../../app/transcript.ts';
import type { WebUsbErrorCode } from '../../readers/webusb/webusb-error.ts';
import type { Notice } from '../../texts/card-words.ts';
import type { CheckCode } from '../../texts/diagnosis-codes.ts';
import { type Platform, usbNotice } from '../usb-texts.ts';
import type { Words } from '../words/page-words.ts';

/** What can be done about it in the page. */
export type Remedy = 'reconnect' | 'read-again' | 'choose-usb' | 'choose-usb-again' | 'use-real-reader';

/** What was found, what to do about it, with a command that does it where there is one. */
export interface Advice extends Notice {
  readonly command?: string | undefined;
  /** Below the command. */
  readonly after?: readonly string[];
  readonly remedy?: Remedy | undefined;
}

export type AdvisedDesk = Pick<
  ReaderDesk,
  'card' | 'usbReader' | 'installCommand' | 'link' | 'canChooseUsb' | 'realReaderWaiting'
>;

const START = 'npm start';
/** Of pcscd in Debian, Fedora, Arch and their kin; it starts the service when it is asked for the first time. */
const START_SERVICE = 'sudo systemctl enable --now pcscd.socket';
/** The part of GnuPG that keeps cards for itself; it comes back when it is needed. */
const END_SCDAEMON = 'gpgconf --kill scdaemon';

type BridgeCode = Extract<CheckCode, `bridge/${string}`>;

const BRIDGES: Readonly<Record<BridgeCode, (words: Words) => Advice>> = {
  'bridge/connecting': ({ page }) => page.obstacles.connecting,
  'bridge/not-a-bridge': ({ page }) => ({ ...page.obstacles['not-a-bridge'], command: START }),
  'bridge/secret-missing': ({ page, diagnosis }) => more(page.obstacles['secret-missing'], diagnosis.address),
  'bridge/secret-wrong': ({ page, diagnosis }) => more(page.obstacles['secret-wrong'], diagnosis.address),
  'bridge/secret-used': ({ page, diagnosis }) => ({
    ...more(page.obstacles['secret-used'], diagnosis.address),
    command: START,
  }),
  'bridge/in-use': ({ page }) => ({ ...page.obstacles['in-use'], remedy: 'reconnect' }),
  'bridge/unreachable': ({ page }) => ({ ...page.obstacles.unreachable, command: START, remedy: 'reconnect' }),
  'bridge/lost': ({ page }) => ({ ...page.obstacles.lost, command: START, remedy: 'reconnect' }),
  'bridge/foreign-worker': ({ page }) => page.obstacles['foreign-worker'],
  'bridge/virtual-only': ({ page, diagnosis }) => ({
    ...more(page.obstacles['virtual-requested'], diagnosis.leaveTrial),
    command: START,
  }),
};

/** USB readers that are within reach once the bridge runs. */
const NEEDS_BRIDGE: ReadonlySet<WebUsbErrorCode> = new Set(['protected-class', 'no-webusb']);

/** What a code means on this computer, and what to do next. */
export function adviceOn(code: CheckCode, desk: AdvisedDesk, words: Words, platform: Platform): Advice {
  if (isBridgeCode(code)) return BRIDGES[code](words);
  if (isWebUsbCode(code)) return usbAdvice(code.slice('webusb/'.length) as WebUsbErrorCode, desk, words, platform);
  const { page } = words;
  switch (code) {
    case 'module/missing':
      return { ...page.obstacles['module-missing'], command: desk.installCommand };
    case 'service/not-running':
      return serviceAdvice(words, platform);
    case 'reader/none':
      return readerAdvice(desk, words, platform);
    case 'reader/gone':
      return { ...page.usb.disconnected, remedy: 'choose-usb-again' };
    case 'reader/virtual':
      return {
        title: page.trial.mark,
        lines: [page.trial.explanation],
        ...(desk.realReaderWaiting ? { remedy: 'use-real-reader' } : {}),
      };
    case 'reader/experimental':
      return { title: words.diagnosis.experimental, lines: page.experimental.lines };
    case 'card/none':
      return words.diagnosis.noCard;
    case 'card/in-use':
      return inUseAdvice(words, platform);
    default:
      return { ...(cardTrouble(desk.card, words.card) ?? words.card.cardErrors.failed), remedy: 'read-again' };
  }
}

function usbAdvice(
  code: WebUsbErrorCode,
  { usbReader, canChooseUsb }: AdvisedDesk,
  { page }: Words,
  platform: Platform,
): Advice {
  const notice = usbNotice(page.usb, code, platform, usbReader);
  return {
    ...notice,
    command: notice.command ?? (NEEDS_BRIDGE.has(code) ? START : undefined),
    remedy: canChooseUsb ? 'choose-usb' : undefined,
  };
}

function serviceAdvice({ card, diagnosis }: Words, platform: Platform): Advice {
  const { title, lines } = card.obstacles['no-service'];
  const own = platform === 'other' ? lines : [diagnosis.service[platform]];
  return {
    title,
    lines: own,
    command: platform === 'linux' ? START_SERVICE : undefined,
    after: [diagnosis.doctor],
  };
}

function readerAdvice(
  { link, canChooseUsb }: AdvisedDesk,
  { card, page, diagnosis }: Words,
  platform: Platform,
): Advice {
  if (link !== 'connected') {
    const { title, lead, notListed } = page.chooser;
    return { title, lines: [lead, notListed], remedy: canChooseUsb ? 'choose-usb' : undefined };
  }
  const { plugAgain, linux, windows } = diagnosis.noReader;
  const { title, lines } = card.obstacles['no-reader'];
  const own = { linux: [linux], windows: [windows], macos: [], other: [] }[platform];
  return { title, lines: [...lines, plugAgain, ...own, diagnosis.doctor] };
}

function inUseAdvice({ card, diagnosis }: Words, platform: Platform): Advice {
  const { programs, linux, once } = diagnosis.inUse;
  const own = { linux: [linux], windows: [programs], macos: [programs], other: [] }[platform];
  const { title, lines } = card.cardErrors['in-use'];
  return {
    title,
    lines: [...lines, ...own],
    command: platform === 'linux' ? END_SCDAEMON : undefined,
    after: [once],
  };
}

function more({ title, lines }: Notice, line: string): Notice {
  return { title, lines: [...lines, line] };
}

function isBridgeCode(code: CheckCode): code is BridgeCode {
  return code.startsWith('bridge/');
}

function isWebUsbCode(code: CheckCode): code is Extract<CheckCode, `webusb/${string}`> {
  return code.startsWith('webusb/');
}
