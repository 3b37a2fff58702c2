import type { CardKind } from '../card/applications.ts';
import { CHECK_IDS, type CheckCode, type CheckId } from '../texts/diagnosis-codes.ts';
import type { ReaderDesk } from './reader-desk.ts';

/**
 * `caution`: it may work, and is worth knowing. `pending`: it is being found out. `not-applicable`: nothing can be said, since
 * something before it is not in order, or it does not matter for the way in use.
 */
export type CheckState = 'ok' | 'problem' | 'caution' | 'pending' | 'not-applicable';

export interface Check {
  readonly id: CheckId;
  readonly state: CheckState;
  /** What was found, where that is neither nothing nor "in order". */
  readonly code?: CheckCode;
}

/** What a desk is asked for; a `ReaderDesk` has it. */
export type DiagnosedDesk = Pick<
  ReaderDesk,
  | 'link'
  | 'pcsc'
  | 'obstacle'
  | 'selected'
  | 'trial'
  | 'card'
  | 'refusal'
  | 'usbReader'
  | 'usbReaderGone'
  | 'usbSupported'
>;

type Finding = Omit<Check, 'id'>;

const OK: Finding = { state: 'ok' };
const NOT_APPLICABLE: Finding = { state: 'not-applicable' };

const problem = (code: CheckCode): Finding => ({ state: 'problem', code });

const CHECKS: Readonly<Record<CheckId, (desk: DiagnosedDesk) => Finding>> = {
  bridge({ link, pcsc, usbSupported }) {
    if (link === 'connected') return pcsc === 'off' ? { state: 'caution', code: 'bridge/virtual-only' } : OK;
    if (link === 'connecting') return { state: 'pending', code: 'bridge/connecting' };
    // A page from some other host has none, and needs none where the browser has USB.
    if (link === 'not-a-bridge' && usbSupported) return { state: 'not-applicable', code: 'bridge/not-a-bridge' };
    return problem(`bridge/${link}`);
  },
  module({ link, pcsc }) {
    if (link !== 'connected' || pcsc === 'off') return NOT_APPLICABLE;
    return pcsc === 'module-missing' ? problem('module/missing') : OK;
  },
  service({ link, pcsc, obstacle, selected }) {
    if (link !== 'connected' || pcsc !== 'available') return NOT_APPLICABLE;
    if (selected?.way === 'webusb' || selected?.way === 'browser') return NOT_APPLICABLE;
    if (obstacle === 'connecting') return { state: 'pending' };
    return obstacle === 'no-service' ? problem('service/not-running') : OK;
  },
  webusb({ usbSupported, refusal, link, selected }) {
    // With a reader of the bridge nobody needs it.
    if (selected?.way === 'bridge') return NOT_APPLICABLE;
    if (!usbSupported) return link === 'connected' ? NOT_APPLICABLE : problem('webusb/no-webusb');
    return refusal ? problem(`webusb/${refusal}`) : OK;
  },
  reader({ selected, trial, usbReaderGone, obstacle }) {
    if (usbReaderGone) return problem('reader/gone');
    if (obstacle === 'no-reader') return problem('reader/none');
    if (trial) return { state: 'caution', code: 'reader/virtual' };
    if (obstacle === 'connecting') return { state: 'pending' };
    if (selected) return isBridgeDown(obstacle, selected.way) ? NOT_APPLICABLE : OK;
    // Where the bridge is not in order, nobody knows which readers there are.
    return obstacle === undefined || obstacle === 'not-a-bridge' ? problem('reader/none') : NOT_APPLICABLE;
  },
  'usb-reader'({ selected, usbReader }) {
    if (selected?.way !== 'webusb' || !usbReader) return NOT_APPLICABLE;
    return usbReader.problem ? problem(`webusb/${usbReader.problem}`) : OK;
  },
  proven({ usbReader }) {
    if (!usbReader) return NOT_APPLICABLE;
    return usbReader.experimental ? { state: 'caution', code: 'reader/experimental' } : OK;
  },
  card(desk) {
    if (!reaches(desk)) return NOT_APPLICABLE;
    const { card } = desk;
    if (card.kind === 'reading') return { state: 'pending', code: 'card/reading' };
    const gone = card.kind === 'none' || (card.kind === 'failed' && card.code === 'card-removed');
    return gone ? problem('card/none') : OK;
  },
  'card-free'(desk) {
    const { card } = desk;
    if (!reaches(desk) || card.kind === 'none' || card.kind === 'mute' || card.kind === 'reading')
      return NOT_APPLICABLE;
    return card.kind === 'failed' && card.code === 'in-use' ? problem('card/in-use') : OK;
  },
  'card-answers'(desk) {
    const { card } = desk;
    if (!reaches(desk)) return NOT_APPLICABLE;
    if (card.kind === 'mute') return problem('card/mute');
    if (card.kind === 'read') return OK;
    if (card.kind !== 'failed' || ELSEWHERE.has(card.code)) return NOT_APPLICABLE;
    return problem(card.code === 'unresponsive' ? 'card/mute' : 'card/failed');
  },
  'card-kind'(desk) {
    const { card } = desk;
    if (!reaches(desk) || card.kind !== 'read') return NOT_APPLICABLE;
    const code = KINDS[card.overview.kind];
    return code ? problem(code) : OK;
  },
};

/** Failures that another check is about. */
const ELSEWHERE: ReadonlySet<string> = new Set(['in-use', 'card-removed', 'reader-gone', 'service-gone']);

const KINDS: Readonly<Record<CardKind, CheckCode | undefined>> = {
  'my-number-card': undefined,
  'juki-card': 'card/juki-card',
  'android-phone': 'card/phone',
  iphone: 'card/phone',
  other: 'card/other',
};

/** Everything that can stand between a person and their card, in the order in which it is to be put right. */
export function diagnose(desk: DiagnosedDesk): readonly Check[] {
  return CHECK_IDS.map((id) => ({ id, ...CHECKS[id](desk) }));
}

function isBridgeDown(obstacle: DiagnosedDesk['obstacle'], way: string): boolean {
  return way === 'bridge' && obstacle !== undefined;
}

/** Whether there is a reader that could say something of a card. */
function reaches({ selected, usbReaderGone, usbReader, obstacle, trial }: DiagnosedDesk): boolean {
  if (!selected || usbReaderGone || usbReader?.problem) return false;
  return trial || !isBridgeDown(obstacle, selected.way);
}
