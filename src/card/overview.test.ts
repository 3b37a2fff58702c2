import { describe, expect, it } from 'vitest';
import { cardWith, ORDINARY_CARD, PROFILES } from '../readers/virtual/profiles.ts';
import { VirtualCard, type VirtualCardProfile } from '../readers/virtual/virtual-card.ts';
import { readOverview } from './overview.ts';
import { CardSession } from './session.ts';

async function overviewOf(profile: VirtualCardProfile) {
  const card = new VirtualCard(profile);
  card.powerOn();
  const overview = await readOverview(new CardSession(async (command) => card.process(command)));
  return { card, overview };
}

describe('the overview', () => {
  it('names kind, certificates and tries left in at most 18 APDUs, none of which presents a PIN', async () => {
    const { card, overview } = await overviewOf(ORDINARY_CARD);
    expect(overview).toMatchObject({
      kind: 'my-number-card',
      certificates: { sign: true, auth: true },
      pins: {
        sign: { kind: 'ready', triesLeft: 5 },
        auth: { kind: 'ready', triesLeft: 3 },
        juki: { kind: 'ready', triesLeft: 3 },
        text: { kind: 'ready', triesLeft: 3 },
      },
    });
    expect(card.log.length).toBeLessThanOrEqual(18);
    expect(card.log.filter(({ command }) => command.includes('PIN'))).toEqual([]);
  });

  it('repeats the first SELECT once when a card answers 6F00 to it', async () => {
    const { card, overview } = await overviewOf(cardWith({ firstCommandFails: true }));
    expect(overview.pins.sign).toEqual({ kind: 'ready', triesLeft: 5 });
    expect(card.log.length).toBe(19);
    expect(card.log.slice(0, 2).map(({ sw }) => sw)).toEqual(['6F00', '9000']);
  });

  it('tells two cards apart', async () => {
    const one = await overviewOf(cardWith({ serial: 'CARD-1' }));
    const same = await overviewOf(cardWith({ serial: 'CARD-1' }));
    const two = await overviewOf(cardWith({ serial: 'CARD-2' }));
    expect(one.overview.fingerprint).toBe(same.overview.fingerprint);
    expect(one.overview.fingerprint).not.toBe(two.overview.fingerprint);
  });

  it.each([
    [
      'a card without 署名用',
      PROFILES['no-sign-certificate'],
      { sign: 'absent', auth: 'ready', juki: 'ready', text: 'ready' },
    ],
    ['two locked PINs', PROFILES.locked, { sign: 'locked', auth: 'locked', juki: 'ready', text: 'ready' }],
    [
      'locked, said with 6984',
      cardWith({ pins: { text: { pin: '1', triesLeft: 0 } }, counterWhenLocked: '6984' }),
      { sign: 'ready', auth: 'ready', juki: 'ready', text: 'locked' },
    ],
    [
      'only 住基 and 入力補助',
      cardWith({ pins: { sign: undefined, auth: undefined } }),
      { sign: 'absent', auth: 'absent', juki: 'ready', text: 'ready' },
    ],
    [
      'one 住基 reference missing',
      cardWith({ pins: { common: undefined } }),
      { sign: 'ready', auth: 'ready', juki: 'ready', text: 'ready' },
    ],
    [
      'one 住基 reference locked',
      cardWith({ pins: { juki: { pin: '1234', triesLeft: 0 } } }),
      { sign: 'ready', auth: 'ready', juki: 'locked', text: 'ready' },
    ],
    ['T=0 habits', cardWith({ t0: true }), { sign: 'ready', auth: 'ready', juki: 'ready', text: 'ready' }],
  ])('one PIN hides no other: %s', async (_name, profile, kinds) => {
    const { overview } = await overviewOf(profile);
    expect(overview.kind).toBe('my-number-card');
    expect(Object.fromEntries(Object.entries(overview.pins).map(([pin, { kind }]) => [pin, kind]))).toEqual(kinds);
  });

  it('shows the smaller number where the two 住基 references differ', async () => {
    const { overview } = await overviewOf(cardWith({ pins: { common: { pin: '1234', triesLeft: 2 } } }));
    expect(overview.pins.juki).toEqual({ kind: 'ready', triesLeft: 2 });
  });

  it.each([
    ['住基カード', PROFILES['juki-card'], 'juki-card'],
    ['phone', PROFILES.phone, 'android-phone'],
    ['iPhone', cardWith({ tokenLabel: 'JPKIAPIOSTOKEN' }), 'iphone'],
    ['a label nobody knows', cardWith({ tokenLabel: 'JPKISOMETHINGNEW' }), 'other'],
    ['any other card', PROFILES['other-card'], 'other'],
    [
      'a My Number card without JPKI',
      cardWith({ tokenLabel: undefined, pins: { sign: undefined, auth: undefined } }),
      'my-number-card',
    ],
  ])('the kind of card: %s', async (_name, profile, kind) => {
    expect((await overviewOf(profile)).overview.kind).toBe(kind);
  });

  it('does not take a card for unlocked when the counter cannot be read', async () => {
    const card = new VirtualCard(ORDINARY_CARD);
    card.powerOn();
    const session = new CardSession(async (command) => {
      const answer = card.process(command);
      return command.length === 4 ? new Uint8Array([0x90, 0x00]) : answer;
    });
    expect((await readOverview(session)).pins.auth).toEqual({ kind: 'unknown', sw: 0x9000 });
  });

  it('rejects with the reason when the card is taken away', async () => {
    const card = new VirtualCard(ORDINARY_CARD);
    card.powerOn();
    let exchanges = 0;
    const session = new CardSession(async (command) => {
      if (++exchanges === 7) throw new Error('gone');
      return card.process(command);
    });
    await expect(readOverview(session)).rejects.toMatchObject({ name: 'CardError', code: 'failed' });
    expect(exchanges).toBe(7);
  });
});
