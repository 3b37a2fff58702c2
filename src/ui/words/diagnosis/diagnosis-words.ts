import type { Notice } from '../../../texts/card-words.ts';
import type { StageId, StageState } from '../../asides/diagnosis-stages.ts';

/** What 接続の診断 says, beside the notices that the page has for the same things. */
export interface DiagnosisWords {
  readonly title: string;
  readonly lead: string;
  readonly fine: string;
  readonly pending: string;
  readonly stages: Readonly<Record<StageId, string>>;
  readonly states: Readonly<Record<StageState, string>>;
  /** Where the address of the page is to be found. */
  readonly address: string;
  /** From a bridge without readers to one with them. */
  readonly leaveTrial: string;
  readonly service: { readonly linux: string; readonly windows: string; readonly macos: string };
  readonly noReader: {
    readonly plugAgain: string;
    readonly linux: string;
    readonly windows: string;
  };
  /** What finds out more than the page can. */
  readonly doctor: string;
  /** A reader that was never tried with a real card, as a title. */
  readonly experimental: string;
  readonly noCard: Notice;
  readonly inUse: {
    /** Windows and macOS. */
    readonly programs: string;
    readonly linux: string;
    readonly once: string;
  };
  readonly copyCommand: string;
  readonly support: {
    readonly title: string;
    readonly lead: string;
    readonly safe: string;
    readonly contents: string;
    /** The name of the text. */
    readonly text: string;
    readonly copy: string;
  };
  readonly copied: string;
  /** The browser does not let the page copy; the text is marked. */
  readonly notCopied: string;
}
