import { PIN_IDS } from '../card/applications.ts';
import { CHECK_LABELS, SUPPORT_LABELS, SUPPORT_NOTE, SUPPORT_TITLE, SUPPORT_UNKNOWN } from '../texts/support-labels.ts';
import { type DiagnosedDesk, diagnose } from './diagnosis.ts';
import { readerProduct } from './reader-product.ts';
import { triesClass } from './receipt.ts';

export interface SupportSurroundings {
  /** Of this product: digits and dots. */
  readonly version: string;
  readonly protocol: number;
  readonly delivery: 'bridge' | 'static' | 'iwa';
  /** `navigator.userAgent`. */
  readonly userAgent: string;
}

/** Families by what is in the user agent; Edge and Opera call themselves Chrome as well. The first row that fits counts. */
const BROWSERS: readonly { readonly name: RegExp; readonly family: string }[] = [
  { name: /\bEdg\/(\d{1,3})\b/, family: 'Edge' },
  { name: /\bOPR\/(\d{1,3})\b/, family: 'Opera' },
  { name: /\bFirefox\/(\d{1,3})\b/, family: 'Firefox' },
  { name: /\b(?:Headless)?Chrom(?:e|ium)\/(\d{1,3})\b/, family: 'Chrome' },
  { name: /\bVersion\/(\d{1,3})\b.*\bSafari\//, family: 'Safari' },
];

const SYSTEMS: readonly { readonly name: RegExp; readonly family: string }[] = [
  { name: /\bAndroid\b/, family: 'Android' },
  { name: /\b(iPhone|iPad)\b/, family: 'iOS' },
  { name: /\bWindows\b/, family: 'Windows' },
  { name: /\bMac OS X\b/, family: 'macOS' },
  { name: /\bCrOS\b/, family: 'ChromeOS' },
  { name: /\bLinux\b/, family: 'Linux' },
];

/**
 * What somebody who helps needs to know, to be copied and sent to anybody; the same in every language. It is put together of
 * words of this product alone: of a name that comes from outside only which row of a table it fits, of versions a number.
 * So no PIN, name, path, serial number or secret can be in it, whatever stands in the names of readers.
 */
export function supportText(
  desk: DiagnosedDesk,
  { version, protocol, delivery, userAgent }: SupportSurroundings,
): string {
  const { selected, usbReader, card } = desk;
  const overview = card.kind === 'read' ? card.overview : undefined;
  const facts: [string, string | undefined][] = [
    [SUPPORT_LABELS.version, version.match(/^\d{1,3}\.\d{1,3}\.\d{1,3}/)?.[0]],
    [SUPPORT_LABELS.protocol, `${protocol}`],
    [SUPPORT_LABELS.delivery, delivery],
    [SUPPORT_LABELS.browser, browserOf(userAgent)],
    [SUPPORT_LABELS.system, SYSTEMS.find(({ name }) => name.test(userAgent))?.family],
    [SUPPORT_LABELS.way, selected?.way],
    [SUPPORT_LABELS.reader, selected && readerOf(desk)],
    ...(usbReader ? [['USB', `${hex4(usbReader.vendorId)}:${hex4(usbReader.productId)}`] as [string, string]] : []),
    [SUPPORT_LABELS.card, overview?.kind],
  ];
  const tries = overview
    ? PIN_IDS.map((pin) => {
        const state = overview.pins[pin];
        return `${pin} ${state.kind === 'ready' ? triesClass(pin, state.triesLeft) : state.kind}`;
      })
    : [];
  return [
    SUPPORT_TITLE,
    SUPPORT_NOTE,
    '',
    ...facts.map(([label, value]) => `${label}: ${value ?? SUPPORT_UNKNOWN}`),
    ...(tries.length > 0 ? [`${SUPPORT_LABELS.tries}: ${tries.join(', ')}`] : []),
    '',
    ...diagnose(desk).map(({ id, state, code }) => `[${state}] ${CHECK_LABELS[id]}${code ? `: ${code}` : ''}`),
    '',
  ].join('\n');
}

function readerOf({ selected, trial }: DiagnosedDesk): string | undefined {
  return trial ? 'virtual' : readerProduct(selected?.name ?? '');
}

function browserOf(userAgent: string): string | undefined {
  for (const { name, family } of BROWSERS) {
    const found = name.exec(userAgent);
    if (found) return `${family} ${found[1]}`;
  }
  return undefined;
}

/** Of the model of a USB device, not of one device. */
function hex4(id: number): string {
  return (id & 0xffff).toString(16).toUpperCase().padStart(4, '0');
}
