import { PIN_IDS, type PinId } from '../../../src/card/applications.ts';
import { toAscii } from '../../../src/card/bytes.ts';
import type { PinWish } from '../../../src/card/pin-job.ts';
import type { CardTexts } from '../../../src/texts/card-texts.ts';
import type { CliTexts } from '../../../src/texts/cli-words.ts';
import type { CliLanguage } from '../../../src/texts/language.ts';
import { Cancelled, type Terminal } from '../io.ts';

export interface RecordedPersonOptions {
  readonly language: CliLanguage;
  readonly texts: CliTexts;
  readonly cardTexts: CardTexts;
  /** Whether the person is at the terminal; otherwise their PINs come on standard input. */
  readonly interactive: boolean;
  /** The PINs of the recording, with invented values, in the order in which standard input has them. */
  readonly wishes: readonly PinWish[];
  /** Whether the command was sent on after this moment of the recording. */
  readonly goesOn: () => boolean;
}

/** The terminal of a command that is replayed, and the person of the recording at it: agrees to what leads on. */
export class RecordedPerson implements Terminal {
  readonly language: CliLanguage;
  readonly interactive: boolean;
  readonly inputIsTerminal: boolean;
  /** What was said on either stream, in order, progress left out: that is gone before anybody reads it. */
  readonly reads: string[] = [];
  readonly #options: RecordedPersonOptions;
  readonly #names: ReadonlyMap<PinId, string>;
  readonly #progress: ReadonlySet<string>;
  readonly #leaving = new AbortController();
  /** The PIN that was told of last; the questions themselves do not name it. */
  #pin: PinId | undefined;

  constructor(options: RecordedPersonOptions) {
    const { language, interactive, texts, cardTexts } = options;
    this.language = language;
    this.interactive = interactive;
    this.inputIsTerminal = interactive;
    this.#options = options;
    this.#names = new Map(PIN_IDS.map((pin) => [pin, cardTexts.words.pinNames[pin]]));
    this.#progress = new Set([
      texts.doNotMove,
      ...[...this.#names.values()].flatMap((name) =>
        Object.values(texts.progress).map((phase) => texts.resultLine(name, phase)),
      ),
    ]);
  }

  get stopped(): AbortSignal {
    return this.#leaving.signal;
  }

  out(line: string): void {
    const text = line.trim();
    if (text !== '' && !this.#progress.has(text)) this.reads.push(text);
  }

  err(line: string): void {
    this.#pin = this.#pinIn(line) ?? this.#pin;
    this.out(line);
  }

  async ask(question: string): Promise<string> {
    const { texts, wishes, goesOn } = this.#options;
    const pin = this.#pinIn(question);
    const agrees = goesOn() && (!pin || wishes.length === 0 || wishes.some((wish) => wish.pin === pin));
    if (pin) this.#pin = pin;
    return agrees ? (texts.ask.yes[0] as string) : '';
  }

  async askSecret(question: string): Promise<string> {
    const { texts } = this.#options;
    const wish = this.#options.wishes.find(({ pin }) => pin === this.#pin);
    // The recording ends where somebody thought better of it.
    if (!wish || !this.#options.goesOn()) throw new Cancelled();
    return toAscii(question === texts.ask.fields.current ? wish.current : wish.next);
  }

  async readInput(limit: number): Promise<Uint8Array> {
    const lines = this.#options.wishes.flatMap(({ current, next }) => [toAscii(current), toAscii(next)]);
    return new TextEncoder().encode(`${lines.join('\n')}\n`).slice(0, limit);
  }

  /** Nobody waits any longer. */
  leave(): void {
    this.#leaving.abort(new Cancelled());
  }

  #pinIn(line: string): PinId | undefined {
    return PIN_IDS.find((pin) => line.includes(this.#names.get(pin) as string));
  }
}
