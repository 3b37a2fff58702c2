import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { replayThrough } from '../src/app/replay-through.ts';
import { formatRecording } from '../src/card/recording/format-recording.ts';
import { parseRecording } from '../src/card/recording/parse-recording.ts';
import { cardWith, ORDINARY_CARD, PROFILES } from '../src/readers/virtual/profiles.ts';
import { certificateFixture } from './support/certificate-fixture.ts';
import { Situation, type SituationOptions } from './support/situation.ts';

/**
 * `npm run recordings`: records the library in fixtures/recordings anew, from the virtual card. What a person reads is
 * written into each file; look at the difference before you commit it.
 *
 *   npm run recordings -- NAME…    only these
 *
 * Files that are not in the table below came from somewhere else and are left alone.
 */
const FOLDER = fileURLToPath(new URL('../fixtures/recordings/', import.meta.url));
const DATE = '2026-11-23';

type Play = (situation: Situation) => Promise<void>;
type Row = readonly [name: string, options: SituationOptions | string, play: Play];

const ALL = ['sign', 'auth', 'juki', 'text'] as const;
const NEITHER_CERTIFICATE = cardWith({
  serial: 'VIRTUAL00000020',
  certificates: { sign: false, auth: false },
  pins: { sign: undefined, auth: undefined },
});

/** The certificates are those of nobody, see fixtures/certificates. */
const withCertificates = (serial: string, auth: 'auth' | 'auth-expired' | 'truncated') =>
  cardWith({
    serial,
    files: {
      auth: certificateFixture(auth),
      'auth-ca': certificateFixture('auth-ca'),
      sign: certificateFixture('sign'),
      'sign-ca': certificateFixture('sign-ca'),
    },
  });

const changes =
  (pins: Parameters<Situation['change']>[0], profile = ORDINARY_CARD): Play =>
  async (s) => {
    await s.open(profile);
    await s.change(pins);
  };

const looks =
  (profile: Parameters<Situation['open']>[0], step: 'choose' | 'prepare' = 'choose'): Play =>
  (s) =>
    s.open(profile, step);

