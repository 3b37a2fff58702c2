import { PIN_IDS, PINS, type PinId } from '../../../src/card/applications.ts';
import { wipe } from '../../../src/card/bytes.ts';
import type { Overview } from '../../../src/card/overview.ts';
import type { PinReport, PinWish } from '../../../src/card/pin-job.ts';
import { Cancelled } from '../io.ts';
import type { Surroundings } from '../reach-card.ts';
import { judgeTyped, wishOf } from './typed-pin.ts';

/** Entries that cannot be used, of one field, before this is given up. */
const MAX_BAD_ENTRIES = 3;

export interface Asked {
  readonly wishes: PinWish[];
  /** PINs for which nothing was asked, and why. */
  readonly leftAlone: PinReport[];
}

/** Asks for each PIN that can be changed whether it is meant. Rejects with `Cancelled` where none is. */
export async function askWhichPins({ terminal, texts, cardTexts }: Surroundings, { pins }: Overview): Promise<PinId[]> {
  const chosen: PinId[] = [];
  for (const pin of PIN_IDS) {
    const name = cardTexts.words.pinNames[pin];
    const state = cardTexts.pinState(pins[pin]);
    if (pins[pin].kind !== 'ready') terminal.err(texts.resultLine(name, state));
    else if (await agrees(texts.ask.whether(name, state), { terminal, texts })) chosen.push(pin);
  }
  if (chosen.length === 0) throw new Cancelled(texts.ask.nothingChosen);
  return chosen;
}

/** Asks for the current and the new PIN of each of `pins`, without echo. Rejects with `Cancelled`. */
export async function askPins(
  surroundings: Surroundings,
  { pins: states }: Overview,
  pins: readonly PinId[],
  consents: readonly PinId[],
): Promise<Asked> {
  const { terminal, texts, cardTexts } = surroundings;
  const wishes: PinWish[] = [];
  const leftAlone: PinReport[] = [];
  try {
    for (const pin of pins) {
      const state = states[pin];
      const { pinNames, formats } = cardTexts.words;
      terminal.err('');
      terminal.err(texts.ask.tries(pinNames[pin], formats[PINS[pin].format], cardTexts.pinState(state)));
      if (state.kind !== 'ready') {
        const advice = cardTexts.pinStateAdvice(pin, states);
        if (advice) terminal.err(advice);
        leftAlone.push(notReady(pin, state));
        continue;
      }
      const isLast = state.triesLeft === 1;
      const consented = consents.includes(pin) || (isLast && (await consentsToLastTry(surroundings, pin)));
      if (isLast && !consented) {
        terminal.err(texts.ask.notConsented);
        leftAlone.push({ pin, outcome: 'unchanged', reason: 'last-try', triesLeft: 1 });
        continue;
      }
      const current = await askCurrent(surroundings, pin);
      wishes.push(wishOf(pin, current, await askNext(surroundings, pin, current), consented));
    }
  } catch (error) {
    for (const { current, next } of wishes) wipe(current, next);
    throw error;
  }
  return { wishes, leftAlone };
}

function notReady(pin: PinId, state: Exclude<Overview['pins'][PinId], { kind: 'ready' }>): PinReport {
  const report = { pin, outcome: 'unchanged' } as const;
  switch (state.kind) {
    case 'locked':
      return { ...report, reason: 'locked', triesLeft: 0 };
    case 'absent':
      return { ...report, reason: 'absent' };
    case 'unknown':
      return { ...report, reason: 'tries-unknown', sw: state.sw };
  }
}

/** Its short name has to be typed: Enter alone, or a yes by habit, must not spend it. */
async function consentsToLastTry({ terminal, texts, cardTexts }: Surroundings, pin: PinId): Promise<boolean> {
  for (const line of texts.ask.lastTry(cardTexts.words.pinNames[pin])) terminal.err(line);
  return (await terminal.ask(texts.ask.typeToConsent(pin))).trim() === pin;
}

async function askCurrent({ terminal, texts, cardTexts }: Surroundings, pin: PinId): Promise<string> {
  for (let bad = 0; bad < MAX_BAD_ENTRIES; bad++) {
    const { text, problem, conversions } = judgeTyped(
      pin,
      await terminal.askSecret(texts.ask.fields.current),
      cardTexts,
    );
    for (const line of conversions) terminal.err(line);
    if (!problem) return text;
    terminal.err(problem);
  }
  throw new Cancelled(texts.ask.tooOften);
}

async function askNext({ terminal, texts, cardTexts }: Surroundings, pin: PinId, current: string): Promise<string> {
  for (let bad = 0; bad < MAX_BAD_ENTRIES; ) {
    const { text, problem, conversions, advice } = judgeTyped(
      pin,
      await terminal.askSecret(texts.ask.fields.next),
      cardTexts,
    );
    for (const line of conversions) terminal.err(line);
    const refusal = problem ?? (text === current ? texts.ask.sameAsCurrent : undefined);
    if (refusal) {
      terminal.err(refusal);
      bad++;
      continue;
    }
    for (const line of advice) terminal.err(line);
    if (advice.length > 0 && !(await agrees(texts.ask.keepWeak, { terminal, texts }))) continue;
    const repeated = judgeTyped(pin, await terminal.askSecret(texts.ask.fields.repeat), cardTexts);
    if (repeated.text === text) return text;
    terminal.err(texts.ask.mismatch);
    bad++;
  }
  throw new Cancelled(texts.ask.tooOften);
}

/** Whether the card is to be asked which PIN it holds where its two references differ; that may cost a try. */
export async function askToFindOut({ terminal, texts, cardTexts }: Surroundings, report: PinReport): Promise<boolean> {
  terminal.err(cardTexts.words.pinNames[report.pin]);
  for (const line of cardTexts.reasonLines(report)) terminal.err(line);
  try {
    return await agrees(texts.ask.findOut, { terminal, texts });
  } catch (error) {
    // The change is over: what became of it is to be said all the same.
    if (error instanceof Cancelled) return false;
    throw error;
  }
}

async function agrees(
  question: string,
  { terminal, texts }: Pick<Surroundings, 'terminal' | 'texts'>,
): Promise<boolean> {
  return texts.ask.yes.includes((await terminal.ask(question)).trim().toLowerCase());
}
