import { describe, expect, it } from 'vitest';
import { INS } from '../card/apdu.ts';
import { PIN_IDS, type PinId } from '../card/applications.ts';
import { fromAscii, toHex } from '../card/bytes.ts';
import { changePins } from '../card/change.ts';
import type { PinReport } from '../card/pin-job.ts';
import { recoverPins } from '../card/recover.ts';
import { CardSession } from '../card/session.ts';
import { meaningOf, STATUS_WORDS } from '../card/status-word.ts';
import { ORDINARY_CARD } from '../readers/virtual/profiles.ts';
import { VirtualCard } from '../readers/virtual/virtual-card.ts';
import { CARD_TEXTS } from './cli-card-texts.ts';

const CURRENT: Readonly<Record<PinId, string>> = { sign: 'ABC123', auth: '1234', juki: '1234', text: '1234' };
const NEXT: Readonly<Record<PinId, string>> = { sign: 'XYZ789', auth: '5678', juki: '6789', text: '7890' };

const { words } = CARD_TEXTS.ja;

/** Every row of the table, those with a number in them with some numbers, and words that are in no row. */
const WORDS = [...STATUS_WORDS.map(({ sw }) => sw), 0x63c1, 0x63c2, 0x6110, 0x6c04, 0x9001, 0x6581, 0x0000];

/** What of the work is answered so, in place of the card. */
const MOMENTS = {
  'the tries left': (command: Uint8Array) => command[1] === INS.verify && command.length === 4,
  'the current PIN': (command: Uint8Array, pin: PinId) => presents(command, CURRENT[pin]),
  'the change': (command: Uint8Array) => command[1] === INS.changeReferenceData || command[1] === INS.changeKey,
  'the new PIN': (command: Uint8Array, pin: PinId) => presents(command, NEXT[pin]),
} as const;

function presents(command: Uint8Array, text: string): boolean {
  return command[1] === INS.verify && toHex(command.subarray(5)) === toHex(fromAscii(text));
}

/** What is said after one press and, where it leaves a doubt, after the card was asked anew, with its tries read again. */
async function press(pin: PinId, moment: keyof typeof MOMENTS, sw: number) {
  const card = new VirtualCard(ORDINARY_CARD);
  card.powerOn();
  let file = '';
  const repeated: string[] = [];
  const session = () => {
    const refused: string[] = [];
    return new CardSession(async (command) => {
      if (command[1] === INS.select)
        file = command[2] === 0x04 ? toHex(command) : `${file.split(' ')[0]} ${toHex(command)}`;
      const answer = MOMENTS[moment](command, pin) ? Uint8Array.of(sw >> 8, sw & 0xff) : card.process(command);
      if (command[1] === INS.verify && command.length > 4) {
        const presented = `${file}: ${toHex(command)}`;
        if (refused.includes(presented)) repeated.push(presented);
        if (toHex(answer) !== '9000') refused.push(presented);
      }
      return answer;
    });
  };
  const wish = { pin, current: fromAscii(CURRENT[pin]), next: fromAscii(NEXT[pin]) };
  const [first] = (await changePins(session(), [wish])) as [PinReport];
  const unsure = first.outcome === 'unknown' && first.references;
  const [then] = unsure ? await recoverPins(session(), [{ ...wish, references: first.references ?? [] }]) : [];
  return { reports: then ? [first, then] : [first], repeated };
}

describe.each(Object.keys(MOMENTS) as (keyof typeof MOMENTS)[])('%s answered by', (moment) => {
  it.each(WORDS.map((sw) => [sw.toString(16).toUpperCase().padStart(4, '0'), sw] as const))(
    '%s: a sentence of its own, and no PIN that was refused is sent again',
    async (hex, sw) => {
      for (const pin of PIN_IDS) {
        const { reports, repeated } = await press(pin, moment, sw);
        expect(repeated).toEqual([]);
        for (const report of reports) {
          const lines = CARD_TEXTS.ja.reasonLines(report);
          expect(lines.length).toBeGreaterThan(0);
          for (const line of lines) expect(line).toMatch(/[ぁ-ん].*。$/);
          // A word that leaves open what happened stands in the sentence, for whoever is asked for help: this one, or the one
          // before it that it contradicts.
          if (report.reason === 'card-refused' || report.reason === 'tries-unknown') {
            const decisive = report.sw === sw ? hex : moment === 'the current PIN' ? '6982' : '9000';
            expect(lines[0]).toContain(words.status(decisive));
          }
          if (report.reason === 'wrong-pin') expect(meaningOf(sw)).toBe('wrong-pin');
        }
      }
    },
  );
});
