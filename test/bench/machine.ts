import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { findChromium } from '../support/chromium.ts';

/** Where it was measured, as far as figures depend on it; nothing that tells one machine from another of its kind. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly chromium: string;
}

export function thisMachine(): Machine {
  const processors = cpus();
  const version = execFileSync(findChromium(), ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    node: process.versions.node,
    chromium: /[\d.]+/.exec(version)?.[0] ?? 'unknown',
  };
}
