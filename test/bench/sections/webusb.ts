import { fromHex } from '../../../src/card/bytes.ts';
import { ORDINARY_CARD } from '../../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../../src/readers/virtual/virtual-card.ts';
import type { DriverConnection } from '../../../src/readers/web-smart-card/resource-manager.ts';
import type { UsbDevice } from '../../../src/readers/webusb/usb-device.ts';
import { createWebUsbDriver } from '../../../src/readers/webusb/webusb.ts';
import { until } from '../../support/wait.ts';
import { apduCardIn, t1CardIn } from '../../usb/models/ccid-cards.ts';
import { extendedCcid } from '../../usb/models/extended-ccid.ts';
import { InMemoryUsb } from '../../usb/models/in-memory.ts';
import { Iso14443Card } from '../../usb/models/iso14443-card.ts';
import type { UsbDeviceModel } from '../../usb/models/model.ts';
import { RcS300Model } from '../../usb/models/rc-s300.ts';
import { RcS380Model } from '../../usb/models/rc-s380.ts';
import { scr3310 } from '../../usb/models/scr3310.ts';
import { shortCcid } from '../../usb/models/short-ccid.ts';
import { type Effort, exactly, type Figure, type Section } from '../figure.ts';
import { difference, interleaved, pairwise, spreadOf } from '../statistics.ts';
import { commandsOfChange } from '../support/piece-of-work.ts';

interface Reader {
  readonly name: string;
  readonly plugged: (card: VirtualCard) => UsbDeviceModel;
  /** The most that the engine may take, in milliseconds an APDU. */
  readonly atMost: number;
}

const APDU_LEVEL_MS = 0.1;
/** Blocks are built, checked and answered here: T=1, and ISO 14443-4 in the same way. */
const BLOCKS_MS = 0.2;

const READERS: readonly Reader[] = [
  {
    name: 'extended-APDU CCID',
    plugged: (card) => withCard(extendedCcid(), (model) => model.insertCard(apduCardIn(card))),
    atMost: APDU_LEVEL_MS,
  },
  {
    name: 'short-APDU CCID',
    plugged: (card) => withCard(shortCcid(), (model) => model.insertCard(apduCardIn(card))),
    atMost: APDU_LEVEL_MS,
  },
  {
    name: 'SCR3310-NTTCom, T=1',
    plugged: (card) => withCard(scr3310(), (model) => model.insertCard(t1CardIn(card))),
    atMost: BLOCKS_MS,
  },
  {
    name: 'RC-S380',
    plugged: (card) => withCard(new RcS380Model(), ({ field }) => field.put(new Iso14443Card(card, { fwi: 4 }))),
    atMost: BLOCKS_MS,
  },
  {
    name: 'RC-S300',
    plugged: (card) => withCard(new RcS300Model(), ({ field }) => field.put(new Iso14443Card(card, { fwi: 4 }))),
    atMost: BLOCKS_MS,
  },
];

/**
 * The commands of a change of all four PINs and back, through the engine that drives a reader over WebUSB, on models of readers
 * in memory. Beside it: the very same transfers without the engine, so that what models and test code take is known.
 */
export const webusb: Section = {
  id: 'webusb',
  title: 'WebUSB: an APDU of a PIN change, by model of reader',
  async measure(effort) {
    const figures: Figure[][] = [];
    for (const reader of READERS) figures.push(await measureReader(effort, reader));
    return figures.flat();
  },
};

async function measureReader(effort: Effort, { name, plugged, atMost }: Reader): Promise<Figure[]> {
  const bench = await Bench.with(plugged);
  try {
    const commands = await bothWays();
    const recorded = await bench.record(commands);
    const perApdu = (milliseconds: number) => milliseconds / commands.length;
    const { ours, theirs } = await interleaved(effort.runs(200, 40), 100, {
      ours: async () => perApdu(await timed(() => bench.send(commands))),
      theirs: async () => perApdu(await timed(() => bench.replay(recorded))),
    });
    const apduBytes = bench.apduBytes / commands.length;
    const transferBytes = recorded.reduce((sum, { bytes }) => sum + bytes, 0) / commands.length;
    return [
      {
        name: `${name}: time of the engine`,
        unit: 'ms',
        value: spreadOf(ours),
        baseline: { name: 'the same transfers without it', value: spreadOf(theirs) },
        comparison: { unit: 'ms', value: pairwise(ours, theirs, difference) },
        goal: { of: 'comparison', atMost },
      },
      {
        name: `${name}: transfers`,
        unit: '',
        value: exactly(recorded.length / commands.length),
        baseline: { name: 'one each way', value: exactly(2) },
      },
      {
        name: `${name}: bytes`,
        unit: 'bytes',
        value: exactly(transferBytes),
        baseline: { name: 'command and answer', value: exactly(apduBytes) },
        comparison: { unit: 'bytes more', value: exactly(transferBytes - apduBytes) },
      },
    ];
  } finally {
    await bench.stop();
  }
}

