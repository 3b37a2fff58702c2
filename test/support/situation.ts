import { AppModel, type Step } from '../../src/app/app-model.ts';
import { INS } from '../../src/card/apdu.ts';
import type { PinId } from '../../src/card/applications.ts';
import type { Recording } from '../../src/card/recording/recording.ts';
import { PROTOCOL_VERSION } from '../../src/readers/bridge/protocol.ts';
import { guardedDriver } from '../../src/readers/guarded-driver.ts';
import { Recorder } from '../../src/readers/recording/recorder.ts';
import { VirtualCard, type VirtualCardProfile } from '../../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../../src/readers/virtual/virtual-readers.ts';
import { SmartCardError } from '../../src/readers/web-smart-card/errors.ts';
import {
  createResourceManager,
  type DriverConnection,
  type ReaderDriver,
} from '../../src/readers/web-smart-card/resource-manager.ts';
import { until } from './wait.ts';
import { wish } from './wishes.ts';

const READER = 'Virtual Reader';
const CHANGES: readonly number[] = [INS.changeReferenceData, INS.changeKey];

export interface SituationOptions {
  /** In one sentence. */
  readonly shows: string;
  /** Keeps the certificates of the virtual card. */
  readonly keepTestData?: boolean;
  /** READ BINARY is answered 61xx, and the data comes with GET RESPONSE. */
  readonly getResponse?: boolean;
  /** Status word of the empty VERIFY of a PIN file, by its identifier, in place of the tries. */
  readonly counters?: Readonly<Record<number, number>>;
}

/** A person at the page with a virtual card, everything recorded: the page's own model, without a screen. */
export class Situation {
  readonly readers = new VirtualReaders();
  readonly service: Service;
  readonly model: AppModel;
  readonly #recorder: Recorder;
  /** The card that was inserted last. */
  card: VirtualCard | undefined;

  constructor(
    product: string,
    date: string,
    { shows, keepTestData = false, getResponse = false, counters = {} }: SituationOptions,
  ) {
    this.service = new Service(withHabits(this.readers, getResponse, counters));
    // The virtual card takes no time, and what this machine takes would be another figure every time.
    this.#recorder = new Recorder({ product, date, shows, keepTestData, now: () => 0 });
    const resourceManager = this.#recorder.record(createResourceManager(guardedDriver(this.service)));
    this.model = new AppModel(
      {
        connectBridge: async () => ({
          resourceManager,
          hello: { type: 'hello', version: PROTOCOL_VERSION, pcsc: 'available', developer: false, journal: 'off' },
          closed: new Promise(() => {}),
          close: () => {},
        }),
        virtual: new VirtualReaders().resourceManager,
        remembered: { get: () => null, set: () => {} },
        unfinished: { get: () => [], set: () => {} },
      },
      () => {},
    );
    this.readers.plugIn(READER);
  }

  finish(): Recording {
    this.model.stop();
    return this.#recorder.finish();
  }

  /** Puts a card on the reader, before the page is opened or while it is. */
  insert(profile: VirtualCardProfile): void {
    this.card = new VirtualCard(profile);
    this.putBack();
  }

  putBack(card = this.card as VirtualCard): void {
    this.readers.insert(READER, card);
  }

  remove(): VirtualCard {
    const card = this.readers.cardIn(READER) as VirtualCard;
    this.readers.remove(READER);
    return card;
  }

  unplug(): void {
    this.readers.unplug(READER);
  }

  plugIn(): void {
    this.readers.plugIn(READER);
    this.putBack();
  }

  /** Opens the page on a card and waits for the step it leads to. */
  async open(profile?: VirtualCardProfile, step: Step = 'choose'): Promise<void> {
    if (profile) this.insert(profile);
    this.model.start();
    await this.reaches(step);
  }

  /** 変更する, with the PINs of the virtual card as the current ones unless told otherwise. Waits for the step it leads to. */
  async change(pins: readonly PinId[], { current = {}, step = 'result' }: ChangeOptions = {}): Promise<void> {
    this.type(pins, current);
    await this.model.change();
    await this.reaches(step);
  }

  /** Up to the confirmation. */
  type(pins: readonly PinId[], current: ChangeOptions['current'] = {}): void {
    for (const pin of pins) this.model.toggle(pin, true);
    this.model.submit(pins.map((pin) => wish(pin, current[pin] === undefined ? {} : { current: current[pin] })));
  }

