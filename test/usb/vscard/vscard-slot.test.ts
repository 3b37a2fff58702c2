import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROFILES } from '../../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../../src/readers/virtual/virtual-card.ts';
import { VscardSlot } from './vscard-slot.ts';

/** QEMU's side (hw/usb/ccid-card-passthru.c, ccid_card_vscard_handle_message), as far as it answers. */
class Qemu {
  readonly received: string[] = [];
  #folder = '';
  #server: Server | undefined;
  #socket: Socket | undefined;

  async listen(): Promise<string> {
    this.#server = createServer((socket) => {
      this.#socket = socket;
      socket.on('data', (chunk) => {
        let rest = chunk;
        while (rest.length > 0) {
          const end = 12 + rest.readUInt32BE(8);
          this.#handle(rest.subarray(0, end));
          rest = rest.subarray(end);
        }
      });
    });
    this.#folder = await mkdtemp(join(tmpdir(), 'myna-pin-vscard-'));
    const path = join(this.#folder, 'socket');
    this.#server.listen(path);
    await once(this.#server, 'listening');
    return path;
  }

  write(hex: string): void {
    this.#socket?.write(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  }

  async stop(): Promise<void> {
    this.#socket?.destroy();
    this.#server?.close();
    await rm(this.#folder, { recursive: true });
  }

  #handle(message: Buffer): void {
    this.received.push(message.toString('hex'));
    if (message.readUInt32BE(0) === 1) this.write('00000001 00000000 0000000c 56534344 00000002 00000000');
    if (message.readUInt32BE(0) === 3) this.write('00000002 00000000 00000004 00000000');
  }
}

describe("a card in QEMU's reader", () => {
  let qemu: Qemu;
  let slot: VscardSlot;

  beforeEach(async () => {
    qemu = new Qemu();
    slot = await VscardSlot.connect(await qemu.listen());
    qemu.received.splice(0);
  });

  afterEach(async () => {
    await slot.stop();
    await qemu.stop();
  });

  it('is put in with an Answer To Reset for T=0, and taken out', async () => {
    slot.insert(new VirtualCard(PROFILES.ordinary));
    slot.remove();
    await expect.poll(() => qemu.received).toEqual(['0000000500000000000000043b6000ff', '000000060000000000000000']);
  });

  it('takes P3 = 00 for no length where the command has no answer', async () => {
    slot.insert(new VirtualCard(PROFILES.ordinary));
    await expect.poll(() => qemu.received.splice(0)).toHaveLength(1);
    // The JPKI application, the file of 利用者証明用, and an empty VERIFY: three tries. In two parts, as TCP may bring them.
    qemu.write('00000007 00000000 0000000f 00a4040c0ad392f000260100000001 00000007 00000000 00000007 00a4');
    qemu.write('020c020018 00000007 00000000 00000005 0020008000');
    await expect
      .poll(() => qemu.received)
      .toEqual(['0000000700000000000000029000', '0000000700000000000000029000', '00000007000000000000000263c3']);
  });
});
