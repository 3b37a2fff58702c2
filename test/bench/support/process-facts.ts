import { readdirSync, readFileSync } from 'node:fs';

/** What a process has used and holds, as Linux tells it (proc(5)). */
export interface ProcessFacts {
  /** Nanoseconds on a processor, of all its threads that are there now. */
  readonly processorNs: number;
  /** How often one of them has begun to wait for something. */
  readonly waits: number;
  readonly residentBytes: number;
}

export function factsOf(pid: number): ProcessFacts {
  let [processorNs, waits] = [0, 0];
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    processorNs += Number(read(pid, `task/${thread}/schedstat`).split(' ')[0]);
    waits += numberIn(read(pid, `task/${thread}/status`), 'voluntary_ctxt_switches');
  }
  return { processorNs, waits, residentBytes: numberIn(read(pid, 'status'), 'VmRSS') * 1_024 };
}

function read(pid: number, file: string): string {
  return readFileSync(`/proc/${pid}/${file}`, 'utf8');
}

function numberIn(text: string, name: string): number {
  const found = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1];
  if (found === undefined) throw new Error(`/proc says nothing of ${name}`);
  return Number(found);
}
