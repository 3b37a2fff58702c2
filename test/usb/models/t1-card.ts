/** What a card may want before it goes on: S(… request) of ISO/IEC 7816-3. */
export type T1CardWish =
  | { readonly want: 'time' /** 1–255 times BWT. */; readonly multiplier: number }
  | { readonly want: 'ifsc' /** 1–254 bytes. */; readonly size: number }
  | { readonly want: 'abort' };

export interface T1CardOptions {
  /** Executes a command APDU and returns the response APDU. */
  readonly process: (command: Uint8Array) => Uint8Array;
  /** Of the Answer To Reset: 1–254 bytes. */
  readonly ifsc?: number;
  readonly edc?: 'lrc' | 'crc';
  /** Asked each time the card is about to send an I-block, or the R-block that acknowledges one; again after more time. */
  readonly wish?: () => T1CardWish | undefined;
}

/**
 * The card's side of T=1 as ISO/IEC 7816-3:2006, 11 describes it, written from the rules and not from the host: a mistake
 * there is not one here. It is a card that keeps every rule; a bad line is for the test to put in between.
 *
 * It believes a command only in sequence, and executes it once.
 */
export class T1Card {
  readonly #options: Required<Pick<T1CardOptions, 'process' | 'ifsc' | 'edc' | 'wish'>>;
  #ifsc = 0;
  #ifsd = 32;
  /** Number of the I-block it waits for. */
  #expected = 0;
  /** Number of the I-block it sends next, or has sent and does not know to have arrived. */
  #own = 0;
  /** That block, until something shows that it has arrived. */
  #unconfirmed: Uint8Array | undefined;
  /** What of the answer comes after it. */
  #rest = new Uint8Array(0);
  #command: number[] = [];
  /** The S-block it waits to have answered, and what it sends then. */
  #request: { readonly block: Uint8Array; readonly then: () => Uint8Array } | undefined;

  constructor(options: T1CardOptions) {
    this.#options = { ifsc: 32, edc: 'lrc', wish: () => undefined, ...options };
    this.reset();
  }

  /** As after a reset of the card. */
  reset(): void {
    this.#ifsc = this.#options.ifsc;
    this.#ifsd = 32;
    this.#expected = 0;
    this.#own = 0;
    this.#unconfirmed = undefined;
    this.#rest = new Uint8Array(0);
    this.#command = [];
    this.#request = undefined;
  }

  /** The block that the card answers to what it received. */
  receive(bytes: Uint8Array): Uint8Array {
    const [nad, pcb = 0, len = 0] = bytes;
    const epilogue = this.#options.edc === 'crc' ? 2 : 1;
    const inf = bytes.slice(3, 3 + len);
    if (bytes.length !== 3 + len + epilogue || !this.#proven(bytes)) return this.#notUnderstood(1);
    if (nad !== 0) return this.#notUnderstood(2);
    if (pcb < 0x80) return this.#onI(pcb, inf);
    return pcb < 0xc0 ? this.#onR(pcb, inf) : this.#onS(pcb, inf);
  }

  #onI(pcb: number, inf: Uint8Array): Uint8Array {
    const number = pcb >> 6;
    const inTheMiddleOfAnAnswer = this.#unconfirmed !== undefined && this.#rest.length > 0;
    if (pcb & 0x1f || inf.length > this.#ifsc || number !== this.#expected || inTheMiddleOfAnAnswer || this.#request) {
      return this.#notUnderstood(2);
    }
    // Rule 2.1: an I-block acknowledges the one that came before it.
    this.#confirm();
    this.#expected ^= 1;
    this.#command.push(...inf);
    if (pcb & 0x20) return this.#unlessItWishes(() => this.#r(0));
    const command = Uint8Array.from(this.#command);
    this.#command = [];
    this.#rest = new Uint8Array(this.#options.process(command));
    return this.#unlessItWishes(() => this.#nextI());
  }

  #onR(pcb: number, inf: Uint8Array): Uint8Array {
    if (pcb & 0x2c || inf.length > 0) return this.#notUnderstood(2);
    if (this.#request) return this.#request.block.slice();
    const number = (pcb >> 4) & 1;
    if (this.#unconfirmed && number === this.#own) return this.#unconfirmed.slice();
    if (this.#unconfirmed && this.#rest.length > 0) {
      this.#confirm();
      return this.#unlessItWishes(() => this.#nextI());
    }
    // Either the R-block it has sent got lost, or the I-block that was to come: both times the number says it.
    return this.#r(0);
  }

  #onS(pcb: number, inf: Uint8Array): Uint8Array {
    const [value = 0] = inf;
    switch (pcb) {
      case 0xc0:
        if (inf.length !== 0) break;
        this.reset();
        return this.#block(0xe0, []);
      case 0xc1:
        if (inf.length !== 1 || value === 0x00 || value === 0xff) break;
        this.#ifsd = value;
        return this.#block(0xe1, [value]);
      case 0xc2:
        if (inf.length !== 0) break;
        this.#command = [];
        this.#rest = new Uint8Array(0);
        return this.#block(0xe2, []);
      default: {
        const request = this.#request;
        // The response is the request with one bit more.
        if (!request || pcb !== ((request.block[1] as number) | 0x20)) break;
        if (inf.length !== request.block[2] || (inf.length > 0 && value !== request.block[3])) break;
        this.#request = undefined;
        return request.then();
      }
    }
    return this.#notUnderstood(2);
  }

  /** Rules 7.1 and 7.3: a request is repeated, anything else is asked for. */
  #notUnderstood(error: 1 | 2): Uint8Array {
    return this.#request ? this.#request.block.slice() : this.#r(error);
  }

