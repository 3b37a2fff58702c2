import { describe, expect, it } from 'vitest';
import { FINDING_LEVELS, type FindingCode, type FindingFacts, finding } from './doctor-findings.ts';
import { DOCTOR_TEXTS, findingText } from './doctor-texts.ts';
import type { CliLanguage } from './language.ts';

const PINS = {
  sign: { kind: 'locked' },
  auth: { kind: 'ready', triesLeft: 3 },
  juki: { kind: 'ready', triesLeft: 3 },
  text: { kind: 'absent' },
} as const;

/** Facts as they come, one for each code. */
const FACTS: { readonly [C in FindingCode]: FindingFacts[C] } = {
  'node-ok': { version: '20.19.0' },
  'node-too-old': { version: '18.1.0', needed: '20.19' },
  'module-ok': {},
  'module-missing': {},
  'module-not-built': {},
  'module-no-compiler': { command: 'sudo install-it' },
  'module-no-library': { library: 'libpcsclite.so.1', command: 'sudo install-it' },
  'module-wrong-node': {},
  'module-failed': { reason: 'SIGSEGV' },
  'service-ok': {},
  'service-not-installed': { command: 'sudo install-it' },
  'service-stopped': { start: 'systemd' },
  'service-forbidden': {},
  'service-denied': {},
  'service-unreachable': {},
  'service-no-answer': {},
  'service-failed': { code: '0x80100001' },
  'virtual-card': {},
  'readers-ok': { names: ['Reader One', 'Reader Two'] },
  'readers-none': {},
  'reader-not-found': { name: 'Three', names: ['Reader One'] },
  'reader-driver-missing': { devices: ['04e6:5111'], command: 'sudo install-it' },
  'reader-unsupported': { devices: ['Sony RC-S380/S (054c:06c1)'] },
  'card-ok': { reader: 'Reader One' },
  'card-none': {},
  'card-mute': { reader: 'Reader One' },
  'card-in-use': { reader: 'Reader One', programs: ['firefox'] },
  'card-failed': { reader: 'Reader One', error: 'card-removed' },
  'kind-my-number-card': { reader: 'Reader One' },
  'kind-other-card': { reader: 'Reader One', kind: 'juki-card' },
  'pin-ready': { pin: 'auth', triesLeft: 3 },
  'pin-last-try': { pin: 'auth' },
  'pin-locked': { pin: 'sign', pins: PINS },
  'pin-absent': { pin: 'text' },
  'pin-unknown': { pin: 'juki', sw: 0x6f00 },
  versions: { product: '1.2.3', node: '20.19.0', os: 'Fake OS', pcscd: '2.0.1' },
};

const LANGUAGES: readonly CliLanguage[] = ['ja', 'en'];
const CODES = Object.keys(FINDING_LEVELS) as FindingCode[];
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;
const textOf = <C extends FindingCode>(language: CliLanguage, code: C, facts: FindingFacts[C]) =>
  findingText(language, finding(code, facts));

describe('what doctor says', () => {
  it.each(CODES)('of %s, in both languages, with what to do next where it is a problem', (code) => {
    for (const language of LANGUAGES) {
      const { what, next } = textOf(language, code, FACTS[code]);
      for (const line of [what, ...next]) {
        expect(line.trim()).not.toBe('');
        expect(line).not.toMatch(/undefined|\[object|[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/);
      }
      if (FINDING_LEVELS[code] === 'problem') expect(next.length, language).toBeGreaterThan(0);
      if (FINDING_LEVELS[code] === 'ok') expect(next).toEqual([]);
      // Names are the official ones in every language.
      const foreign = [what, ...next].join(' ').replace(/（[^）]*）|\([^)]*\)/g, '');
      if (language === 'en') expect(foreign).not.toMatch(JAPANESE);
    }
  });

  it.each(CODES)('names in %s what it is about', (code) => {
    const plain = Object.entries(FACTS[code]).filter(
      ([key, value]) =>
        ['version', 'needed', 'library', 'command', 'reason', 'code', 'name', 'triesLeft'].includes(key) && value,
    );
    for (const language of LANGUAGES) {
      const { what, next } = textOf(language, code, FACTS[code]);
      for (const [, value] of plain) expect([what, ...next].join('\n')).toContain(String(value));
    }
  });

  it('has words where no command is known', () => {
    const codes = [
      'module-no-compiler',
      'service-not-installed',
      'reader-driver-missing',
      'module-no-library',
    ] as const;
    for (const language of LANGUAGES) {
      for (const code of codes) {
        const { command: _, ...facts } = FACTS[code];
        const { next } = findingText(language, finding(code, facts as FindingFacts[typeof code]));
        expect(next.join(' ')).not.toMatch(/undefined|sudo/);
        expect(next.length).toBeGreaterThan(0);
      }
    }
  });

  it.each(['systemd', 'by-hand', 'windows', 'macos'] as const)('tells how to start the service: %s', (start) => {
    for (const language of LANGUAGES) {
      const [next] = textOf(language, 'service-stopped', { start }).next;
      expect(next?.includes('pcscd')).toBe(start === 'systemd' || start === 'by-hand');
    }
  });

  it('names programs that hold a card, and does not pretend where none is known', () => {
    for (const language of LANGUAGES) {
      const of = (programs: string[]) => textOf(language, 'card-in-use', { reader: 'Reader One', programs }).next;
      expect(of(['firefox', 'scdaemon'])[0]).toMatch(/firefox.+scdaemon/);
      expect(of([])).toHaveLength(1);
    }
  });

  it('does not send anybody to a convenience store whose other PIN is locked as well', () => {
    const both = { ...PINS, auth: { kind: 'locked' } } as const;
    expect(textOf('ja', 'pin-locked', { pin: 'sign', pins: PINS }).next.join('')).toContain('コンビニ');
    expect(textOf('ja', 'pin-locked', { pin: 'sign', pins: both }).next.join('')).not.toContain('コンビニ');
  });

  it('has a status word beside tries that could not be read', () => {
    for (const language of LANGUAGES)
      expect(textOf(language, 'pin-unknown', FACTS['pin-unknown']).what).toContain('6F00');
  });

  it('invites to send the report, and says what is not in it', () => {
    expect(DOCTOR_TEXTS.ja.reportInvitation).toMatch(/入っていません.*送ってください/);
    expect(DOCTOR_TEXTS.en.reportInvitation).toMatch(/no name.*send it/);
  });
});
