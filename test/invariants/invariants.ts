import { PIN_IDS, type PinId } from '../../src/card/applications.ts';
import { GuardRefusal } from '../../src/card/guard-refusal.ts';
import type { PinReport } from '../../src/card/pin-job.ts';
import type { VirtualReference } from '../../src/readers/virtual/virtual-card.ts';
import { type ClientView, clientView } from './client-view.ts';
import type { Sent } from './faulty-readers.ts';
import type { Contents, Played, Step } from './play.ts';
import { REFERENCES, referencesOf, type Scenario, type Trust, trustUnder, type WishSpec } from './scenario.ts';

/** Everything in which a played scenario broke an invariant, each with the name of that invariant; nothing if it kept them. */
export function violations(played: Played): string[] {
  return played.steps.flatMap((step, index) => {
    const context: Context = {
      played,
      step,
      index,
      scenario: played.scenario,
      original: (played.steps.find(({ flow }) => flow === 'change') as Step).before,
      view: clientView(step.sent),
      seen: new Set(played.steps.slice(0, index + 1).flatMap(({ struck }) => [...struck])),
    };
    return CHECKS.flatMap((check) => check(context)).map((text) => `step ${index} (${step.flow}): ${text}`);
  });
}

interface Context {
  readonly played: Played;
  readonly scenario: Scenario;
  readonly step: Step;
  readonly index: number;
  /** What the card held before 変更する was pressed. */
  readonly original: Contents;
  readonly view: ClientView;
  /** The classes of everything that struck in this step or before. */
  readonly seen: ReadonlySet<Trust>;
}

/** A card that answers 9000 to a CHANGE only when it stores the new PIN, and spends tries on wrong PINs alone. */
function isTruthful({ card }: Scenario): boolean {
  return card.changeStores === 'the new PIN' && !card.refusedChangeCosts;
}

function isPlain(scenario: Scenario): boolean {
  return isTruthful(scenario) && !scenario.card.jukiShared;
}

function only(trusts: ReadonlySet<Trust>, ...allowed: Trust[]): boolean {
  return [...trusts].every((trust) => allowed.includes(trust));
}

const CHECKS: readonly ((context: Context) => string[])[] = [
  costsAtMostOneTry,
  costsOnlyForAWrongPin,
  neverSendsARefusedPinAgain,
  stopsWhereAnAnswerIsLost,
  presentsOnlyWithTriesKnown,
  neverLocksWithoutConsent,
  keepsTheFormat,
  reportsEveryPin,
  reportsTheTruth,
  countsTriesTruly,
  leaksNoPin,
  wipesWhatItSent,
  leavesTheCardAlone,
  beginsFromNothing,
  findsOut,
  isNeverRefusedByTheGuard,
];

/**
 * I1: a session costs each key reference at most one try.
 *
 * Exceptions: a card that stores something else than it was sent refuses both PINs when it is asked which one it holds (one
 * try each, never the last one); asking the second is what gives the try back on every other card. And a card that charges a
 * try for a CHANGE that it refuses does so beside the VERIFY. A stale or
 * forged 9000 to a VERIFY hides that the card refused the PIN, which is then taken for right once more. An intruder can aim a VERIFY at another reference.
 */
function costsAtMostOneTry({ step, scenario, seen }: Context): string[] {
  const { changeStores, refusedChangeCosts } = scenario.card;
  if (seen.has('intruded') || (changeStores === 'something else' && step.struck.has('lying'))) return [];
  const believedALie = step.sent.some(
    ({ copy, fault, answer }) =>
      fault?.kind === 'one-late' ||
      (fault &&
        trustUnder(fault) === 'lying' &&
        copy[1] === 0x20 &&
        Buffer.from(answer ?? []).toString('hex') === '9000'),
  );
  const allowed = 1 + [changeStores === 'something else', refusedChangeCosts, believedALie].filter(Boolean).length;
  return costs(step, scenario)
    .filter(({ cost }) => cost > allowed)
    .map(({ reference, cost }) => `I1: ${cost} tries of ${reference} are gone`);
}

