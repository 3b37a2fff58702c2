import type { PinId } from '../../../src/card/applications.ts';
import { wipe } from '../../../src/card/bytes.ts';
import type { PinWish } from '../../../src/card/pin-job.ts';
import type { Field } from '../../../src/texts/cli-words.ts';
import type { Surroundings } from '../reach-card.ts';
import { UsageError } from '../usage-error.ts';
import { judgeTyped, wishOf } from './typed-pin.ts';

/** Eight lines of the longest PIN in full-width characters are less; more is not what this command reads. */
const MAX_INPUT_BYTES = 4096;

/**
 * `--stdin`: one line each, current and new of every PIN in the order named. Rejects with `UsageError`, which tells the line
 * and never what is in it, before anything was sent.
 */
export async function readPins(
  { terminal, texts, cardTexts }: Surroundings,
  pins: readonly PinId[],
  consents: readonly PinId[],
): Promise<PinWish[]> {
  const bytes = await terminal.readInput(MAX_INPUT_BYTES);
  const lines = linesOf(bytes);
  wipe(bytes);
  const field = (pin: PinId, which: Field, line: number) => {
    const typed = lines[line - 1];
    if (typed === undefined) throw new UsageError(texts.usage.lineMissing(line, pin, which));
    const { text, problem, conversions, advice } = judgeTyped(pin, typed, cardTexts);
    if (problem) throw new UsageError(`${texts.usage.lineMalformed(line, pin, which)} ${problem}`);
    return { text, said: [...conversions, ...(which === 'next' ? advice : [])] };
  };
  const wishes: PinWish[] = [];
  const said: string[] = [];
  try {
    for (const [index, pin] of pins.entries()) {
      const line = 2 * index + 1;
      const current = field(pin, 'current', line);
      const next = field(pin, 'next', line + 1);
      if (next.text === current.text) throw new UsageError(texts.usage.lineSameAsCurrent(line + 1, pin));
      wishes.push(wishOf(pin, current.text, next.text, consents.includes(pin)));
      said.push(
        ...[...current.said, ...next.said].map((sentence) => texts.resultLine(cardTexts.words.pinNames[pin], sentence)),
      );
    }
    if (lines.length > 2 * pins.length) throw new UsageError(texts.usage.lineExtra(2 * pins.length + 1));
  } catch (error) {
    for (const { current, next } of wishes) wipe(current, next);
    throw error;
  }
  for (const line of new Set(said)) terminal.err(line);
  return wishes;
}

/** Lines end with LF or CR LF; the last one may do without. Bytes that are no UTF-8 become characters that no PIN has. */
function linesOf(bytes: Uint8Array): string[] {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
