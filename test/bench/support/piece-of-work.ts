import { PIN_IDS, type PinId } from '../../../src/card/applications.ts';
import { toHex } from '../../../src/card/bytes.ts';
import { changePins } from '../../../src/card/change.ts';
import type { PinWish } from '../../../src/card/pin-job.ts';
import { CardSession } from '../../../src/card/session.ts';
import { withCard } from '../../../src/readers/card-access.ts';
import { ORDINARY_CARD } from '../../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../../src/readers/virtual/virtual-card.ts';
import type { SmartCardContext } from '../../../src/readers/web-smart-card/types.ts';
import { CURRENT, NEXT, wish } from '../../support/wishes.ts';

export interface Timing {
  /** From the first command to the last answer, in milliseconds. */
  readonly exchangesMs: number;
  /** With powering the card up before and down afterwards. */
  readonly wholeMs: number;
}

/** From the PINs that the virtual card has at first to others, and back. */
export type Direction = 'there' | 'back';

export function wishes(direction: Direction, pins: readonly PinId[] = PIN_IDS): PinWish[] {
  return pins.map((pin) => {
    const [current, next] = direction === 'there' ? [CURRENT[pin], NEXT[pin]] : [NEXT[pin], CURRENT[pin]];
    return wish(pin, { current, next });
  });
}

/** One change as the page does it, in a session of its own. Throws unless every PIN was changed. */
export async function changeOnce(
  context: SmartCardContext,
  reader: string,
  direction: Direction,
  pins: readonly PinId[] = PIN_IDS,
): Promise<Timing> {
  const wanted = wishes(direction, pins);
  const begun = performance.now();
  let exchangesMs = 0;
  await withCard(context, reader, async (session) => {
    const connected = performance.now();
    const reports = await changePins(session, wanted);
    exchangesMs = performance.now() - connected;
    const failed = reports.filter(({ outcome }) => outcome !== 'changed');
    if (failed.length > 0) throw new Error(`not changed: ${JSON.stringify(failed)}`);
  });
  return { exchangesMs, wholeMs: performance.now() - begun };
}

/** The bytes of that change, in hexadecimal, both ways, as they go to an ordinary card. */
export async function commandsOfChange(pins: readonly PinId[] = PIN_IDS): Promise<Record<Direction, string[]>> {
  const card = new VirtualCard(ORDINARY_CARD);
  const commands: Record<Direction, string[]> = { there: [], back: [] };
  for (const direction of ['there', 'back'] as const) {
    card.powerOn();
    const session = new CardSession(async (command) => {
      commands[direction].push(toHex(command));
      return card.process(command);
    });
    await changePins(session, wishes(direction, pins));
    card.powerOff();
  }
  return commands;
}
