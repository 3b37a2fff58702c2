import { describe, expect, it } from 'vitest';
import { KNOWN_READERS } from '../readers/webusb/readers.ts';
import { PLATFORM_ERRORS, type WebUsbErrorCode } from '../readers/webusb/webusb-error.ts';
import { type Platform, platformOf, usbNotice } from './usb-texts.ts';
import { PAGE_WORDS_JA } from './words/page-words.ja.ts';

/** A record, so that a code without sentences does not compile. The value: it has nothing to do with the card. */
const CODES: Record<WebUsbErrorCode, boolean> = {
  'no-webusb': false,
  'not-found': false,
  'access-denied': true,
  'claimed-elsewhere': true,
  'protected-class': true,
  'no-driver': true,
  disconnected: false,
  'not-permitted': true,
  'unsupported-reader': true,
  'not-answering': false,
};
const PLATFORMS: readonly Platform[] = ['linux', 'windows', 'macos', 'other'];
const READERS = [undefined, ...KNOWN_READERS];
const SCR3310 = { vendorId: 0x04e6, productId: 0x511a };
const RC_S380 = { vendorId: 0x054c, productId: 0x06c1 };
const RC_S300 = { vendorId: 0x054c, productId: 0x0dc8 };

type Case = readonly [code: WebUsbErrorCode, platform: Platform, reader?: { vendorId: number; productId: number }];

const inJapanese = (...args: Case) => usbNotice(PAGE_WORDS_JA.usb, ...args);
const everything = (...args: Case) => {
  const { title, lines, command = '' } = inJapanese(...args);
  return [title, ...lines, command].join('\n');
};

describe('why a USB reader cannot be used', () => {
  it.each(Object.entries(CODES) as [WebUsbErrorCode, boolean][])('%s: has its sentences everywhere', (code, calms) => {
    for (const platform of PLATFORMS) {
      for (const reader of READERS) {
        const { title, lines } = inJapanese(code, platform, reader);
        expect(title).not.toBe('');
        expect(lines.length).toBeGreaterThan(0);
        for (const line of lines) expect(line).toMatch(/。$/);
        // Where a reader may have gone in the middle of something nobody can promise that.
        expect(lines.some((line) => line.includes('残り回数が減ることはありません'))).toBe(calms);
        expect([title, ...lines].join('')).not.toMatch(/[Ａ-Ｚａ-ｚ０-９]/);
      }
    }
  });

  it('has sentences for all that browsers reject with', () => {
    for (const { code } of PLATFORM_ERRORS) expect(inJapanese(code, 'other').title).not.toBe('');
  });

  it.each<[string, Case, readonly string[]]>([
    ['a udev rule for the maker of the reader', ['access-denied', 'linux', SCR3310], ['idVendor}=="04e6"', 'uaccess']],
    ['and not for another', ['access-denied', 'linux', RC_S300], ['idVendor}=="054c"', 'udev/rules.d']],
    ['the driver of Linux', ['claimed-elsewhere', 'linux', RC_S380], ['blacklist port100', 'modprobe -r port100']],
    ['pcscd', ['claimed-elsewhere', 'linux', SCR3310], ['systemctl stop pcscd', 'npm start', 'ほかのタブ']],
    ['an RC-S300 is no RC-S380', ['claimed-elsewhere', 'linux', RC_S300], ['pcscd']],
    ['software of Sony', ['claimed-elsewhere', 'windows', RC_S380], ['FeliCa']],
    ['another driver, by software of Sony', ['no-driver', 'windows', RC_S380], ['WinUSB', 'NFCポートソフトウェア']],
    ['another driver', ['no-driver', 'windows', SCR3310], ['WinUSB', 'npm start']],
    ['macOS', ['claimed-elsewhere', 'macos', SCR3310], ['macOS']],
    ['both ways to lose a reader', ['disconnected', 'linux', SCR3310], ['通信できなく', 'つなぎなおし', '選んで']],
    [
      'the class, and the bridge',
      ['protected-class', 'linux', SCR3310],
      ['ブラウザー', '許可していません', 'npm start'],
    ],
  ])('names %s', (_, args, words) => {
    for (const word of words) expect(everything(...args)).toContain(word);
  });

  it('gives commands for Linux only, and only where they help', () => {
    const withCommand = (Object.keys(CODES) as WebUsbErrorCode[]).flatMap((code) =>
      PLATFORMS.filter((platform) => inJapanese(code, platform, SCR3310).command).map((platform) => [code, platform]),
    );
    expect(withCommand).toEqual([
      ['access-denied', 'linux'],
      ['claimed-elsewhere', 'linux'],
    ]);
  });
});

describe('the system', () => {
  it.each([
    ['Linux', 'Linux x86_64', 'linux'],
    [undefined, 'Linux x86_64', 'linux'],
    ['Windows', 'Win32', 'windows'],
    [undefined, 'Win32', 'windows'],
    ['macOS', 'MacIntel', 'macos'],
    ['Chrome OS', 'Linux x86_64', 'other'],
    ['Android', 'Linux armv81', 'other'],
  ] as const)('%s, %s: %s', (hint, platform, expected) => {
    const navigator = hint ? { platform, userAgentData: { platform: hint } } : { platform };
    expect(platformOf(navigator)).toBe(expected);
  });
});
