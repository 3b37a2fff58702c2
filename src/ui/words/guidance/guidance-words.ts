/** What the asides about PINs say: 困ったときは and どの暗証番号？. */
export interface GuidanceWords {
  /** On the button in the header as well: a few words. */
  readonly title: string;
  /** Of every aside. */
  readonly close: string;
}
