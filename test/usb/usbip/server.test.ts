import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { UsbDeviceModel } from '../models/model.ts';
import { UsbipServer } from './server.ts';

/** A vendor-class device that sends back what it gets, stalls at an empty transfer and never has news on endpoint 3. */
class Echo implements UsbDeviceModel {
  readonly descriptors = {
    device: Uint8Array.of(18, 1, 0, 2, 0, 0, 0, 8, 0xe6, 0x04, 0x1a, 0x51, 0x34, 0x12, 1, 2, 0, 1),
    // biome-ignore format: one descriptor a line
    configuration: Uint8Array.of(
      9, 2, 39, 0, 1, 1, 0, 0x80, 50,
      9, 4, 0, 0, 3, 0xff, 7, 8, 0,
      7, 5, 0x01, 2, 64, 0, 0,
      7, 5, 0x82, 2, 64, 0, 0,
      7, 5, 0x83, 3, 8, 0, 10,
    ),
    strings: ['Maker', 'Écho'],
  };
  resets = 0;
  withdrawn = 0;
  #said: Uint8Array[] = [];

  async control(): Promise<Uint8Array | 'stall'> {
    return Uint8Array.of(1, 2, 3, 4);
  }

  async bulkOut(_endpoint: number, data: Uint8Array): Promise<'ok' | 'stall'> {
    if (data.length === 0) return 'stall';
    this.#said.push(data);
    return 'ok';
  }

  async in(endpoint: number, length: number, signal: AbortSignal): Promise<Uint8Array | 'stall'> {
    const said = endpoint === 2 ? this.#said.shift() : undefined;
    if (said) return said.subarray(0, length);
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => {
        this.withdrawn++;
        reject(signal.reason);
      }),
    );
  }

  reset(): void {
    this.resets++;
    this.#said = [];
  }
}

