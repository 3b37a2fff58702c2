import { encodeCommand, selectFile } from '../card/apdu.ts';
import { CERTIFICATE_FILES, PIN_IDS, type PinId } from '../card/applications.ts';
import { equalBytes } from '../card/bytes.ts';
import type { PinReport, PinWish } from '../card/pin-job.ts';
import { consentsIn, presented, same, sessionAt, wishesIn } from '../card/recording/presented-pins.ts';
import type { Recording, RecordingEntry } from '../card/recording/recording.ts';
import { PROTOCOL_VERSION } from '../readers/bridge/protocol.ts';
import { Replay, ReplayMismatch } from '../readers/recording/replay.ts';
import { VirtualReaders } from '../readers/virtual/virtual-readers.ts';
import type { HolderCertificate } from '../texts/certificate-words.ts';
import { CARD_TEXTS, CERTIFICATE_TEXTS } from '../texts/cli-card-texts.ts';
import type { CliLanguage } from '../texts/language.ts';
import { AppModel } from './app-model.ts';
import { type TranscriptTexts, transcriptOf } from './transcript.ts';

export interface ReplayedThrough {
  /** What a person read, line by line. */
  readonly reads: readonly string[];
  /** Of the last change. */
  readonly reports: readonly PinReport[];
  /** Where the program did something else than was recorded; `undefined` when all of the recording was played. */
  readonly mismatch: ReplayMismatch | undefined;
}

/** The page's model has timers of its own, the longest for a service that comes back after 2 s. Milliseconds. */
const PATIENCE_MS = 5_000;
/** So many turns of the event loop without anything happening: the model waits for a person. */
const QUIET_TURNS = 8;

/**
 * Replays a recording through the page's own model, as the person of the recording would have used it: chooses the PINs
 * that were presented, types invented ones, presses what leads on. Resolves when the recording is over or the model does
 * something else; never rejects because of the recording.
 */
export async function replayThrough(
  recording: Recording,
  { file = 'recording', language }: { readonly file?: string; readonly language: CliLanguage },
): Promise<ReplayedThrough> {
  const replay = new Replay(recording, { file });
  const person = new Person(replay, recording, {
    card: CARD_TEXTS[language],
    certificate: CERTIFICATE_TEXTS[language],
  });
  try {
    await person.useThePage();
    replay.finish();
    return { reads: person.reads, reports: person.model.reports, mismatch: undefined };
  } catch (error) {
    if (!(error instanceof ReplayMismatch)) throw error;
    return { reads: person.reads, reports: person.model.reports, mismatch: error };
  } finally {
    person.model.stop();
  }
}

class Person {
  readonly model: AppModel;
  readonly reads: string[] = [];
  readonly #replay: Replay;
  readonly #entries: readonly RecordingEntry[];
  readonly #texts: TranscriptTexts;
  #changes = 0;
  #screen = '';

  constructor(replay: Replay, { header, entries }: Recording, texts: TranscriptTexts) {
    this.#replay = replay;
    this.#entries = entries;
    this.#texts = texts;
    this.model = new AppModel(
      {
        connectBridge: async () => ({
          resourceManager: replay.resourceManager,
          hello: { type: 'hello', version: PROTOCOL_VERSION, pcsc: 'available', developer: false, journal: 'off' },
          closed: new Promise(() => {}),
          close: () => {},
        }),
        virtual: new VirtualReaders().resourceManager,
        remembered: { get: () => null, set: () => {} },
        unfinished: { get: () => [], set: () => {} },
        // What was within its validity period when it was recorded is so in every replay.
        now: () => new Date(`${header.date}T12:00:00+09:00`),
      },
      () => this.#changes++,
    );
  }

