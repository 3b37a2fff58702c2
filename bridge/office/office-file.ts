import { stat } from 'node:fs/promises';
import type { OfficeProblem } from '../../src/office/read-office.ts';
import type { OfficeSettings } from '../../src/office/schema.ts';
import { keepOffice, readKeptOffice } from './kept-office.ts';
import { readOfficeFile } from './read-office-file.ts';

/** What the page is told of its office: `OfficeAnswer`. */
export interface OfficeNow {
  /** Those that hold: of the file, or the last good ones. */
  readonly settings?: OfficeSettings;
  /** Of the file as it is now. */
  readonly problems: readonly OfficeProblem[];
}

/**
 * The file of an office's settings. Owns: looking at it whenever somebody asks, the last good settings, here and on the disk,
 * and saying once what is wrong with each state of the file. Does not own: what is in it.
 */
export class OfficeFile {
  readonly #file: string;
  readonly #kept: string;
  readonly #tell: (now: OfficeNow) => void;
  #now: OfficeNow = { problems: [] };
  #seen: string | undefined;
  #reading: Promise<OfficeNow> | undefined;

  /** `kept`: where the last good settings survive a restart. `tell` hears of every state of the file that is another one. */
  constructor(file: string, kept: string, tell: (now: OfficeNow) => void) {
    this.#file = file;
    this.#kept = kept;
    this.#tell = tell;
  }

  /** As it was last read. */
  get now(): OfficeNow {
    return this.#now;
  }

  /** Reads the file if it is another one than last time; whoever asks meanwhile waits for the same answer. Never rejects. */
  read(): Promise<OfficeNow> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<OfficeNow> {
    const seen = await this.#look();
    if (seen === this.#seen) return this.#now;
    const { office, problems } = await readOfficeFile(this.#file);
    this.#seen = seen;
    if (office) {
      this.#now = { settings: office, problems: [] };
      await keepOffice(this.#kept, office);
    } else {
      const settings = this.#now.settings ?? (await readKeptOffice(this.#kept));
      this.#now = { ...(settings ? { settings } : {}), problems };
    }
    this.#tell(this.#now);
    return this.#now;
  }

  /** What is another one after any change. */
  async #look(): Promise<string> {
    try {
      const { ino, size, mtimeMs, ctimeMs } = await stat(this.#file);
      return [ino, size, mtimeMs, ctimeMs].join(' ');
    } catch {
      return 'none';
    }
  }
}
