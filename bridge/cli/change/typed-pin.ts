import { PINS, type PinId } from '../../../src/card/applications.ts';
import { fromAscii } from '../../../src/card/bytes.ts';
import { findWeaknesses } from '../../../src/card/pin-advice.ts';
import type { PinWish } from '../../../src/card/pin-job.ts';
import { findProblem, normaliseInput } from '../../../src/card/pin-rules.ts';
import type { CardTexts } from '../../../src/texts/card-texts.ts';

/** What somebody typed for a PIN, as it may be sent, and what is to be said about it. */
export interface TypedPin {
  readonly text: string;
  /** Why it may not be sent. */
  readonly problem: string | undefined;
  /** What was made of it. */
  readonly conversions: readonly string[];
  /** Why another one would be better. */
  readonly advice: readonly string[];
}

export function judgeTyped(pin: PinId, typed: string, { words }: CardTexts): TypedPin {
  const { format } = PINS[pin];
  const { text, conversions } = normaliseInput(format, typed);
  const problem = findProblem(format, text);
  const weaknesses = findWeaknesses(format, text).map((weakness) => words.weaknesses[weakness]);
  return {
    text,
    problem: problem && words.problems[format][problem],
    conversions: conversions.map((conversion) => words.conversions[conversion]),
    advice: weaknesses.length > 0 ? [...weaknesses, words.weaknessLead] : [],
  };
}

/** Of texts without a problem. The strings cannot be wiped; they are not kept. */
export function wishOf(pin: PinId, current: string, next: string, lastTryConsent: boolean): PinWish {
  return { pin, current: fromAscii(current), next: fromAscii(next), ...(lastTryConsent ? { lastTryConsent } : {}) };
}
