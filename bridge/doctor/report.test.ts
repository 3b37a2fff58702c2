import { describe, expect, it } from 'vitest';
import type { FieldReport } from '../../src/card/field-report.ts';
import { type Finding, finding } from '../../src/texts/doctor-findings.ts';
import { reportText } from './report.ts';

const NAMES = ['/home/hanako', 'hanako', 'hanako-pc.local', 'hanako-pc', 'Yamada Taro', 'C:\\Users\\Yamada Taro'];

const FIELD_REPORT: FieldReport = {
  applications: [
    { application: 'jpki', select: 0x9000 },
    { application: 'juki', select: 0x6a82 },
  ],
  files: [
    { application: 'jpki', file: 0x0006, select: 0x9000 },
    { application: 'jpki', file: 0x000a, select: 0x9000, length: 1453 },
    { application: 'jpki', file: 0x0001, select: 0x6a82 },
  ],
  pins: [
    {
      pin: 'sign',
      application: 'jpki',
      file: 0x1b,
      select: 0x9000,
      counter: 0x63c5,
      byShortFile: { counter: 0x63c5, counterAfter: 0x63c4, costATry: true },
    },
    { pin: 'auth', application: 'jpki', file: 0x18, select: 0x9000, counter: 0x6984 },
    { pin: 'text', application: 'text', file: 0x11, select: 0x6a82 },
  ],
  token: { label: 'JPKIAPICCTOKEN2', manufacturer: 'SOMEBODY', model: 'MODEL-1' },
  certificateAvailability: [0x8f, 0x8f, 0],
};

const VERSIONS = {
  product: '1.2.3',
  node: '20.19.0',
  os: 'Debian GNU/Linux 12 (6.1.0-amd64, x64)',
  libccid: '1.5.2-1',
};

