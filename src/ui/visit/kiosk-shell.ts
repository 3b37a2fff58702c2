import { html, nothing, type TemplateResult } from 'lit';
import { Visit } from '../../app/visit.ts';
import '../components/button.ts';
import '../components/notice.ts';
import '../later-words.ts';
import type { IdleSentences } from '../input/idle-warning.ts';
import { journalButton, staffJournal } from '../journal/open-journal.ts';
import { offeredLanguages, say, words } from '../language.ts';
import { notice } from '../notice.ts';
import { officeProblems } from '../office-problems.ts';
import type { PinField } from '../pin-field.ts';
import '../styles/visit.css';
import { trialBanner } from '../trial-banner.ts';
import { attractScreen } from './attract-screen.ts';
import { failedScreen } from './failed-screen.ts';
import { languageScreen } from './language-screen.ts';
import { keepLeftover, takeLeftover } from './leftover.ts';
import { leftoverNotice } from './leftover-notice.ts';
import { lockPage } from './lock.ts';
import { causeForStaff, outOfOrder } from './out-of-order.ts';
import type { Shell, ShellParts } from './shell.ts';
import { thanksScreen } from './thanks-screen.ts';

/** Keys that are held to press others. */
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'NumLock']);

/** How often the journal is asked for, in milliseconds: staff learn of a full disk before anybody has typed anything. */
const SIGN_OF_LIFE_MS = 15_000;

/** How visits go where staff lead the way. */
export interface VisitRules {
  readonly led?: boolean;
  /** Told when a visit is over; the page is loaded anew where it is left out. */
  readonly over?: () => void;
}

/** Whatever this life of the page knew is gone then. */
export function loadAnew(): void {
  location.replace(location.pathname + location.search);
}

/**
 * The screens around the job, of a kiosk. Owns: noticing a touch on the first screen and what goes wrong in the page, and
 * emptying fields then. Does not own: when a visit begins and ends (`Visit`), the job.
 */
export class KioskShell implements Shell {
  readonly visit: Visit;
  protected readonly parts: ShellParts;
  readonly #led: boolean;
  #unlock = () => {};
  #alive: ReturnType<typeof setInterval> | undefined;

  constructor(parts: ShellParts, { led = false, over = loadAnew }: VisitRules = {}) {
    const { model, office, trial, onChange } = parts;
    const { idleSeconds } = office.office.kiosk ?? {};
    this.parts = parts;
    this.#led = led;
    // A visit begins with an empty reader.
    trial.remove();
    this.visit = new Visit(
      model,
      {
        ...(idleSeconds === undefined ? {} : { idle: { limitSeconds: idleSeconds } }),
        severalLanguages: offeredLanguages().length > 1,
        led,
        outOfOrder: office.outOfOrder ?? false,
        reset: over,
        leftover: takeLeftover(new Date()),
        leave: keepLeftover,
      },
      onChange,
    );
  }

  get screen(): string {
    const { phase, model, staffAtWork } = this.visit;
    if (staffAtWork) return 'journal';
    return phase === 'job' ? model.step : phase;
  }

  finish(): void {
    this.visit.finish();
  }

  get idleSentences(): IdleSentences {
    const { idle, leaving } = words().visit;
    return this.visit.cardTaken ? { ...idle, ...leaving } : idle;
  }

  connect(): void {
    this.#unlock = lockPage();
    this.#alive = setInterval(() => void this.parts.journal?.look(), SIGN_OF_LIFE_MS);
    window.addEventListener('keydown', this.#key);
    window.addEventListener('error', this.#error);
    window.addEventListener('unhandledrejection', this.#failed);
  }

  disconnect(): void {
    this.#unlock();
    clearInterval(this.#alive);
    window.removeEventListener('keydown', this.#key);
    window.removeEventListener('error', this.#error);
    window.removeEventListener('unhandledrejection', this.#failed);
  }

  view(job: () => TemplateResult): unknown {
    const { visit } = this;
    const { office } = this.parts.office;
    if (visit.staffAtWork) return staffJournal(office, undefined, () => this.staff(false));
    switch (visit.phase) {
      case 'attract':
        return this.around(
          attractScreen(visit, office),
          journalButton(office, () => this.staff(true)),
        );
      case 'language':
        return this.around(languageScreen(visit));
      case 'job':
        return job();
      case 'thanks':
        return this.around(thanksScreen(visit));
      case 'failed':
        return failedScreen(visit);
    }
  }

  actions(): unknown {
    const { model } = this.visit;
    if (model.inDoubt || model.step === 'result') return nothing;
    return html`<myna-button kind="second" .text=${say(words().visit.quit)} @click=${() => this.visit.reset()}></myna-button>`;
  }

  notices(): unknown {
    const { visit } = this;
    return html`
      ${obstacleOf(visit)}
      ${leftoverNotice(visit)}
      ${visit.cardTaken ? html`<div role="status">${notice(words().visit.cardTaken, 'info')}</div>` : nothing}
    `;
  }

  /** A screen without a job, with the mark of a trial above it. */
  protected marked(screen: unknown) {
    const { trial, model, onChange } = this.parts;
    return html`${model.desk.trial ? trialBanner(trial, onChange) : nothing} ${screen}`;
  }

  /** One that staff may look at: what is for them is below it, such as what is wrong with their settings. */
  protected around(screen: unknown, forStaff: TemplateResult | typeof nothing = nothing) {
    const { office } = this.parts;
    return html`
      ${this.marked(screen)} ${forStaff}
      ${office.problems.length > 0 ? html`<footer class="page-footer"><div class="page-footer-inner">${officeProblems(office)}</div></footer>` : nothing}
    `;
  }

  /** What is theirs alone comes in place of everything else, or goes. */
  protected staff(atWork: boolean): void {
    this.visit.staffAtWork = atWork;
    this.parts.onChange();
  }

  /** On the first screen any key will do. */
  readonly #key = (event: KeyboardEvent): void => {
    const onControl = event.target instanceof Element && event.target.closest('select, summary, input');
    if (!this.#led && !MODIFIERS.has(event.key) && !onControl) this.visit.begin();
  };

  /** Without an error it is a remark of the browser's, as on a layout that took two turns. */
  readonly #error = ({ error }: ErrorEvent): void => {
    if (error !== null && error !== undefined) this.#failed();
  };

  readonly #failed = (): void => {
    for (const field of document.querySelectorAll<PinField>('pin-field')) field.clear();
    this.visit.fail();
  };
}

function obstacleOf(visit: Visit) {
  const { obstacle, model } = visit;
  if (!obstacle || obstacle === 'connecting') return nothing;
  // Where the step says what that means for this person, the cause is left.
  const said = model.startFailure === 'journal-not-available' || model.recovery === 'not-recorded' || model.unrecorded;
  return obstacle === 'journal' && said ? causeForStaff(visit) : outOfOrder(visit);
}
