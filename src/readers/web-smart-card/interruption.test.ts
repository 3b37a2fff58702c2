import { beforeEach, describe, expect, it } from 'vitest';
import { collectGarbage } from '../../../test/support/collect-garbage.ts';
import { Interruption } from './interruption.ts';

describe('an interruption', () => {
  let interruption: Interruption;
  beforeEach(() => {
    interruption = new Interruption();
  });

  it('rejects all who wait, and nobody who comes later', async () => {
    const never = new Promise<never>(() => {});
    const waiting = [interruption.orInterrupted(never), interruption.orInterrupted(never)];
    interruption.interrupt(new Error('enough'));
    for (const one of waiting) await expect(one).rejects.toThrow('enough');
    await expect(interruption.orInterrupted(Promise.resolve(7))).resolves.toBe(7);
  });

  it('passes on what an operation came to', async () => {
    await expect(interruption.orInterrupted(Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  });

  it('keeps nothing of a wait that is over', async () => {
    const answer = await (async () =>
      new WeakRef(await interruption.orInterrupted(Promise.resolve(new Uint8Array(9)))))();
    await collectGarbage();
    expect(answer.deref()).toBeUndefined();
  });
});
