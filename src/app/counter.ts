import type { Occasion, PageEvent } from '../journal/entry.ts';
import { accepts, nextVisit, placeHere, placesFor } from '../office/acceptance.ts';
import { type Evaluation, evaluate, type Presented } from '../office/checklist.ts';
import type { Application, ApplicationKind, Office, Operator, Place } from '../office/schema.ts';

/**
 * Where the clerk is with somebody: nobody serves here, the screen still faces the person before, whose application it is,
 * what was brought, not taken, taken until another day, the sealed form is opened, the screen is turned, the job itself, the
 * form is put away.
 */
export type CounterPhase =
  | 'closed'
  | 'returned'
  | 'kind'
  | 'documents'
  | 'refused'
  | 'slip'
  | 'envelope'
  | 'turn'
  | 'job'
  | 'form';

/** Why somebody is not served. */
export type Refusal =
  | {
      readonly why: 'place-declines';
      readonly kind: ApplicationKind;
      readonly here: Place;
      readonly elsewhere: readonly Place[];
    }
  | { readonly why: 'documents-missing' | 'form-not-acceptable'; readonly kind: ApplicationKind };

/** Said at the control that it is about, until somebody does something about it. */
export type CounterProblem =
  | 'wrong-code'
  | 'documents-missing'
  | 'steps-open'
  | 'reader-not-ready'
  /** It could not be recorded, so it was not done. */
  | 'not-recorded';

/** What is done with the sealed form unless the office has lines of its own for that. */
const OPENING = ['seal-whole', 'screen-hidden', 'opened-alone', 'filled-in'] as const;
const PUTTING_AWAY = ['back-in-envelope', 'kept-by-office', 'card-given-back'] as const;
export type FormStepCode = (typeof OPENING)[number] | (typeof PUTTING_AWAY)[number];

/** One of ours, or a line of the office. */
export type FormStep = { readonly code: FormStepCode } | { readonly line: string };

type RefusedWhy = Extract<PageEvent, { event: 'refused' }>['why'];

/** Keeps what is done; rejects where it cannot. Asks for the `occasion` when it is called. */
export interface CounterJournal {
  accepted(): Promise<unknown>;
  refused(why: RefusedWhy): Promise<unknown>;
}

/** What outlives a reset of the page, and nothing longer. */
interface Kept<T> {
  get(): T;
  set(value: T): void;
}

export interface CounterDependencies {
  readonly office: Office;
  /** Absent where nothing is recorded. */
  readonly journal?: CounterJournal | undefined;
  /** Resolves when it is known whether the journal can be written: a clerk may be quicker than the page. */
  readonly settled?: Promise<void>;
  /** The name of who serves. */
  readonly operator: Kept<string | undefined>;
  /** The screen faces residents: nothing of the clerk's may be on it. */
  readonly turned: Kept<boolean>;
  /** The visit is over: the page begins anew, with nothing of it. */
  readonly reset: () => void;
}

/**
 * What a clerk does with each person, without any markup. Owns: who serves, the application, what was ticked, and that a
 * refusal and an acceptance are recorded before any screen says so. Does not own: cards and PINs (`AppModel`), the reset
 * of the page, the entry of a change, which takes its `occasion` from here.
 */
export class Counter {
  phase: CounterPhase;
  /** Who serves; not a secret, and no proof of anybody. */
  operator: Operator | undefined;
  application: Application | undefined;
  refusal: Refusal | undefined;
  problem: CounterProblem | undefined;
  /** Those of `formSteps` that are done, by their place there. */
  readonly done = new Set<number>();

  /** When the screen that is shown came. */
  since = new Date();

  readonly #dependencies: CounterDependencies;
  readonly #onChange: () => void;
  readonly #counts = new Map<string, number>();
  readonly #notNeeded = new Set<number>();
  /** Counts up when a person is done with, so that what is answered late is about nobody any more. */
  #person = 0;
  #recording = false;
  /** The sealed form was refused after its envelope may have been opened. */
  #formIsOut = false;

  constructor(dependencies: CounterDependencies, onChange: () => void) {
    this.#dependencies = dependencies;
    this.#onChange = onChange;
    const name = dependencies.operator.get();
    this.operator = this.operators.find((operator) => operator.name === name);
    this.phase = this.#first;
  }

  get operators(): readonly Operator[] {
    return this.#dependencies.office.counter?.operators ?? [];
  }

  /** What can be applied for, in the order of the settings. */
  get applications(): readonly Application[] {
    return this.#dependencies.office.applications ?? [];
  }