  #unlessItWishes(go: () => Uint8Array): Uint8Array {
    const wish = this.#options.wish();
    if (!wish) return go();
    switch (wish.want) {
      case 'time':
        return this.#ask(0xc3, [wish.multiplier], () => this.#unlessItWishes(go));
      case 'ifsc':
        return this.#ask(0xc1, [wish.size], () => {
          this.#ifsc = wish.size;
          return go();
        });
      case 'abort':
        return this.#ask(0xc2, [], () => {
          this.#command = [];
          this.#rest = new Uint8Array(0);
          return this.#r(0);
        });
    }
  }

  #ask(pcb: number, inf: readonly number[], then: () => Uint8Array): Uint8Array {
    const block = this.#block(pcb, inf);
    this.#request = { block, then };
    return block.slice();
  }

  #nextI(): Uint8Array {
    const part = this.#rest.subarray(0, this.#ifsd);
    this.#rest = this.#rest.slice(part.length);
    this.#unconfirmed = this.#block((this.#own << 6) | (this.#rest.length > 0 ? 0x20 : 0), [...part]);
    return this.#unconfirmed.slice();
  }

  #confirm(): void {
    if (!this.#unconfirmed) return;
    this.#unconfirmed = undefined;
    this.#own ^= 1;
  }

  #r(error: 0 | 1 | 2): Uint8Array {
    return this.#block(0x80 | (this.#expected << 4) | error, []);
  }

  #block(pcb: number, inf: readonly number[]): Uint8Array {
    const body = [0x00, pcb, inf.length, ...inf];
    return Uint8Array.from([...body, ...this.#epilogue(body)]);
  }

  #proven(bytes: Uint8Array): boolean {
    const size = this.#options.edc === 'crc' ? 2 : 1;
    const epilogue = this.#epilogue([...bytes.subarray(0, -size)]);
    return epilogue.every((byte, i) => byte === bytes[bytes.length - size + i]);
  }

  #epilogue(body: readonly number[]): readonly number[] {
    if (this.#options.edc === 'lrc') return [body.reduce((sum, byte) => sum ^ byte, 0)];
    const sum = body.reduce((value, byte) => (value >> 8) ^ (CRC_TABLE[(value ^ byte) & 0xff] as number), 0xffff);
    return [sum >> 8, sum & 0xff];
  }
}

/** x^16 + x^12 + x^5 + 1, lowest bit first. */
const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value >> 1) ^ (value & 1 ? 0x8408 : 0);
  return value;
});
