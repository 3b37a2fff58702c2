import * as v from 'valibot';
import { PIN_IDS } from '../../src/card/applications.ts';
import { CHAIN_FAULTS } from '../../src/journal/chain-fault.ts';
import { SHIPPING_PROBLEMS } from '../../src/journal/shipping-problem.ts';

/*
 * The one object that a command prints with `--json`; README.md of this folder explains the fields. Nothing in it comes
 * from a PIN, and nothing tells one card from another, except in the certificates that somebody asked for.
 */

const exitCode = v.picklist([0, 1, 2, 3, 4]);
const reader = v.string();
const triesLeft = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15));
/** Four hexadecimal digits. */
const statusWord = v.pipe(v.string(), v.regex(/^[0-9A-F]{4}$/));
const pin = v.picklist(PIN_IDS);
/** In Japan. */
const day = v.pipe(v.string(), v.isoDate());

const PinStateJson = v.variant('state', [
  v.strictObject({ state: v.literal('ready'), triesLeft }),
  v.strictObject({ state: v.picklist(['locked', 'absent']) }),
  v.strictObject({ state: v.literal('unknown'), statusWord }),
]);

const ReadersJson = v.strictObject({
  command: v.literal('readers'),
  exitCode,
  readers: v.array(v.strictObject({ name: reader, card: v.picklist(['empty', 'present', 'mute']) })),
});

const shownCertificate = v.strictObject({
  id: v.picklist(['auth', 'auth-ca', 'sign', 'sign-ca']),
  outcome: v.literal('shown'),
  kind: v.picklist(['auth', 'sign', 'ca', 'other']),
  testEnvironment: v.boolean(),
  validity: v.strictObject({
    state: v.picklist(['not-yet', 'valid', 'expires-soon', 'expired']),
    firstDay: day,
    lastDay: day,
    daysLeft: v.pipe(v.number(), v.integer()),
  }),
  notBefore: v.pipe(v.string(), v.isoTimestamp()),
  notAfter: v.pipe(v.string(), v.isoTimestamp()),
  serialNumber: v.pipe(v.string(), v.regex(/^[0-9A-F]+$/)),
  issuer: v.string(),
  keyBits: v.nullable(v.number()),
  signatureAlgorithm: v.string(),
  policies: v.array(v.string()),
  chain: v.nullable(v.picklist(['holds', 'wrong-issuer', 'not-a-ca', 'bad-signature', 'not-checked'])),
  ca: v.picklist(['known', 'not-recognised', 'test', 'unreadable', 'not-read']),
  fingerprint: v.nullable(v.string()),
});

const unshownCertificate = v.strictObject({
  id: shownCertificate.entries.id,
  outcome: v.picklist(['absent', 'needs-pin', 'truncated', 'not-a-certificate', 'refused', 'broken-der', 'masked']),
  statusWord: v.optional(statusWord),
});

const CertificatesJson = v.strictObject({
  certificates: v.array(v.variant('outcome', [shownCertificate, unshownCertificate])),
  testEnvironment: v.boolean(),
  revocation: v.literal('not-checked'),
});
export type CertificatesJson = v.InferOutput<typeof CertificatesJson>;

const StatusJson = v.strictObject({
  command: v.literal('status'),
  exitCode,
  virtual: v.boolean(),
  reader,
  card: v.strictObject({
    kind: v.literal('my-number-card'),
    certificates: v.strictObject({ sign: v.nullable(v.boolean()), auth: v.nullable(v.boolean()) }),
    pins: v.strictObject({ sign: PinStateJson, auth: PinStateJson, juki: PinStateJson, text: PinStateJson }),
  }),
  /** With `--certificates`. */
  certificates: v.optional(CertificatesJson),
});

const ChangeJson = v.strictObject({
  command: v.literal('change'),
  exitCode,
  virtual: v.boolean(),
  reader,
  results: v.array(
    v.strictObject({
      pin,
      outcome: v.picklist(['changed', 'unchanged', 'half-changed', 'unknown']),
      reason: v.optional(
        v.picklist([
          'wrong-pin',
          'references-differ',
          'locked',
          'last-try',
          'absent',
          'tries-unknown',
          'stopped',
          'card-refused',
          'interrupted',
        ]),
      ),
      triesLeft: v.optional(triesLeft),
      statusWord: v.optional(statusWord),
      error: v.optional(v.string()),
    }),
  ),
});

const DoctorJson = v.strictObject({
  command: v.literal('doctor'),
  exitCode,
  findings: v.array(
    v.strictObject({
      code: v.string(),
      level: v.picklist(['ok', 'problem', 'note']),
      facts: v.record(v.string(), v.unknown()),
    }),
  ),
  fieldReport: v.optional(v.looseObject({ applications: v.array(v.unknown()), pins: v.array(v.unknown()) })),
});

const ReplayJson = v.strictObject({
  command: v.literal('replay'),
  exitCode,
  file: v.string(),
  reads: v.array(v.string()),
  expected: v.array(v.string()),
  difference: v.nullable(v.strictObject({ line: v.number(), expected: v.string(), received: v.string() })),
});

const head = v.nullable(v.strictObject({ sequence: v.number(), hash: v.string() }));

const JournalVerifyJson = v.union([
  v.strictObject({ command: v.literal('journal verify'), exitCode, file: v.string(), entries: v.number(), head }),
  v.strictObject({
    command: v.literal('journal verify'),
    exitCode,
    file: v.string(),
    sequence: v.number(),
    why: v.picklist(CHAIN_FAULTS),
  }),
]);

const JournalStatusJson = v.strictObject({
  command: v.literal('journal status'),
  exitCode,
  file: v.string(),
  kiosk: v.pipe(v.string(), v.uuid()),
  entries: v.number(),
  head,
  shipping: v.strictObject({
    through: v.number(),
    waiting: v.number(),
    at: v.nullable(v.string()),
    error: v.nullable(v.strictObject({ code: v.picklist(SHIPPING_PROBLEMS), since: v.string() })),
  }),
});

/** In the place of any of them when the command could not be carried out. */
const ProblemJson = v.strictObject({
  command: v.picklist(['readers', 'status', 'change', 'journal verify', 'journal export', 'journal status']),
  exitCode,
  problem: v.string(),
  /** The names of the readers there are, where that helps. */
  readers: v.optional(v.array(reader)),
  cardKind: v.optional(v.picklist(['juki-card', 'android-phone', 'iphone', 'other'])),
  installCommand: v.optional(v.string()),
});

/** What the commands of this folder may print. */
export const ResultJson = v.union([
  ReadersJson,
  StatusJson,
  ChangeJson,
  DoctorJson,
  ReplayJson,
  JournalVerifyJson,
  JournalStatusJson,
  ProblemJson,
]);
export type ResultJson = v.InferOutput<typeof ResultJson>;

export function hexStatusWord(sw: number): string {
  return sw.toString(16).toUpperCase().padStart(4, '0');
}