/**
 * I1: and only where the person's PIN was wrong for it.
 *
 * Exceptions, all of them given back by the next right VERIFY, so that a try is gone only if a second thing goes wrong right
 * there: (a) two 住基 references that share one value, where the old PIN is "wrong" for the second once the first was changed;
 * (b) a reference that is asked which PIN it holds, after an odd answer to its CHANGE or on a card that did not store what it
 * was sent; (c) lies and intruders; (d) a card that charges for the CHANGE itself.
 */
function costsOnlyForAWrongPin({ step, scenario, seen, index }: Context): string[] {
  if (step.flow === 'recover' || !only(seen, 'silent', 'odd') || scenario.card.refusedChangeCosts) return [];
  if (scenario.card.changeStores === 'something else') return [];
  return costs(step, scenario)
    .filter(({ cost }) => cost > 0)
    .filter(({ reference }) => {
      const wish = wishFor(step.wishes, reference);
      if (!wish) return true;
      const right = index > 0 && step.flow === 'finish' ? [wish.current, wish.next] : [wish.current];
      if (!right.includes((step.before[reference] as { pin: string }).pin)) return false;
      const mayBeAsked = (scenario.card.jukiShared && reference === 'juki') || scenario.card.changeStores === 'nothing';
      return !(mayBeAsked && step.strikes > 0) && step.strikes < 2;
    })
    .map(({ reference }) => `I1: a try of ${reference} is gone although its PIN was right`);
}

/** I1: what a reference refused is not sent to it again in this session: as the card saw it, and as the client was told. */
function neverSendsARefusedPinAgain({ step, view }: Context): string[] {
  const found: string[] = [];
  const told = new Set<string>();
  for (const { reference, pin, kind, sw } of view.presentations) {
    if (kind !== 'verify') continue;
    const key = `${reference} ${pin}`;
    if (told.has(key)) found.push(`I1: ${reference} was sent a PIN again that it had not accepted`);
    if (sw !== 0x9000) told.add(key);
  }
  if (!only(step.struck, 'silent', 'odd')) return found;
  const refused = new Set<string>();
  for (const { instruction, application, file, pin, sw } of step.presented) {
    if (instruction !== 'verify') continue;
    const key = `${application} ${file} ${pin}`;
    if (refused.has(key)) found.push(`I1: the card saw a PIN again that it had refused`);
    if (sw !== 0x9000) refused.add(key);
  }
  return found;
}

/** I1: after an answer that did not come, or cannot be one, nothing more is sent. */
function stopsWhereAnAnswerIsLost({ step }: Context): string[] {
  const lost = step.sent.findIndex(({ fault, answer, copy }) => {
    if (!fault) return false;
    // Data is what READ BINARY asks for; one that is longer than its file cannot be told from it.
    if (fault.kind === 'with-data') return copy[1] !== 0xb0;
    return answer === undefined || fault.kind === 'short';
  });
  return lost >= 0 && lost < step.sent.length - 1 ? ['I1: something was sent after an answer was lost'] : [];
}

/** I2: as far as the client could know, at least two tries were left, or one and the consent. Holds whatever goes wrong. */
function presentsOnlyWithTriesKnown({ step, view }: Context): string[] {
  return view.presentations.flatMap(({ kind, reference, knownTries }) => {
    if (kind !== 'verify') return [];
    if (reference === undefined) return ['I2: a VERIFY with no PIN file selected'];
    if (knownTries === undefined) return [`I2: a VERIFY of ${reference} with its tries unknown`];
    if (knownTries >= 2 || (knownTries === 1 && mayLock(step, reference))) return [];
    return [`I2: a VERIFY of ${reference} with ${knownTries} tries left`];
  });
}

