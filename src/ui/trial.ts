import type { ProfileId } from '../readers/virtual/profiles.ts';
import { SmartCardError } from '../readers/web-smart-card/errors.ts';
import type { SmartCardResourceManager } from '../readers/web-smart-card/types.ts';
import type { VirtualTrial } from './virtual-trial.ts';

/**
 * The built-in virtual reader and the card in it: for trying out, teaching and tests. Owns: what a person set about it. The
 * reader itself is part of the rest of the page; until that is there nobody can have seen it.
 */
export class Trial {
  /** As the page sees it: behind the guard, like every other way to a card. */
  readonly resourceManager: SmartCardResourceManager = {
    establishContext: async () => (await this.#virtual()).resourceManager.establishContext(),
  };
  readonly #load: () => Promise<{ readonly VirtualTrial: new () => VirtualTrial }>;
  #profile: ProfileId = 'ordinary';
  /** Whether the card is in the reader from its beginning. */
  #fromTheStart = true;
  #loaded: VirtualTrial | undefined;

  constructor(load: () => Promise<{ readonly VirtualTrial: new () => VirtualTrial }>) {
    this.#load = load;
  }

  /** Of the card. */
  get profile(): ProfileId {
    return this.#profile;
  }

  get inserted(): boolean {
    return this.#loaded?.inserted ?? false;
  }

  /** Takes the card away in the middle of the next change, after the card acted but before its answer. */
  get cutsOff(): boolean {
    return this.#loaded?.cutsOff ?? false;
  }

  set cutsOff(wanted: boolean) {
    if (this.#loaded) this.#loaded.cutsOff = wanted;
  }

  /** A fresh card of a kind: its PINs are the first ones. */
  insertNew(profile: ProfileId): void {
    this.#profile = profile;
    this.#loaded?.insertNew(profile);
  }

  /** Puts the card back that was taken out. */
  insert(): void {
    this.#loaded?.insert();
  }

  /** Also before the reader is there: then it begins empty. */
  remove(): void {
    this.#fromTheStart = false;
    this.#loaded?.remove();
  }

  async #virtual(): Promise<VirtualTrial> {
    try {
      const { VirtualTrial } = await this.#load();
      if (!this.#loaded) {
        this.#loaded = new VirtualTrial();
        if (this.#fromTheStart) this.#loaded.insert();
      }
      return this.#loaded;
    } catch {
      // Whoever watches the readers asks again later.
      throw new SmartCardError('no-service');
    }
  }
}
