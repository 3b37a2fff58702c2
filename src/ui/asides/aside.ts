import type { TemplateResult } from 'lit';
import type { AppModel, Step } from '../../app/app-model.ts';
import { isShared } from '../../app/office-rules.ts';
import type { PinId } from '../../card/applications.ts';
import type { PinTrouble } from '../../card/procedure.ts';
import type { PurposeId } from '../../card/purposes.ts';
import { NATIONAL_CONTACT } from '../../office/national-contact.ts';
import type { Office } from '../../office/schema.ts';
import type { Content } from '../components/light-element.ts';

/** What 困ったときは can be opened at. */
export type GuidanceTopic = PinTrouble | 'absent' | 'unreadable' | 'lost-card' | 'tries' | 'at-counter';

/** What can be open over the job. */
export interface Aside {
  readonly name: 'guidance' | 'which-pin' | 'diagnosis' | 'settings';
  /** Of 困ったときは, which begins with all of them without one. */
  readonly topic?: GuidanceTopic;
  readonly pin?: PinId;
}

/** What an aside shows, in its dialog. */
export interface AsideView {
  readonly heading: Content;
  readonly content: TemplateResult;
  /** Buttons at its end. */
  readonly actions?: TemplateResult;
}

/** What was ticked in どの暗証番号？. */
interface WhichPin {
  readonly purposes: Set<PurposeId>;
  /** Why nothing could be chosen when it was to be. */
  problem: 'nothing' | 'none-ready' | undefined;
}

/** The steps that want the person's eyes: nothing stays open over them when they come. */
const CLOSED_BY: ReadonlySet<Step> = new Set(['working', 'recover', 'result']);

/**
 * What is open over the job. Owns: which aside that is, and what was ticked in one, which opening and closing does not lose.
 * Does not own: what asides show (`asides.ts`), the dialog, the job: its model knows nothing of them.
 */
export class Asides {
  current: Aside | undefined;
  readonly whichPin: WhichPin = { purposes: new Set(), problem: undefined };
  /** Whose counters and telephones are named. */
  readonly office: Office;
  /** The screen belongs to nobody: what is wrong with the computer is for staff. */
  readonly shared: boolean;

  readonly #onChange: () => void;
  #step: Step | undefined;
  #focusAt: string | undefined;

  constructor(onChange: () => void, office: Office = NATIONAL_CONTACT) {
    this.#onChange = onChange;
    this.office = office;
    this.shared = isShared(office);
  }

  /** In the place of another one, if that is open. */
  open(aside: Aside): void {
    if (this.#step === 'working') return;
    this.current = { ...aside };
    this.whichPin.problem = undefined;
    this.#onChange();
  }

  /** `aside`: only if it is still that one. */
  close(aside = this.current): void {
    if (this.current !== aside) return;
    this.current = undefined;
    this.#onChange();
  }

  /** Closes the open one; the focus goes to the element with this id, and not back to what opened it. */
  leaveFor(id: string): void {
    this.#focusAt = id;
    this.close();
  }

  /** Where the focus is to go after a drawing, said once. */
  takeFocus(): string | undefined {
    const id = this.#focusAt;
    this.#focusAt = undefined;
    return id;
  }

  /** Something in the open one changed. */
  changed(): void {
    this.#onChange();
  }

  /** To be told of the step before each drawing. */
  follow({ step }: AppModel): void {
    if (step !== this.#step && CLOSED_BY.has(step)) this.current = undefined;
    this.#step = step;
  }
}
