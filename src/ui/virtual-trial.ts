import { INS } from '../card/apdu.ts';
import { guardedDriver } from '../readers/guarded-driver.ts';
import { PROFILES, type ProfileId } from '../readers/virtual/profiles.ts';
import { VirtualCard } from '../readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../readers/virtual/virtual-readers.ts';
import { withSampleCertificates } from '../readers/virtual/with-sample-certificates.ts';
import { createResourceManager } from '../readers/web-smart-card/resource-manager.ts';
import type { SmartCardResourceManager } from '../readers/web-smart-card/types.ts';

/** Milliseconds an exchange with the virtual card takes, so that the work can be seen as with a real one. */
const LATENCY_MS = 15;

const CHANGES: ReadonlySet<number> = new Set([INS.changeReferenceData, INS.changeKey]);

const READER = '仮想カードリーダー';

/** The virtual reader of `Trial`, which begins empty, and its card. */
export class VirtualTrial {
  readonly readers = new VirtualReaders({ latency: LATENCY_MS });
  /** As the page sees them: behind the guard, like every other way to a card. */
  readonly resourceManager: SmartCardResourceManager;
  /** Takes the card away in the middle of the next change, after the card acted but before its answer. */
  cutsOff = false;

  #card = new VirtualCard(PROFILES.ordinary);

  constructor() {
    this.resourceManager = createResourceManager(guardedDriver(withSampleCertificates(this.readers)));
    this.readers.plugIn(READER);
    this.readers.fault = (command) => {
      if (!this.cutsOff || !CHANGES.has(command[1] ?? 0)) return undefined;
      this.cutsOff = false;
      return 'removed-after';
    };
  }

  get inserted(): boolean {
    return this.readers.cardIn(READER) !== undefined;
  }

  /** A fresh card of a kind: its PINs are the first ones. */
  insertNew(profile: ProfileId): void {
    this.#card = new VirtualCard(PROFILES[profile]);
    this.insert();
  }

  /** Puts the card back that was taken out. */
  insert(): void {
    this.readers.insert(READER, this.#card);
  }

  remove(): void {
    this.readers.remove(READER);
  }
}
