import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PROFILES } from '../../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../../src/readers/virtual/virtual-card.ts';
import { until } from '../../support/wait.ts';
import { apduCardIn, t1CardIn } from '../models/ccid-cards.ts';
import type { CardBehindCcid, CcidModel } from '../models/ccid-model.ts';
import { extendedCcid } from '../models/extended-ccid.ts';
import { scr3310 } from '../models/scr3310.ts';
import { shortCcid } from '../models/short-ccid.ts';
import { type AttachedReader, Guest } from './guest.ts';

/**
 * A second opinion: the CCID driver of libccid on the models, so that host and model of this project cannot be wrong in the
 * same way; and on QEMU's reader, so that the way to the card behind it is known to be good.
 */
describe("Debian's PC/SC service", () => {
  let guest: Guest;
  let pcscd: { stop(): Promise<void> };
  let attached: AttachedReader | undefined;

  beforeAll(async () => {
    guest = await Guest.start();
    pcscd = await guest.startPcscd();
  });

  afterEach(async () => {
    await attached?.unplug();
    attached = undefined;
    guest.removeCard();
  });

  afterAll(async () => {
    await pcscd.stop();
    await guest.stop();
  });

  it("reads the card in QEMU's reader", async () => {
    const card = new VirtualCard(PROFILES.ordinary);
    guest.insertCard(card);
    await expectCard('Gemplus', '3b:60:00:ff');
    expectUntouched(card);
  });

  const CCIDS: readonly {
    name: string;
    model: CcidModel;
    cardIn: (card: VirtualCard) => CardBehindCcid;
    reader: string;
  }[] = [
    { name: 'the SCR3310-NTTCom', model: scr3310(), cardIn: t1CardIn, reader: 'SCR3310-NTTCom' },
    { name: 'a CCID of extended APDUs', model: extendedCcid(), cardIn: apduCardIn, reader: 'CIR315' },
    {
      name: 'a CCID of short APDUs',
      // Where the class is the vendor's, libccid wants the class descriptor behind the interface, and this one has it last.
      model: shortCcid({ interfaceClass: 0x0b }),
      cardIn: apduCardIn,
      reader: 'SCR331-DI',
    },
  ];

  it.each(CCIDS)('reads the card in the model of $name', async ({ model, cardIn, reader }) => {
    const card = new VirtualCard(PROFILES.ordinary);
    model.insertCard(cardIn(card));
    attached = await guest.attach(model);
    await expectCard(reader, '3b:e0:00:ff:81:31:fe:45:14');
    expectUntouched(card);
  });

  it('notices that a reader is unplugged, and plugged in again with another card', async () => {
    const model = scr3310();
    model.insertCard(t1CardIn(new VirtualCard(PROFILES.ordinary)));
    attached = await guest.attach(model);
    await readerNumber('SCR3310-NTTCom');
    await attached.unplug();
    await until('a reader gone', async () => !(await readers()).includes('SCR3310') || undefined, 30_000);
    attached = await guest.attach(model);
    await expectCard('SCR3310-NTTCom', '3b:e0:00:ff:81:31:fe:45:14');
  });

  async function expectCard(reader: string, atr: string): Promise<void> {
    const number = await readerNumber(reader);
    expect((await guest.run(`timeout 30 opensc-tool --reader ${number} --atr`)).text).toContain(atr);
    const { code, text } = await guest.run(`timeout 50 pkcs15-tool --reader ${number} --dump`);
    expect(text).toContain('JPKI');
    expect(text).toMatch(/User Authentication PIN.*Tries left\s*: 3/s);
    expect(text).toMatch(/Digital Signature PIN.*Tries left\s*: 5/s);
    expect(code).toBe(0);
  }

  /** Waits until the service has found the reader and the card in it. */
  function readerNumber(name: string): Promise<string> {
    return until(
      `a reader with a card named ${name}`,
      async () => {
        const line = (await readers()).split('\n').find((line) => line.includes(name) && /^\d+\s+Yes/.test(line));
        return line && /^\d+/.exec(line)?.[0];
      },
      60_000,
    );
  }

  async function readers(): Promise<string> {
    return (await guest.run('timeout 30 opensc-tool --list-readers')).text;
  }

  function expectUntouched(card: VirtualCard): void {
    expect([card.triesLeftOf('sign'), card.triesLeftOf('auth')]).toEqual([5, 3]);
    expect(card.log.length).toBeGreaterThan(0);
  }
});
