import { SmartCardError } from '../../web-smart-card/errors.ts';
import {
  CardLostError,
  checkPresence,
  deselect,
  type ExchangeFrame,
  Initiator,
  transmit,
} from '../iso14443/initiator.ts';
import type { CardLimits } from '../iso14443/type-b.ts';
import type { PoweredCard, UsbReader, UsbReaderEvents, UsbSlot } from '../usb-reader.ts';
import { toWebUsbError } from '../webusb-error.ts';

/** A card that ISO/IEC 14443-4 blocks can be exchanged with. */
export interface ActivatedCard {
  readonly answerToReset: Uint8Array;
  readonly limits: CardLimits;
}

/** A reader with a field for Type B cards. What rejects here means that the reader can no longer be relied on. */
export interface Transceiver {
  /** Takes the device and leaves it without a field. Rejects with a `WebUsbError`. */
  open(): Promise<void>;
  /** Whether a Type B card is in the field, which is gone again afterwards: a card that is not used needs none. */
  sense(): Promise<boolean>;
  /** Brings the field up and selects the card in it. `mute`: one is there and does not go on. */
  activate(): Promise<ActivatedCard | 'no-card' | 'mute'>;
  /** One frame, without CRC, to the activated card. A frame never goes to a card twice. */
  readonly exchange: ExchangeFrame;
  /** Resolves once a card has lost its power. */
  fieldOff(): Promise<void>;
  /**
   * Takes the field away whatever is under way, which rejects, and gives the device back. What takes the field away is on
   * its way when this returns: a page that is about to go away has no time to wait. Never rejects.
   */
  close(): Promise<void>;
}

/** Milliseconds between two looks for a card. */
const POLL_MS = 400;
/** Activations before a card counts as gone or mute: it executed nothing yet, and a card on its way in needs a second try. */
const ATTEMPTS = 3;

/**
 * A contactless reader with one place for a Type B card. Owns: looking for cards, the block protocol with the one that is
 * powered, and the field: it is there while a card is powered, and for a moment at each look. Does not own: how the
 * reader is spoken to.
 *
 * A card of another kind, Type A or FeliCa, is not seen at all. Two cards swapped between two looks are one to this reader;
 * a card that is powered cannot be swapped unseen.
 */
export class TypeBReader implements UsbReader {
  readonly slots: readonly UsbSlot[];
  readonly #transceiver: Transceiver;
  readonly #events: UsbReaderEvents;
  #state: 'closed' | 'open' | 'failed' = 'closed';
  /** The `open` whose outcome counts. */
  #opening: symbol | undefined;
  #present = false;
  #initiator: Initiator | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Settles when the reader is free. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(transceiver: Transceiver, events: UsbReaderEvents) {
    this.#transceiver = transceiver;
    this.#events = events;
    const present = () => this.#present;
    this.slots = [
      {
        get cardPresent() {
          return present();
        },
        powerOn: () => this.#inTurn(() => this.#powerOn()),
        transmit: (command) => this.#inTurn(() => this.#transmit(command)),
        powerOff: () => this.#inTurn(() => this.#powerOff()).catch(() => {}),
      },
    ];
  }

  async open(): Promise<void> {
    const opening = Symbol();
    this.#opening = opening;
    await this.#transceiver.open();
    try {
      const present = await this.#transceiver.sense();
      if (this.#opening !== opening) throw new Error('closed meanwhile');
      this.#present = present;
    } catch (cause) {
      await this.#transceiver.close();
      throw toWebUsbError(cause, 'transfer');
    }
    this.#state = 'open';
    this.#lookLater();
  }

  close(): Promise<void> {
    this.#opening = undefined;
    this.#state = 'closed';
    this.#forget();
    return this.#transceiver.close();
  }

  async #powerOn(): Promise<PoweredCard> {
    this.#initiator = undefined;
    await this.#transceiver.fieldOff();
    const card = await this.#activate();
    if (typeof card === 'string') {
      await this.#transceiver.fieldOff();
      if (card === 'mute') throw new SmartCardError('unresponsive-card');
      this.#tell(false);
      throw new SmartCardError('no-smartcard');
    }
    this.#initiator = new Initiator(card.limits);
    if (!this.#present) this.#tell(true);
    // Blocks like those of T=1, and that is what PC/SC calls them.
    return { answerToReset: card.answerToReset, protocol: 't1' };
  }

  async #transmit(command: Uint8Array): Promise<Uint8Array> {
    if (!this.#initiator) throw new SmartCardError('reset-card');
    try {
      const response = await transmit(this.#initiator, command, this.#transceiver.exchange);
      if (response.length < 2) throw new CardLostError('garbled');
      return response;
    } catch (error) {
      if (!(error instanceof CardLostError)) throw error;
      await this.#lose();
      throw new SmartCardError(error.loss === 'silent' ? 'removed-card' : 'unresponsive-card');
    }
  }

  async #powerOff(): Promise<void> {
    const initiator = this.#initiator;
    this.#initiator = undefined;
    // The card forgets what is verified even where the field should stay.
    if (initiator) await deselect(initiator, this.#transceiver.exchange).catch(() => {});
    await this.#transceiver.fieldOff();
  }

  async #look(): Promise<void> {
    if (this.#initiator) {
      await checkPresence(this.#initiator, this.#transceiver.exchange).catch((error) => {
        if (!(error instanceof CardLostError)) throw error;
        return this.#lose();
      });
      return;
    }
    const present = (await this.#transceiver.sense()) || (this.#present && (await this.#transceiver.sense()));
    if (present !== this.#present) this.#tell(present);
  }

  async #activate(): Promise<ActivatedCard | 'no-card' | 'mute'> {
    for (let attempt = 1; ; attempt++) {
      const card = await this.#transceiver.activate();
      if (typeof card !== 'string' || attempt === ATTEMPTS) return card;
      await this.#transceiver.fieldOff();
    }
  }

  /** A card that was lost in the middle counts as gone until it is looked for again. */
  async #lose(): Promise<void> {
    this.#initiator = undefined;
    await this.#transceiver.fieldOff();
    this.#tell(false);
  }

  #tell(present: boolean): void {
    this.#present = present;
    if (this.#state === 'open') this.#events.cardChanged(0);
  }

  #lookLater(): void {
    this.#timer = setTimeout(() => {
      this.#inTurn(() => this.#look()).then(
        () => this.#lookLater(),
        () => {},
      );
    }, POLL_MS);
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(async () => {
      if (this.#state !== 'open') throw new SmartCardError('reader-unavailable');
      try {
        return await act();
      } catch (error) {
        if (error instanceof SmartCardError) throw error;
        await this.#fail();
        throw new SmartCardError('reader-unavailable');
      }
    });
    this.#turn = result.catch(() => {});
    return result;
  }

  async #fail(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'failed';
    this.#forget();
    await this.#transceiver.close();
    this.#events.failed();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#initiator = undefined;
    this.#present = false;
  }
}
