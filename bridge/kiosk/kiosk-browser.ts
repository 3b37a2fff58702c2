import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KIOSK_ARGUMENTS, KIOSK_PREFERENCES } from './browser-settings.ts';
import { removeLeft, type StartedBrowsers } from './earlier-browser.ts';
import type { WatchedBrowser } from './kiosk-watch.ts';
import { killGroup } from './process-tools.ts';

/**
 * A browser on the whole screen with a profile of its own, which begins empty and is deleted at the end. Owns: the process
 * with all of its group, and the folder. Does not own: when it is started or ended.
 */
export class KioskBrowser implements WatchedBrowser {
  /** Resolves when the process is gone, or could not be started. Never rejects. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #profile: string;
  readonly #started: StartedBrowsers;

  constructor(program: string, address: string, started: StartedBrowsers) {
    this.#profile = mkdtempSync(join(tmpdir(), 'myna-pin-kiosk-'));
    mkdirSync(join(this.#profile, 'Default'));
    writeFileSync(join(this.#profile, 'Default/Preferences'), JSON.stringify(KIOSK_PREFERENCES));
    this.#started = started;
    this.#child = spawn(program, [...KIOSK_ARGUMENTS, `--user-data-dir=${this.#profile}`, `--app=${address}`], {
      // Leads a group, which is ended with it; and Ctrl-C is for the bridge, which ends it then.
      detached: process.platform !== 'win32',
      stdio: 'ignore',
    });
    this.ended = new Promise((resolve) => {
      this.#child.once('error', () => resolve());
      this.#child.once('exit', () => resolve());
    });
    if (this.#child.pid !== undefined) started.note(this.#child.pid, this.#profile);
  }

  /** At once: there is nothing in it that would have to be kept. */
  async end(): Promise<void> {
    if (this.#child.pid !== undefined) killGroup(this.#child.pid);
    await this.ended;
    // What it was writing may come a moment later.
    removeLeft(this.#profile);
    this.#started.forget();
  }
}
