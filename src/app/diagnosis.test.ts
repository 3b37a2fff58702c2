import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ModelBench } from '../../test/support/model-bench.ts';
import { wish } from '../../test/support/wishes.ts';
import type { CardErrorCode } from '../card/card-error.ts';
import type { Overview } from '../card/overview.ts';
import { PROFILES } from '../readers/virtual/profiles.ts';
import { VirtualCard } from '../readers/virtual/virtual-card.ts';
import { SmartCardError } from '../readers/web-smart-card/errors.ts';
import { CHECK_IDS, type CheckCode } from '../texts/diagnosis-codes.ts';
import { type CheckState, type DiagnosedDesk, diagnose } from './diagnosis.ts';
import { supportText } from './support-text.ts';

const overviewOf = (kind: Overview['kind'], fingerprint = 'F'): Overview => ({
  kind,
  fingerprint,
  certificates: { sign: true, auth: true },
  pins: {
    sign: { kind: 'ready', triesLeft: 5 },
    auth: { kind: 'ready', triesLeft: 1 },
    juki: { kind: 'locked' },
    text: { kind: 'unknown', sw: 0x6f00 },
  },
});

/** All is well: PC/SC through the bridge, and a My Number card. */
const WELL: DiagnosedDesk = {
  link: 'connected',
  pcsc: 'available',
  obstacle: undefined,
  selected: { way: 'bridge', name: 'SCM Microsystems Inc. SCR 3310 [CCID Interface] (53311510208534) 00 00' },
  trial: false,
  card: { kind: 'read', overview: overviewOf('my-number-card') },
  refusal: undefined,
  usbReader: undefined,
  usbReaderGone: false,
  usbSupported: true,
};
const NONE = { selected: undefined, card: { kind: 'none' } } as const;
const TRIAL = { selected: { way: 'virtual', name: 'virtual' }, trial: true } as const;
const USB = {
  link: 'not-a-bridge',
  pcsc: undefined,
  selected: { way: 'webusb', name: 'SCR3310-NTTCom' },
  usbReader: { vendorId: 0x04e6, productId: 0x511a, experimental: false, problem: undefined },
} as const;
const usbWith = (changes: Partial<NonNullable<DiagnosedDesk['usbReader']>>) => ({
  ...USB,
  card: { kind: 'none' } as const,
  usbReader: { ...USB.usbReader, ...changes },
});
const failed = (code: CardErrorCode) => ({ card: { kind: 'failed', code } }) as const;
const read = (kind: Overview['kind']) => ({ card: { kind: 'read', overview: overviewOf(kind) } }) as const;

const remarkable = (desk: DiagnosedDesk, ...states: CheckState[]) =>
  diagnose(desk).flatMap(({ state, code }) => (states.includes(state) ? [code] : []));

