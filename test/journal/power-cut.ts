import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DiskEvent } from './disk-record.ts';

type Change = Extract<DiskEvent, { kind: 'write' | 'truncate' }>;

/** A file without its name. */
interface Inode {
  /** What is certainly on the disk. */
  kept: Buffer;
  /** What may be, in part. */
  pending: Change[];
}

/** Says of each thing that the disk was not told to keep whether it happens to be kept. */
export type Luck = () => boolean;

const SECTOR_BYTES = 512;
const SHARED_MEMORY = '-shm';

/**
 * What a disk may hold after the power went. As strict as POSIX lets it be: content is certain only after fsync of the file,
 * a name (made or taken away) only after fsync of its folder; of everything else any part may be there, in sectors of 512
 * bytes, in any order. It does not know of disks that lie about fsync, nor of sectors that are half written.
 */
export class PowerCut {
  readonly #folder: string;
  readonly #names = new Map<string, Inode>();
  /** Names that the folder was not told to keep: what was there before. */
  readonly #uncertain = new Map<string, Inode | undefined>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  apply(event: DiskEvent): void {
    switch (event.kind) {
      case 'said':
        return;
      case 'create':
        if (!this.#names.has(event.path)) this.#name(event.path, { kept: Buffer.alloc(0), pending: [] });
        return;
      case 'unlink':
        this.#name(event.path, undefined);
        return;
      case 'sync':
        if (event.path === this.#folder) this.#uncertain.clear();
        else this.#sync(this.#inode(event.path));
        return;
      default:
        this.#inode(event.path).pending.push(event);
    }
  }

  /** Writes into `folder` what is there when the power is back. */
  writeTo(folder: string, luck: Luck): void {
    const names = new Map<string, Inode | undefined>(this.#names);
    for (const [name, before] of this.#uncertain) if (!luck()) names.set(name, before);
    for (const [path, inode] of names) {
      if (!inode) continue;
      // The index of what was written ahead is never told to be kept, and must not be believed.
      const content = path.endsWith(SHARED_MEMORY) ? Buffer.alloc(32_768, luck() ? 0xff : 0) : remains(inode, luck);
      writeFileSync(join(folder, basename(path)), content);
    }
  }

  #name(path: string, inode: Inode | undefined): void {
    if (!this.#uncertain.has(path)) this.#uncertain.set(path, this.#names.get(path));
    if (inode) this.#names.set(path, inode);
    else this.#names.delete(path);
  }

  #inode(path: string): Inode {
    const inode = this.#names.get(path);
    if (!inode) throw new Error(`no such file: ${path}`);
    return inode;
  }

  #sync(inode: Inode): void {
    inode.kept = remains(inode, () => true);
    inode.pending = [];
  }
}

function remains({ kept, pending }: Inode, luck: Luck): Buffer {
  let content = kept;
  for (const change of pending) {
    if (change.kind === 'truncate') {
      if (luck()) content = resized(content, change.size);
      continue;
    }
    const { bytes, offset } = change;
    for (let start = 0; start < bytes.length; start += SECTOR_BYTES) {
      if (!luck()) continue;
      const sector = bytes.subarray(start, start + SECTOR_BYTES);
      const grown = resized(content, Math.max(content.length, offset + start + sector.length));
      sector.copy(grown, offset + start);
      content = grown;
    }
  }
  return content;
}

/** A copy, of this length. */
function resized(content: Buffer, length: number): Buffer {
  const copy = Buffer.alloc(length);
  content.copy(copy);
  return copy;
}
