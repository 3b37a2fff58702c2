import {
  changeReferenceData,
  encodeCommand,
  INS,
  selectApplication,
  selectFile,
  verify,
} from '../../../src/card/apdu.ts';
import {
  APPLICATIONS,
  CERTIFICATE_AVAILABILITY,
  PIN_IDS,
  PINS,
  type PinId,
  TOKEN_INFO,
} from '../../../src/card/applications.ts';
import { changePins } from '../../../src/card/change.ts';
import { readFingerprint, readOverview } from '../../../src/card/overview.ts';
import type { PinReport } from '../../../src/card/pin-job.ts';
import { recoverPins } from '../../../src/card/recover.ts';
import type { CardSession } from '../../../src/card/session.ts';
import { withCard } from '../../../src/readers/card-access.ts';
import { guardedDriver } from '../../../src/readers/guarded-driver.ts';
import { ORDINARY_CARD } from '../../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../../../src/readers/virtual/virtual-readers.ts';
import { createResourceManager } from '../../../src/readers/web-smart-card/resource-manager.ts';
import { exactly, type Figure, type Section } from '../figure.ts';
import { wishes } from '../support/piece-of-work.ts';

const READER = 'reader';

/** What the rules of safety ask for of a card, in commands. */
const COST = {
  selectApplication: 1,
  selectFile: 1,
  readBinary: 1,
  /** The empty VERIFY: no PIN is presented while the tries are unknown. */
  counter: 1,
  verify: 1,
  change: 1,
} as const;

/** Applications, and key references, of some PINs. */
function extent(pins: readonly PinId[]): { applications: number; references: number } {
  const references = pins.flatMap((pin) => PINS[pin].references);
  return {
    applications: new Set(references.map(({ application }) => application)).size,
    references: references.length,
  };
}

/**
 * The fewest commands an overview can do with. A counter belongs to the file that is current (naming it by its short
 * identifier is refused by the guard until its tries are known, and these are what is asked for), and a file is read after
 * it was selected: so each file costs two and each application one. Files: those of the PINs, the token information that
 * tells cards apart, and what the card says of its certificates.
 */
function fewestForOverview(): number {
  const { applications, references } = extent(PIN_IDS);
  const filesToRead = [TOKEN_INFO, CERTIFICATE_AVAILABILITY].length;
  return (
    applications * COST.selectApplication +
    references * (COST.selectFile + COST.counter) +
    filesToRead * (COST.selectFile + COST.readBinary)
  );
}

/**
 * The fewest for the change of some PINs in one session.
 *
 * 1. Every reference is asked for its tries and given its current PIN before the first of them is changed, so that a wrong
 *    one is found while everything is still as it was: SELECT, counter and VERIFY of each, and one SELECT of each application.
 * 2. A change is believed when the card accepted the new PIN afterwards: CHANGE and VERIFY of each.
 * 3. CHANGE comes right after the VERIFY of the same file: what was verified is lost with the SELECT of another application,
 *    and nobody has shown that it outlives the SELECT of another file. Since all were checked first, only the last one checked
 *    is still current. Every other one has to be selected and verified once more, and every other application selected.
 */
function fewestForChange(pins: readonly PinId[]): number {
  const { applications, references } = extent(pins);
  const check = applications * COST.selectApplication + references * (COST.selectFile + COST.counter + COST.verify);
  const changeAndProof = references * (COST.change + COST.verify);
  const again = (references - 1) * (COST.selectFile + COST.verify) + (applications - 1) * COST.selectApplication;
  return check + changeAndProof + again;
}

/** Whether it is the card that is meant: its token information, in an application that is then selected already. */
const SAME_CARD = COST.selectApplication + COST.selectFile + COST.readBinary;

/**
 * The fewest for finding out what became of one reference: that it is the same card, then the tries, and one VERIFY with the
 * PIN that it holds, guessed right. The application of 利用者証明用 is the one of the token information.
 */
function fewestForRecovery(): number {
  return SAME_CARD + COST.selectFile + COST.counter + COST.verify;
}