describe('the diagnosis', () => {
  it('of a page that works finds nothing', () => {
    expect(remarkable(WELL, 'problem', 'caution', 'pending')).toEqual([]);
    expect(diagnose(WELL).map(({ id }) => id)).toEqual(CHECK_IDS);
    expect(remarkable({ ...WELL, ...USB }, 'problem', 'caution', 'pending')).toEqual([]);
  });

  it.each<[string, Partial<DiagnosedDesk>, CheckCode]>([
    ['the bridge does not answer', { ...NONE, link: 'unreachable', obstacle: 'unreachable' }, 'bridge/unreachable'],
    ['it was lost', { ...NONE, link: 'lost', obstacle: 'lost' }, 'bridge/lost'],
    ['the address was used', { ...TRIAL, link: 'secret-used', obstacle: 'secret-used' }, 'bridge/secret-used'],
    ['the address is wrong', { ...TRIAL, link: 'secret-wrong', obstacle: 'secret-wrong' }, 'bridge/secret-wrong'],
    ['there was none', { ...TRIAL, link: 'secret-missing', obstacle: 'secret-missing' }, 'bridge/secret-missing'],
    ['another tab has it', { ...NONE, link: 'in-use', obstacle: 'in-use' }, 'bridge/in-use'],
    ['PC/SC was not built', { ...TRIAL, pcsc: 'module-missing', obstacle: 'module-missing' }, 'module/missing'],
    ['no service', { ...TRIAL, obstacle: 'no-service' }, 'service/not-running'],
    ['no reader, and the virtual card in its place', { ...TRIAL, obstacle: 'no-reader' }, 'reader/none'],
    ['no reader', { ...NONE, obstacle: 'no-reader' }, 'reader/none'],
    ['no card', { card: { kind: 'none' } }, 'card/none'],
    ['the card is gone', failed('card-removed'), 'card/none'],
    ['another program has the card', failed('in-use'), 'card/in-use'],
    ['a mute card', { card: { kind: 'mute' } }, 'card/mute'],
    ['a card that does not answer', failed('unresponsive'), 'card/mute'],
    ['a card that cannot be read', failed('bad-answer'), 'card/failed'],
    ['another card', read('other'), 'card/other'],
    ['a 住基カード', read('juki-card'), 'card/juki-card'],
    ['a phone', read('iphone'), 'card/phone'],
    [
      'nobody chose a reader',
      { ...NONE, link: 'not-a-bridge', pcsc: undefined, obstacle: 'not-a-bridge' },
      'reader/none',
    ],
    ['no reader was chosen', { ...USB, ...NONE, usbReader: undefined, refusal: 'not-found' }, 'webusb/not-found'],
    ['one of the protected class', usbWith({ problem: 'protected-class' }), 'webusb/protected-class'],
    ['a reader claimed elsewhere', usbWith({ problem: 'claimed-elsewhere' }), 'webusb/claimed-elsewhere'],
    ['the permission was taken back', usbWith({ problem: 'not-permitted' }), 'webusb/not-permitted'],
    ['the system refuses', usbWith({ problem: 'access-denied' }), 'webusb/access-denied'],
    ['a USB reader was unplugged', { ...usbWith({}), usbReaderGone: true }, 'reader/gone'],
  ])('%s', (_name, changes, code) => {
    expect(remarkable({ ...WELL, ...changes }, 'problem')).toContain(code);
    // What comes after it is not blamed for it.
    expect(remarkable({ ...WELL, ...changes }, 'problem').filter((found) => found !== code).length).toBeLessThan(2);
  });

  it('tells a browser without WebUSB only where that is what is missing', () => {
    const without = { ...WELL, ...TRIAL, usbSupported: false };
    expect(
      remarkable({ ...without, link: 'not-a-bridge', pcsc: undefined, obstacle: 'not-a-bridge' }, 'problem'),
    ).toEqual(['bridge/not-a-bridge', 'webusb/no-webusb']);
    expect(remarkable({ ...WELL, usbSupported: false }, 'problem')).toEqual([]);
  });

  it.each<[string, Partial<DiagnosedDesk>, CheckState, CheckCode | undefined]>([
    ['an experimental reader', usbWith({ experimental: true }), 'caution', 'reader/experimental'],
    ['the virtual card', { ...TRIAL, link: 'not-a-bridge', obstacle: 'not-a-bridge' }, 'caution', 'reader/virtual'],
    ['--virtual', { ...TRIAL, pcsc: 'off', obstacle: 'virtual-requested' }, 'caution', 'bridge/virtual-only'],
    ['connecting', { ...NONE, link: 'connecting', obstacle: 'connecting' }, 'pending', 'bridge/connecting'],
    ['reading', { card: { kind: 'reading' } }, 'pending', 'card/reading'],
  ])('%s is no problem, and said', (_name, changes, state, code) => {
    expect(remarkable({ ...WELL, ...changes }, state)).toContain(code);
  });
});

const ENVIRONMENT = {
  version: '0.1.0',
  protocol: 2,
  delivery: 'bridge',
  userAgent:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
} as const;

