import { fromAscii } from '../../src/card/bytes.ts';
import { changePins } from '../../src/card/change.ts';
import { type Overview, readOverview } from '../../src/card/overview.ts';
import type { PinReport, PinWish } from '../../src/card/pin-job.ts';
import { recoverPins } from '../../src/card/recover.ts';
import type { CardSession } from '../../src/card/session.ts';
import { withCard } from '../../src/readers/card-access.ts';
import { guardedDriver } from '../../src/readers/guarded-driver.ts';
import { type PresentedPin, VirtualCard, type VirtualReference } from '../../src/readers/virtual/virtual-card.ts';
import { createResourceManager } from '../../src/readers/web-smart-card/resource-manager.ts';
import { FaultyReaders, READER, type Sent } from './faulty-readers.ts';
import { type Flow, REFERENCES, type Scenario, type Trust, trustUnder, type WishSpec } from './scenario.ts';

/** What a card holds, by reference; absent ones are left out. */
export type Contents = Partial<Record<VirtualReference, { readonly pin: string; readonly triesLeft: number }>>;

/** One session of a scenario, and everything a test may want to know of it. */
export interface Step {
  readonly flow: Flow;
  readonly wishes: readonly WishSpec[];
  readonly before: Contents;
  readonly after: Contents;
  /** The classes of the faults that did strike. */
  readonly struck: ReadonlySet<Trust>;
  readonly strikes: number;
  readonly sent: readonly Sent[];
  readonly presented: readonly PresentedPin[];
  readonly reports: readonly PinReport[] | undefined;
  readonly overview: Overview | undefined;
  readonly error: unknown;
  readonly progress: readonly string[];
  /** The card right after the session. */
  readonly left: { readonly held: boolean; readonly powered: boolean; readonly verified: boolean };
}

export interface Played {
  readonly scenario: Scenario;
  readonly steps: readonly Step[];
  readonly log: VirtualCard['log'];
}

/**
 * Plays a scenario through everything between the page and a card: an overview where a fault is meant for it, the change,
 * and then, with the card put back each time, what a person can do about PINs that are not known or half-changed. Faults of
 * `recover` strike in the first recovery, those of `finish` in the first attempt to finish.
 */
export async function play(scenario: Scenario): Promise<Played> {
  const table = new Table(scenario);
  const { wishes } = scenario;
  if (scenario.faults.some(({ flow }) => flow === 'overview')) await table.overview();
  let reports = (await table.pins('change', wishes, [])) ?? [];
  for (let round = 0; round < 4; round++) {
    const doubtful = reports.filter(({ outcome }) => outcome === 'unknown');
    const half = reports.filter(({ outcome }) => outcome === 'half-changed');
    const flow = doubtful.length > 0 ? 'recover' : 'finish';
    const open = doubtful.length > 0 ? doubtful : half;
    if (open.length === 0) break;
    const again = wishes.filter(({ pin }) => open.some((report) => report.pin === pin));
    const found = (await table.pins(flow, again, open)) ?? [];
    reports = reports.map((report) => found.find(({ pin }) => pin === report.pin) ?? report);
  }
  return { scenario, steps: table.steps, log: table.card.log };
}

class Table {
  readonly card: VirtualCard;
  readonly steps: Step[] = [];
  readonly #scenario: Scenario;
  readonly #readers: FaultyReaders;
  readonly #presented: PresentedPin[] = [];

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.card = new VirtualCard(scenario.card);
    this.card.observer = (presented) => this.#presented.push(presented);
    this.#readers = new FaultyReaders(this.card);
  }

  async overview(): Promise<void> {
    await this.#step('overview', [], (session) => readOverview(session));
  }

  async pins(flow: Flow, given: readonly WishSpec[], earlier: readonly PinReport[]) {
    // The consent to a last try was given for the press before, not for this.
    const specs = flow === 'change' ? given : given.map((spec) => ({ ...spec, consent: false }));
    const wishes = specs.map((spec) => wishOf(spec, earlier.find(({ pin }) => pin === spec.pin)?.references));
    const progress: string[] = [];
    const step = await this.#step(
      flow,
      specs,
      (session) =>
        flow === 'recover'
          ? recoverPins(session, wishes)
          : changePins(session, wishes, (pin, phase) => progress.push(`${pin} ${phase}`)),
      progress,
    );
    return step.reports;
  }

  async #step(
    flow: Flow,
    wishes: readonly WishSpec[],
    work: (session: CardSession) => Promise<Overview | readonly PinReport[]>,
    progress: readonly string[] = [],
  ): Promise<Step> {
    const { guarded, faults } = this.#scenario;
    const first = !this.steps.some((step) => step.flow === flow);
    this.#readers.ready(first ? faults.filter((fault) => fault.flow === flow) : []);
    this.#presented.length = 0;
    const before = contentsOf(this.card);
    const manager = createResourceManager(guarded ? guardedDriver(this.#readers) : this.#readers);
    // Only a guard wants to be told; without one nobody would understand.
    const consents = guarded ? wishes.filter(({ consent }) => consent).map(({ pin }) => pin) : [];
    let result: Overview | readonly PinReport[] | undefined;
    let error: unknown;
    try {
      result = await withCard(await manager.establishContext(), READER, work, consents);
    } catch (reason) {
      error = reason;
    }
    const { sent } = this.#readers;
    const struck = sent.flatMap(({ fault }) => (fault ? [trustUnder(fault)] : []));
    const { powered, verified } = this.card;
    const held = await this.#readers.isHeld();
    const step: Step = {
      flow,
      wishes,
      before,
      after: contentsOf(this.card),
      struck: new Set(struck),
      strikes: struck.length,
      sent,
      presented: [...this.#presented],
      reports: Array.isArray(result) ? result : undefined,
      overview: result && !Array.isArray(result) ? (result as Overview) : undefined,
      error,
      progress,
      left: { held, powered, verified },
    };
    this.steps.push(step);
    return step;
  }
}

function wishOf({ pin, current, next, consent }: WishSpec, references: PinReport['references']): PinWish {
  return {
    pin,
    current: fromAscii(current),
    next: fromAscii(next),
    lastTryConsent: consent,
    ...(references ? { references } : {}),
  };
}

function contentsOf(card: VirtualCard): Contents {
  const contents: Contents = {};
  for (const reference of REFERENCES) {
    const pin = card.pinOf(reference);
    if (pin !== undefined) contents[reference] = { pin, triesLeft: card.triesLeftOf(reference) as number };
  }
  return contents;
}
