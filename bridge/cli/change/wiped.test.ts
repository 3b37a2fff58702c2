import { expect, it } from 'vitest';
import { fromAscii } from '../../../src/card/bytes.ts';
import { readOverview } from '../../../src/card/overview.ts';
import type { PinWish } from '../../../src/card/pin-job.ts';
import { withCard } from '../../../src/readers/card-access.ts';
import { cardWith, ORDINARY_CARD } from '../../../src/readers/virtual/profiles.ts';
import { CARD_TEXTS } from '../../../src/texts/cli-card-texts.ts';
import { CLI_TEXTS } from '../../../src/texts/cli-texts.ts';
import { READER, VirtualDesk } from '../../testing/virtual-desk.ts';
import { ChangeJob } from './change-job.ts';

const isChange = (command: Uint8Array) => command[1] === 0x24;

it.each<[string, (desk: VirtualDesk) => void]>([
  ['was done', () => {}],
  ['could not begin: there is no card', (desk) => desk.readers.remove(READER)],
  ['could not begin: there is another card', (desk) => desk.insert(cardWith({ serial: 'VIRTUAL00000077' }))],
  [
    'was interrupted, and the card did not come back',
    (desk) => {
      desk.readers.fault = (command) => (isChange(command) ? 'removed-after' : undefined);
    },
  ],
  [
    'failed in a way that nobody thought of',
    (desk) => {
      desk.terminal.onErr = () => {
        throw new Error('unthought of');
      };
    },
  ],
])('the bytes of the PINs are wiped after a change that %s', async (_, prepare) => {
  const desk = new VirtualDesk();
  desk.insert(ORDINARY_CARD);
  const { manager } = desk.openReaders({ virtual: false });
  const overview = await withCard(await manager.establishContext(), READER, readOverview);
  const wishes: PinWish[] = [
    { pin: 'auth', current: fromAscii('1234'), next: fromAscii('5172') },
    { pin: 'text', current: fromAscii('1234'), next: fromAscii('7394') },
  ];
  const { terminal } = desk;
  prepare(desk);
  const surroundings = {
    terminal,
    texts: CLI_TEXTS.en,
    cardTexts: CARD_TEXTS.en,
    openReaders: desk.openReaders,
  };
  const reader = { name: READER, card: 'present' as const, eventCount: 1 };
  const card = { reader, overview };
  const job = new ChangeJob(surroundings, { manager, card, wishes, waitSeconds: 0, waitsAtStart: false });
  await job.run().catch(() => {});
  for (const { current, next } of wishes) expect([...current, ...next]).toEqual(Array(8).fill(0));
});

it.each(['1234\n5172\n', '1234\n51x2\n'])(
  'the bytes of standard input are wiped as soon as they were read: %j',
  async (input) => {
    const desk = new VirtualDesk();
    desk.insert(ORDINARY_CARD);
    await desk.run(['change', 'auth', '--stdin'], { input });
    expect(desk.terminal.handedOver).toEqual(new Uint8Array(10));
  },
);
