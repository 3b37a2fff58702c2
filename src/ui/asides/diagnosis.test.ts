import { describe, expect, it } from 'vitest';
import type { DiagnosedDesk } from '../../app/diagnosis.ts';
import type { Platform } from '../usb-texts.ts';
import { words } from '../words/ja.ts';
import { adviceOn } from './diagnosis-advice.ts';
import { type StageId, type StageState, stagesOf } from './diagnosis-stages.ts';

const READ = {
  kind: 'read',
  overview: {
    kind: 'my-number-card',
    fingerprint: 'F',
    certificates: { sign: true, auth: true },
    pins: { sign: { kind: 'absent' }, auth: { kind: 'absent' }, juki: { kind: 'absent' }, text: { kind: 'absent' } },
  },
} as const;
const WELL: DiagnosedDesk = {
  link: 'connected',
  pcsc: 'available',
  obstacle: undefined,
  selected: { way: 'bridge', name: 'a reader' },
  trial: false,
  card: READ,
  refusal: undefined,
  usbReader: undefined,
  usbReaderGone: false,
  usbSupported: true,
};
const TRIAL = { selected: { way: 'virtual', name: 'virtual' }, trial: true } as const;
const NONE = { selected: undefined, card: { kind: 'none' } } as const;
const USB_READER = { vendorId: 0x04e6, productId: 0x511a, experimental: false, problem: undefined };
const USB = {
  link: 'not-a-bridge',
  pcsc: undefined,
  selected: { way: 'webusb', name: 'SCR3310-NTTCom' },
  usbReader: USB_READER,
} as const;

type Path = readonly (readonly [StageId, StageState])[];
const later = (...stages: readonly StageId[]): Path => stages.map((id) => [id, 'later']);
const ok = (...stages: readonly StageId[]): Path => stages.map((id) => [id, 'ok']);

describe('the way to the card', () => {
  it.each<[string, Partial<DiagnosedDesk>, Path]>([
    ['all is well', {}, ok('bridge', 'service', 'reader', 'card')],
    [
      'the page was opened without its secret: the virtual card says nothing of the real way',
      { ...TRIAL, link: 'secret-missing', obstacle: 'secret-missing', pcsc: undefined },
      [['bridge', 'problem'], ...later('service', 'reader', 'card')],
    ],
    [
      'no service, with the virtual card in its place',
      { ...TRIAL, obstacle: 'no-service' },
      [...ok('bridge'), ['service', 'problem'], ...later('reader', 'card')],
    ],
    [
      'the service has not answered yet',
      { ...NONE, obstacle: 'connecting' },
      [...ok('bridge'), ['service', 'pending'], ...later('reader', 'card')],
    ],
    [
      'no reader',
      { ...TRIAL, obstacle: 'no-reader' },
      [...ok('bridge', 'service'), ['reader', 'problem'], ...later('card')],
    ],
    ['no card', { card: { kind: 'none' } }, [...ok('bridge', 'service', 'reader'), ['card', 'problem']]],
    [
      'started for the virtual card',
      { ...TRIAL, pcsc: 'off', obstacle: 'virtual-requested' },
      [
        ['bridge', 'caution'],
        ['reader', 'caution'],
      ],
    ],
    [
      'from a web server, with nothing chosen',
      { ...USB, ...NONE, usbReader: undefined, obstacle: 'not-a-bridge' },
      [...ok('browser'), ['reader', 'problem'], ...later('card')],
    ],
    [
      'from a web server, in a browser without WebUSB: one cause, said once',
      { ...TRIAL, link: 'not-a-bridge', obstacle: 'not-a-bridge', pcsc: undefined, usbSupported: false },
      [['bridge', 'problem'], ...later('service', 'reader', 'card')],
    ],
    ['a USB reader that works', USB, ok('browser', 'reader', 'card')],
    [
      'a USB reader that works, and another was not chosen after all',
      { ...USB, refusal: 'not-found' },
      ok('browser', 'reader', 'card'),
    ],
    [
      'a USB reader in use beside a bridge whose address was used',
      { ...USB, link: 'secret-used', usbReader: { ...USB_READER, experimental: true } },
      [...ok('browser'), ['reader', 'caution'], ...ok('card')],
    ],
    [
      'a USB reader that another program has',
      { ...USB, card: { kind: 'none' }, usbReader: { ...USB_READER, problem: 'claimed-elsewhere' } },
      [...ok('browser'), ['reader', 'problem'], ...later('card')],
    ],
  ])('%s', (_, changes, expected) => {
    expect(stagesOf({ ...WELL, ...changes }).map(({ id, state }) => [id, state])).toEqual(expected);
  });
});

describe('advice', () => {
  const desk = { ...WELL, installCommand: undefined, canChooseUsb: false, realReaderWaiting: false };
  const on = (...[code, platform, changes = {}]: [Parameters<typeof adviceOn>[0], Platform, Partial<typeof desk>?]) =>
    adviceOn(code, { ...desk, ...changes }, words, platform);

  it('has a command only on the system that it is for', () => {
    expect(on('service/not-running', 'linux').command).toBe('sudo systemctl enable --now pcscd.socket');
    expect(on('service/not-running', 'windows').command).toBeUndefined();
    expect(on('service/not-running', 'macos').lines).toEqual([words.diagnosis.service.macos]);
    expect(on('service/not-running', 'other').lines).toEqual(words.card.obstacles['no-service'].lines);
    expect(on('card/in-use', 'linux').command).toBe('gpgconf --kill scdaemon');
    expect(on('card/in-use', 'macos').lines).toContain(words.diagnosis.inUse.programs);
    expect(on('card/in-use', 'other').command).toBeUndefined();
  });

  it('leads to the bridge where the browser may not open a reader (class 0x0B)', () => {
    expect(on('webusb/protected-class', 'windows').command).toBe('npm start');
  });

  it('offers the choice of a reader only where the page can have one', () => {
    expect(on('reader/none', 'windows', { link: 'not-a-bridge', canChooseUsb: true }).remedy).toBe('choose-usb');
    expect(on('reader/none', 'windows', { link: 'not-a-bridge' }).remedy).toBeUndefined();
  });
});