/** The client's side, from the document of the protocol and not from the server's code. */
class Client {
  #socket: Socket;
  #chunks: AsyncIterator<Buffer>;
  #buffered = Buffer.alloc(0);
  #sequence = 0;

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1');
    this.#chunks = this.#socket[Symbol.asyncIterator]();
  }

  async read(length: number): Promise<Buffer> {
    while (this.#buffered.length < length) {
      const { value, done } = await this.#chunks.next();
      if (done) throw new Error('closed');
      this.#buffered = Buffer.concat([this.#buffered, value]);
    }
    const taken = this.#buffered.subarray(0, length);
    this.#buffered = this.#buffered.subarray(length);
    return taken;
  }

  write(hex: string): void {
    this.#socket.write(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  }

  async import(busId: string): Promise<Buffer> {
    this.write(`0111 8003 00000000 ${Buffer.from(busId.padEnd(32, '\0')).toString('hex')}`);
    const header = await this.read(8);
    return header.readUInt32BE(4) === 0 ? await this.read(312) : header;
  }

  /** Returns the sequence number. `data` is a hex string for a transfer to the device, a length for one from it. */
  submit(endpoint: number, data: string | number, setup = '0000000000000000'): number {
    const out = typeof data === 'string';
    const length = out ? data.length / 2 : data;
    const fields = [1, ++this.#sequence, 0x10001, out ? 0 : 1, endpoint, 0, length, 0, 0xffffffff, 0];
    this.write(fields.map((field) => field.toString(16).padStart(8, '0')).join('') + setup + (out ? data : ''));
    return this.#sequence;
  }

  unlink(sequence: number): number {
    const fields = [2, ++this.#sequence, 0x10001, 0, 0, sequence, 0, 0, 0, 0, 0, 0];
    this.write(fields.map((field) => field.toString(16).padStart(8, '0')).join(''));
    return this.#sequence;
  }

  async reply(withData: boolean) {
    const header = await this.read(48);
    const length = header.readUInt32BE(24);
    return {
      command: header.readUInt32BE(0),
      sequence: header.readUInt32BE(4),
      status: header.readInt32BE(20),
      length,
      data: withData ? (await this.read(length)).toString('hex') : undefined,
    };
  }

  async controlIn(setup: string, length: number): Promise<string | undefined> {
    this.submit(0, length, setup);
    return (await this.reply(true)).data;
  }

  get closed(): Promise<unknown> {
    return once(this.#socket, 'close');
  }

  end(): void {
    this.#socket.destroy();
  }
}

describe('a model behind USB/IP', () => {
  let server: UsbipServer | undefined;
  let client: Client | undefined;
  let model: Echo;

  async function plugged(): Promise<Client> {
    model = new Echo();
    server = await UsbipServer.listen();
    server.plug('1-1', model);
    client = new Client(server.port);
    return client;
  }

  async function attached(): Promise<Client> {
    const client = await plugged();
    await client.import('1-1');
    return client;
  }

  afterEach(async () => {
    client?.end();
    await server?.stop();
  });

  it('is on the list, with its identity and its interface', async () => {
    const client = await plugged();
    client.write('0111 8005 00000000');
    const list = await client.read(12 + 312 + 4);
    expect(list.subarray(0, 12).toString('hex')).toBe('011100050000000000000001');
    expect(list.subarray(12 + 256, 12 + 260).toString()).toBe('1-1\0');
    // Full speed, vendor, product, release, classes, configuration, counts; the interface.
    expect(list.subarray(12 + 296).toString('hex')).toBe(
      '00000002' + '04e6511a1234' + '000000' + '010101' + 'ff070800',
    );
  });

  it('can be imported once at a time, and only under its name', async () => {
    const client = await attached();
    for (const busId of ['1-1', '1-2']) {
      const other = new Client((server as UsbipServer).port);
      expect((await other.import(busId)).toString('hex')).toBe('0111000300000001');
      await other.closed;
    }
    client.end();
    await expect.poll(() => new Client((server as UsbipServer).port).import('1-1')).toHaveLength(312);
  });

  it('answers chapter 9 from its descriptors, cut to what was asked for', async () => {
    const client = await attached();
    expect(await client.controlIn('8006000100001200', 18)).toBe(Buffer.from(model.descriptors.device).toString('hex'));
    expect(await client.controlIn('8006000200000900', 9)).toBe('090227000101008032');
    expect(await client.controlIn('800600030000ff00', 255)).toBe('04030904');
    expect(await client.controlIn('800602030904ff00', 255)).toBe('0a03c900630068006f00');
    expect(await client.controlIn('8008000000000100', 1)).toBe('00');
    client.submit(0, '', '0009010000000000');
    expect(await client.reply(false)).toMatchObject({ status: 0, length: 0 });
    expect(await client.controlIn('8008000000000100', 1)).toBe('01');
    // A class request is the model's.
    expect(await client.controlIn('a103000000000300', 3)).toBe('010203');
  });

  it('carries bulk transfers both ways, in order', async () => {
    const client = await attached();
    client.submit(1, '616263');
    client.submit(1, '64');
    expect(await client.reply(false)).toEqual({ command: 3, sequence: 1, status: 0, length: 3, data: undefined });
    expect(await client.reply(false)).toMatchObject({ sequence: 2, length: 1 });
    client.submit(2, 64);
    client.submit(2, 64);
    expect(await client.reply(true)).toMatchObject({ sequence: 3, data: '616263' });
    expect(await client.reply(true)).toMatchObject({ sequence: 4, data: '64' });
  });

  it('lets a transfer that waits be withdrawn, which is then not answered, and not one that was answered', async () => {
    const client = await attached();
    const waiting = client.submit(3, 8);
    const behind = client.submit(3, 8);
    client.unlink(behind);
    expect(await client.reply(false)).toMatchObject({ command: 4, sequence: 3, status: -104 });
    client.unlink(waiting);
    expect(await client.reply(false)).toMatchObject({ command: 4, sequence: 4, status: -104 });
    expect(model.withdrawn).toBe(1);
    const done = client.submit(1, '61');
    await client.reply(false);
    client.unlink(done);
    expect(await client.reply(false)).toMatchObject({ command: 4, status: 0 });
  });

  it('goes on stalling until the host clears the endpoint', async () => {
    const client = await attached();
    client.submit(1, '');
    expect(await client.reply(false)).toMatchObject({ status: -32 });
    client.submit(1, '61');
    expect(await client.reply(false)).toMatchObject({ status: -32 });
    client.submit(0, '', '0201000001000000');
    expect(await client.reply(false)).toMatchObject({ status: 0 });
    client.submit(1, '61');
    expect(await client.reply(false)).toMatchObject({ status: 0, length: 1 });
  });

  it('is reset when it is attached, and where Linux has reset its port', async () => {
    const client = await attached();
    expect(model.resets).toBe(1);
    client.submit(0, '', '0009010000000000');
    await client.reply(false);
    await client.controlIn('8006000100004000', 64);
    expect(model.resets).toBe(2);
    expect(await client.controlIn('8008000000000100', 1)).toBe('00');
  });

  it('takes its transfers with it when it is unplugged', async () => {
    const client = await attached();
    client.submit(3, 8);
    await client.controlIn('8008000000000100', 1);
    server?.unplug('1-1');
    await expect(client.read(1)).rejects.toThrow();
    await expect.poll(() => model.withdrawn).toBe(1);
  });
});
