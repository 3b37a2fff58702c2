import type { Stage } from './stage.ts';

/** A screen in one state, as a person may meet it. */
export interface Screen {
  /** Names its pictures and its test: lower case and hyphens, the step first. */
  readonly name: string;
  /** When somebody sees it, in one sentence. */
  readonly situation: string;
  /** Opens the page and brings it there, in Japanese. The page does nothing any more when this is over. */
  readonly show: (stage: Stage) => Promise<unknown>;
  /**
   * Where the focus is then: on the heading of the step that came, on the first field with an error, in the dialog, or
   * wherever it was.
   */
  readonly focus: 'heading' | 'first-error' | 'dialog' | 'anywhere';
  /** Seen in a kiosk alone: looked at on its screens too, lying and of a small tablet. */
  readonly kiosk?: boolean;
  /** Staff have all of it in sight on the screens of a kiosk, and never scroll. */
  readonly atOnce?: boolean;
  /** A PIN is on screen because somebody asked for it: to see it in its field, or to have it spelt. */
  readonly showsPin?: 'shown' | 'spelt';
}