  /** Whether the place of this screen takes a kind of application. */
  takes(kind: ApplicationKind): boolean {
    const here = placeHere(this.#dependencies.office);
    return !here || accepts(here, kind);
  }

  get presented(): Presented {
    return { counts: this.#counts, notNeeded: this.#notNeeded };
  }

  /** Undefined while no application is chosen. */
  get evaluation(): Evaluation | undefined {
    const { application } = this;
    return application && evaluate(application, this.#dependencies.office.documents ?? [], this.presented);
  }

  /** What the person comes back for; undefined where they need not, or the office does not say. */
  get nextVisit(): Application | undefined {
    return this.application && nextVisit(this.#dependencies.office, this.application.kind);
  }

  /** Staff type the PINs from the form, and not the person. No proxy does so, also where the settings leave it open. */
  get staffType(): boolean {
    const { kind, typedBy = kind === 'proxy-second' ? 'staff' : 'applicant' } = this.application ?? {};
    return typedBy === 'staff';
  }

  /** For the journal. */
  get occasion(): Occasion {
    const { application, operator } = this;
    const place = placeHere(this.#dependencies.office)?.id;
    const pieces = [...this.#counts].flatMap(([id, count]) => Array.from({ length: count }, () => id));
    return {
      ...(place === undefined ? {} : { place }),
      ...(operator ? { operator: operator.name } : {}),
      ...(application ? { application: application.kind } : {}),
      documents: pieces,
    };
  }

  /** Somebody begins to serve. `code` is asked of those who have one. */
  open(name: string, code: string): void {
    const operator = this.operators.find((one) => one.name === name);
    if (this.phase !== 'closed' || !operator) return;
    if (operator.code !== undefined && operator.code !== code) {
      this.#say('wrong-code');
    } else {
      this.operator = operator;
      this.#dependencies.operator.set(operator.name);
      this.#dependencies.turned.set(false);
      this.#goTo('kind');
    }
  }

  /** Nobody serves here any more. */
  close(): void {
    if (this.phase !== 'kind') return;
    this.operator = undefined;
    this.#dependencies.operator.set(undefined);
    this.#end();
  }

  /** The clerk has the screen back: for the next person, or in the last moment of this one. */
  takeBack(): void {
    this.#dependencies.turned.set(false);
    if (this.phase === 'returned') this.#goTo('kind');
  }

  /** Whose application it is; where this place does not take it, that is the end of it. */
  async choose(kind: ApplicationKind): Promise<void> {
    const application = this.applications.find((one) => one.kind === kind);
    if (this.phase !== 'kind' || this.#recording || !application) return;
    this.application = application;
    const here = placeHere(this.#dependencies.office);
    if (!here || accepts(here, kind)) {
      this.#goTo('documents');
      return;
    }
    const elsewhere = placesFor(this.#dependencies.office, kind);
    await this.#refuse({ why: 'place-declines', kind, here, elsewhere });
    // Nothing of it is left where it could not be recorded: the choice is made anew.
    if (this.phase === 'kind') this.application = undefined;
    this.#onChange();
  }

  /** How many pieces of a document lie on the desk. */
  setCount(id: string, count: number): void {
    if (this.phase !== 'documents') return;
    if (count > 0) this.#counts.set(id, count);
    else this.#counts.delete(id);
    this.#say(undefined);
  }

  /** Whether a requirement, by its place in the application, is not needed this time. */
  setNotNeeded(requirement: number, on: boolean): void {
    if (this.phase !== 'documents') return;
    if (on) this.#notNeeded.add(requirement);
    else this.#notNeeded.delete(requirement);
    this.#say(undefined);
  }

  /** What is to be done with the sealed form now, in this order. */
  get formSteps(): readonly FormStep[] {
    const { opening, puttingAway } = this.#dependencies.office.counter?.form ?? {};
    if (this.phase === 'envelope') return stepsOf(opening, OPENING);
    return this.phase === 'form' ? stepsOf(puttingAway, PUTTING_AWAY) : [];
  }

  setDone(step: number, on: boolean): void {
    if (on) this.done.add(step);
    else this.done.delete(step);
    this.#say(undefined);
  }

  /** With all documents there: on to the job, or to the slip where that is for another day. */
  async accept(): Promise<void> {
    const { application } = this;
    if (this.phase !== 'documents' || this.#recording || !application) return;
    if (!this.evaluation?.met) this.#say('documents-missing');
    else if (application.sameDay && this.staffType) this.#goTo('envelope');
    else if (application.sameDay) this.#turn();
    else if (await this.#record((journal) => journal.accepted())) this.#goTo('slip');
  }

  /** Not everything is there. */
  async refuse(): Promise<void> {
    const { application } = this;
    if (this.phase !== 'documents' || this.#recording || !application || this.evaluation?.met) return;
    await this.#refuse({ why: 'documents-missing', kind: application.kind });
  }

  /** The envelope was opened before, or the form is not filled in as it has to be. */
  async refuseForm(): Promise<void> {
    const { application } = this;
    if (this.phase !== 'envelope' || this.#recording || !application) return;
    // The steps go with their screen.
    const open = this.#mayBeOpen;
    const refused = await this.#refuse({ why: 'form-not-acceptable', kind: application.kind });
    this.#formIsOut = open && refused;
  }

  /** The screen is turned, or the form is open: the job begins. `ready`: it can, as far as reader and card are concerned. */
  start(ready: boolean): void {
    if (this.phase !== 'turn' && this.phase !== 'envelope') return;
    if (!this.#stepsDone()) return;
    if (ready) this.#goTo('job');
    else this.#say('reader-not-ready');
  }

  /** The job is over, with whatever result. */
  finish(): void {
    if (this.phase !== 'job') return;
    if (this.staffType) this.#goTo('form');
    else this.#end();
  }

  /** The form is put away. */
  putAway(): void {
    if (this.phase === 'form' && this.#stepsDone()) this.#end();
  }

  /**
   * Back to the choice of the application, of which nothing is kept. The page goes with it: a card that lies here already is
   * one that was left, and not that of whoever comes next.
   */
  back(): void {
    if (this.phase !== 'documents' && this.phase !== 'envelope') return;
    if (this.#mayBeOpen) this.#goTo('form');
    else this.#end();
  }

  /** At any moment: everything of this person goes. A form that was opened is put away first. */
  abandon(): void {
    if (this.phase === 'closed') return;
    if (this.#formIsOut && this.phase === 'refused') this.#goTo('form');
    else this.#end();
  }

  /** Something was done with the envelope. */
  get #mayBeOpen(): boolean {
    return this.phase === 'envelope' && this.done.size > 0;
  }

  /** With nobody at the counter. */
  get #first(): CounterPhase {
    if (!this.operator) return 'closed';
    return this.#dependencies.turned.get() ? 'returned' : 'kind';
  }

  #turn(): void {
    this.#dependencies.turned.set(true);
    this.#goTo('turn');
  }

  #stepsDone(): boolean {
    if (this.formSteps.every((_, step) => this.done.has(step))) return true;
    this.#say('steps-open');
    return false;
  }

  /** Whether it was. */
  async #refuse(refusal: Refusal): Promise<boolean> {
    const why = refusal.why === 'place-declines' ? 'place-declines' : 'documents-missing';
    if (!(await this.#record((journal) => journal.refused(why)))) return false;
    this.refusal = refusal;
    this.#goTo('refused');
    return true;
  }

  /** False where it could not be recorded, which is said, or where the person has gone meanwhile. */
  async #record(entry: (journal: CounterJournal) => Promise<unknown>): Promise<boolean> {
    const person = this.#person;
    const { journal, settled } = this.#dependencies;
    this.#recording = true;
    try {
      if (!journal) return true;
      await settled;
      // What is recorded is about who is there now.
      if (person !== this.#person) return false;
      await entry(journal);
      return person === this.#person;
    } catch {
      if (person === this.#person) this.#say('not-recorded');
      return false;
    } finally {
      if (person === this.#person) this.#recording = false;
    }
  }

  #end(): void {
    this.#forget();
    this.#goTo(this.#first);
    this.#dependencies.reset();
  }

  #forget(): void {
    this.#person++;
    this.#recording = false;
    this.#formIsOut = false;
    this.application = undefined;
    this.refusal = undefined;
    this.#counts.clear();
    this.#notNeeded.clear();
  }

  #goTo(phase: CounterPhase): void {
    this.phase = phase;
    this.since = new Date();
    this.done.clear();
    this.#say(undefined);
  }

  #say(problem: CounterProblem | undefined): void {
    this.problem = problem;
    this.#onChange();
  }
}

function stepsOf(lines: readonly string[] | undefined, codes: readonly FormStepCode[]): readonly FormStep[] {
  return lines?.map((line) => ({ line })) ?? codes.map((code) => ({ code }));
}
