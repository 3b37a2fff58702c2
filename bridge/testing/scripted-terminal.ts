import { Cancelled, type Terminal } from '../cli/io.ts';

export interface Script {
  readonly language?: 'ja' | 'en';
  /** What a person types at each question, in order; `undefined` is Ctrl-C. Left out: nobody is there. */
  readonly answers?: readonly (string | undefined)[];
  /** What comes on standard input. */
  readonly input?: string | Uint8Array;
}

/** A terminal for tests: everything that is said is kept, everything that is typed is known beforehand. */
export class ScriptedTerminal implements Terminal {
  readonly language: 'ja' | 'en';
  readonly interactive: boolean;
  readonly inputIsTerminal: boolean;
  readonly outLines: string[] = [];
  readonly errLines: string[] = [];
  readonly questions: string[] = [];
  /** Told of every line on standard error, for what happens at that moment. */
  onErr: (line: string) => void = () => {};
  /** Called before each answer is given, with the number of the question, from 0. */
  onQuestion: (index: number) => void = () => {};
  /** The bytes of standard input that a command was given. */
  handedOver: Uint8Array | undefined;
  readonly #answers: (string | undefined)[];
  readonly #input: Uint8Array;
  readonly #stopping = new AbortController();

  constructor({ language = 'en', answers, input = '' }: Script = {}) {
    this.language = language;
    this.interactive = answers !== undefined;
    this.inputIsTerminal = answers !== undefined;
    this.#answers = [...(answers ?? [])];
    this.#input = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  }

  get stopped(): AbortSignal {
    return this.#stopping.signal;
  }

  get text(): string {
    return [...this.outLines, ...this.errLines, ...this.questions].join('\n');
  }

  /** The one object on standard output. */
  get json(): unknown {
    if (this.outLines.length !== 1) throw new Error(`${this.outLines.length} lines on standard output`);
    return JSON.parse(this.outLines[0] as string);
  }

  /** Answers that were not asked for. */
  get answersLeft(): number {
    return this.#answers.length;
  }

  out(line: string): void {
    this.outLines.push(line);
  }

  err(line: string): void {
    this.errLines.push(line);
    this.onErr(line);
  }

  async ask(question: string): Promise<string> {
    this.onQuestion(this.questions.length);
    this.questions.push(question);
    const answer = this.#answers.shift();
    if (answer === undefined) throw new Cancelled();
    return answer;
  }

  askSecret(question: string): Promise<string> {
    return this.ask(question);
  }

  async readInput(limit: number): Promise<Uint8Array> {
    this.handedOver = this.#input.slice(0, limit);
    return this.handedOver;
  }

  /** Ctrl-C. */
  stop(): void {
    this.#stopping.abort(new Cancelled());
  }
}