/** So that the PINs are in the end what they were, and counters of blocks as well: there is an even number of each. */
async function bothWays(): Promise<Uint8Array[]> {
  const { there, back } = await commandsOfChange();
  return [...there, ...back].map(fromHex);
}

type Recorded = { readonly endpoint: number; readonly bytes: number } & (
  | { readonly out: Uint8Array<ArrayBuffer> }
  | { readonly length: number }
);

/** A reader in memory with a card in it, connected, without the guard: it is the engine alone. */
class Bench {
  readonly #device: UsbDevice;
  readonly #connection: DriverConnection;
  readonly #end: () => Promise<void>;
  apduBytes = 0;

  private constructor(device: UsbDevice, connection: DriverConnection, end: () => Promise<void>) {
    this.#device = device;
    this.#connection = connection;
    this.#end = end;
  }

  static async with(plugged: Reader['plugged']): Promise<Bench> {
    const usb = new InMemoryUsb();
    usb.plug(plugged(new VirtualCard(ORDINARY_CARD)));
    const driver = createWebUsbDriver(usb);
    await driver.open();
    const [reader] = (await driver.listReaders()) as [string];
    const connected = await until('a card in the reader', () =>
      driver.connect(reader, 'exclusive', ['t1', 't0']).catch(() => undefined),
    );
    const [device] = (await usb.getDevices()) as [UsbDevice];
    return new Bench(device, connected.connection, async () => {
      await driver.shutDown();
    });
  }

  async send(commands: readonly Uint8Array[]): Promise<void> {
    this.apduBytes = 0;
    for (const command of commands) {
      const answer = await this.#connection.transmit(command);
      if (answer.at(-2) !== 0x90 && answer.at(-2) !== 0x63) throw new Error('the card refused');
      this.apduBytes += command.length + answer.length;
    }
  }

  /** Which transfers these commands take. */
  async record(commands: readonly Uint8Array[]): Promise<readonly Recorded[]> {
    const recorded: Recorded[] = [];
    const device = this.#device;
    const own = { transferIn: device.transferIn, transferOut: device.transferOut };
    const interrupts = new Set(
      device.configuration?.interfaces.flatMap(({ alternates }) =>
        alternates.flatMap(({ endpoints }) =>
          endpoints.filter(({ type }) => type === 'interrupt').map(({ endpointNumber }) => endpointNumber),
        ),
      ),
    );
    Object.assign(device, {
      transferOut: (endpoint: number, data: Uint8Array) => {
        recorded.push({ endpoint, out: data.slice() as Uint8Array<ArrayBuffer>, bytes: data.length });
        return own.transferOut.call(device, endpoint, data as Uint8Array<ArrayBuffer>);
      },
      transferIn: async (endpoint: number, length: number) => {
        if (interrupts.has(endpoint)) return own.transferIn.call(device, endpoint, length);
        const place = recorded.push({ endpoint, length, bytes: 0 }) - 1;
        const result = await own.transferIn.call(device, endpoint, length);
        recorded[place] = { endpoint, length, bytes: result.data?.byteLength ?? 0 };
        return result;
      },
    });
    await this.send(commands);
    Object.assign(device, own);
    return recorded;
  }

  async replay(recorded: readonly Recorded[]): Promise<void> {
    for (const transfer of recorded) {
      if ('out' in transfer) await this.#device.transferOut(transfer.endpoint, transfer.out);
      else {
        const { data } = await this.#device.transferIn(transfer.endpoint, transfer.length);
        if (data?.byteLength !== transfer.bytes) throw new Error('the same transfers came to something else');
      }
    }
  }

  stop(): Promise<void> {
    return this.#end();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function withCard<Model extends UsbDeviceModel>(model: Model, insert: (model: Model) => void): Model {
  insert(model);
  return model;
}
