import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a process asked of the file system in one folder, in its order. */
export type DiskEvent =
  | { readonly kind: 'create' | 'unlink' | 'sync'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  /** A line on standard output: what is said there is true from then on. */
  | { readonly kind: 'said'; readonly line: string };

/** Arguments for `strace`, before those of the program: only calls that change files, everything in hexadecimal. */
export function straceArguments(record: string): string[] {
  const calls = 'openat,write,pwrite64,ftruncate,fsync,fdatasync,unlink';
  // Journals are written by the main thread alone, so no other is followed.
  return ['-qq', '-y', '-xx', '-s', '1000000', '-e', `trace=${calls}`, '-o', record];
}

const HEX = String.raw`((?:\\x[0-9a-f]{2})*)`;
const FD = String.raw`(\d+)<${HEX}>`;
const RESULT = String.raw`\) += (\d+)`;

const CALLS = {
  openat: new RegExp(String.raw`^openat\(.*?, "${HEX}", ([A-Z_|]+).*?\) += \d+<`),
  write: new RegExp(`^write\\(${FD}, "${HEX}", \\d+${RESULT}`),
  pwrite64: new RegExp(`^pwrite64\\(${FD}, "${HEX}", \\d+, (\\d+)${RESULT}`),
  ftruncate: new RegExp(`^ftruncate\\(${FD}, (\\d+)${RESULT}`),
  sync: new RegExp(`^f(?:data)?sync\\(${FD}${RESULT}`),
  unlink: new RegExp(`^unlink\\("${HEX}"${RESULT}`),
};

/** Reads what strace wrote, as far as it is about files in `folder` or standard output. */
export function readDiskRecord(record: string, folder: string): DiskEvent[] {
  const events: DiskEvent[] = [];
  const isInside = (path: string) => dirname(path) === folder || path === folder;
  for (const line of readFileSync(record, 'latin1').split('\n')) {
    const event = eventOf(line);
    if (event && (event.kind === 'said' || isInside(event.path))) events.push(event);
  }
  return events;
}

function eventOf(line: string): DiskEvent | undefined {
  const matched = (call: keyof typeof CALLS) => CALLS[call].exec(line)?.slice(1);
  const opened = matched('openat');
  if (opened) return opened[1]?.includes('O_CREAT') ? { kind: 'create', path: text(opened[0]) } : undefined;
  const written = matched('write');
  if (written) return written[0] === '1' ? { kind: 'said', line: text(written[2]).trimEnd() } : undefined;
  const placed = matched('pwrite64');
  if (placed) return { kind: 'write', path: text(placed[1]), bytes: bytes(placed[2]), offset: Number(placed[3]) };
  const truncated = matched('ftruncate');
  if (truncated) return { kind: 'truncate', path: text(truncated[1]), size: Number(truncated[2]) };
  const synced = matched('sync');
  if (synced) return { kind: 'sync', path: text(synced[1]) };
  const unlinked = matched('unlink');
  return unlinked ? { kind: 'unlink', path: text(unlinked[0]) } : undefined;
}

function bytes(hex = ''): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
}

function text(hex = ''): string {
  return bytes(hex).toString();
}
