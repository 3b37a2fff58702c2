import { expect } from 'vitest';
import type { PinId } from '../../src/card/applications.ts';
import type { PinOutcome } from '../../src/card/pin-job.ts';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import type { CardView } from './card-commands.ts';
import type { Desk } from './desk.ts';
import type { HoldPoint } from './hold.ts';
import { BUTTONS } from './japanese.ts';
import type { PinPage } from './pin-page.ts';

/** PINs that occur nowhere else in a page, so that finding one means that it leaked. */
export const TYPED = {
  auth: { current: '8351', next: '6942' },
  juki: { current: '4706', next: '3819' },
} as const satisfies Partial<Record<PinId, { current: string; next: string }>>;

const SECRETS = Object.values(TYPED).flatMap(({ current, next }) => [current, next]);

/** The card of these tests, and another one with the same PINs on which a PIN would do harm unnoticed. */
export const [CARD, OTHER_CARD] = (['VIRTUAL00000071', 'VIRTUAL00000072'] as const).map((serial) =>
  cardWith({
    serial,
    pins: {
      auth: { pin: TYPED.auth.current },
      juki: { pin: TYPED.juki.current },
      common: { pin: TYPED.juki.current },
    },
  }),
) as [ReturnType<typeof cardWith>, ReturnType<typeof cardWith>];

/**
 * Moments of a change of `TYPED`. The commands with a PIN in it, as `changePins` sends them:
 * 1–3 VERIFY of auth, juki, common · 4 CHANGE common, 5 its proof · 6 VERIFY juki, 7 CHANGE, 8 proof · 9 VERIFY auth,
 * 10 CHANGE, 11 proof.
 */
export const MOMENTS = {
  'before the first VERIFY': { when: 'before', pinCommand: 1 },
  'after a check VERIFY': { when: 'after', pinCommand: 2 },
  'at the first CHANGE, before the card acted': { when: 'before', pinCommand: 4 },
  'at the first CHANGE, after the card acted': { when: 'after', pinCommand: 4 },
  'at its proof': { when: 'after', pinCommand: 5 },
  'between the two references': { when: 'following', pinCommand: 5 },
  'at the last CHANGE, before the card acted': { when: 'before', pinCommand: 10 },
  'at the last CHANGE, after the card acted': { when: 'after', pinCommand: 10 },
} as const satisfies Record<string, HoldPoint>;

export type Moment = keyof typeof MOMENTS;

/** No PIN is in the page, its fields, its address or its storage. */
export async function expectNoPinIn(page: PinPage): Promise<void> {
  const readable = await page.everythingReadable();
  expect(SECRETS.filter((secret) => readable.includes(secret))).toEqual([]);
}

/** Whether a CHANGE was sent by then, so that the page cannot know what became of it. */
export function inDoubt(moment: Moment): boolean {
  return MOMENTS[moment].pinCommand >= 4;
}

/** How many PINs the card has been sent by then; with `acts`, also the one it was waiting with. */
export function presentedBy(moment: Moment, { acts }: { acts: boolean }): number {
  const { when, pinCommand } = MOMENTS[moment] as HoldPoint;
  return when === 'before' && !acts ? pinCommand - 1 : pinCommand;
}

/** What is true of the card. */
export function truth({ pins }: CardView): Record<keyof typeof TYPED, PinOutcome> {
  const holds = (pin: keyof typeof TYPED, held: string | undefined) => {
    expect([TYPED[pin].current, TYPED[pin].next]).toContain(held);
    return held === TYPED[pin].next;
  };
  const juki = [holds('juki', pins.juki), holds('juki', pins.common)];
  return {
    auth: holds('auth', pins.auth) ? 'changed' : 'unchanged',
    juki: juki.every((changed) => changed) ? 'changed' : juki.some((changed) => changed) ? 'half-changed' : 'unchanged',
  };
}

/**
 * What must be true of every PIN that reached the card. `atInterruption`: how many had reached it when the work was
 * interrupted; from then on the page may only ask what the card holds.
 */
export function expectNothingRisked({ presented, tries }: CardView, atInterruption: number): void {
  expect(presented.length).toBeGreaterThanOrEqual(atInterruption);
  const wrong = presented.filter(({ instruction, sw }) => instruction === 'verify' && sw !== 0x9000);
  const changes = presented.filter(({ instruction }) => instruction === 'change');
  for (const commands of [wrong, changes]) {
    const references = commands.map(({ application }) => application);
    expect(new Set(references).size, 'at most one a reference').toBe(references.length);
  }
  for (const { triesBefore } of presented) expect(triesBefore).toBeGreaterThan(1);
  for (const { instruction } of presented.slice(atInterruption)) expect(instruction).toBe('verify');
  for (const { application, pin } of presented) {
    expect(Object.values(TYPED[application === 'jpki' ? 'auth' : 'juki'])).toContain(pin);
  }
  // The right PIN gave back what a wrong one cost.
  expect(tries).toEqual({ sign: 5, auth: 3, juki: 3, common: 3, text: 3 });
}

/** A change of two PINs in a page, begun with a new card that waits at that moment of it. */
export async function changeHeldAt(moment: Moment, desk: Desk): Promise<PinPage> {
  await desk.insert(CARD);
  const page = await desk.openPage();
  await page.item('auth').waitFor();
  await page.prepare(TYPED);
  await desk.card.hold(MOMENTS[moment]);
  await page.button(BUTTONS.change).click();
  const { presented } = await desk.card.untilHeld();
  expect(presented.length).toBe(presentedBy(moment, { acts: false }));
  return page;
}
