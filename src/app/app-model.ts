import { PIN_IDS, PINS, type PinId } from '../card/applications.ts';
import { equalBytes, wipe } from '../card/bytes.ts';
import type { CardErrorCode } from '../card/card-error.ts';
import type { CertificateFiles } from '../card/certificate-file.ts';
import { type ChangePhase, changePins } from '../card/change.ts';
import { type Overview, type PinState, readFingerprint } from '../card/overview.ts';
import type { PinReport, PinWish } from '../card/pin-job.ts';
import { recoverPins } from '../card/recover.ts';
import type { CardSession } from '../card/session.ts';
import type { JournalErrorCode } from '../journal/journal-error.ts';
import { toCardError } from '../readers/card-access.ts';
import { type CertificateDependencies, CertificateReading } from './certificate-reading.ts';
import type { BegunChange, ChangeJournal } from './change-journal.ts';
import { Drafts, type FieldName } from './drafts.ts';
import { IdleLimit, type IdleOptions } from './idle-limit.ts';
import { type DeskDependencies, ReaderDesk } from './reader-desk.ts';

export type Step = 'prepare' | 'choose' | 'type' | 'confirm' | 'last-try' | 'working' | 'recover' | 'result';

/** What the form remembers besides the PINs. */
interface FormChoices {
  /** One new number for all chosen four-digit PINs. */
  combine: boolean;
  /** They also have the same number today. */
  sameToday: boolean;
}

/**
 * How finding out goes: waiting for the card that was worked on, asking it, or looking at another one. `not-recorded`: it is
 * there, and is not asked, since the journal cannot be written.
 */
export type Recovery = 'waiting' | 'asking' | 'another-card' | 'not-recorded';

/** Why a change could not begin. `journal-not-available`: it could not be recorded. */
export type StartFailure = CardErrorCode | 'journal-not-available';

/** Where a field of the form stands: with its PIN, or with the one number that the chosen four-digit PINs share. */
export type FieldGroup = PinId | 'combined';

export interface AppDependencies extends DeskDependencies, CertificateDependencies {
  /** PINs that may be changed here; all of them when left out. */
  readonly changeable?: readonly PinId[];
  /** How long what was typed is held while nobody does anything. `elsewhere`: a visit counts that, and more. */
  readonly idle?: IdleOptions | 'elsewhere';
  /** Names of PINs whose change has no known end; outlives a reload of this tab. Never a PIN. */
  readonly unfinished: { get(): readonly PinId[]; set(pins: readonly PinId[]): void };
  /** Keeps what is done for the office, before the screen says it. Absent where nothing is recorded. */
  readonly journal?: ChangeJournal | undefined;
}

/** The steps in which the page holds something for the card at hand. */
const ENTERED: ReadonlySet<Step> = new Set(['type', 'confirm', 'last-try', 'recover']);

/** The steps in which what was typed waits for the person, and for nothing else. */
const IDLE_STEPS: ReadonlySet<Step> = new Set(['choose', 'type', 'confirm', 'last-try']);

/**
 * What the page knows and does, without any markup. Owns: the step, what was chosen, what was typed while the person is back
 * at the choice, and the PINs between the form and the moment when their end is known, then it wipes them. Does not own: readers and cards (`desk`), texts, focus, fields.
 */
export class AppModel {
  readonly desk: ReaderDesk;
  readonly certificates: CertificateReading;
  /** Until what was typed is cleared because nobody does anything. */
  readonly idle: IdleLimit;
  step: Step = 'prepare';
  /** The last overview of the card in use; stays while the card is briefly away. */
  overview: Overview | undefined;
  /** Said once on the choose step: another card came while something was being typed, or the one at hand proved to be another. */
  anotherCard = false;
  /** Said once, when it was done: nobody did anything for so long that what was typed was cleared. */
  notice: 'cleared-while-idle' | undefined;
  readonly chosen = new Set<PinId>();
  readonly form: FormChoices = { combine: false, sameToday: false };
  readonly progress = new Map<PinId, ChangePhase>();
  reports: readonly PinReport[] = [];
  /** The last change was one of the virtual card, whichever reader is in use by now. */
  trialResult = false;
  recovery: Recovery = 'waiting';
  /** PINs of a change that ended before its end was known, with an earlier life of this tab or because the person went on. */
  unfinished: readonly PinId[];
  /** The change could not begin; nothing was sent to the card. */
  startFailure: StartFailure | undefined;
  /** 次へ was pressed with no PIN chosen. */
  nothingChosen = false;
  /** The last-try step was submitted without its consent. */
  consentMissing = false;

