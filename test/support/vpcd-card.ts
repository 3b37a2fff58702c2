/**
 * A virtual My Number card in the reader of Debian's `vsmartcard-vpcd`, as a program of its own:
 *
 *   npm run card -- [--profile NAME] [--slot 0|1]
 *
 * It prints what happens to the card, PINs left out, and takes the card out when it ends. A program that starts it with an
 * IPC channel sends `CardRequest`s instead.
 */
import { parseArgs } from 'node:util';
import { PROFILES, type ProfileId } from '../../src/readers/virtual/profiles.ts';
import { type PresentedPin, VirtualCard, type VirtualReference } from '../../src/readers/virtual/virtual-card.ts';
import type { CardCommand, CardReply, CardRequest, CardView } from './card-commands.ts';
import { Hold } from './hold.ts';
import { FIRST_VPCD_PORT, type Slot, VpcdSlot } from './vpcd-slot.ts';

const REFERENCES: readonly VirtualReference[] = ['sign', 'auth', 'juki', 'common', 'text'];

const presentedTo = new WeakMap<VirtualCard, PresentedPin[]>();

if (process.send) serve();
else byHand();

function byHand(): void {
  const { values } = parseArgs({
    options: {
      profile: { type: 'string', default: 'ordinary' },
      slot: { type: 'string', default: '0' },
    },
  });
  if (!(values.profile in PROFILES) || !['0', '1'].includes(values.slot)) {
    process.stderr.write(`usage: npm run card -- [--profile ${Object.keys(PROFILES).join('|')}] [--slot 0|1]\n`);
    process.exitCode = 2;
    return;
  }
  const slot = Number(values.slot) as Slot;
  const reader = new VpcdSlot(slot, (line) => process.stdout.write(`${line}\n`));
  process.stdout.write(`waiting for vpcd on 127.0.0.1:${FIRST_VPCD_PORT + slot}; Ctrl+C takes the card out\n`);
  reader.insert(new VirtualCard(PROFILES[values.profile as ProfileId]));
}

function serve(): void {
  const note = process.env['MYNA_PIN_CARD_LOG'] ? (line: string) => process.stderr.write(`${line}\n`) : () => {};
  const slots = [new VpcdSlot(0, note), new VpcdSlot(1, note)] as const;
  process.on('message', async ({ id, command }: CardRequest) => {
    const slot = slots[command.slot];
    let reply: CardReply;
    try {
      await obey(slot, command);
      reply = { id, view: viewOf(slot) };
    } catch (error) {
      reply = { id, error: String(error) };
    }
    process.send?.(reply);
  });
  // Whoever started this program is gone, or has had enough of it.
  process.on('disconnect', () => process.exit());
}

async function obey(slot: VpcdSlot, command: CardCommand): Promise<void> {
  switch (command.type) {
    case 'insert':
      slot.latency = 0;
      slot.fault = undefined;
      slot.hold = undefined;
      slot.insert(watched(new VirtualCard(command.profile)));
      return;
    case 'reinsert':
      slot.insert();
      return;
    case 'reinsert-earlier':
      slot.insert(slot.earlier);
      return;
    case 'remove':
      slot.remove();
      return;
    case 'fault':
      slot.fault = command.fault;
      return;
    case 'latency':
      slot.latency = command.milliseconds;
      return;
    case 'hold':
      slot.hold = new Hold(command.point);
      return;
    case 'until-held':
      if (!slot.hold) throw new Error('the card was not told to wait, or has lost its power since');
      await slot.hold.reached;
      return;
    case 'let-go':
      slot.hold = undefined;
      return;
    case 'forget-log':
      slot.card?.log.splice(0);
      if (slot.card) presentedTo.get(slot.card)?.splice(0);
      return;
    case 'look':
      return;
  }
}

function watched(card: VirtualCard): VirtualCard {
  const presented: PresentedPin[] = [];
  presentedTo.set(card, presented);
  card.observer = (pin) => presented.push(pin);
  return card;
}

function viewOf({ card, inserted, poweredAt }: VpcdSlot): CardView {
  return {
    inserted,
    poweredAt,
    powered: card?.powered ?? false,
    verified: card?.verified ?? false,
    pins: Object.fromEntries(REFERENCES.map((reference) => [reference, card?.pinOf(reference)])),
    tries: Object.fromEntries(REFERENCES.map((reference) => [reference, card?.triesLeftOf(reference)])),
    log: card?.log ?? [],
    presented: (card && presentedTo.get(card)) ?? [],
  };
}
