import { expect } from 'vitest';
import type { JournalReader } from '../../bridge/journal/journal-reader.ts';

/** What a writer said is there, by sequence. */
export class Told {
  readonly #hashes = new Map<number, string>();

  get size(): number {
    return this.#hashes.size;
  }

  /** A line that came whole. */
  add(line: string): void {
    const [, sequence, hash] = /^(\d+) ([0-9a-f]{64})$/.exec(line) ?? [];
    if (sequence === undefined || hash === undefined) throw new Error(`not said by a writer: ${line}`);
    this.#hashes.set(Number(sequence), hash);
  }

  /** Each is there as it was said, or was deleted when its time was over; and the chain holds. Says how many were deleted. */
  expectIn(journal: JournalReader): void {
    expect(journal.verify()).toMatchObject({ ok: true });
    const entries = journal.entries({ limit: Number.MAX_SAFE_INTEGER });
    const kept = new Map(entries.map(({ sequence, hash }) => [sequence, hash]));
    const deletions = entries.flatMap(({ event }) => (event.event === 'deleted' ? [event] : []));
    const deleted = deletions[0]?.through ?? 0;
    const there = [...this.#hashes].map(([sequence, hash]) => [
      sequence,
      sequence <= deleted ? hash : kept.get(sequence),
    ]);
    expect(there).toEqual([...this.#hashes]);
    // What was deleted had been the entries that were told of.
    for (const { through, hash } of deletions) expect(this.#hashes.get(through) ?? hash).toBe(hash);
  }
}

/** Every change that was begun has ended once, or was interrupted once. */
export function expectNothingOpen(journal: JournalReader): void {
  const events = journal
    .entries({ limit: Number.MAX_SAFE_INTEGER })
    .map(({ sequence, event }) => ({ sequence, event }));
  const begun = events.flatMap(({ sequence, event }) => (event.event === 'change-begun' ? [sequence] : []));
  const ended = events.flatMap(({ event }) => ('of' in event ? [event.of] : []));
  expect(ended.sort((one, other) => one - other)).toEqual(begun.sort((one, other) => one - other));
}
