import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cardOfHanako, ModelBench } from '../../test/support/model-bench.ts';
import { wish } from '../../test/support/wishes.ts';
import type { VirtualCard } from '../readers/virtual/virtual-card.ts';

const BORN = '2005-06-15';

let bench: ModelBench;
beforeEach(() => {
  bench = new ModelBench();
});
afterEach(() => bench.model.stop());

async function changeSign(wanted = true, current = 'ABC123'): Promise<void> {
  const { model } = bench;
  model.toggle('sign', true);
  model.goTo('type');
  model.submit([wish('sign', { current })]);
  model.wantSignCertificate(wanted);
  await model.change();
}

const known = () => vi.waitFor(() => expect(bench.model.birthDate).toBe(BORN));

describe('the birth date of the holder', () => {
  it('is known after the 署名用 certificate was read, and for the next change of the same card', async () => {
    await bench.ready(cardOfHanako());
    expect(bench.model.birthDate).toBeUndefined();
    await changeSign();
    await known();
    bench.model.readAgain();
    await bench.step('choose');
    await known();
    bench.model.toggle('auth', true);
    bench.model.goTo('type');
    expect(bench.model.birthDate).toBe(BORN);
  });

  it.each<[string, () => Promise<void>]>([
    ['nobody wanted the certificate', () => changeSign(false)],
    ['the PIN was wrong', () => changeSign(true, 'WRONG1')],
  ])('is not looked for where %s', async (_name, change) => {
    await bench.ready(cardOfHanako());
    await change();
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setTimeout(resolve, 0));
    expect(bench.model.birthDate).toBeUndefined();
  });

  it.each<[string, () => void]>([
    ['the card leaves', () => bench.readers.remove('reader')],
    ['the reader is unplugged', () => bench.readers.unplug('reader')],
    ['another card lies there', () => bench.readers.insert('reader', cardOfHanako('ANOTHER'))],
    [
      'another reader is picked',
      () => {
        bench.readers.plugIn('second');
        bench.model.pick({ way: 'bridge', name: 'second' });
      },
    ],
    ['the page goes', () => bench.model.stop()],
  ])('is forgotten when %s', async (_name, happens) => {
    const card = await bench.ready(cardOfHanako());
    await changeSign();
    await known();
    happens();
    await vi.waitFor(() => expect(bench.model.birthDate).toBeUndefined());
    // Nor does it come back with the card.
    bench.readers.plugIn('reader');
    bench.readers.insert('reader', card);
    bench.model.readAgain();
    await vi.waitFor(() => expect(bench.model.desk.card.kind).not.toBe('reading'));
    expect(bench.model.birthDate).toBeUndefined();
  });

  it.each<[string, (card: VirtualCard) => void]>([
    ['left', () => bench.readers.remove('reader')],
    ['left and came back', (card) => bench.readers.insert('reader', card)],
  ])('is not kept of a card that %s before it was found out', async (_name, happens) => {
    const card = await bench.ready(cardOfHanako());
    let load = () => {};
    bench.loading = new Promise((resolve) => {
      load = resolve;
    });
    await changeSign();
    bench.readers.remove('reader');
    await vi.waitFor(() => expect(bench.model.desk.card.kind).toBe('none'));
    happens(card);
    load();
    await vi.waitFor(() => expect(bench.model.certificates.state?.kind).toBe('shown'));
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setTimeout(resolve, 0));
    expect(bench.model.birthDate).toBeUndefined();
  });
});