const ROWS: readonly Row[] = [
  ['overview', 'The card is read; nothing is changed.', looks(ORDINARY_CARD)],
  ['change-sign', '署名用 is changed.', changes(['sign'])],
  ['change-auth', '利用者証明用 is changed.', changes(['auth'])],
  ['change-juki', '住民基本台帳用 is changed; its two references hold separate values.', changes(['juki'])],
  ['change-text', '券面事項入力補助用 is changed.', changes(['text'])],
  ['change-all-four', 'All four PINs are changed in one go.', changes(ALL)],
  [
    'juki-shared',
    'The two references of 住民基本台帳用 are one value under two names.',
    changes(['juki'], PROFILES['juki-shared']),
  ],
  [
    'juki-one-reference',
    '住民基本台帳用 has one reference only.',
    changes(['juki'], cardWith({ serial: 'VIRTUAL00000021', pins: { common: undefined } })),
  ],
  [
    'juki-change-key-unknown',
    'CHANGE KEY is answered 6D00, and CHANGE REFERENCE DATA works.',
    changes(
      ['juki'],
      cardWith({ serial: 'VIRTUAL00000022', refuses: { juki: { changeKey: 0x6d00 }, common: { changeKey: 0x6d00 } } }),
    ),
  ],
  [
    'juki-half-changed',
    'The card changes one reference of 住民基本台帳用 and refuses the other.',
    changes(['juki'], PROFILES['juki-half']),
  ],
  [
    'juki-references-differ',
    'The two references of 住民基本台帳用 differ; the person has the page find out.',
    async (s) => {
      await s.open(PROFILES['juki-differs']);
      await s.change(['juki']);
      s.model.findOut(s.model.reports[0] as (typeof s.model.reports)[number]);
      await s.reaches('result');
    },
  ],
  [
    'juki-finished-later',
    'The card leaves between the two references of 住民基本台帳用; the rest is changed when it is back.',
    async (s) => {
      s.cutAtChange('removed-before', 1);
      await s.open(ORDINARY_CARD);
      await s.change(['juki'], { step: 'recover' });
      s.putBack();
      await s.reaches('result');
      await s.model.finish(s.model.reports[0] as (typeof s.model.reports)[number]);
      await s.reaches('result');
    },
  ],
  [
    'wrong-pin-sign',
    'A wrong 署名用 PIN: one try is gone.',
    async (s) => {
      await s.open(ORDINARY_CARD);
      await s.change(['sign'], { current: { sign: 'WRONG99' } });
    },
  ],
  [
    'wrong-pin-auth',
    'A wrong 利用者証明用 PIN: one try is gone.',
    async (s) => {
      await s.open(ORDINARY_CARD);
      await s.change(['auth'], { current: { auth: '9999' } });
    },
  ],
  [
    'wrong-pin-then-right',
    'A wrong 券面事項入力補助用 PIN, and the right one in a second go.',
    async (s) => {
      await s.open(ORDINARY_CARD);
      await s.change(['text'], { current: { text: '9999' } });
      s.model.readAgain();
      await s.reaches('choose');
      await s.change(['text']);
    },
  ],
  [
    'wrong-second-pin',
    'Of two PINs the second one is wrong: nothing is changed.',
    async (s) => {
      await s.open(ORDINARY_CARD);
      await s.change(['auth', 'text'], { current: { text: '9999' } });
    },
  ],
  ['last-try-shown', 'One try is left: the page says so, and nothing is presented.', looks(PROFILES['last-try'])],
  [
    'last-try-right',
    'The last try is used with consent, and the PIN is right.',
    async (s) => {
      await s.open(PROFILES['last-try']);
      s.type(['auth']);
      await s.model.change(['auth']);
      await s.reaches('result');
    },
  ],
  [
    'locked-by-this-try',
    'The last try is used with consent, and the PIN is wrong: it is locked now.',
    async (s) => {
      await s.open(PROFILES['last-try']);
      s.type(['auth'], { auth: '9999' });
      await s.model.change(['auth']);
      await s.reaches('result');
    },
  ],
  ['already-locked', 'Two PINs are locked, and the empty VERIFY says 63C0.', looks(PROFILES.locked)],
  [
    'already-locked-6984',
    'Two PINs are locked, and the empty VERIFY says 6984.',
    looks({ ...PROFILES.locked, counterWhenLocked: '6984' }),
  ],
  [
    'no-sign-certificate',
    'A card without a 署名用 certificate: the other three are changed.',
    changes(['auth', 'juki', 'text'], PROFILES['no-sign-certificate']),
  ],
  [
    'only-juki-and-text',
    'A card without certificates: 住民基本台帳用 and 券面事項入力補助用 are changed.',
    changes(['juki', 'text'], NEITHER_CERTIFICATE),
  ],
  [
    'tries-unreadable',
    { shows: 'The empty VERIFY of 利用者証明用 gives no number (6300).', counters: { [0x0018]: 0x6300 } },
    looks(ORDINARY_CARD),
  ],
  [
    'change-refused',
    'The card refuses the change of 利用者証明用 (6985).',
    changes(['auth'], cardWith({ serial: 'VIRTUAL00000024', refuses: { auth: { referenceData: 0x6985 } } })),
  ],
  [
    'change-refused-and-charged',
    'The card refuses the change of 券面事項入力補助用 (6982) and takes a try for it.',
    changes(
      ['text'],
      cardWith({ serial: 'VIRTUAL00000025', refusedChangeCosts: true, refuses: { text: { referenceData: 0x6982 } } }),
    ),
  ],
  [
    'change-not-stored',
    'The card says 9000 to the change and keeps the old PIN.',
    changes(['auth'], cardWith({ serial: 'VIRTUAL00000026', changeStores: 'nothing' })),
  ],
  [
    'first-command-6f00',
    'The first command after power-up is answered 6F00.',
    changes(['auth'], cardWith({ serial: 'VIRTUAL00000027', firstCommandFails: true })),
  ],
  [
    't0-get-response-61xx',
    { shows: 'READ BINARY is answered 61xx, and GET RESPONSE fetches the data.', getResponse: true },
    changes(['auth']),
  ],
  [
    'certificate-expired',
    { shows: 'The 利用者証明用 certificate is looked at: it has expired.', keepTestData: true },
    async (s) => {
      await s.open(withCertificates('VIRTUAL00000031', 'auth-expired'));
      await s.model.readAuthCertificate();
    },
  ],
  [
    't0-wrong-length-6cxx',
    {
      shows: 'The file of a certificate on a T=0 card ends too early: READ BINARY is answered 6Cxx.',
      keepTestData: true,
    },
    async (s) => {
      await s.open({ ...withCertificates('VIRTUAL00000033', 'truncated'), t0: true });
      await s.model.readAuthCertificate();
    },
  ],
  [
    'certificates-masked',
    'The 利用者証明用 certificate is looked at, 署名用 is changed, and its certificate is looked at too.',
    async (s) => {
      await s.open(withCertificates('VIRTUAL00000032', 'auth'));
      await s.model.readAuthCertificate();
      s.type(['sign']);
      s.model.wantSignCertificate(true);
      await s.model.change();
      await s.reaches('result');
    },
  ],
  ['juki-card', 'A 住民基本台帳カード.', looks(PROFILES['juki-card'], 'prepare')],
  ['phone', 'The certificate of an Android phone.', looks(PROFILES.phone, 'prepare')],
  ['iphone', 'The certificate of an iPhone.', looks({ ...PROFILES.phone, tokenLabel: 'JPKIAPIOSTOKEN' }, 'prepare')],
  ['other-card', 'A card that is none of these.', looks(PROFILES['other-card'], 'prepare')],
  [
    'another-card-while-typing',
    'Another card comes while something is being typed: it is cleared, and chosen and typed again.',
    async (s) => {
      await s.open(ORDINARY_CARD);
      s.type(['auth']);
      s.remove();
      await s.reaches('confirm');
      s.insert(cardWith({ serial: 'VIRTUAL00000029' }));
      await s.reaches('choose');
      await s.change(['auth']);
    },
  ],
  [
    'removed-before-change',
    'The card leaves before it carries out the change, and comes back.',
    async (s) => {
      s.cutAtChange('removed-before');
      await s.open(ORDINARY_CARD);
      await s.change(['auth'], { step: 'recover' });
      s.putBack();
      await s.reaches('result');
    },
  ],
  [
    'removed-after-change',
    'The card leaves after it carried out the change, before its answer, and comes back.',
    async (s) => {
      s.cutAtChange('removed-after');
      await s.open(ORDINARY_CARD);
      await s.change(['auth'], { step: 'recover' });
      s.putBack();
      await s.reaches('result');
    },
  ],
  [
    'recovery-after-another-card',
    'The card leaves during the change of all four, another one comes, then the right one.',
    async (s) => {
      s.cutAtChange('removed-after', 2);
      await s.open(ORDINARY_CARD);
      await s.change(ALL, { step: 'recover' });
      s.readers.fault = undefined;
      const { card } = s;
      s.insert(cardWith({ serial: 'VIRTUAL00000030' }));
      await s.reaches('recover');
      s.remove();
      await s.reaches('recover');
      s.putBack(card);
      await s.reaches('result');
    },
  ],
  [
    'reader-unplugged',
    'The reader is unplugged during the change and plugged in again.',
    async (s) => {
      await s.open(ORDINARY_CARD);
      s.atChange(() => s.unplug());
      await s.change(['auth'], { step: 'recover' });
      s.plugIn();
      await s.reaches('result');
    },
  ],
  [
    'service-stopped',
    'The PC/SC service stops during the change and is started again.',
    async (s) => {
      await s.open(ORDINARY_CARD);
      s.atChange(() => s.service.stop());
      await s.change(['auth'], { step: 'recover' });
      s.service.restart();
      await s.reaches('result');
    },
  ],
  [
    'in-use-by-another-program',
    'Another program holds the card when 変更する is pressed; later it does not.',
    async (s) => {
      await s.open(ORDINARY_CARD);
      const { connection } = await s.readers.connect('Virtual Reader', 'exclusive', ['t1']);
      await s.change(['auth'], { step: 'confirm' });
      await connection.disconnect('unpower');
      await s.model.change();
      await s.reaches('result');
    },
  ],
];

const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
const asked = process.argv.slice(2);
await mkdir(FOLDER, { recursive: true });
for (const [name, options, play] of ROWS) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const situation = new Situation(
    `myna-pin ${version}`,
    DATE,
    typeof options === 'string' ? { shows: options } : options,
  );
  await play(situation);
  const recorded = situation.finish();
  const file = `${name}.apdu`;
  const { reads, mismatch } = await replayThrough(parseRecording(formatRecording(recorded)), { file, language: 'ja' });
  if (mismatch) throw mismatch;
  await writeFile(`${FOLDER}${file}`, formatRecording({ ...recorded, header: { ...recorded.header, expect: reads } }));
  process.stdout.write(`${file}\n${reads.map((line) => `  ${line}\n`).join('')}`);
}