  /** The card leaves at CHANGE number `index` (from 0), before it acts or after. */
  cutAtChange(fault: 'removed-before' | 'removed-after', index = 0): void {
    let changes = 0;
    this.readers.fault = (command) => {
      if (!CHANGES.includes(command[1] as number) || changes++ !== index) return undefined;
      return fault;
    };
  }

  /** Does something right before a CHANGE is answered. */
  atChange(act: () => void): void {
    let done = false;
    this.readers.fault = (command) => {
      if (CHANGES.includes(command[1] as number) && !done) {
        done = true;
        act();
      }
      return undefined;
    };
  }

  /** Waits until the model is there and does nothing any more. */
  async reaches(step: Step): Promise<void> {
    const { model } = this;
    await until(`the step ${step} (it is ${model.step})`, async () => {
      const busy = model.desk.card.kind === 'reading' || (step === 'recover' && model.recovery === 'asking');
      return (model.step === step && !busy) || undefined;
    });
    // Watchers take a few turns to tell the recorder.
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

interface ChangeOptions {
  readonly current?: Partial<Record<PinId, string>>;
  readonly step?: Step;
}

/** A PC/SC service that can stop and come back. */
class Service implements ReaderDriver {
  readonly #driver: ReaderDriver;
  #death = new AbortController();

  constructor(driver: ReaderDriver) {
    this.#driver = driver;
  }

  stop(): void {
    this.#death.abort(new SmartCardError('no-service'));
  }

  restart(): void {
    this.#death = new AbortController();
  }

  async open(): Promise<void> {
    this.#check();
  }

  async listReaders(): Promise<string[]> {
    this.#check();
    return this.#driver.listReaders();
  }

  async getStatusChange(...[states, options]: Parameters<ReaderDriver['getStatusChange']>) {
    this.#check();
    const signals = options?.signal ? [options.signal, this.#death.signal] : [this.#death.signal];
    return this.#driver.getStatusChange(states, { ...options, signal: AbortSignal.any(signals) });
  }

  async connect(...args: Parameters<ReaderDriver['connect']>) {
    this.#check();
    const connected = await this.#driver.connect(...args);
    const { connection } = connected;
    const life = this.#death.signal;
    return {
      ...connected,
      connection: {
        transmit: async (command: Uint8Array) => {
          life.throwIfAborted();
          const answer = await connection.transmit(command);
          life.throwIfAborted();
          return answer;
        },
        disconnect: (disposition) => connection.disconnect(disposition),
        status: () => connection.status(),
      } satisfies DriverConnection,
    };
  }

  #check(): void {
    this.#death.signal.throwIfAborted();
  }
}

/**
 * Readers whose card answers as the virtual one does not: T=0 without the data being fetched (ISO/IEC 7816-3, 12.2.1), and
 * counters that give no number.
 */
function withHabits(
  driver: ReaderDriver,
  getResponse: boolean,
  counters: Readonly<Record<number, number>>,
): ReaderDriver {
  const answerOf = (sw: number) => Uint8Array.of(sw >> 8, sw & 0xff);
  return {
    open: () => driver.open(),
    listReaders: () => driver.listReaders(),
    getStatusChange: (...args) => driver.getStatusChange(...args),
    async connect(...args) {
      const connected = await driver.connect(...args);
      const { connection } = connected;
      let waiting: Uint8Array | undefined;
      let file = 0;
      const transmit = async (command: Uint8Array): Promise<Uint8Array> => {
        const [, ins, p1] = command;
        if (ins === INS.getResponse && waiting) return waiting;
        if (ins === INS.select && p1 === 0x02) file = ((command[5] as number) << 8) | (command[6] as number);
        const counter = ins === INS.verify && command.length === 4 ? counters[file] : undefined;
        if (counter !== undefined) return answerOf(counter);
        const answer = await connection.transmit(command);
        if (!getResponse || ins !== INS.readBinary || answer.length <= 2) return answer;
        waiting = answer;
        return answerOf(0x6100 | (answer.length - 2));
      };
      return {
        ...connected,
        connection: {
          transmit,
          disconnect: (disposition) => connection.disconnect(disposition),
          status: () => connection.status(),
        },
      };
    },
  };
}
