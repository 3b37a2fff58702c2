import type { PinId } from '../../../src/card/applications.ts';
import { wipe } from '../../../src/card/bytes.ts';
import { changePins } from '../../../src/card/change.ts';
import type { PinReport, PinWish } from '../../../src/card/pin-job.ts';
import { recoverPins } from '../../../src/card/recover.ts';
import type { CardSession } from '../../../src/card/session.ts';
import type { SmartCardResourceManager } from '../../../src/readers/web-smart-card/types.ts';
import { untilReaders } from '../find-readers.ts';
import { Cancelled } from '../io.ts';
import { type ReachedCard, type Surroundings, Unreachable, workWithSameCard } from '../reach-card.ts';

export interface ChangeRequest {
  readonly manager: SmartCardResourceManager;
  /** The card that the person was told about: no PIN goes to another one. */
  readonly card: ReachedCard;
  /** Wiped when the job is over. */
  readonly wishes: readonly PinWish[];
  /** How long to wait for the card after an interruption. */
  readonly waitSeconds: number;
  /** Whether to wait for the card too when it was taken off before anything was sent. */
  readonly waitsAtStart: boolean;
  /** Whether the card is to be asked what a PIN is whose two references differ; left out where nobody can say. */
  readonly asks?: (report: PinReport) => Promise<boolean>;
}

/** How soon a card that another program holds is asked for again. */
const IN_USE_RETRY_MS = 500;

/**
 * One change and what may have to follow it: after an interruption the same card is waited for and asked what it holds, and
 * the rest of a half-changed PIN is changed, as on the page. Owns: the PINs until their end is known. Does not own: asking
 * for them, and what is said of the reports.
 */
export class ChangeJob {
  readonly #surroundings: Surroundings;
  readonly #request: ChangeRequest;
  #wishes: readonly PinWish[];
  /** The card, by its coming and going, on which the last attempt was made. */
  #tried: number | undefined;

  constructor(surroundings: Surroundings, request: ChangeRequest) {
    this.#surroundings = surroundings;
    this.#request = request;
    this.#wishes = request.wishes;
  }

  /** One report a wish. Rejects with `Unreachable` or `Cancelled` where nothing was sent. */
  async run(): Promise<readonly PinReport[]> {
    try {
      const reports = await this.#change();
      this.#keep(reports);
      return await this.#offerToFindOut(await this.#findOut(reports));
    } finally {
      for (const { current, next } of this.#wishes) wipe(current, next);
    }
  }

  async #change(): Promise<readonly PinReport[]> {
    const { terminal, texts } = this.#surroundings;
    const consents = this.#wishes.filter(({ lastTryConsent }) => lastTryConsent).map(({ pin }) => pin);
    this.#tried = this.#request.card.reader.eventCount;
    terminal.err(texts.doNotMove);
    for (;;) {
      try {
        return await this.#work((session) => this.#changeIn(session, this.#wishes), consents);
      } catch (error) {
        const gone = error instanceof Unreachable && error.problem === 'no-card';
        if (!gone || !this.#request.waitsAtStart) throw error;
        await this.#cardAgain(texts.waitingForCard, terminal.stopped);
      }
    }
  }

  #changeIn(session: CardSession, wishes: readonly PinWish[]): Promise<readonly PinReport[]> {
    const { terminal, texts, cardTexts } = this.#surroundings;
    return changePins(session, wishes, (pin, phase) =>
      terminal.err(texts.resultLine(cardTexts.words.pinNames[pin], texts.progress[phase])),
    );
  }