  async useThePage(): Promise<void> {
    this.model.start();
    const deadline = AbortSignal.timeout(PATIENCE_MS * (1 + this.#entries.length));
    let position = this.#replay.next;
    let since = Date.now();
    while (!deadline.aborted) {
      await this.#quiet();
      this.#read();
      if (this.#replay.mismatch) return;
      const { next } = this.#replay;
      if (!next) return;
      if (next !== position) {
        position = next;
        since = Date.now();
      }
      this.#typeAhead();
      if (!this.#replay.goOn() && !this.#act() && Date.now() - since > PATIENCE_MS) return;
    }
  }

  /** Waits until the model does nothing by itself any more. */
  async #quiet(): Promise<void> {
    let seen = -1;
    for (let turns = 0; turns < QUIET_TURNS; turns++) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      const { model } = this;
      const busy =
        model.step === 'working' ||
        model.recovery === 'asking' ||
        model.desk.card.kind === 'reading' ||
        model.certificates.state?.kind === 'reading';
      if (busy || seen !== this.#changes) turns = 0;
      seen = this.#changes;
    }
  }

  #read(): void {
    const lines = transcriptOf(this.model, this.#texts);
    const screen = lines.join('\n');
    if (screen === this.#screen) return;
    // What was only added to is not read again from the top.
    const more = this.#screen !== '' && screen.startsWith(`${this.#screen}\n`);
    this.reads.push(...(more ? lines.slice(this.#screen.split('\n').length) : lines));
    this.#screen = screen;
  }

  /** Something happens before the change that was recorded: people are in the middle of typing then. */
  #typeAhead(): void {
    const { next } = this.#replay;
    if (this.model.step !== 'choose' || next?.kind !== 'event' || next.event === 'connect') return;
    const wishes = wishesIn(this.#entries.slice(this.#entries.indexOf(next)));
    if (wishes.length > 0) this.#type(wishes);
  }

  #type(wishes: PinWish[]): void {
    for (const { pin } of wishes) this.model.toggle(pin, true);
    this.model.submit(wishes);
  }

  /** What somebody does who wants to get to the next entry. False when there is nothing to do but wait. */
  #act(): boolean {
    const { model } = this;
    const { wishes, consents, certificates } = this.#comingSession();
    switch (model.step) {
      case 'choose':
        if (wishes.length === 0) {
          if (!certificates.has('auth')) return false;
          void model.readAuthCertificate();
          return true;
        }
        this.#type(wishes);
        model.wantSignCertificate(certificates.has('sign'));
        void model.change();
        return true;
      case 'last-try':
        if (consents.length === 0) return false;
        void model.change(consents);
        return true;
      case 'confirm':
        void model.change(consents);
        return true;
      case 'recover':
      case 'prepare':
        if (model.desk.card.kind === 'none') return false;
        // The page asks again by itself for a card that another program holds.
        if (model.desk.card.kind === 'failed' && model.desk.card.code === 'in-use') return false;
        model.desk.readAgain();
        return true;
      case 'result': {
        const open = model.reports.find((report) => model.furtherStep(report));
        const further = open && this.#comesNext(open);
        if (further === 'finish') void model.finish(open as PinReport);
        else if (further === 'find-out') model.findOut(open as PinReport);
        else model.readAgain();
        return true;
      }
      default:
        return false;
    }
  }

  /** Whether the recording goes on with what the page offers for this PIN, and not with a new attempt. */
  #comesNext(report: PinReport): 'finish' | 'find-out' | undefined {
    const further = this.model.furtherStep(report);
    const start = this.#entries.indexOf(this.#replay.next as RecordingEntry);
    if (further === 'finish')
      return presented(sessionAt(this.#entries, start), report.pin).length > 0 ? further : undefined;
    // Finding out begins with reading the card again, and then presents what was typed before.
    const before = presented(this.#entries.slice(0, start), report.pin);
    const [first] = presented(this.#entries.slice(start), report.pin);
    return first && before.some((placeholder) => same(placeholder, first)) ? further : undefined;
  }

  /**
   * The PINs that the next recorded session presents, as wishes with invented values, the consents given in it, and the
   * certificates of the holder that it asks for.
   */
  #comingSession(): { wishes: PinWish[]; consents: PinId[]; certificates: ReadonlySet<HolderCertificate> } {
    const start = this.#entries.indexOf(this.#replay.next as RecordingEntry);
    const session = sessionAt(this.#entries, start);
    const consents = consentsIn(session);
    const inIt = PIN_IDS.filter((pin) => presented(session, pin).length > 0);
    const certificates = new Set((['auth', 'sign'] as const).filter((id) => asksFor(session, CERTIFICATE_FILES[id])));
    return {
      wishes: wishesIn(this.#entries.slice(start)).filter(({ pin }) => inIt.includes(pin)),
      consents,
      certificates,
    };
  }
}

/** Whether a certificate file is selected in a session; nobody selects one for anything but reading it. */
function asksFor(session: readonly RecordingEntry[], file: number): boolean {
  const select = encodeCommand(selectFile(file));
  return session.some((entry) => {
    if (entry.kind !== 'command') return false;
    const [command] = entry.bytes;
    return command instanceof Uint8Array && equalBytes(command, select);
  });
}