describe('the text for support', () => {
  it('says what somebody who helps needs to know', () => {
    const text = supportText(WELL, ENVIRONMENT);
    for (const fact of ['0.1.0', 'protocol: 2', 'Edge 142', 'Windows', 'way: bridge', 'SCR3310', 'my-number-card']) {
      expect(text).toContain(fact);
    }
    expect(text).toContain('sign all, auth one, juki locked, text unknown');
    expect(supportText({ ...WELL, ...usbWith({ problem: 'protected-class' }) }, ENVIRONMENT)).toMatch(
      /04E6:511A[\s\S]*\[problem\] USB リーダー \/ USB reader: webusb\/protected-class/,
    );
  });

  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140', 'Linux'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
      'Safari 18',
      'macOS',
    ],
    [
      'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36',
      'Chrome 142',
      'ChromeOS',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/149.0.0.0 Safari/537.36',
      'Chrome 149',
      'Linux',
    ],
    ['something else', '不明 / unknown', '不明 / unknown'],
  ])('%s: %s on %s', (userAgent, browser, system) => {
    const text = supportText(WELL, { ...ENVIRONMENT, userAgent });
    expect(text).toContain(`browser: ${browser}\n`);
    expect(text).toContain(`system: ${system}\n`);
  });

  it('has nothing in it that came from outside: no name, path, serial number or secret', () => {
    const empty = supportText({ ...WELL, selected: undefined }, ENVIRONMENT);
    const secrets = fc.oneof(
      fc.string({ minLength: 6 }),
      fc.string({ minLength: 6 }).map((text) => `/home/${text}`),
      fc.string({ minLength: 6 }).map((text) => `C:\\Users\\${text}`),
      fc.integer({ min: 100_000 }).map((number) => `${number}`),
      fc.constantFrom('taro', '1234', 'ABC123', '53311510208534', 'a3f91c77d0e24b5f'),
    );
    fc.assert(
      fc.property(
        secrets,
        fc.constantFrom('', 'SCR3310 ', 'Sony RC-S380/P ', 'ACS ACR39U ICC Reader '),
        fc.constantFrom('bridge' as const, 'webusb' as const, 'browser' as const),
        (secret, product, way) => {
          fc.pre(!empty.includes(secret));
          const desk: DiagnosedDesk = {
            ...WELL,
            selected: { way, name: `${product}${secret} (${secret}) 00 00` },
            card: { kind: 'read', overview: overviewOf('my-number-card', secret) },
          };
          const userAgent = `Mozilla/5.0 (${secret}) ${secret}/1.0`;
          const text = supportText(desk, { ...ENVIRONMENT, version: `0.1.0 ${secret}`, userAgent });
          expect(text).not.toContain(secret);
        },
      ),
    );
  });

  it('of a page with everything typed and a card on it has none of that', async () => {
    const bench = new ModelBench();
    const { model } = bench;
    const card = await bench.ready(new VirtualCard(PROFILES['last-try']));
    model.toggle('sign', true);
    model.goTo('type');
    model.keepDraft('sign', 'next', new TextEncoder().encode('DRAFT99X'));
    model.submit([wish('sign')]);
    const text = supportText(model.desk, ENVIRONMENT);
    for (const secret of ['ABC123', 'NEW456XY', 'DRAFT99X', '1234', PROFILES['last-try'].serial]) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain('auth one');
    model.stop();
    expect(card.powered).toBe(false);
  });
});

describe('a real desk', () => {
  it('is diagnosed as it is: with a card, without, and with one that another program has', async () => {
    const bench = new ModelBench();
    try {
      await bench.ready();
      const { desk } = bench.model;
      expect(remarkable(desk, 'problem')).toEqual([]);
      bench.readers.remove('reader');
      await vi.waitFor(() => expect(remarkable(desk, 'problem')).toEqual(['card/none']));
      bench.readers.connect = async () => {
        throw new SmartCardError('sharing-violation');
      };
      bench.readers.insert('reader', new VirtualCard(PROFILES.ordinary));
      await vi.waitFor(() => expect(remarkable(desk, 'problem')).toEqual(['card/in-use']));
      bench.readers.unplug('reader');
      await vi.waitFor(() => expect(remarkable(desk, 'problem')).toEqual(['reader/none']));
    } finally {
      bench.model.stop();
    }
  });
});
