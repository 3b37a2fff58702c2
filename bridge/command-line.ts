import { parseArgs } from 'node:util';

export interface CommandLine {
  readonly open: boolean;
  /** 0: any free one. */
  readonly port: number;
  readonly virtual: boolean;
  readonly help: boolean;
}

/** A command line that makes no sense, with what is wrong about it in one sentence. */
export class UsageError extends Error {}

/** Reads the arguments after the program's name. Throws `UsageError`. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values } = parse(args);
  return {
    open: !values['no-open'],
    port: parsePort(values.port),
    virtual: values.virtual,
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        virtual: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : '';
    // The rest of the message is advice for people who write command lines.
    throw new UsageError(message.split(/\.\s/, 1)[0], { cause });
  }
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`--port ${text}: 0–65535`);
  return port;
}