/**
 * I2: and so it was on the card. Not promised where the counter itself was a lie, nor where an intruder aims the VERIFY at
 * another reference.
 */
function neverLocksWithoutConsent({ step }: Context): string[] {
  if (!only(step.struck, 'silent', 'odd')) return [];
  return step.presented.flatMap(({ instruction, application, file, triesBefore }) => {
    const reference = REFERENCES.find((name) => NAMES[name] === `${application} ${file}`);
    if (!reference) return [`I2: a PIN file that is none of the four was touched: ${application} ${file}`];
    if (instruction !== 'verify' || triesBefore >= 2 || (triesBefore === 1 && mayLock(step, reference))) return [];
    return [`I2: a VERIFY reached ${reference} with ${triesBefore} tries left on the card`];
  });
}

const NAMES: Record<VirtualReference, string> = {
  sign: `jpki ${0x1b}`,
  auth: `jpki ${0x18}`,
  juki: `juki ${0x1c}`,
  common: `common ${0x1c}`,
  text: `text ${0x11}`,
};

/** I3, whatever goes wrong. Stated once more here, not with the product's own rule. */
function keepsTheFormat({ view }: Context): string[] {
  return view.presentations
    .filter(({ reference, pin }) =>
      reference === 'sign' ? !/^(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{6,16}$/.test(pin) : !/^[0-9]{4}$/.test(pin),
    )
    .map(({ reference, kind }) => `I3: a ${kind} of ${reference} that breaks its format`);
}

/** I4: every PIN is in the report, once, in the official order, and what is not done has its reason. Whatever goes wrong. */
function reportsEveryPin({ step }: Context): string[] {
  if (step.flow === 'overview') return [];
  if (!step.reports) return [`I4: no report but ${String(step.error)}`];
  const wished = PIN_IDS.filter((pin) => step.wishes.some((wish) => wish.pin === pin));
  const reported = step.reports.map(({ pin }) => pin);
  return [
    ...(wished.join() === reported.join() ? [] : [`I4: ${reported} reported of ${wished}`]),
    ...step.reports
      .filter(({ outcome, reason }) => (outcome === 'changed') !== (reason === undefined))
      .map(({ pin, outcome, reason }) => `I4: ${pin} is ${outcome} because of ${reason}`),
    ...step.reports
      .filter(({ pin, outcome }) => outcome === 'half-changed' && pin !== 'juki')
      .map(({ pin }) => `I4: ${pin} cannot be half-changed`),
  ];
}

/**
 * I4: changed, not changed and half-changed are true of the card.
 *
 * With no answer, or odd ones, always. When answers are stale or forged, `changed` rests on two of them, the 9000 to the
 * CHANGE and the one to the VERIFY of the new PIN: it takes two lies, or one and a card that lies itself. Exceptions: what
 * `recoverPins` finds out, and `changePins` after an odd answer to a CHANGE, rests on a single VERIFY, and a forged 9000 to
 * that one cannot be told from a true one; and a stale 9000 to a SELECT of 住基 or 共通カード that never arrived leaves the
 * session on the other of the two, whose PIN file has the same number. The transports number their messages, so that no
 * such answer gets this far.
 *
 * Nothing is promised where an intruder selects something in an exclusive session: a VERIFY that it aims at another file
 * with the same PIN succeeds there.
 */
function reportsTheTruth({ step, seen, scenario, original, played, index }: Context): string[] {
  if (!step.reports || seen.has('intruded')) return [];
  const steps = played.steps.slice(0, index + 1);
  const lies = steps.flatMap(({ sent }) => sent.filter(isLie));
  const strikes = steps.reduce((sum, step) => sum + step.strikes, 0);
  return step.reports.flatMap((report) => {
    if (!isPromised(report, lies, strikes, scenario)) return [];
    const wish = step.wishes.find(({ pin }) => pin === report.pin) as WishSpec;
    const held = referencesOf(report.pin).flatMap((reference) => step.after[reference]?.pin ?? []);
    const were = referencesOf(report.pin).flatMap((reference) => original[reference]?.pin ?? []);
    if (isTrue(report, wish, held, were)) return [];
    return [`I4: ${report.pin} is reported as ${report.outcome} (${report.reason ?? 'done'})`];
  });
}

function isLie({ fault }: Sent): boolean {
  return fault !== undefined && trustUnder(fault) === 'lying';
}

/** A SELECT of an application that never arrived and seems to have succeeded. */
function strays({ fault, copy, answer }: Sent): boolean {
  const yes = Buffer.from(answer ?? []).toString('hex') === '9000';
  return (
    fault !== undefined && 'acts' in fault && !fault.acts && yes && [...copy.subarray(0, 4)].join() === '0,164,4,12'
  );
}

/** What I4 still promises of a report after these lies. */
function isPromised({ pin }: PinReport, lies: readonly Sent[], strikes: number, scenario: Scenario): boolean {
  const [lie, ...more] = lies;
  if (!lie?.fault) return true;
  if (more.length > 0 || scenario.card.changeStores !== 'the new PIN') return false;
  const { fault } = lie;
  const sw = fault.kind === 'status' ? fault.sw : 0x9000;
  if (pin === 'juki' && strays(lie)) return false;
  return !(fault.kind === 'status' && sw === 0x9000 && (fault.flow === 'recover' || strikes > 1));
}

function isTrue({ outcome }: PinReport, { current, next }: WishSpec, held: string[], were: string[]): boolean {
  // Half of a change from a PIN to itself is nothing that anybody could finish.
  if (outcome === 'half-changed' && current === next) return false;
  switch (outcome) {
    case 'changed':
      return held.length > 0 && held.every((pin) => pin === next);
    case 'unchanged':
      return held.every((pin, index) => pin === were[index]);
    case 'half-changed':
      return held.includes(current) && held.includes(next);
    case 'unknown':
      return true;
  }
}

/** I4: a number of tries in a report is what the card has. Lies and cards that charge for a refused CHANGE aside. */
function countsTriesTruly({ step, scenario }: Context): string[] {
  if (!only(step.struck, 'silent', 'odd') || !isTruthful(scenario)) return [];
  return (step.reports ?? []).flatMap(({ pin, triesLeft, references }) => {
    const left = referencesOf(pin).flatMap((reference) => step.after[reference]?.triesLeft ?? []);
    if (triesLeft === undefined || left.includes(triesLeft)) return [];
    // Nobody can see that the VERIFY of one name gave a shared counter its tries back: then the number is a lower bound.
    if (scenario.card.jukiShared && left.every((tries) => tries > triesLeft)) return [];
    return [`I4: ${pin} is said to have ${triesLeft} tries left, not ${left} ${JSON.stringify(references ?? [])}`];
  });
}

/** I5: no PIN that is on the card or was typed stands in anything that could be read, kept or sent to somebody. */
function leaksNoPin({ step, played, scenario }: Context): string[] {
  const kept =
    JSON.stringify([played.log, step.reports, step.overview, step.progress]) + textsOf(step.error).join('\n');
  const pins = [
    ...scenario.wishes.flatMap(({ current, next }) => [current, next]),
    ...Object.values(scenario.card.pins).map(({ pin }) => pin),
  ];
  const upper = kept.toUpperCase();
  const leaked = pins.some(
    (pin) => upper.includes(pin) || upper.includes(Buffer.from(pin).toString('hex').toUpperCase()),
  );
  return leaked ? ['I5: a PIN can be read'] : [];
}

function textsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return error === undefined ? [] : [String(error)];
  return [error.name, error.message, error.stack ?? '', JSON.stringify(error), ...textsOf(error.cause)];
}

