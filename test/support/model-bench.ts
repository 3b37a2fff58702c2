import { vi } from 'vitest';
import { type AppDependencies, AppModel, type Step } from '../../src/app/app-model.ts';
import type { IdleClock } from '../../src/app/idle-limit.ts';
import type { CertificateId } from '../../src/card/applications.ts';
import { PROTOCOL_VERSION } from '../../src/readers/bridge/protocol.ts';
import { guardedDriver } from '../../src/readers/guarded-driver.ts';
import { cardWith, ORDINARY_CARD } from '../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../../src/readers/virtual/virtual-readers.ts';
import { createResourceManager } from '../../src/readers/web-smart-card/resource-manager.ts';
import { certificateFixture, FIXTURE_DAY } from './certificate-fixture.ts';

/** A clock that goes on when it is told to. */
export class HandClock implements IdleClock {
  #now = 0;
  #wallAhead = 0;
  #next = 0;
  readonly #timers = new Map<number, { readonly at: number; readonly act: () => void }>();

  now(): number {
    return this.#now;
  }

  wall(): number {
    return this.#now + this.#wallAhead;
  }

  /** The computer sleeps, with its timers and all clocks but the one on the wall. */
  sleep(seconds: number): void {
    this.#wallAhead += seconds * 1000;
  }

  setTimeout(act: () => void, milliseconds: number): number {
    this.#timers.set(++this.#next, { at: this.#now + milliseconds, act });
    return this.#next;
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as number);
  }

  get waiting(): number {
    return this.#timers.size;
  }

  /** `late`: the computer sleeps through it, and what is due comes afterwards. */
  pass(seconds: number, late = false): void {
    const end = this.#now + seconds * 1000;
    if (late) this.#now = end;
    for (;;) {
      const [due] = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (!due) break;
      this.#timers.delete(due[0]);
      this.#now = Math.max(this.#now, due[1].at);
      due[1].act();
    }
    this.#now = end;
  }
}

/** The page's model at a bridge whose one reader is in memory. */
export class ModelBench {
  readonly readers = new VirtualReaders();
  readonly clock = new HandClock();
  /** What has to be waited for before certificates are understood. */
  loading: Promise<void> = Promise.resolve();
  readonly model: AppModel;
  /** Told of every change of the model. */
  follow = (): void => {};

  /** `rules` are those of an office. */
  constructor(rules: Pick<AppDependencies, 'changeable' | 'idle' | 'journal' | 'realOnly'> = {}) {
    this.model = new AppModel(
      {
        connectBridge: async () => ({
          resourceManager: createResourceManager(guardedDriver(this.readers)),
          hello: { type: 'hello', version: PROTOCOL_VERSION, pcsc: 'available', developer: false, journal: 'off' },
          closed: new Promise(() => {}),
          close: () => {},
        }),
        virtual: new VirtualReaders().resourceManager,
        remembered: { get: () => null, set: () => {} },
        unfinished: { get: () => [], set: () => {} },
        now: () => FIXTURE_DAY,
        loadCertificates: async () => {
          await this.loading;
          return import('../../src/certificates/certificates.ts');
        },
        ...rules,
        idle: rules.idle === 'elsewhere' ? rules.idle : { ...rules.idle, clock: this.clock },
      },
      () => this.follow(),
    );
    this.readers.plugIn('reader');
  }

  /** With a card on the reader, and the choice on screen. */
  async ready(card = new VirtualCard(ORDINARY_CARD)): Promise<VirtualCard> {
    this.readers.insert('reader', card);
    this.model.start();
    await this.step('choose');
    return card;
  }

  step(step: Step): Promise<void> {
    return vi.waitFor(() => {
      if (this.model.step !== step) throw new Error(`${this.model.step} is not ${step}`);
    });
  }
}

/** A card with the certificates of 見本花子, born on 2005-06-15. */
export function cardOfHanako(serial = 'VIRTUAL00000001'): VirtualCard {
  const files: Partial<Record<CertificateId, string>> = { sign: 'sign', 'sign-ca': 'sign-ca' };
  const ders = Object.entries(files).map(([id, name]) => [id, certificateFixture(name)]);
  return new VirtualCard(cardWith({ serial, files: Object.fromEntries(ders) }));
}