  readonly #dependencies: AppDependencies;
  readonly #onChange: () => void;
  readonly #drafts = new Drafts();
  #wishes: readonly PinWish[] = [];
  /** Something stands in a field of the form. */
  #fieldsFilled = false;
  #born: { readonly fingerprint: string; readonly date: string } | undefined;
  /** The form is to be shown as soon as the card of the last change is read. */
  #retrying = false;
  /** Counts up whenever the card may be another one: what is learnt late of the one before belongs to none. */
  #stay = 0;
  /** The card that was worked on. */
  #fingerprint = '';

  constructor(dependencies: AppDependencies, onChange: () => void) {
    this.#dependencies = dependencies;
    this.#onChange = onChange;
    this.unfinished = dependencies.unfinished.get();
    dependencies.journal?.watch(() => this.#tell());
    this.certificates = new CertificateReading(dependencies, () => this.#tell());
    const { idle = {} } = dependencies;
    this.idle = new IdleLimit(idle === 'elsewhere' ? {} : idle, {
      changed: () => this.#tell(),
      ended: () => this.#clearWhileIdle(),
    });
    this.desk = new ReaderDesk(dependencies, {
      // A result stays with the reader it is about: it would be read as one of the virtual card, or the other way round.
      hold: () => (this.atWork ? 'working' : ENTERED.has(this.step) || this.step === 'result' ? 'held' : 'free'),
      readerChanged: () => {
        this.#forgetBirthDate();
        this.#drafts.forget();
        if (this.step === 'recover') this.recovery = 'waiting';
        else if (ENTERED.has(this.step)) this.#startAnew('prepare');
      },
      arrived: (overview) => this.#arrived(overview),
      left: () => {
        this.#forgetBirthDate();
        if (this.step === 'choose') {
          this.certificates.drop();
          this.#drafts.forget();
          this.step = 'prepare';
        }
        if (this.step === 'recover') this.recovery = 'waiting';
      },
      changed: () => {
        if (this.desk.card.kind === 'failed') this.#forgetBirthDate();
        if (this.step === 'prepare' && this.#cardReady()) this.#goOn();
        this.#tell();
      },
    });
  }

  start(): void {
    this.desk.start();
  }

  stop(): void {
    this.desk.stop();
    this.#forgetPins();
    this.#forgetBirthDate();
    this.certificates.drop();
    this.idle.hold(false);
  }

  /**
   * Of the holder of the card in the reader, `YYYY-MM-DD` as a rule: known once its 署名用 certificate was read after a
   * change, and as long as that card stays.
   */
  get birthDate(): string | undefined {
    const { card } = this.desk;
    const same = card.kind === 'read' && card.overview.fingerprint === this.#born?.fingerprint;
    return same ? this.#born?.date : undefined;
  }

  /** Why nothing can be recorded now, where it has to be; for staff. */
  get journalProblem(): JournalErrorCode | undefined {
    return this.#dependencies.journal?.problem;
  }

  /** What the person was told of a change is not in the journal yet, and nothing else is changed before it is. */
  get unrecorded(): boolean {
    return this.#dependencies.journal?.unwritten ?? false;
  }

  get chosenPins(): PinId[] {
    return inOrder([...this.chosen]);
  }

  /** Chosen PINs with one try left: each needs its own consent before the change. */
  get lastTryPins(): PinId[] {
    return this.chosenPins.filter((pin) => {
      const state = this.overview?.pins[pin];
      return state?.kind === 'ready' && state.triesLeft === 1;
    });
  }

  /** PINs of the last change whose end is not known yet. */
  get openPins(): PinId[] {
    return this.reports.filter(({ outcome }) => outcome === 'unknown').map(({ pin }) => pin);
  }

  /** What can still be done for a PIN with what was typed: find out what it is, or change the rest of it. */
  furtherStep(report: PinReport): 'find-out' | 'finish' | undefined {
    if (!this.wishOf(report.pin)) return undefined;
    if (report.reason === 'references-differ') return (report.triesLeft ?? 0) > 1 ? 'find-out' : undefined;
    return report.outcome === 'half-changed' ? 'finish' : undefined;
  }

  /**
   * Takes over what stands in one field of the form when the person goes back to the choice; `typed` is wiped. Of every
   * field, the empty ones too: an empty one is empty when they come back.
   */
  keepDraft(group: FieldGroup, name: FieldName, typed: Uint8Array): void {
    this.#drafts.keep(this.#pinsOf(group), name, typed);
  }

  /** What a field of the form is to be filled with when the person comes to it, from either side; a view, wiped with the rest. */
  draftOf(group: FieldGroup, name: FieldName): Uint8Array | undefined {
    const pins = this.#pinsOf(group);
    // With drafts, what they do not agree on is asked for anew: one number must never fill the field of another.
    if (pins.some((pin) => this.#drafts.has(pin))) return this.#drafts.of(pins, name);
    const [wish] = pins.flatMap((pin) => this.wishOf(pin) ?? []);
    return name === 'repeat' ? wish?.next : wish?.[name];
  }

  /** Whether something stands in a field of the form, told whenever that may have changed. */
  noteTyping(filled: boolean): void {
    this.#fieldsFilled = filled;
    this.idle.active();
    this.#tell();
  }

  /** The person did something, or asked for more time. */
  noteActivity(): void {
    this.idle.active();
  }

  /** Somebody looks at the page again. */
  noteReturn(): void {
    this.idle.resumed();
  }

  /** What the person typed, as it is to be sent; a view, wiped with the rest. */
  wishOf(pin: PinId): PinWish | undefined {
    return this.#wishes.find((wish) => wish.pin === pin);
  }

  /** What is in doubt can be found out in any real reader. */
  pick(choice: Parameters<ReaderDesk['pick']>[0]): void {
    if (this.atWork) return;
    if (this.step !== 'recover' || this.trialResult || choice.way === 'virtual') this.#startAnew('prepare');
    this.desk.pick(choice);
  }

  /** Leaves the virtual card for the reader that came. */
  useRealReader(): void {
    if (this.atWork) return;
    this.#startAnew('prepare');
    this.desk.leaveTrial();
  }

  /**
   * Lets the person choose a USB reader; to be called in the very event of their click. What was typed stays with its
   * reader, which is chosen anew after it was unplugged; what is in doubt can be found out with any.
   */
  async chooseUsb(): Promise<void> {
    const choice = await this.desk.chooseUsb();
    if (!choice || this.atWork) return;
    const { selected } = this.desk;
    if (this.step !== 'recover' && !(selected?.way === choice.way && selected.name === choice.name)) {
      this.#startAnew('prepare');
    }
    this.desk.pick(choice);
  }

  /** Takes the virtual card where it is offered. */
  startTrial(): void {
    if (this.atWork) return;
    this.#startAnew('prepare');
    this.desk.startTrial();
  }

  /** The page is about to go, and nobody is asked to stay: what hangs on USB is switched off. */
  aboutToLeave(): void {
    this.desk.restUsb();
  }

  /** The page may not be left without a warning: what is in doubt can be found out with what it still holds. */
  get inDoubt(): boolean {
    return this.step === 'working' || this.step === 'recover';
  }

  /** Whether this PIN may be changed here, whatever the card says of it. */
  offers(pin: PinId): boolean {
    return this.#dependencies.changeable?.includes(pin) ?? true;
  }

  toggle(pin: PinId, on: boolean): void {
    if (on && !this.offers(pin)) return;
    if (on) this.chosen.add(pin);
    else this.#unchoose(pin);
    this.nothingChosen = false;
    this.#tell();
  }

  sayNothingChosen(): void {
    this.nothingChosen = true;
    this.#tell();
  }

  sayConsentMissing(): void {
    this.consentMissing = true;
    this.#tell();
  }

  /** The person has read that an earlier change has no known end. */
  dismissUnfinished(): void {
    this.unfinished = [];
    this.#noteUnfinished(this.step === 'working' ? this.chosenPins : this.openPins);
    this.#tell();
  }

  /** PINs of the result that may be tried again: one of them was wrong, and another mistake would not lock it. */
  get retryable(): PinId[] {
    const safe = this.reports.every(({ reason, triesLeft = 0 }) => reason !== 'wrong-pin' || triesLeft > 1);
    const wrong = this.reports.some(({ outcome, reason }) => outcome === 'unchanged' && reason === 'wrong-pin');
    if (!safe || !wrong) return [];
    const again = this.reports.filter(({ reason }) => reason === 'wrong-pin' || reason === 'stopped');
    return again.filter(({ outcome }) => outcome === 'unchanged').map(({ pin }) => pin);
  }

  /** Back to an empty form for the PINs that one wrong one kept from being changed, with the card read anew. */
  retry(): void {
    const pins = this.retryable;
    if (this.step !== 'result' || pins.length === 0) return;
    this.#startAnew('prepare');
    for (const pin of pins) this.chosen.add(pin);
    this.#retrying = true;
    this.desk.readAgain();
  }

  /** Reads the card again, after a failure or a change. */
  readAgain(): void {
    if (this.step === 'result') this.#startAnew('prepare');
    this.desk.readAgain();
  }

  /** Reads the 利用者証明用 certificate of the card on screen, for which no PIN is needed. Never rejects. */
  async readAuthCertificate(): Promise<void> {
    if (this.step !== 'choose' || this.certificates.state?.kind === 'reading') return;
    const { overview } = this;
    let same = true;
    await this.certificates.readAuth(async (read) => {
      let files: CertificateFiles | undefined;
      same = await this.#withTheCard(overview?.fingerprint ?? '', async (session) => {
        files = await read(session);
      });
      return files;
    });
    // Who has gone on since is told by the change, or looks at another overview already.
    if (!same && this.step === 'choose' && this.overview === overview) this.#anotherCardIsThere();
  }

  closeCertificates(): void {
    this.certificates.drop();
    this.#tell();
  }

  /** Whether the 署名用 certificate is to be shown after its PIN was changed. */
  wantSignCertificate(wanted: boolean): void {
    this.certificates.signWanted = wanted;
    this.#tell();
  }

  goTo(step: 'choose' | 'type' | 'confirm' | 'last-try'): void {
    this.certificates.drop();
    this.anotherCard = false;
    this.startFailure = undefined;
    this.nothingChosen = false;
    this.consentMissing = false;
    this.notice = undefined;
    if (step === 'choose') {
      if (this.step === 'type' || this.step === 'confirm' || this.step === 'last-try') this.#backToDrafts();
      else this.#forgetPins();
      this.certificates.signWanted = false;
    }
    this.#fieldsFilled = false;
    this.step = step;
    this.#tell();
  }

  /** Takes over the typed PINs; the bytes are wiped here when they are no longer needed. */
  submit(wishes: PinWish[]): void {
    const known = wishes.map((wish) => ({ ...wish, ...this.#knownOf(wish) }));
    this.#forgetPins();
    this.#wishes = known;
    this.goTo('confirm');
  }

  /** 変更する. `consented` are the PINs whose last try may be spent. */
  async change(consented: readonly PinId[] = []): Promise<void> {
    if (!this.desk.selected || this.atWork) return;
    if (this.desk.card.kind !== 'read') {
      this.#failToStart(this.desk.whyNoCard);
      return;
    }
    if (this.lastTryPins.some((pin) => !consented.includes(pin))) {
      this.goTo('last-try');
      return;
    }
    await this.#change(consented);
  }

  /** Changes what an interrupted change of 住民基本台帳用 left: the person asked for it already. */
  async finish(report: PinReport): Promise<void> {
    const wish = this.wishOf(report.pin);
    if (!wish || this.atWork) return;
    // Its PINs are for no other card: the right one is waited for, and asked what it holds.
    if (this.overview?.fingerprint !== this.#fingerprint) {
      this.findOut(report);
      return;
    }
    this.#keep([wish], [report]);
    this.chosen.clear();
    this.chosen.add(report.pin);
    this.goTo('confirm');
    await this.change();
  }

  /** Finds out what a PIN is whose two references differ. */
  findOut(report: PinReport): void {
    const wish = this.wishOf(report.pin);
    if (!wish || this.atWork) return;
    this.#keep([wish], [report]);
    this.reports = [report];
    this.certificates.drop();
    this.#waitForCard();
  }

  /** Ends without finding out. */
  giveUp(): void {
    this.#forgetPins();
    this.step = 'result';
    this.desk.reconsider();
  }

  /** The card is worked with: nothing may end that. */
  get atWork(): boolean {
    return this.step === 'working' || (this.step === 'recover' && this.recovery === 'asking');
  }

  async #change(consented: readonly PinId[]): Promise<void> {
    this.#drafts.forget();
    const wishes = this.#wishes.map((wish) => ({ ...wish, lastTryConsent: consented.includes(wish.pin) }));
    this.startFailure = undefined;
    this.progress.clear();
    this.step = 'working';
    // What is known of a card's references is of that card alone.
    if (!this.#wishes.some(({ references }) => references)) this.#fingerprint = this.overview?.fingerprint ?? '';
    this.trialResult = this.desk.trial;
    this.#noteUnfinished(this.chosenPins);
    this.#tell();
    const entry = await this.#record({ recovery: false });
    if (!entry) {
      this.#noteUnfinished([]);
      this.#failToStart('journal-not-available');
      return;
    }
    let reports: readonly PinReport[] | undefined;
    try {
      const work = async (session: CardSession) => {
        reports = await changePins(session, wishes, (pin, phase) => {
          this.progress.set(pin, phase);
          this.#tell();
        });
        this.#settle(reports);
        await entry.end(reports);
        await this.#readSignCertificate(session);
      };
      const same = await this.#withTheCard(this.#fingerprint, work, consented);
      if (!same) {
        await entry.end([]);
        this.#noteUnfinished([]);
        this.#anotherCardIsThere();
        return;
      }
    } catch (error) {
      // Whatever failed after the change did not keep it from beginning.
      if (!reports) {
        await entry.end([]);
        this.#noteUnfinished([]);
        this.#failToStart(toCardError(error).code);
        return;
      }
    }
    this.chosen.clear();
    this.certificates.signWanted = false;
    if (this.openPins.length > 0 && this.#fingerprint !== '') this.#waitForCard();
    else this.#showResult();
  }

  /**
   * Has the journal note that the PINs that were typed are about to be presented. `undefined` where that cannot be recorded;
   * where nothing has to be, nothing is.
   */
  async #record(options: { readonly recovery: boolean }): Promise<BegunChange | undefined> {
    const { journal } = this.#dependencies;
    if (!journal) return UNRECORDED;
    try {
      return await journal.begin(inOrder(this.#wishes.map(({ pin }) => pin)), options);
    } catch {
      // Why is `journalProblem`.
      return undefined;
    }
  }

  /**
   * One piece of work with the card of `fingerprint`, which is looked at once more in the same session: a reader may have
   * missed that cards were swapped, and the other one must lose no try, nor be taken for this one. Resolves with false where
   * it is another one.
   */
  async #withTheCard(
    fingerprint: string,
    work: (session: CardSession) => Promise<void>,
    lastTryConsents: readonly PinId[] = [],
  ): Promise<boolean> {
    let same = false;
    await this.desk.work(async (session) => {
      same = (await readFingerprint(session)) === fingerprint;
      if (same) await work(session);
    }, lastTryConsents);
    return same;
  }

  /** It was found out in a session: what was entered is gone, and the card is read as the one that it is. */
  #anotherCardIsThere(): void {
    this.#startAnew('prepare');
    this.anotherCard = true;
    this.desk.readAgain();
  }

  /** The change is over: what is known is said, and what is no longer needed is wiped, whatever else comes of the session. */
  #settle(reports: readonly PinReport[]): void {
    this.reports = reports;
    this.#keep(this.#wishes, reports);
    this.#noteUnfinished(this.openPins, reports);
  }

  /**
   * Where it was wanted, and where the last command was the VERIFY that proved the new 署名用 PIN: that PIN is the last
   * one to be changed. With anything in doubt the card is left alone. Presents no PIN, and never rejects.
   */
  async #readSignCertificate(session: CardSession): Promise<void> {
    const { certificates } = this;
    if (!certificates.signWanted || !this.chosen.has('sign')) return;
    const changed = this.reports.some(({ pin, outcome }) => pin === 'sign' && outcome === 'changed');
    const [stay, fingerprint] = [this.#stay, this.#fingerprint];
    const known = (date: string) => {
      if (stay === this.#stay && fingerprint !== '') this.#born = { fingerprint, date };
    };
    if (changed && this.openPins.length === 0) await certificates.readSign(session, known);
    else certificates.skipSign();
  }

  /** Until the card that was worked on is there, if it is not there still. */
  #waitForCard(): void {
    this.step = 'recover';
    this.recovery = 'waiting';
    this.#tell();
    this.desk.readAgain();
  }

  async #recover(): Promise<void> {
    this.recovery = 'asking';
    this.#tell();
    const asked = this.#wishes;
    const entry = await this.#record({ recovery: true });
    if (!entry) {
      this.recovery = 'not-recorded';
      this.desk.reconsider();
      return;
    }
    let found: readonly PinReport[] = [];
    try {
      const same = await this.#withTheCard(this.#fingerprint, async (session) => {
        found = await recoverPins(session, asked);
      });
      if (!same) {
        await entry.end([]);
        this.recovery = 'another-card';
        this.desk.reconsider();
        return;
      }
    } catch {
      // It could not begin: the card is waited for again.
      await entry.end([]);
      this.recovery = 'waiting';
      this.desk.reconsider();
      return;
    }
    await entry.end(found);
    this.reports = this.reports.map((report) => found.find(({ pin }) => pin === report.pin) ?? report);
    this.#keep(asked, this.reports);
    this.#noteUnfinished(this.openPins, this.reports);
    this.recovery = 'waiting';
    if (this.reports.some(({ outcome, error }) => outcome === 'unknown' && error)) this.desk.reconsider();
    else this.#showResult();
  }

  #showResult(): void {
    this.step = 'result';
    this.desk.reconsider();
  }

  /** Keeps the PINs of which something is still to be learnt or done, with what is known of them, and wipes the others. */
  #keep(wishes: readonly PinWish[], reports: readonly PinReport[]): void {
    const kept: PinWish[] = [];
    for (const wish of this.#wishes) {
      const report = wishes.includes(wish) ? reports.find(({ pin }) => pin === wish.pin) : undefined;
      // A half-changed PIN whose rest the card refused cannot be finished here.
      const open = report?.references && (report.outcome !== 'half-changed' || report.reason !== 'card-refused');
      if (open)
        kept.push({ pin: wish.pin, current: wish.current, next: wish.next, references: report.references ?? [] });
      else wipe(wish.current, wish.next);
    }
    this.#wishes = kept;
  }

