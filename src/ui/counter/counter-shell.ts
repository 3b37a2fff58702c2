import { html, nothing, type TemplateResult } from 'lit';
import { Counter } from '../../app/counter.ts';
import type { Language } from '../../texts/language.ts';
import { staffJournal } from '../journal/open-journal.ts';
import { choose } from '../language.ts';
import { readStored, store } from '../page-storage.ts';
import '../styles/counter.css';
import { KioskShell, loadAnew } from '../visit/kiosk-shell.ts';
import type { ShellParts } from '../visit/shell.ts';
import { StaffCall } from './call-staff.ts';
import { documentsScreen } from './documents-screen.ts';
import { envelopeScreen, formScreen, privacyNotice } from './form-screens.ts';
import { kindScreen } from './kind-screen.ts';
import './opening.ts';
import { refusedScreen, slipScreen } from './outcome-screens.ts';
import { staffScreen } from './staff-screen.ts';
import { STAFF } from './staff-words.ts';
import { farewellScreen, returnedScreen, turnScreen } from './turned-screens.ts';

const OPERATOR = 'myna-pin.operator';
const TURNED = 'myna-pin.turned';

/**
 * The screens of a counter: what staff do before and after, around the visit of the person they serve. Owns: which of the two
 * is on screen, and that a visit begins and ends with them. Does not own: the clerk's way (`Counter`), the visit.
 */
export class CounterShell extends KioskShell {
  readonly #counter: Counter;
  readonly #call: StaffCall;
  #settle: () => void = () => {};
  /** The page knows its bridge, or that there is none. */
  readonly #settled = new Promise<void>((resolve) => {
    this.#settle = resolve;
  });

  constructor(parts: ShellParts) {
    super(parts, { led: true, over: () => this.#visitOver() });
    const { journal, office, onChange } = parts;
    this.#call = new StaffCall(onChange);
    this.#counter = new Counter(
      {
        office: office.office,
        journal,
        settled: this.#settled,
        operator: {
          get: () => readStored(() => sessionStorage, OPERATOR) || undefined,
          set: (name) => store(() => sessionStorage, OPERATOR, name ?? ''),
        },
        turned: {
          get: () => readStored(() => sessionStorage, TURNED) === 'yes',
          set: (turned) => store(() => sessionStorage, TURNED, turned ? 'yes' : ''),
        },
        reset: () => {
          this.visit.reset();
          loadAnew();
        },
      },
      onChange,
    );
    if (journal) journal.occasion = () => this.#counter.occasion;
  }

  override get screen(): string {
    return this.#inJob || this.visit.staffAtWork ? super.screen : this.#counter.phase;
  }

  get staffTypes(): boolean {
    return this.#inJob && this.#counter.staffType;
  }

  /** Nobody is thanked who has typed for somebody else. */
  override finish(): void {
    this.visit.finish();
    if (this.#counter.staffType) this.visit.reset();
  }

  override view(job: () => TemplateResult): unknown {
    return html`${this.#view(job)} ${this.#call.dialog()}`;
  }

  override actions(): unknown {
    return html`${this.staffTypes ? nothing : this.#call.button()} ${super.actions()}`;
  }

  override notices(): unknown {
    return html`${this.staffTypes ? privacyNotice() : nothing} ${super.notices()}`;
  }

  #view(job: () => TemplateResult): unknown {
    if (this.visit.obstacle !== 'connecting') this.#settle();
    if (this.#inJob) {
      const thanks = this.visit.phase === 'thanks';
      return thanks ? this.marked(farewellScreen(this.#counter, this.visit)) : super.view(job);
    }
    const [counter, visit, office] = [this.#counter, this.visit, this.parts.office.office];
    if (visit.staffAtWork) return staffJournal(office, counter.operator?.name, () => this.staff(false));
    switch (counter.phase) {
      case 'closed':
        return this.around(
          staffScreen(counter, office, {
            title: STAFF.opening.title,
            content: html`<counter-opening .counter=${counter} .problem=${counter.problem}></counter-opening>`,
          }),
        );
      case 'returned':
        return this.marked(returnedScreen(counter));
      case 'kind':
        return this.around(kindScreen(counter, visit, office, this.parts.journal && (() => this.staff(true))));
      case 'documents':
        return this.around(documentsScreen(counter, office));
      case 'refused':
        return this.around(refusedScreen(counter, office));
      case 'slip':
        return this.around(slipScreen(counter, office));
      case 'envelope':
        return this.around(envelopeScreen(counter, visit, office, () => this.#begin()));
      case 'form':
        return this.around(formScreen(counter, office));
      default:
        return this.marked(
          turnScreen(
            visit,
            this.#call,
            (language) => this.#turned(language),
            () => counter.abandon(),
          ),
        );
    }
  }

  /** Also when something of the page went wrong: that is a matter of the visit. */
  get #inJob(): boolean {
    return this.#counter.phase === 'job' || this.visit.phase === 'failed';
  }

  async #turned(language: Language): Promise<void> {
    // Without its words the language of the office stays.
    await choose(language);
    this.#begin();
  }

  #begin(): void {
    this.#counter.start(this.visit.ready);
    if (this.#counter.phase !== 'job') return;
    this.visit.begin();
    this.visit.languageChosen();
  }

  #visitOver(): void {
    if (this.#counter.phase === 'job' && this.visit.phase !== 'failed') this.#counter.finish();
    else loadAnew();
  }
}
