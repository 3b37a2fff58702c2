/** What can be in the field of a reader. */
export interface CardInField {
  fieldOn(): void;
  fieldOff(): void;
  /** `undefined` where it stays silent, as a card of another type does. */
  receive(frame: Uint8Array): Uint8Array | undefined;
}

/** A Type A or FeliCa card: it takes its power from the field and does not hear what is said to Type B. */
export const CARD_OF_ANOTHER_TYPE: CardInField = { fieldOn() {}, fieldOff() {}, receive: () => undefined };

/** What a frame brought back: an answer, nothing in time, or more than one answer at a time. */
export type FieldAnswer = Uint8Array | 'timeout' | 'crc-error';

/**
 * What goes wrong in the field at one frame. `-before`: the cards do not hear it; `-after`: they do, and their answer is
 * lost. `crc-error`: their answer arrives damaged.
 */
export type FieldFault = 'timeout-before' | 'timeout-after' | 'crc-error';

/** The field of a reader and the cards in it. */
export class Field {
  readonly #cards = new Set<CardInField>();
  #on = false;

  get on(): boolean {
    return this.#on;
  }

  put(card: CardInField): void {
    this.#cards.add(card);
    if (this.#on) card.fieldOn();
  }

  take(card: CardInField): void {
    if (this.#cards.delete(card)) card.fieldOff();
  }

  takeAll(): void {
    for (const card of [...this.#cards]) this.take(card);
  }

  switch(on: boolean): void {
    if (on === this.#on) return;
    this.#on = on;
    for (const card of this.#cards) on ? card.fieldOn() : card.fieldOff();
  }

  send(frame: Uint8Array, fault?: FieldFault): FieldAnswer {
    if (fault === 'timeout-before') return 'timeout';
    const answers = [...this.#cards]
      .map((card) => card.receive(frame.slice()))
      .filter((answer) => answer !== undefined);
    if (fault === 'timeout-after' || answers.length === 0) return 'timeout';
    return fault === 'crc-error' || answers.length > 1 ? 'crc-error' : (answers[0] as Uint8Array);
  }
}