  #failToStart(code: StartFailure): void {
    this.startFailure = code;
    this.step = 'confirm';
    this.#tell();
    this.desk.reconsider();
  }

  #arrived(overview: Overview): void {
    if (overview.fingerprint !== this.#born?.fingerprint) this.#forgetBirthDate();
    if (this.step === 'recover') {
      if (overview.fingerprint === this.#fingerprint) {
        this.overview = overview;
        void this.#recover();
      } else {
        this.recovery = 'another-card';
      }
      return;
    }
    const same = overview.fingerprint !== '' && overview.fingerprint === this.overview?.fingerprint;
    if (this.step !== 'result') this.certificates.drop();
    else if (!same) this.certificates.dropHolder();
    this.overview = overview;
    if (overview.kind !== 'my-number-card') {
      if (this.step !== 'result') this.#startAnew('prepare');
    } else if (ENTERED.has(this.step) && !(same && this.#chosenStillReady(overview))) {
      // Another card, or not the state that the person agreed to: nothing typed for the one may reach the other.
      this.#startAnew('choose');
      this.anotherCard = !same;
    } else {
      if (!same) this.#drafts.forget();
      this.startFailure = undefined;
    }
    for (const pin of PIN_IDS) if (overview.pins[pin].kind !== 'ready') this.#unchoose(pin);
  }

  #chosenStillReady(overview: Overview): boolean {
    return this.chosenPins.every((pin) => overview.pins[pin].kind === 'ready');
  }

  #goOn(): void {
    const { card } = this.desk;
    const same = card.kind === 'read' && card.overview.fingerprint === this.#fingerprint;
    const retrying = this.#retrying && this.#fingerprint !== '';
    this.#retrying = false;
    // What was chosen for the one card is not chosen for another.
    if (retrying && !same) this.chosen.clear();
    this.step = retrying && same && this.chosen.size > 0 ? 'type' : 'choose';
  }

  #cardReady(): boolean {
    const { card } = this.desk;
    return card.kind === 'read' && card.overview.kind === 'my-number-card';
  }

  #startAnew(step: 'prepare' | 'choose'): void {
    // Without its PINs nothing can be found out any more.
    if (this.step === 'recover' && !this.trialResult) this.unfinished = inOrder([...this.unfinished, ...this.openPins]);
    this.#forgetPins();
    this.chosen.clear();
    this.startFailure = undefined;
    this.anotherCard = false;
    this.notice = undefined;
    this.#retrying = false;
    this.reports = [];
    this.certificates.drop();
    this.certificates.signWanted = false;
    this.step = step;
  }

  /**
   * Remembers for after a reload that the end of these PINs is not known, beside those of before. Of the latter, those whose
   * current PIN proved right since are known.
   */
  #noteUnfinished(pins: readonly PinId[], reports: readonly PinReport[] = []): void {
    // The virtual card does not outlive a reload.
    if (this.desk.trial) return;
    const known = reports.filter(({ outcome }) => outcome === 'changed' || outcome === 'half-changed');
    this.unfinished = this.unfinished.filter((pin) => !known.some((report) => report.pin === pin));
    this.#dependencies.unfinished.set(inOrder([...this.unfinished, ...pins]));
  }

  /** The draft of a PIN goes with the choice of it. */
  #unchoose(pin: PinId): void {
    this.chosen.delete(pin);
    this.#drafts.drop(pin);
  }

  #pinsOf(group: FieldGroup): PinId[] {
    return group === 'combined' ? fourDigitPins(this.chosenPins) : [group];
  }

  /** What was about to be sent is a draft again, unless the form has handed over a newer one. */
  #backToDrafts(): void {
    for (const { pin, current, next, references } of this.#wishes) {
      // A half-changed PIN has two current numbers: no field can hold that.
      if (references || this.#drafts.has(pin)) continue;
      this.#drafts.keep([pin], 'current', current.slice());
      this.#drafts.keep([pin], 'next', next.slice());
      this.#drafts.keep([pin], 'repeat', next.slice());
    }
    this.#forgetWishes();
  }

  /** What is known of the references of a half-changed PIN, when the very same numbers come from the form again. */
  #knownOf({ pin, current, next }: PinWish): Pick<PinWish, 'references'> {
    const before = this.wishOf(pin);
    const same = before?.references && equalBytes(before.current, current) && equalBytes(before.next, next);
    return same ? { references: before.references } : {};
  }

  #forgetPins(): void {
    this.#drafts.forget();
    this.#fieldsFilled = false;
    this.#forgetWishes();
  }

  #forgetWishes(): void {
    for (const wish of this.#wishes) wipe(wish.current, wish.next);
    this.#wishes = [];
  }

  #forgetBirthDate(): void {
    this.#born = undefined;
    this.#stay++;
  }

  /** Whether something typed lies open to whoever comes by. While the card is worked with, or in doubt, it is needed. */
  get #typedIsHeld(): boolean {
    if (!IDLE_STEPS.has(this.step)) return false;
    return this.#wishes.length > 0 || !this.#drafts.empty || this.#fieldsFilled;
  }

  #clearWhileIdle(): void {
    this.#forgetPins();
    this.goTo('choose');
    this.notice = 'cleared-while-idle';
    // The card may be away.
    this.desk.reconsider();
  }

  #tell(): void {
    this.idle.hold(this.#dependencies.idle !== 'elsewhere' && this.#typedIsHeld);
    this.#onChange();
  }
}

/** Where nothing is recorded. */
const UNRECORDED: BegunChange = { end: async () => {} };

/** In the official order, each once. */
function inOrder(pins: readonly PinId[]): PinId[] {
  return PIN_IDS.filter((pin) => pins.includes(pin));
}

/** Whether a PIN in this state can be chosen for a change. */
export function canChange(state: PinState): boolean {
  return state.kind === 'ready';
}

/** The four-digit PINs among `pins`. */
export function fourDigitPins(pins: readonly PinId[]): PinId[] {
  return pins.filter((pin) => PINS[pin].format === 'four-digits');
}
