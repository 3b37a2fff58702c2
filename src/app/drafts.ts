import type { PinId } from '../card/applications.ts';
import { equalBytes, wipe } from '../card/bytes.ts';

export type FieldName = 'current' | 'next' | 'repeat';

type Draft = Partial<Record<FieldName, Uint8Array>>;

/**
 * What was typed into the form, finished or not, while the person is back at the choice. Owns: the bytes, by PIN and field,
 * until they are dropped, then it wipes them. Does not own: when that is, or which PINs share a field.
 */
export class Drafts {
  readonly #drafts = new Map<PinId, Draft>();

  /** Whether nothing that was typed is held. */
  get empty(): boolean {
    return [...this.#drafts.values()].every((draft) => Object.keys(draft).length === 0);
  }

  /** Whether a draft of this PIN was kept, if only an empty one. */
  has(pin: PinId): boolean {
    return this.#drafts.has(pin);
  }

  /** Takes over what was typed into one field that these PINs share, in place of what was there. `typed` is wiped. */
  keep(pins: readonly PinId[], name: FieldName, typed: Uint8Array): void {
    for (const pin of pins) {
      const { [name]: before, ...rest } = this.#drafts.get(pin) ?? {};
      wipe(before);
      this.#drafts.set(pin, typed.length > 0 ? { ...rest, [name]: typed.slice() } : rest);
    }
    wipe(typed);
  }

  /**
   * What was typed for one PIN, or for several that share a field: a new number that all of them have that have one. The
   * current one has to be known of each of them: a PIN that was chosen later is sent nothing that was typed for the others.
   */
  of(pins: readonly PinId[], name: FieldName): Uint8Array | undefined {
    const all = pins.map((pin) => this.#drafts.get(pin)?.[name]);
    const typed = all.filter((bytes) => bytes !== undefined);
    const [first, ...others] = typed;
    if (!first || !others.every((other) => equalBytes(first, other))) return undefined;
    return name === 'current' && typed.length < pins.length ? undefined : first;
  }

  drop(pin: PinId): void {
    wipe(...Object.values(this.#drafts.get(pin) ?? {}));
    this.#drafts.delete(pin);
  }

  forget(): void {
    for (const pin of [...this.#drafts.keys()]) this.drop(pin);
  }
}
