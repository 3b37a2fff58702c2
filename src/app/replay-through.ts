import { PIN_IDS, type PinId } from '../card/applications.ts';
import type { PinReport, PinWish } from '../card/pin-job.ts';
import { inventedPin } from '../card/recording/placeholders.ts';
import type { PinPlaceholder, Recording, RecordingEntry } from '../card/recording/recording.ts';
import { PROTOCOL_VERSION } from '../readers/bridge/protocol.ts';
import { Replay, ReplayMismatch } from '../readers/recording/replay.ts';
import { VirtualReaders } from '../readers/virtual/virtual-readers.ts';
import { CardTexts } from '../texts/card-texts.ts';
import type { Language } from '../texts/language.ts';
import { AppModel } from './app-model.ts';
import { transcriptOf } from './transcript.ts';

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
  { file = 'recording', language }: { readonly file?: string; readonly language: Language },
): Promise<ReplayedThrough> {
  const replay = new Replay(recording, { file });
  const person = new Person(replay, recording, new CardTexts(language));
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
  readonly #texts: CardTexts;
  #changes = 0;
  #screen = '';

  constructor(replay: Replay, { entries }: Recording, texts: CardTexts) {
    this.#replay = replay;
    this.#entries = entries;
    this.#texts = texts;
    this.model = new AppModel(
      {
        connectBridge: async () => ({
          resourceManager: replay.resourceManager,
          hello: { type: 'hello', version: PROTOCOL_VERSION, pcsc: 'available', developer: false },
          closed: new Promise(() => {}),
          close: () => {},
        }),
        virtual: new VirtualReaders().resourceManager,
        remembered: { get: () => null, set: () => {} },
        unfinished: { get: () => [], set: () => {} },
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
      if (!this.#replay.goOn() && !this.#act() && Date.now() - since > PATIENCE_MS) return;
    }
  }

  /** Waits until the model does nothing by itself any more. */
  async #quiet(): Promise<void> {
    let seen = -1;
    for (let turns = 0; turns < QUIET_TURNS; turns++) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      const { model } = this;
      const busy = model.step === 'working' || model.recovery === 'asking' || model.desk.card.kind === 'reading';
      if (busy || seen !== this.#changes) turns = 0;
      seen = this.#changes;
    }
  }

  #read(): void {
    const lines = transcriptOf(this.model, this.#texts);
    const screen = lines.join('\n');
    if (screen === this.#screen) return;
    this.#screen = screen;
    this.reads.push(...lines);
  }

  /** What somebody does who wants to get to the next entry. False when there is nothing to do but wait. */
  #act(): boolean {
    const { model } = this;
    const { wishes, consents } = this.#comingSession();
    switch (model.step) {
      case 'choose':
        if (wishes.length === 0) return false;
        for (const { pin } of wishes) model.toggle(pin, true);
        model.submit(wishes);
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
        const further = model.reports.find(
          (report) => model.furtherStep(report) && wishes.some(({ pin }) => pin === report.pin),
        );
        if (!further) model.readAgain();
        else if (model.furtherStep(further) === 'finish') void model.finish(further);
        else model.findOut(further);
        return true;
      }
      default:
        return false;
    }
  }

  /** The PINs that the next recorded session presents, as wishes with invented values, and the consents given in it. */
  #comingSession(): { wishes: PinWish[]; consents: PinId[] } {
    const start = this.#entries.indexOf(this.#replay.next as RecordingEntry);
    const session: RecordingEntry[] = [];
    for (const entry of this.#entries.slice(start)) {
      session.push(entry);
      if (entry.kind === 'event' && entry.event === 'disconnect') break;
    }
    const consents = PIN_IDS.filter((pin) =>
      session.some((e) => e.kind === 'event' && e.event === 'last-try' && e.detail === pin),
    );
    const wishes = PIN_IDS.flatMap((pin): PinWish[] => {
      const sent = session
        .flatMap((entry) => (entry.kind === 'command' ? entry.bytes : []))
        .filter(
          (part): part is PinPlaceholder => !(part instanceof Uint8Array) && part.kind === 'pin' && part.pin === pin,
        );
      const [current] = sent;
      if (!current) return [];
      const next = sent.find((other) => other !== current && !same(other, current)) ?? this.#changedTo(pin, current);
      return [{ pin, current: valueOf(pin, current), next: valueOf(pin, next) }];
    });
    return { wishes, consents };
  }

  /** What was typed as the new PIN where it was not sent: anything but the current one. */
  #changedTo(pin: PinId, current: PinPlaceholder): PinPlaceholder {
    const role = current.role === 'new' ? 'current' : 'new';
    return { kind: 'pin', pin, role, number: 99 };
  }
}

function same(a: PinPlaceholder, b: PinPlaceholder): boolean {
  return a.role === b.role && a.number === b.number;
}

function valueOf(pin: PinId, { role, number }: PinPlaceholder): Uint8Array {
  return inventedPin(pin, role, number);
}
