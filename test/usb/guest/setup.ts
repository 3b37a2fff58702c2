import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopAll } from '../../support/stop-all.ts';
import { type GuestAddress, runInGuest } from './agent.ts';
import { startBrowser } from './browser.ts';
import { guestImage } from './image.ts';
import { Machine } from './machine.ts';
import { measuresTable } from './measures.ts';
import { PageServer } from './page-server.ts';
import { buildPages } from './pages.ts';

declare module 'vitest' {
  interface ProvidedContext {
    guest: GuestAddress;
    /** File for `noteMeasure`. */
    measures: string;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One guest for all files of the run; Vitest runs what this returns at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const image = await guestImage(say);
  let started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  const pages = await buildPages();
  say(`guest: pages built (${seconds()} s)`);
  const page = await PageServer.start(pages.page);
  const app = await PageServer.start(pages.app);
  let machine: Machine | undefined;
  try {
    started = Date.now();
    machine = await Machine.boot(image);
    say(`guest: booted (${seconds()} s)`);
    const { address } = machine;
    // It takes its time, while the first tests need no browser.
    await startBrowser(address, { page: page.port, app: app.port });
    project.provide('guest', address);
    const measures = join(tmpdir(), `myna-pin-guest-measures-${process.pid}`);
    project.provide('measures', measures);
    return async () => {
      const table = await measuresTable(measures);
      if (table) say(`From plugging in to the overview, and four PINs changed; under emulation (TCG):\n${table}`);
      await rm(measures, { force: true });
      say(`guest: stopped after ${seconds()} s`);
      if (project.vitest.state.getCountOfFailedTests() > 0) await keepLogs(machine as Machine);
      await stopAll(machine, page, app);
    };
  } catch (error) {
    await stopAll(machine, page, app);
    throw error;
  }
}

async function keepLogs(machine: Machine): Promise<void> {
  const folder = join(tmpdir(), `myna-pin-guest-log-${process.pid}`);
  await mkdir(folder, { recursive: true });
  const { text } = await runInGuest(
    machine.address,
    'for file in /tmp/*.log; do echo "== $file"; cat "$file"; done; echo == dmesg; dmesg; echo == processes; ps; usbip port',
    60_000,
  ).catch((error: Error) => ({ text: error.message }));
  await writeFile(join(folder, 'guest'), text);
  await writeFile(join(folder, 'console'), await machine.console());
  say(`guest: logs are in ${folder}`);
}
