import { PIN_IDS, type PinId } from '../../../src/card/applications.ts';
import type { PinWish } from '../../../src/card/pin-job.ts';
import { inventedPin } from '../../../src/card/recording/placeholders.ts';
import { consentsIn, wishesIn } from '../../../src/card/recording/presented-pins.ts';
import type { CommandOfRecording } from '../../../src/card/recording/product.ts';
import type { Recording } from '../../../src/card/recording/recording.ts';
import { Replay, ReplayMismatch } from '../../../src/readers/recording/replay.ts';
import { createResourceManager } from '../../../src/readers/web-smart-card/resource-manager.ts';
import { CARD_TEXTS } from '../../../src/texts/cli-card-texts.ts';
import { CLI_TEXTS } from '../../../src/texts/cli-texts.ts';
import type { CliLanguage } from '../../../src/texts/language.ts';
import { examineCards } from '../../doctor/readers.ts';
import { runChange } from '../commands/change.ts';
import { sayFindings } from '../commands/doctor.ts';
import { runStatus } from '../commands/status.ts';
import type { Surroundings } from '../reach-card.ts';
import { CuedReaders } from './cued-readers.ts';
import { RecordedPerson } from './recorded-person.ts';

export interface ReplayedCommand {
  /** What a person read on standard output and standard error, line by line. */
  readonly reads: readonly string[];
  /** Where the command did something else than was recorded; `undefined` when all of the recording was played. */
  readonly mismatch: ReplayMismatch | undefined;
}

/** As a command that was told nothing waits; here nobody waits in earnest. */
const WAIT_SECONDS = 60;

/** Readers and card are what a recording is about: of the computer that it is replayed on nothing is asked. */
const NO_COMPUTER: Parameters<typeof examineCards>[1] = {
  installCommand: undefined,
  usbDevices: () => [],
  hasUsbDriver: () => true,
  cardPrograms: () => [],
};

/**
 * Replays a recording through the command that it was made of, as the person of the recording used it. Resolves when the
 * command is over; never rejects because of the recording. Of `doctor` the part about readers and card is run, of `readers`
 * nothing: it sends nothing.
 */
export async function replayCommand(
  recording: Recording,
  command: CommandOfRecording,
  { file = 'recording', language }: { readonly file?: string; readonly language: CliLanguage },
): Promise<ReplayedCommand> {
  const { header, entries } = recording;
  const replay = new Replay(recording, { file });
  const texts = CLI_TEXTS[language];
  const cardTexts = CARD_TEXTS[language];
  const pins = namedPins(recording, command);
  const known = wishesIn(entries);
  const person = new RecordedPerson({
    language,
    texts,
    cardTexts,
    interactive: !(command.name === 'change' && command.words.includes('--stdin')),
    wishes: pins.length > 0 ? pins.map((pin) => wishFor(pin, known)) : known,
    goesOn: () => replay.next !== undefined && !replay.mismatch,
  });
  const readers = createResourceManager(new CuedReaders(replay, recording, () => person.leave()));
  // What was within its validity period when it was recorded is so in every replay.
  const now = () => new Date(`${header.date}T12:00:00+09:00`);
  const openReaders = () => ({ manager: readers, moduleMissing: false, close: async () => {} });
  // Where no card was ever reached, there is none for a command to begin with now.
  if (entries.some((entry) => entry.kind === 'event' && entry.event === 'connect')) {
    await run({ terminal: person, texts, cardTexts, openReaders, now }, command, pins, consentsIn(entries));
  }
  // What happened after the command had looked for the last time.
  while (replay.goOn());
  try {
    replay.finish();
    return { reads: person.reads, mismatch: undefined };
  } catch (error) {
    if (!(error instanceof ReplayMismatch)) throw error;
    return { reads: person.reads, mismatch: error };
  }
}

async function run(
  surroundings: Surroundings & { readonly terminal: RecordedPerson },
  { name, words }: CommandOfRecording,
  pins: readonly PinId[],
  lastTry: readonly PinId[],
): Promise<void> {
  const { terminal, openReaders } = surroundings;
  const options = { readerName: undefined, virtual: false, json: false };
  switch (name) {
    case 'status':
      await runStatus(surroundings, { ...options, certificates: words.includes('--certificates') });
      return;
    case 'change': {
      const stdin = words.includes('--stdin');
      await runChange(surroundings, { ...options, pins, stdin, lastTry, waitSeconds: WAIT_SECONDS });
      return;
    }
    case 'doctor': {
      const { manager } = openReaders(options);
      const { findings } = await examineCards(manager, NO_COMPUTER, { fieldReport: words.length > 0 });
      sayFindings(findings, terminal.language, terminal);
    }
  }
}

/** The PINs named on the command line, and with `--stdin` those that were presented at least; none: the command asks which. */
function namedPins({ entries }: Recording, { words }: CommandOfRecording): PinId[] {
  const named = words.flatMap((word) => PIN_IDS.filter((pin) => pin === word));
  const presented = named.length > 0 || words.includes('--stdin') ? wishesIn(entries).map(({ pin }) => pin) : [];
  return [...new Set([...named, ...presented])];
}

/** What was wanted of a PIN that was named; of one that was never presented nobody knows, and any values do. */
function wishFor(pin: PinId, known: readonly PinWish[]): PinWish {
  return (
    known.find((wish) => wish.pin === pin) ?? {
      pin,
      current: inventedPin(pin, 'current', 1),
      next: inventedPin(pin, 'new', 1),
    }
  );
}
