import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { PcscProbe } from './doctor-system.ts';

/** A service that systemd starts on demand needs a second or two. */
const ANSWER_MS = 8_000;

/**
 * Loads the package in the first argument and asks for a context, says what came of it, and ends without waiting for the
 * threads of the package.
 */
const PROBE = `
const { writeSync } = require('node:fs');
const reasonOf = (error) => String((error && error.message) || error);
let answer = { kind: 'answered' };
let pcsclite;
try {
  pcsclite = require(process.argv[1]);
} catch (error) {
  answer = { kind: 'not-loaded', reason: reasonOf(error) };
}
try {
  if (pcsclite) pcsclite();
} catch (error) {
  answer = { kind: 'refused', reason: reasonOf(error) };
}
writeSync(1, JSON.stringify(answer));
process.kill(process.pid, 'SIGKILL');
`;

/**
 * In a process of its own: pcsclite waits for the service without a limit and holds up everything else meanwhile, and a
 * native module that cannot be loaded may take its process with it.
 */
export async function probePcsc(timeoutMs = ANSWER_MS): Promise<PcscProbe> {
  const folder = packageFolder();
  if (folder === undefined) return { kind: 'package-missing' };
  return new Promise((resolve) => {
    const options = { timeout: timeoutMs, killSignal: 'SIGKILL', encoding: 'utf8' } as const;
    execFile(process.execPath, ['-e', PROBE, folder], options, (error, stdout) => {
      if (stdout !== '') resolve(JSON.parse(stdout) as PcscProbe);
      else if (error?.killed) resolve({ kind: 'no-answer' });
      else resolve({ kind: 'not-loaded', reason: `${error?.code ?? error?.signal ?? 'no answer'}` });
    });
  });
}

/** Version of the npm package pcsclite, where it is installed. */
export function pcscliteVersion(): string | undefined {
  const folder = packageFolder();
  if (folder === undefined) return undefined;
  return (createRequire(import.meta.url)(`${folder}/package.json`) as { version?: string }).version;
}

function packageFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('pcsclite/package.json'));
  } catch {
    return undefined;
  }
}