/** What jpki/myna sends for a PIN, each in a run of its own: no tries are read, and nothing is proved. */
function likeMyna(card: VirtualCard, pins: readonly PinId[]): void {
  for (const { pin, current, next } of wishes('there', pins)) {
    const [{ application, file }] = PINS[pin].references;
    for (const command of [
      selectApplication(APPLICATIONS[application].aid),
      selectFile(file),
      verify(current),
      changeReferenceData(next),
    ]) {
      const answer = card.process(encodeCommand(command));
      if (answer.at(-2) !== 0x90) throw new Error(`${pin}: the card refused`);
    }
  }
}

type Flow = (session: CardSession) => Promise<unknown>;

/** A card on a guarded reader, with everything counted that reaches it. */
class Counted {
  readonly card = new VirtualCard(ORDINARY_CARD);
  readonly readers = new VirtualReaders();

  constructor() {
    this.readers.plugIn(READER);
    this.readers.insert(READER, this.card);
  }

  async commandsOf(flow: Flow): Promise<number> {
    const before = this.card.log.length;
    const context = await createResourceManager(guardedDriver(this.readers)).establishContext();
    await withCard(context, READER, flow);
    return this.card.log.length - before;
  }
}

/** The four PINs of the card; myna has no command for 住民基本台帳用. */
const MYNA_PINS = ['sign', 'auth', 'text'] as const;

const CHANGES: readonly { name: string; pins: readonly PinId[] }[] = [
  { name: 'one PIN (利用者証明用)', pins: ['auth'] },
  { name: 'one PIN with two references (住民基本台帳用)', pins: ['juki'] },
  { name: 'three PINs (all but 住民基本台帳用)', pins: MYNA_PINS },
  { name: 'four PINs', pins: PIN_IDS },
];

export const apdus: Section = {
  id: 'apdus',
  title: 'Commands that reach the card',
  async measure() {
    const overview = await new Counted().commandsOf(readOverview);
    const changes: Figure[] = [];
    for (const { name, pins } of CHANGES) {
      const sent = await new Counted().commandsOf((session) => changePins(session, wishes('there', pins)));
      changes.push(besideFewest(name, sent, fewestForChange(pins)));
    }
    return [
      besideFewest('overview', overview, fewestForOverview()),
      ...changes,
      besideFewest('finding out after a lost answer (利用者証明用)', await recovery(), fewestForRecovery()),
      await besideMyna(),
    ];
  },
};

function besideFewest(name: string, sent: number, fewest: number): Figure {
  return {
    name,
    unit: 'APDUs',
    value: exactly(sent),
    baseline: { name: 'fewest that are safe', value: exactly(fewest) },
    comparison: { unit: 'more', value: exactly(sent - fewest) },
    goal: { of: 'comparison', atMost: 0 },
  };
}

/** The answer to the CHANGE gets lost; the card comes back and is asked. */
async function recovery(): Promise<number> {
  const counted = new Counted();
  const wanted = wishes('there', ['auth']);
  counted.readers.fault = (command) => (command[1] === INS.changeReferenceData ? 'removed-after' : undefined);
  let reports: readonly PinReport[] = [];
  await counted.commandsOf(async (session) => {
    reports = await changePins(session, wanted);
  });
  counted.readers.fault = () => undefined;
  counted.readers.insert(READER, counted.card);
  const references = reports[0]?.references;
  if (!references) throw new Error('nothing was in doubt');
  const sent = await counted.commandsOf(async (session) => {
    await readFingerprint(session);
    reports = await recoverPins(
      session,
      wanted.map((wish) => ({ ...wish, references })),
    );
  });
  if (reports[0]?.outcome !== 'changed') throw new Error('it was not found out');
  return sent;
}

async function besideMyna(): Promise<Figure> {
  const theirs = new VirtualCard(ORDINARY_CARD);
  theirs.powerOn();
  likeMyna(theirs, MYNA_PINS);
  const ours = await new Counted().commandsOf((session) => changePins(session, wishes('there', MYNA_PINS)));
  const { references } = extent(MYNA_PINS);
  return {
    name: 'three PINs, beside a program that checks and proves nothing',
    unit: 'APDUs',
    value: exactly(ours),
    baseline: { name: 'as jpki/myna', value: exactly(theirs.log.length) },
    comparison: { unit: 'more', value: exactly(ours - theirs.log.length) },
    note:
      `More are ${references} counters, ${references} proofs, and ${references - 1} SELECTs with as many VERIFYs, since every PIN is ` +
      'checked before the first is changed: with these a wrong PIN leaves the others as they were. Without, those before it ' +
      'would be others already.',
  };
}