/** I5: the bytes of every command that may carry a PIN are overwritten by the end of the session. */
function wipesWhatItSent({ step }: Context): string[] {
  const kept = step.sent.some(
    ({ bytes, copy }) => [0x20, 0x24, 0x32].includes(copy[1] as number) && bytes.some(Boolean),
  );
  return kept ? ['I5: a command was not wiped'] : [];
}

/** I6: nobody holds the card, it has no power and nothing is verified on it. */
function leavesTheCardAlone({ step }: Context): string[] {
  const { held, powered, verified } = step.left;
  return held || powered || verified ? [`I6: held ${held}, powered ${powered}, verified ${verified}`] : [];
}

/** I6: a session relies on nothing that one before it selected. */
function beginsFromNothing({ step }: Context): string[] {
  const [first] = step.sent;
  return !first || Buffer.from(first.copy.subarray(0, 4)).toString('hex') === '00a4040c'
    ? []
    : ['I6: no SELECT at first'];
}

/**
 * I7: the first recovery in which nothing goes wrong finds out, whether answers were lost or odd, in the change, in an
 * earlier recovery or in both; and after it the tries are full again. Also after one stale answer, but not where 住基 is one
 * value under two names, nor after one to a SELECT that never arrived. A "no" or a lock that was forged is believed, and a
 * card may have stored something else than it was sent: then it says why it could not find out.
 */
