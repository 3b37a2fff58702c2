import type { CliLanguage } from '../../src/texts/language.ts';

/** Where a command speaks. */
export interface Io {
  /** A line on standard output: what was asked for, with `--json` the one object and nothing else. */
  out(line: string): void;
  /** A line on standard error: everything that is said beside it. */
  err(line: string): void;
}

/** The terminal, or what stands in its place, and the person at it. */
export interface Terminal extends Io {
  readonly language: CliLanguage;
  /** Whether somebody is there to be asked: standard input and standard error are both a terminal. */
  readonly interactive: boolean;
  /** Whether what is typed on standard input would be shown. */
  readonly inputIsTerminal: boolean;
  /** Asks with echo. Rejects with `Cancelled`. */
  ask(question: string): Promise<string>;
  /** Asks without echo. Rejects with `Cancelled`. */
  askSecret(question: string): Promise<string>;
  /** Standard input to its end, or its first `limit` bytes. They may be PINs: the caller wipes them. */
  readInput(limit: number): Promise<Uint8Array>;
  /** Aborted by Ctrl-C and by signals that end a program. */
  readonly stopped: AbortSignal;
}

/** The person does not want to go on. */
export class Cancelled extends Error {}
