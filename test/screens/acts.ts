import { INS } from '../../src/card/apdu.ts';
import { PIN_IDS, type PinId } from '../../src/card/applications.ts';
import type { PurposeId } from '../../src/card/purposes.ts';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import type { VirtualCardProfile } from '../../src/readers/virtual/virtual-card.ts';
import { GUIDANCE } from '../support/japanese.ts';
import type { PinPage, Typed } from '../support/pin-page.ts';
import type { Opening, Stage } from './stage.ts';
import type { Interception } from './staged-driver.ts';

/** PINs that occur nowhere else in a page, so that finding one means that it leaked. */
export const TYPED: Readonly<Record<PinId, { readonly current: string; readonly next: string }>> = {
  sign: { current: 'PW84K6', next: 'K7RV92QX' },
  auth: { current: '8351', next: '6942' },
  juki: { current: '4706', next: '3819' },
  text: { current: '5927', next: '7294' },
};

export const CARD = cardOf();

/** The card of these screens with some things different. */
export function cardOf(changes: Parameters<typeof cardWith>[0] = {}): VirtualCardProfile {
  const pins = {
    sign: { pin: TYPED.sign.current },
    auth: { pin: TYPED.auth.current },
    juki: { pin: TYPED.juki.current },
    common: { pin: TYPED.juki.current },
    text: { pin: TYPED.text.current },
    ...changes.pins,
  };
  return cardWith({ serial: 'VIRTUAL00000081', ...changes, pins });
}

/** The page on a card that can be chosen from. */
export async function chooseOn(stage: Stage, opening: Opening = {}): Promise<PinPage> {
  const page = await stage.open({ card: CARD, ...opening });
  await page.item('auth').waitFor();
  return page;
}

/** In どの暗証番号？, which is open: takes the PINs that somebody with this purpose needs. */
export async function chooseBy(page: PinPage, purpose: PurposeId): Promise<void> {
  const { purposes, choose } = GUIDANCE.whichPin;
  await page.page.getByRole('checkbox', { name: purposes[purpose], exact: true }).check();
  await page.button(choose).click();
}

/** The form for these PINs. */
export async function formFor(stage: Stage, pins: readonly PinId[], opening: Opening = {}): Promise<PinPage> {
  const page = await chooseOn(stage, opening);
  await page.choose(...pins);
  return page;
}

/** The confirmation, with `TYPED` unless told otherwise. */
export async function confirmationFor(
  stage: Stage,
  pins: readonly PinId[],
  { typed = {}, ...opening }: Opening & { typed?: Partial<Record<PinId, Typed>> } = {},
): Promise<PinPage> {
  const page = await formFor(stage, pins, opening);
  for (const pin of pins) await page.type(pin, { ...TYPED[pin], ...typed[pin] });
  await page.confirm();
  return page;
}

/** 変更する was pressed, and the card is at work. */
export async function press(page: PinPage): Promise<void> {
  await page.button('変更する').click();
}

/** The result of a change of these PINs. */
export async function resultOf(
  stage: Stage,
  pins: readonly PinId[],
  {
    interception,
    ...opening
  }: Opening & { typed?: Partial<Record<PinId, Typed>>; interception?: Interception | undefined } = {},
): Promise<PinPage> {
  const page = await confirmationFor(stage, pins, opening);
  stage.driver.interception = interception;
  await press(page);
  await page.heading('結果').waitFor();
  return page;
}

/** The card leaves at a command with a PIN, counted from 1, after it acted; what it was asked then is in doubt. */
export async function cutAt(stage: Stage, pinCommand: number): Promise<PinPage> {
  const page = await confirmationFor(stage, ['auth', 'juki']);
  const hold = stage.driver.hold({ when: 'after', pinCommand });
  await press(page);
  await hold.reached;
  return page;
}

export const ALL = PIN_IDS;

export const isEmptyVerify = (command: Uint8Array) => command[1] === INS.verify && command.length === 4;
export const isChange = (command: Uint8Array) => command[1] === INS.changeReferenceData || command[1] === INS.changeKey;
export const isReadBinary = (command: Uint8Array) => command[1] === INS.readBinary;
export const isSelect = (command: Uint8Array) => command[1] === INS.select;
export const isSelectOfFile = (file: number) => (command: Uint8Array) =>
  isSelect(command) && command[2] === 0x02 && ((command[5] ?? 0) << 8) + (command[6] ?? 0) === file;

/** Answers commands of a kind in place of the card. `from`: only from that one of the kind on, from 1. */
export function answers(
  of: (command: Uint8Array) => boolean,
  sw: number,
  { from = 1, to = Number.POSITIVE_INFINITY }: { from?: number; to?: number } = {},
): Interception {
  let count = 0;
  return async (command, card) => {
    if (!of(command)) return card();
    count++;
    return count >= from && count <= to ? Uint8Array.of(sw >> 8, sw & 0xff) : card();
  };
}

/** Until the text is on screen. */
export async function sees(page: PinPage, text: string | RegExp): Promise<void> {
  await page.text(text).waitFor();
}
