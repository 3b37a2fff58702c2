import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { beginningOf, isRunning, killGroup } from './process-tools.ts';

const Running = v.strictObject({ pid: v.pipe(v.number(), v.integer(), v.minValue(2)), began: v.string() });
/** A browser that was started, by whom, and where it keeps its profile. */
const Started = v.strictObject({ bridge: Running, browser: Running, profile: v.string() });

const FILE = /^kiosk-\d+\.json$/;

/**
 * What this program started and has to end, also when it was ended itself before it could: a bridge that is killed leaves its
 * browser on the screen. One file for each bridge, in `folder`.
 */
export class StartedBrowsers {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get #own(): string {
    return join(this.#folder, `kiosk-${process.pid}.json`);
  }

  /** Where it cannot be written, or the system cannot tell processes apart, a later life leaves that browser alone. */
  note(pid: number, profile: string): void {
    const [bridge, browser] = [beginningOf(process.pid), beginningOf(pid)];
    if (bridge === undefined || browser === undefined) return;
    const started = { bridge: { pid: process.pid, began: bridge }, browser: { pid, began: browser }, profile };
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(this.#own, JSON.stringify(started), { mode: 0o600, flush: true });
    } catch {
      // As above.
    }
  }

  forget(): void {
    removeLeft(this.#own);
  }

  /** Ends browsers of bridges that are gone, and nothing else; their profiles are deleted. */
  endThoseLeft(): void {
    for (const name of this.#files()) {
      const file = join(this.#folder, name);
      const started = read(file);
      // That of a bridge that runs is not left.
      if (started && isStill(started.bridge)) continue;
      if (started && isStill(started.browser)) killGroup(started.browser.pid);
      if (started) removeLeft(started.profile);
      removeLeft(file);
    }
  }

  #files(): string[] {
    try {
      return readdirSync(this.#folder).filter((name) => FILE.test(name));
    } catch {
      return [];
    }
  }
}

/** Whatever is there. What cannot be deleted stays: a kiosk is not kept from its next browser by the last one's files. */
export function removeLeft(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // A process that is still ending may write there, or the disk takes nothing.
  }
}

function isStill({ pid, began }: v.InferOutput<typeof Running>): boolean {
  return isRunning(pid) && beginningOf(pid) === began;
}

function read(file: string): v.InferOutput<typeof Started> | undefined {
  try {
    const result = v.safeParse(Started, JSON.parse(readFileSync(file, 'utf8')));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
