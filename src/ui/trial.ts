import { guardedDriver } from '../readers/guarded-driver.ts';
import { PROFILES, type ProfileId } from '../readers/virtual/profiles.ts';
import { VirtualCard } from '../readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../readers/virtual/virtual-readers.ts';
import { createResourceManager } from '../readers/web-smart-card/resource-manager.ts';

/** Milliseconds an exchange with the virtual card takes, so that the work can be seen as with a real one. */
const LATENCY_MS = 15;

/** The built-in virtual reader and the card in it: for trying out, teaching and tests. */
export class Trial {
  static readonly readerName = '仮想カードリーダー';
  readonly readers = new VirtualReaders({ latency: LATENCY_MS });
  /** As the page sees them: behind the guard, like every other way to a card. */
  readonly resourceManager = createResourceManager(guardedDriver(this.readers));
  profile: ProfileId = 'ordinary';

  constructor() {
    this.readers.plugIn(Trial.readerName);
    this.insert();
  }

  get inserted(): boolean {
    return this.readers.cardIn(Trial.readerName) !== undefined;
  }

  /** A fresh card of the current kind: its PINs are the first ones again. */
  insert(profile: ProfileId = this.profile): void {
    this.profile = profile;
    this.readers.insert(Trial.readerName, new VirtualCard(PROFILES[profile]));
  }

  remove(): void {
    this.readers.remove(Trial.readerName);
  }
}
