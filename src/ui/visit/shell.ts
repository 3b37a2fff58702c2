import type { TemplateResult } from 'lit';
import type { AppModel } from '../../app/app-model.ts';
import type { BridgeJournal } from '../../app/bridge-journal.ts';
import type { OfficeState } from '../../app/load-office.ts';
import type { Visit } from '../../app/visit.ts';
import type { Asides } from '../asides/aside.ts';
import type { IdleSentences } from '../input/idle-warning.ts';
import type { Trial } from '../trial.ts';

/** What a shell is put around. */
export interface ShellParts {
  readonly model: AppModel;
  readonly office: OfficeState;
  readonly asides: Asides;
  readonly trial: Trial;
  /** Where changes are recorded; a page of the bridge has one. */
  readonly journal: BridgeJournal | undefined;
  readonly onChange: () => void;
}

/** What stands around the job where the screen belongs to nobody; only such pages load one. */
export interface Shell {
  readonly visit: Visit;
  /** Names what is on screen: another one begins at its heading, which is `step-title`. */
  readonly screen: string;
  /** What is said before a visit ends because nobody does anything. */
  readonly idleSentences: IdleSentences;
  /** Staff type the PINs in place of the person. */
  readonly staffTypes?: boolean;
  /** 終わる, with the result read. */
  finish(): void;
  connect(): void;
  disconnect(): void;
  /** Everything on screen; `job` draws the page of the job. */
  view(job: () => TemplateResult): unknown;
  /** In the header of the job. */
  actions(): unknown;
  /** Above the step, in place of the notices of a page at home. */
  notices(): unknown;
}

export type CreateShell = (parts: ShellParts) => Shell;