describe('the report', () => {
  it('reads as this', () => {
    const findings = [
      finding('node-ok', { version: '20.19.0' }),
      finding('readers-ok', { names: ['Alpha Reader [CCID] 00 00'] }),
      finding('pin-locked', {
        pin: 'auth',
        pins: {
          sign: { kind: 'ready', triesLeft: 5 },
          auth: { kind: 'locked' },
          juki: { kind: 'absent' },
          text: { kind: 'absent' },
        },
      }),
      finding('versions', VERSIONS),
    ];
    const text = reportText(findings, FIELD_REPORT, NAMES);
    expect(text).toMatch(/^myna-pin field report, format 1\n\n[^§]*Nothing personal is in here/);
    expect(text.slice(text.indexOf('Versions'))).toBe(`Versions
  product  1.2.3
  node     20.19.0
  os       Debian GNU/Linux 12 (6.1.0-amd64, x64)
  libccid  1.5.2-1

Findings
  ok       node-ok     Node.js 20.19.0
  ok       readers-ok  Card readers: Alpha Reader [CCID] 00 00
  problem  pin-locked  User authentication certificate PIN (利用者証明用電子証明書暗証番号): locked

Applications: status word of SELECT
  jpki  D392F000260100000001  9000
  juki  D3921000310001010401  6A82

Files: status word of SELECT, length of certificates in bytes
  jpki  0006  9000
  jpki  000A  9000  1453
  jpki  0001  6A82

PINs: status words of SELECT, empty VERIFY, empty VERIFY by short file identifier, empty VERIFY after that
  sign  jpki  001B  9000  63C5  63C5  63C4  THE SHORT FORM COST A TRY
  auth  jpki  0018  9000  6984  -     -
  text  text  0011  6A82  -     -     -

Token information (JPKI 0006) and availability of certificates (JPKI 0008)
  label         "JPKIAPICCTOKEN2"
  manufacturer  "SOMEBODY"
  model         "MODEL-1"
  0008          8F8F00
`);
  });

  it('claims that no try was spent only where none can be missing', () => {
    const [sign, ...others] = FIELD_REPORT.pins;
    const harmless = { ...sign, byShortFile: { counter: 0x63c5, counterAfter: 0x63c5, costATry: false } };
    const without = { ...FIELD_REPORT, pins: [harmless as typeof sign & object, ...others] };
    expect(reportText([], without, [])).toContain('no try was spent');
    expect(reportText([], FIELD_REPORT, [])).not.toContain('no try was spent');
    expect(reportText([], FIELD_REPORT, [])).toContain('ONE TRY SEEMS TO BE GONE');
  });

  it('is the same for the same answers', () => {
    const findings = [finding('versions', VERSIONS)];
    expect(reportText(findings, FIELD_REPORT, NAMES)).toBe(reportText(findings, FIELD_REPORT, NAMES));
  });

  it('says so where no card was read', () => {
    expect(reportText([finding('readers-none', {})], undefined, [])).toMatch(/\nCard\n {2}none was read\n$/);
  });

  /** What must not be in it, and the findings that would carry it there. */
  const HOSTILE: readonly [string, readonly string[], readonly Finding[]][] = [
    [
      'a serial number in the name of a reader',
      ['53431234', '7654321', 'A1B2C3D4E5F6', 'ABC12'],
      [
        finding('readers-ok', {
          names: ['Alpha [CCID] (53431234) 00 00', 'Beta 7654321 01 00', 'Gamma A1B2C3D4E5F6', 'Delta (ABC12'],
        }),
        finding('card-ok', { reader: 'Alpha [CCID] (53431234) 00 00' }),
        finding('card-in-use', { reader: 'Beta 7654321 01 00', programs: [] }),
        finding('reader-not-found', { name: 'Gamma A1B2C3D4E5F6', names: ['Delta (ABC12'] }),
      ],
    ],
    [
      'a home folder, or any folder',
      ['hanako', 'Yamada', 'Taro', '/home', 'Users', 'secret-project'],
      [
        finding('module-failed', { reason: "Cannot find module '/home/hanako/secret-project/pcsclite.node'" }),
        finding('module-failed', { reason: 'C:\\Users\\Yamada Taro\\secret-project\\pcsclite.node is odd' }),
        finding('module-failed', { reason: '/Users/some body/secret-project/pcsclite.node: odd' }),
        finding('module-failed', { reason: 'file:///home/hanako/secret-project/x' }),
      ],
    ],
    [
      'the name of the person or the computer',
      ['hanako', 'Hanako', 'HANAKO', 'hanako-pc'],
      [
        finding('card-in-use', { reader: 'Reader of Hanako', programs: ['hanako-backup', 'HANAKO'] }),
        finding('versions', { ...VERSIONS, os: 'Linux (6.1.0-hanako-pc.local, x64)' }),
      ],
    ],
    [
      'a hardware address',
      ['00:1b:44:11:3a:b7', '00-1B-44-11-3A-B7'],
      [finding('readers-ok', { names: ['Net 00:1b:44:11:3a:b7', 'Net 00-1B-44-11-3A-B7'] })],
    ],
  ];

  it.each(HOSTILE)('does not carry %s', (_name, forbidden, findings) => {
    const text = reportText(findings, undefined, NAMES);
    for (const word of forbidden) expect(text, word).not.toContain(word);
    expect(text).toContain('(masked)');
  });

  it('does not carry numbers or control characters that a strange card has in its token information', () => {
    const token = { label: 'CARD 0123456789', manufacturer: 'hanako', model: 'A\u001b[2J\nB\uFFFD' };
    const text = reportText([], { ...FIELD_REPORT, token }, NAMES);
    expect(text).toContain('label         "CARD (masked)"');
    expect(text).toContain('manufacturer  "(masked)"');
    expect(text).toContain('model         "A?[2J?B?"');
  });

  it('keeps the codes, commands and devices that it is there for', () => {
    const text = reportText(
      [
        finding('service-failed', { code: '0x8010002E' }),
        finding('reader-unsupported', { devices: ['Sony RC-S380/S (054c:06c1)'] }),
      ],
      undefined,
      NAMES,
    );
    expect(text).toContain('0x8010002E');
    expect(text).toContain('Sony RC-S380/S (054c:06c1)');
  });
});