function findsOut({ step, seen, scenario, played, index }: Context): string[] {
  if (step.flow !== 'recover' || step.strikes > 0) return [];
  const lies = played.steps.slice(0, index).flatMap(({ sent }) => sent.filter(isLie));
  const onceStale =
    lies.length === 1 && lies.every((lie) => lie.fault?.kind === 'stale' && !strays(lie)) && !seen.has('intruded');
  const promised =
    ((onceStale && isPlain(scenario)) || only(seen, 'silent', 'odd')) &&
    scenario.card.changeStores !== 'something else';
  return (step.reports ?? []).flatMap(({ pin, outcome, reason }) => {
    if (outcome === 'unknown') {
      if (promised) return [`I7: ${pin} stays unknown (${reason})`];
      const reasons = ['wrong-pin', 'locked', 'last-try', 'tries-unknown', 'card-refused', 'absent'];
      return reason && reasons.includes(reason) ? [] : [`I7: ${pin} stays unknown, and no reason but ${reason}`];
    }
    if (!promised || !isTruthful(scenario)) return [];
    const short = referencesOf(pin).filter(
      (reference) => (step.after[reference]?.triesLeft ?? 9) < (pin === 'sign' ? 5 : 3),
    );
    return outcome === 'half-changed' ? [] : short.map((reference) => `I7: ${reference} did not get its tries back`);
  });
}

/** The guard stands in nobody's way: whatever the domain sends, it may send. */
function isNeverRefusedByTheGuard({ step }: Context): string[] {
  const refused = step.error instanceof GuardRefusal || step.reports?.some(({ error }) => error === 'refused-by-guard');
  return refused ? ['guard: it refused something that the domain sent'] : [];
}

/** Tries gone in a step. A shared value is counted once. */
function costs({ before, after }: Step, { card }: Scenario): { reference: VirtualReference; cost: number }[] {
  return REFERENCES.filter((reference) => !(card.jukiShared && reference === 'common')).flatMap((reference) => {
    const [was, is] = [before[reference], after[reference]];
    return was && is ? [{ reference, cost: was.triesLeft - is.triesLeft }] : [];
  });
}

function wishFor(wishes: readonly WishSpec[], reference: VirtualReference): WishSpec | undefined {
  return wishes.find(({ pin }) => referencesOf(pin).includes(reference));
}

function mayLock({ flow, wishes }: Step, reference: VirtualReference): boolean {
  const pin: PinId | undefined = PIN_IDS.find((id) => referencesOf(id).includes(reference));
  return flow === 'change' && wishes.some((wish) => wish.pin === pin && wish.consent);
}
