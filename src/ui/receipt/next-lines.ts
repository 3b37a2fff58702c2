import type { NextStep, ReceiptRow } from '../../app/receipt.ts';
import type { Overview } from '../../card/overview.ts';
import { texts, words } from '../language.ts';

/** What to do next about a PIN. `pins`, where known, leave out a way to set it anew that is closed. */
export function nextLines(row: ReceiptRow, pins?: Overview['pins']): readonly string[] {
  return row.next.flatMap((step) => linesOf(step, row, pins));
}

function linesOf(step: NextStep, { pin, outcome, reason, next }: ReceiptRow, pins?: Overview['pins']) {
  const { card, receipt } = words();
  const said = receipt.next;
  switch (step) {
    case 'use-the-new-one':
      return [said.use[pin]];
    case 'finish':
      return [said.finish];
    case 'begin-again':
      if (reason === 'interrupted') return [card.reasons.interruptedUnchanged];
      return [reason === 'wrong-pin' ? said.againIfSure : said.again];
    case 'be-sure-or-reset':
      return [said.beSure];
    case 'reset':
      return [texts().card.resetAdvice(pin, pins)];
    case 'try-the-new-one-once':
      return card.reasons.unknownAdvice;
    case 'ask-the-office':
      // The advice to try once has it already.
      if (next.includes('try-the-new-one-once')) return [];
      return [outcome === 'unknown' ? said.doNotTry : said.ask];
  }
}