  /** Until nothing is left that the same card could tell, of `doubted` too, or it does not come back in time. */
  async #findOut(reports: readonly PinReport[], doubted?: PinId): Promise<readonly PinReport[]> {
    const { terminal, texts } = this.#surroundings;
    let known = reports;
    let asked = false;
    let finished = false;
    // The card may still be there: then it is asked at once.
    this.#tried = undefined;
    // A card that does not say which one it is cannot be told from another one.
    while (this.#request.card.overview.fingerprint !== '') {
      const inDoubt = known.some(
        ({ pin, outcome, error }) =>
          this.#wishOf(pin) && (outcome === 'unknown' ? !asked || error : pin === doubted && !asked),
      );
      const half = finished ? undefined : known.find((report) => this.#canFinish(report));
      if (!inDoubt && !half) return known;
      if (!(await this.#waitForCard(inDoubt))) {
        terminal.err(texts.recovery.gaveUp);
        return known;
      }
      try {
        let found: readonly PinReport[];
        if (inDoubt) {
          terminal.err(texts.recovery.asking);
          found = await this.#work((session) => recoverPins(session, this.#wishes));
          asked = true;
        } else {
          terminal.err(texts.recovery.finishing);
          const wishes = this.#wishes.filter(({ pin }) => pin === half?.pin);
          found = await this.#work((session) => this.#changeIn(session, wishes));
          finished = true;
        }
        known = known.map((report) => found.find(({ pin }) => pin === report.pin) ?? report);
        this.#keep(known);
        // The card answered to the end: it is still there for what may follow.
        if (!found.some(({ error }) => error)) this.#tried = undefined;
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        if (error.problem === 'another-card') terminal.err(texts.recovery.anotherCard);
        if (error.problem === 'in-use') {
          await new Promise((resolve) => setTimeout(resolve, IN_USE_RETRY_MS));
          this.#tried = undefined;
        }
      }
    }
    return known;
  }

  /** A PIN whose two references differ may be the new one already, after an earlier change that was cut off. */
  async #offerToFindOut(reports: readonly PinReport[]): Promise<readonly PinReport[]> {
    const { asks } = this.#request;
    const differs = reports.find((report) => this.#differs(report) && this.#wishOf(report.pin));
    if (!asks || !differs || !(await asks(differs))) return reports;
    return this.#findOut(reports, differs.pin);
  }

  #differs({ reason, triesLeft = 0 }: PinReport): boolean {
    return reason === 'references-differ' && triesLeft > 1;
  }

  #canFinish(report: PinReport): boolean {
    return this.#isHalf(report) && this.#wishOf(report.pin) !== undefined;
  }

  /** A half-changed PIN whose rest the card refused cannot be finished here. */
  #isHalf({ outcome, reason }: PinReport): boolean {
    return outcome === 'half-changed' && reason === 'interrupted';
  }

  #wishOf(pin: PinId): PinWish | undefined {
    return this.#wishes.find((wish) => wish.pin === pin);
  }

  /** Keeps the PINs of which something is still to be learnt or done, with what is known of them, and wipes the others. */
  #keep(reports: readonly PinReport[]): void {
    const kept: PinWish[] = [];
    for (const { pin, current, next } of this.#wishes) {
      const report = reports.find((candidate) => candidate.pin === pin);
      const open = report && (report.outcome === 'unknown' || this.#isHalf(report) || this.#differs(report));
      // The consent to spend a last try was for the first attempt alone.
      if (open && report.references) kept.push({ pin, current, next, references: report.references });
      else wipe(current, next);
    }
    this.#wishes = kept;
  }

  /** Whether the card came back in time. */
  async #waitForCard(inDoubt: boolean): Promise<boolean> {
    const { terminal, texts } = this.#surroundings;
    const { waitSeconds } = this.#request;
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(new Cancelled()), waitSeconds * 1000);
    const { waiting, waitingToFinish } = texts.recovery;
    const sentence = inDoubt ? waiting(waitSeconds) : waitingToFinish(waitSeconds);
    try {
      await this.#cardAgain(sentence, AbortSignal.any([terminal.stopped, patience.signal]));
      return true;
    } catch (error) {
      if (error instanceof Cancelled) return false;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Resolves when a card that was not tried yet is in the reader of the job; `sentence` is said where that takes a while. */
  async #cardAgain(sentence: string, signal: AbortSignal): Promise<void> {
    const { name } = this.#request.card.reader;
    let said = false;
    const say = () => {
      if (!said) this.#surroundings.terminal.err(sentence);
      said = true;
    };
    const reader = await untilReaders(
      this.#request.manager,
      (snapshot) => {
        const now = snapshot?.find((candidate) => candidate.name === name);
        if (now?.card !== 'present') {
          // The next one is another, or the same put back; a service that was started anew counts from the beginning.
          this.#tried = undefined;
          say();
          return undefined;
        }
        if (now.eventCount !== this.#tried) return now;
        say();
        return undefined;
      },
      signal,
    );
    this.#tried = reader.eventCount;
  }

  /** One piece of work with the card of the job. Ctrl-C does not cut it short; the card has no power afterwards. */
  async #work<T>(work: (session: CardSession) => Promise<T>, consents: readonly PinId[] = []): Promise<T> {
    const { terminal, texts } = this.#surroundings;
    const { manager, card } = this.#request;
    terminal.stopped.throwIfAborted();
    const reassure = () => terminal.err(texts.finishing);
    terminal.stopped.addEventListener('abort', reassure, { once: true });
    try {
      return await workWithSameCard(manager, card, terminal.stopped, work, consents);
    } finally {
      terminal.stopped.removeEventListener('abort', reassure);
    }
  }
}
