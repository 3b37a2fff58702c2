import { closeSync, fchmodSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { formatRecording } from '../../../src/card/recording/format-recording.ts';
import { productOf, recordableCommand } from '../../../src/card/recording/product.ts';
import { Recorder } from '../../../src/readers/recording/recorder.ts';
import { PRODUCT_VERSION } from '../../product-version.ts';
import { EXIT } from '../exit-codes.ts';
import type { Surroundings } from '../reach-card.ts';
import { UsageError } from '../usage-error.ts';

export interface RecordOptions {
  readonly file: string;
  /** Overwrites the file. */
  readonly force: boolean;
  /** The situation, in one sentence; the name of the command where it is left out. */
  readonly shows: string | undefined;
  /** Keeps what would be masked, on cards that identify themselves as test cards. */
  readonly testCard: boolean;
  /** The command and its arguments. */
  readonly command: readonly string[];
}

/**
 * Runs another command and writes down what was said to the card, also when the command failed. Resolves with the exit code
 * of the command, or 1 where it succeeded and the recording could not be written. Rejects with `UsageError`.
 */
export async function runRecord(
  surroundings: Surroundings,
  { file, force, shows, testCard, command }: RecordOptions,
  run: (command: readonly string[], surroundings: Surroundings) => Promise<number>,
): Promise<number> {
  const { terminal, texts, openReaders } = surroundings;
  const recorded = recordableCommand(command);
  if (!recorded) throw new UsageError(texts.usage.notRecordable);
  if (shows !== undefined && !/^[^\p{Cc}]+$/u.test(shows)) throw new UsageError(texts.usage.showsOneLine);
  const descriptor = create(surroundings, file, force);
  const recorder = new Recorder({
    product: productOf(PRODUCT_VERSION, recorded),
    date: new Date().toISOString().slice(0, 10),
    // The other arguments stay out: somebody may have typed a PIN there.
    shows: shows ?? `myna-pin ${recorded.name}`,
    keepTestData: testCard,
  });
  let opened = false;
  let code: number;
  try {
    code = await run(command, {
      ...surroundings,
      openReaders: (options) => {
        opened = true;
        const readers = openReaders(options);
        return { ...readers, manager: recorder.record(readers.manager) };
      },
    });
  } finally {
    const recording = recorder.finish();
    try {
      if (opened) write(descriptor, formatRecording(recording));
      else if (!force) rmSync(file);
    } catch {
      opened = false;
      terminal.err(texts.notRecorded);
    }
    closeSync(descriptor);
  }
  if (opened) terminal.err(texts.recorded(file));
  return code === EXIT.done && !opened ? EXIT.refused : code;
}

/** Before a card is touched: what cannot be written in the end should not be begun. For the eyes of this user alone. */
function create({ texts }: Surroundings, file: string, force: boolean): number {
  try {
    // What is there stays until there is something to put in its place.
    const descriptor = openSync(file, force ? 'a' : 'wx', 0o600);
    fchmodSync(descriptor, 0o600);
    return descriptor;
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new UsageError(exists ? texts.usage.fileExists : texts.usage.fileNotWritable);
  }
}

function write(descriptor: number, text: string): void {
  ftruncateSync(descriptor);
  writeSync(descriptor, text);
}
