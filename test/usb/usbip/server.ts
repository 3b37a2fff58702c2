import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { UsbDeviceModel } from '../models/model.ts';
import { StandardRequests } from '../models/standard-requests.ts';
import {
  BUS_ID,
  COMMAND,
  DIRECTION,
  describeDevice,
  describeInterfaces,
  OPERATION,
  OPERATION_HEADER,
  operationHeader,
  parseTransferHeader,
  STATUS,
  submitReply,
  TRANSFER_HEADER,
  type TransferHeader,
  unlinkReply,
} from './protocol.ts';

/**
 * Models of USB devices at the disposal of a real kernel: a USB/IP server. On Linux,
 *
 *   modprobe vhci_hcd && usbip --tcp-port PORT attach --remote HOST --busid 1-1
 *
 * plugs one in. Owns: the socket, and the connection of every device that is attached somewhere.
 */
export class UsbipServer {
  readonly #server: Server;
  readonly #devices = new Map<string, { readonly model: UsbDeviceModel; attachment: Socket | undefined }>();
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => this.#serve(socket));
  }

  /** On the loopback address; 0 lets the system choose the port. */
  static async listen(port = 0): Promise<UsbipServer> {
    const server = createServer({ noDelay: true });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new UsbipServer(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Offers a device; it is plugged in once a client asks for it. `busId` is such as `1-1`. */
  plug(busId: string, model: UsbDeviceModel): void {
    this.unplug(busId);
    this.#devices.set(busId, { model, attachment: undefined });
  }

  /** Takes the device away, whatever it is doing. */
  unplug(busId: string): void {
    this.#devices.get(busId)?.attachment?.destroy();
    this.#devices.delete(busId);
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(socket: Socket): Promise<void> {
    this.#sockets.add(socket);
    // A client that is gone is no failure of the server.
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
    const read = reader(socket);
    try {
      const request = await read(OPERATION_HEADER);
      if (request.readUInt16BE(2) === OPERATION.listRequest) {
        socket.end(this.#list());
        return;
      }
      if (request.readUInt16BE(2) !== OPERATION.importRequest) return;
      const busId = (await read(BUS_ID)).toString('ascii').replace(/\0.*$/s, '');
      const device = this.#devices.get(busId);
      if (!device || device.attachment) {
        socket.end(operationHeader(OPERATION.importReply, 1));
        return;
      }
      device.attachment = socket;
      try {
        const description = describeDevice(busId, this.#numberOf(busId), device.model.descriptors);
        socket.write(Buffer.concat([operationHeader(OPERATION.importReply), description]));
        await attach(device.model, socket, read);
      } finally {
        device.attachment = undefined;
      }
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
    } finally {
      socket.end();
    }
  }

  #list(): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.#devices.size);
    const devices = [...this.#devices].flatMap(([busId, { model }]) => [
      describeDevice(busId, this.#numberOf(busId), model.descriptors),
      describeInterfaces(model.descriptors),
    ]);
    return Buffer.concat([operationHeader(OPERATION.listReply), count, ...devices]);
  }

  #numberOf(busId: string): number {
    return [...this.#devices.keys()].indexOf(busId) + 1;
  }
}

/** Serves one attached device until its client has gone. */
async function attach(model: UsbDeviceModel, socket: Socket, read: Read): Promise<void> {
  const standard = new StandardRequests(model);
  /** Transfers under way, by sequence number. */
  const pending = new Map<number, AbortController>();
  /** One transfer after the other on each endpoint, as on the cable. */
  const queues = new Map<number, Promise<void>>();
  standard.reset();
  try {
    while (true) {
      const header = parseTransferHeader(await read(TRANSFER_HEADER));
      if (header.command === COMMAND.unlink) {
        // One that is answered already cannot be withdrawn.
        const transfer = pending.get(header.unlinks);
        pending.delete(header.unlinks);
        transfer?.abort();
        socket.write(unlinkReply(header.sequence, transfer ? STATUS.unlinked : STATUS.ok));
        continue;
      }
      if (header.command !== COMMAND.submit) throw new Error(`no such USB/IP command: ${header.command}`);
      const data = header.direction === DIRECTION.out ? await read(header.length) : new Uint8Array();
      const aborter = new AbortController();
      pending.set(header.sequence, aborter);
      const queue = addressOf(header);
      const before = queues.get(queue) ?? Promise.resolve();
      const after = before.then(async () => {
        if (aborter.signal.aborted) return;
        const answer = await transfer(model, standard, header, data, aborter.signal);
        if (!pending.delete(header.sequence) || !socket.writable) return;
        if (answer === 'stall') socket.write(submitReply(header.sequence, STATUS.stalled, 0, new Uint8Array()));
        else {
          const length = header.direction === DIRECTION.out ? data.length : answer.length;
          socket.write(submitReply(header.sequence, STATUS.ok, length, answer));
        }
      });
      // A model that throws is unplugged; the rejection that nobody handles fails the run of the tests.
      after.catch((error) => {
        socket.destroy();
        throw error;
      });
      queues.set(queue, after);
    }
  } finally {
    for (const aborter of pending.values()) aborter.abort();
  }
}

async function transfer(
  model: UsbDeviceModel,
  standard: StandardRequests,
  header: TransferHeader,
  data: Uint8Array,
  signal: AbortSignal,
): Promise<Uint8Array | 'stall'> {
  if (header.endpoint === 0) {
    if (followsReset(header)) standard.reset();
    return standard.control(header.setup, data);
  }
  const address = addressOf(header);
  if (standard.isHalted(address)) return 'stall';
  let answer: Uint8Array | 'stall';
  try {
    if (header.direction === DIRECTION.in) answer = await model.in(header.endpoint, header.length, signal);
    else answer = (await model.bulkOut(header.endpoint, data)) === 'stall' ? 'stall' : new Uint8Array();
  } catch (error) {
    if (signal.aborted) return new Uint8Array();
    throw error;
  }
  if (answer === 'stall' && !signal.aborted) standard.halt(address);
  return answer;
}

/**
 * USB/IP does not transmit a bus reset. But after one, and never otherwise, Linux asks address 0 for 64 bytes of the device
 * descriptor (hub_port_init).
 */
function followsReset({ setup }: TransferHeader): boolean {
  return setup.bmRequestType === 0x80 && setup.bRequest === 6 && setup.wValue === 0x0100 && setup.wLength === 64;
}

/** bEndpointAddress; control transfers of both directions take turns. */
function addressOf({ endpoint, direction }: TransferHeader): number {
  return endpoint !== 0 && direction === DIRECTION.in ? endpoint | 0x80 : endpoint;
}

/** The other end has closed the connection. */
class Gone extends Error {}

type Read = (length: number) => Promise<Buffer>;

/** Reads exact numbers of bytes. */
function reader(socket: Socket): Read {
  let buffered = Buffer.alloc(0);
  let gone = false;
  let wake = () => {};
  socket.on('data', (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk]);
    wake();
  });
  socket.on('close', () => {
    gone = true;
    wake();
  });
  return async (length) => {
    while (buffered.length < length) {
      if (gone) throw new Gone('the USB/IP client has gone');
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const taken = buffered.subarray(0, length);
    buffered = buffered.subarray(length);
    return taken;
  };
}
