import { fromHex } from './bytes.ts';
import type { PinFormat } from './pin-rules.ts';

/**
 * The applications, files and PINs of the card, as data. The next generation of the card (two PINs, other AIDs,
 * not public yet) should be rows here and nothing else.
 *
 * "code" in an evidence column: these bytes stand in public source code; "doc": an official or municipal document
 * says so; "one card": its author reports it from a single physical card. None of it was tried by us on a
 * physical card.
 */
export interface Application {
  readonly aid: Uint8Array;
  readonly name: string;
  readonly evidence: string;
}

export const APPLICATIONS = {
  jpki: { aid: fromHex('D392F000260100000001'), name: '公的個人認証', evidence: 'code: OpenSC, myna, myna-card' },
  juki: { aid: fromHex('D3921000310001010401'), name: '住基', evidence: 'code: myna-card, sc-tools-myna' },
  common: { aid: fromHex('D3921000310001010100'), name: '共通カード', evidence: 'code: myna-card, TRETJapanNFCReader' },
  text: { aid: fromHex('D3921000310001010408'), name: '券面事項入力補助', evidence: 'code: myna, myna-card' },
} as const satisfies Record<string, Application>;

export type ApplicationId = keyof typeof APPLICATIONS;

/** `reference-data`: CHANGE REFERENCE DATA `00 24 01 80`. `change-key`: JICSAP CHANGE KEY `80 32 00 80`. */
export type ChangeInstruction = 'reference-data' | 'change-key';

/** One PIN file on the card, with a counter of its own. */
export interface KeyReference {
  readonly application: ApplicationId;
  /** File identifier of the PIN, 16 bits. */
  readonly file: number;
  /**
   * Short file identifier by which an empty VERIFY may name it instead, 1–30 (`00 20 00 98` 利用者証明用, `9B` 署名用,
   * `91` 入力補助; code: jsapdu). Left out where nobody is known to have used one.
   */
  readonly shortFile?: number;
  /** Instructions to try, in order; the next one only where the card does not know the one before. */
  readonly change: readonly [ChangeInstruction, ...ChangeInstruction[]];
}

export type PinId = 'sign' | 'auth' | 'juki' | 'text';

export interface PinDescription {
  /** The official name. */
  readonly name: string;
  readonly format: PinFormat;
  /** What the counter shows after a correct VERIFY. */
  readonly maxTries: number;
  readonly references: readonly [KeyReference, ...KeyReference[]];
  readonly evidence: string;
}

/**
 * 住民基本台帳用 is one PIN to a person and two key references on the card. Whether they hold separate values, share
 * one, or one of them is missing is not known for every card: all three are treated as possible.
 */
export const PINS: Record<PinId, PinDescription> = {
  sign: {
    name: '署名用電子証明書暗証番号',
    format: 'sign-password',
    maxTries: 5,
    references: [{ application: 'jpki', file: 0x001b, shortFile: 0x1b, change: ['reference-data'] }],
    evidence: 'doc: format and tries; code: file (OpenSC, myna, myna-card), change (myna, myna-card)',
  },
  auth: {
    name: '利用者証明用電子証明書暗証番号',
    format: 'four-digits',
    maxTries: 3,
    references: [{ application: 'jpki', file: 0x0018, shortFile: 0x18, change: ['reference-data'] }],
    evidence: 'doc: format and tries; code: file (OpenSC, myna, myna-card), change (myna, myna-card)',
  },
  juki: {
    name: '住民基本台帳用暗証番号',
    format: 'four-digits',
    maxTries: 3,
    references: [
      { application: 'juki', file: 0x001c, change: ['change-key', 'reference-data'] },
      { application: 'common', file: 0x001c, change: ['change-key', 'reference-data'] },
    ],
    evidence: 'doc: format and tries; code: files (myna-card), CHANGE KEY (myna-card, tested there on a mock only)',
  },
  text: {
    name: '券面事項入力補助用暗証番号',
    format: 'four-digits',
    maxTries: 3,
    references: [{ application: 'text', file: 0x0011, shortFile: 0x11, change: ['reference-data'] }],
    evidence: 'doc: format and tries; code: file and change (myna, myna-card)',
  },
};

/** In the order in which official documents list them. */
export const PIN_IDS: readonly PinId[] = ['sign', 'auth', 'juki', 'text'];

/** JPKI file `0006`: a PKCS #11 token information of 160 bytes; label 0–31, serial number 80–95 (code: myna-card). */
export const TOKEN_INFO = { file: 0x0006, labelLength: 32, serialStart: 80, serialEnd: 96 } as const;

/**
 * JPKI file `0008`: three bytes, the first for the 署名用 and the second for the 利用者証明用 certificate; `8F` where
 * there is one (code: myna-card, from one card). Too little evidence to hide a PIN by it; it is only shown.
 */
export const CERTIFICATE_AVAILABILITY = { file: 0x0008, length: 3, present: 0x8f } as const;

/**
 * Certificates of the JPKI application: the two of the holder and their CAs, DER. Only the 署名用 one needs a PIN, its own
 * (code: OpenSC, myna, myna-card).
 */
export const CERTIFICATE_FILES = {
  auth: 0x000a,
  'auth-ca': 0x000b,
  sign: 0x0001,
  'sign-ca': 0x0002,
} as const satisfies Record<string, number>;

export type CertificateId = keyof typeof CERTIFICATE_FILES;

/** Files that may be read, by application. */
export const READABLE_FILES: Partial<Record<ApplicationId, readonly number[]>> = {
  jpki: [TOKEN_INFO.file, CERTIFICATE_AVAILABILITY.file, ...Object.values(CERTIFICATE_FILES)],
};

export type CardKind = 'my-number-card' | 'juki-card' | 'android-phone' | 'iphone' | 'other';

/** Labels of the token information, without the padding (code: myna, myna-card, jpki-web). */
export const TOKEN_LABELS: Readonly<Record<string, CardKind>> = {
  JPKIAPICCTOKEN2: 'my-number-card',
  JPKIAPICCTOKEN: 'juki-card',
  JPKIAPGPSETOKEN: 'android-phone',
  JPKIAPIOSTOKEN: 'iphone',
};
