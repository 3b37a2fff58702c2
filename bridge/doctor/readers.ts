import type { PinId } from '../../src/card/applications.ts';
import { PIN_IDS } from '../../src/card/applications.ts';
import { CardError } from '../../src/card/card-error.ts';
import { type FieldReport, readFieldReport } from '../../src/card/field-report.ts';
import { type Overview, readOverview } from '../../src/card/overview.ts';
import { withCard } from '../../src/readers/card-access.ts';
import { responseCodeOf } from '../../src/readers/web-smart-card/errors.ts';
import type { SmartCardContext, SmartCardResourceManager } from '../../src/readers/web-smart-card/types.ts';
import { type Finding, finding } from '../../src/texts/doctor-findings.ts';
import type { DoctorSystem } from './doctor-system.ts';
import { installable } from './environment.ts';

export interface CardExamination {
  readonly findings: readonly Finding[];
  readonly fieldReport?: FieldReport;
}

export interface ExamineCardsOptions {
  /** The only readers to look at: those with this in their name. */
  readonly readerName?: string;
  /** Whether to ask the card for a field report as well. */
  readonly fieldReport: boolean;
}

/** A reader that says nothing of its card for so long is taken for one without. In milliseconds. */
const STATES_MS = 3_000;

/** Readers that are not of the smart card class, or are and have no driver for PC/SC on Linux. */
const PASORI: Readonly<Record<string, string>> = {
  '054c:06c1': 'Sony RC-S380/S',
  '054c:06c3': 'Sony RC-S380/P',
  '054c:0dc8': 'Sony RC-S300/S',
  '054c:0dc9': 'Sony RC-S300/P',
};

/**
 * Readers, cards, kind of card and PINs, in this order. Presents no PIN and spends no try. With several cards, a My Number
 * card is what all of it is about; the others are named only where there is none.
 */
export async function examineCards(
  manager: SmartCardResourceManager,
  system: Pick<DoctorSystem, 'usbDevices' | 'hasUsbDriver' | 'cardPrograms' | 'installCommand'>,
  { readerName, fieldReport }: ExamineCardsOptions,
): Promise<CardExamination> {
  try {
    const context = await manager.establishContext();
    const names = await context.listReaders();
    if (names.length === 0) return { findings: [unusableReader(system) ?? finding('readers-none', {})] };
    const wanted = names.filter((name) => readerName === undefined || matches(name, readerName));
    if (wanted.length === 0) return { findings: [finding('reader-not-found', { name: readerName ?? '', names })] };
    const examined = await examineAll(context, wanted, system, fieldReport);
    const unknown = examined.findings.some(({ code }) => code === 'card-none') ? unusablePasori(names, system) : [];
    return { ...examined, findings: [finding('readers-ok', { names }), ...unknown, ...examined.findings] };
  } catch (error) {
    const code = responseCodeOf(error);
    if (code === undefined) throw error;
    return { findings: [finding('service-failed', { code })] };
  }
}

function matches(name: string, part: string): boolean {
  return name.toLowerCase().includes(part.toLowerCase());
}

/** Why a reader on the USB bus is none for PC/SC. */
function unusableReader(system: Pick<DoctorSystem, 'usbDevices' | 'hasUsbDriver' | 'installCommand'>) {
  const readers = system.usbDevices().filter(({ id, smartCardClass }) => smartCardClass || id in PASORI);
  if (readers.length === 0) return undefined;
  const devices = readers.map(({ id }) => deviceName(id));
  const driverHelps = readers.some(({ smartCardClass }) => smartCardClass) && !system.hasUsbDriver();
  return driverHelps
    ? finding('reader-driver-missing', { devices, ...installable(system) })
    : finding('reader-unsupported', { devices });
}

/** A PaSoRi beside a reader that works, for instance one built into the computer: the card may lie on it in vain. */
function unusablePasori(names: readonly string[], system: Pick<DoctorSystem, 'usbDevices'>): Finding[] {
  if (names.some((name) => /RC-?S|PaSoRi|FeliCa/i.test(name))) return [];
  const devices = system.usbDevices().flatMap(({ id }) => (id in PASORI ? [deviceName(id)] : []));
  return devices.length > 0 ? [finding('reader-unsupported', { devices })] : [];
}

function deviceName(id: string): string {
  return PASORI[id] ? `${PASORI[id]} (${id})` : id;
}

async function examineAll(
  context: SmartCardContext,
  names: readonly string[],
  system: Pick<DoctorSystem, 'cardPrograms'>,
  fieldReport: boolean,
): Promise<CardExamination> {
  const states = await context.getStatusChange(
    names.map((readerName) => ({ readerName, currentState: { unaware: true } })),
    { timeout: STATES_MS },
  );
  const examinations: CardExamination[] = [];
  for (const { readerName: reader, eventState } of states) {
    if (!eventState.present) continue;
    const examination = eventState.mute
      ? { findings: [finding('card-mute', { reader })] }
      : await examineCard(context, reader, system, fieldReport);
    if (examination.findings.some(({ code }) => code === 'kind-my-number-card')) return examination;
    examinations.push(examination);
  }
  if (examinations.length === 0) return { findings: [finding('card-none', {})] };
  const [withReport] = examinations.filter((examination) => examination.fieldReport);
  return { ...withReport, findings: examinations.flatMap(({ findings }) => findings) };
}

async function examineCard(
  context: SmartCardContext,
  reader: string,
  system: Pick<DoctorSystem, 'cardPrograms'>,
  wantsReport: boolean,
): Promise<CardExamination> {
  const findings: Finding[] = [];
  let fieldReport: FieldReport | undefined;
  try {
    await withCard(context, reader, async (session) => {
      const overview = await readOverview(session);
      findings.push(finding('card-ok', { reader }), ...overviewFindings(reader, overview));
      const known = overview.kind === 'my-number-card';
      if (wantsReport) fieldReport = await readFieldReport(session, { byShortFile: known });
    });
  } catch (error) {
    if (!(error instanceof CardError)) throw error;
    findings.push(cardFault(reader, error, system));
  }
  return { findings, ...(fieldReport ? { fieldReport } : {}) };
}

function cardFault(reader: string, { code: error }: CardError, system: Pick<DoctorSystem, 'cardPrograms'>): Finding {
  if (error === 'in-use') return finding('card-in-use', { reader, programs: system.cardPrograms() });
  if (error === 'unresponsive') return finding('card-mute', { reader });
  return finding('card-failed', { reader, error });
}

function overviewFindings(reader: string, { kind, pins }: Overview): Finding[] {
  if (kind !== 'my-number-card') return [finding('kind-other-card', { reader, kind })];
  return [finding('kind-my-number-card', { reader }), ...PIN_IDS.map((pin) => pinFinding(pin, pins))];
}

function pinFinding(pin: PinId, pins: Overview['pins']): Finding {
  const state = pins[pin];
  switch (state.kind) {
    case 'ready':
      return state.triesLeft === 1
        ? finding('pin-last-try', { pin })
        : finding('pin-ready', { pin, triesLeft: state.triesLeft });
    case 'locked':
      return finding('pin-locked', { pin, pins });
    case 'absent':
      return finding('pin-absent', { pin });
    case 'unknown':
      return finding('pin-unknown', { pin, sw: state.sw });
  }
}
