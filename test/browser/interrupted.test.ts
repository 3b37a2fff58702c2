import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../support/desk.ts';
import {
  changeHeldAt,
  expectNoPinIn,
  expectNothingRisked,
  inDoubt,
  MOMENTS,
  type Moment,
  presentedBy,
  truth,
} from '../support/interruption.ts';
import { BUTTONS, OBSTACLES, STATUS, STEP_TITLES, UNFINISHED } from '../support/japanese.ts';
import type { PinPage } from '../support/pin-page.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

describe('a change of two PINs is interrupted', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk?.stop());
  afterEach(async () => expect(await desk.closeTabs()).toEqual([]));

  const changingUntil = (moment: Moment) => changeHeldAt(moment, desk);

  /** The result is on screen, all of it is true, and it cost nothing. */
  async function expectTrueResult(page: PinPage, moment: Moment, sent: number): Promise<void> {
    await page.heading(STEP_TITLES.result).waitFor();
    const card = await desk.card.atRest();
    for (const pin of ['auth', 'juki'] as const)
      expect([pin, await page.outcome(pin)]).toEqual([pin, truth(card)[pin]]);
    expect(await page.trialMark.count()).toBe(0);
    await expectNoPinIn(page);
    expectNothingRisked(card, sent);
    if (!inDoubt(moment)) expect(card.presented.length).toBe(sent);
  }

  async function expectToWorkAgain(page: PinPage): Promise<void> {
    await page.item('text').getByText('残り3回').waitFor();
    await page.changeAll({ text: { current: CURRENT.text, next: NEXT.text } });
    expect(await page.outcome('text')).toBe('changed');
    expect((await desk.card.atRest()).pins.text).toBe(NEXT.text);
  }

  async function readOverviewAgain(page: PinPage): Promise<void> {
    await page.button(BUTTONS.again).click();
    await page.item('auth').getByText('残り3回').waitFor();
  }

  it.each(Object.keys(MOMENTS) as Moment[])('the card is pulled %s', async (moment) => {
    const page = await changingUntil(moment);
    const sent = presentedBy(moment, { acts: false });
    await desk.card.remove();
    if (inDoubt(moment)) {
      await page.heading(STEP_TITLES.recover).waitFor();
      await expectNoPinIn(page);
    }
    await page.status.getByText('カードが置かれていません').waitFor();
    expect((await desk.card.look()).presented.length).toBe(sent);
    await desk.card.reinsert();
    await expectTrueResult(page, moment, sent);
    await page.status.getByText('読み取りました').waitFor();
    await readOverviewAgain(page);
    if (moment === 'at the first CHANGE, after the card acted') await expectToWorkAgain(page);
  });

  it.each<Moment>([
    'after a check VERIFY',
    'at the first CHANGE, before the card acted',
    'at the first CHANGE, after the card acted',
    'between the two references',
  ])('the PC/SC service is killed and restarted %s', async (moment) => {
    const page = await changingUntil(moment);
    const sent = presentedBy(moment, { acts: false });
    await desk.pcscd.crash();
    await page.heading(inDoubt(moment) ? STEP_TITLES.recover : STEP_TITLES.result).waitFor();
    await page.text(OBSTACLES['no-service'].title).waitFor();
    const card = await desk.card.atRest();
    expect(card.presented.length).toBe(sent);
    expect(await page.trialMark.count()).toBe(0);
    await desk.pcscd.start();
    await page.status.getByText('読み取りました').waitFor();
    await expectTrueResult(page, moment, sent);
    await readOverviewAgain(page);
    if (moment === 'at the first CHANGE, after the card acted') await expectToWorkAgain(page);
  });

  it.each<Moment>(['before the first VERIFY', 'at the first CHANGE, before the card acted', 'at its proof'])(
    'the WebSocket is cut %s',
    async (moment) => {
      const page = await changingUntil(moment);
      // The card is still there, and carries out what it was sent.
      const sent = presentedBy(moment, { acts: true });
      const told = page.text(OBSTACLES.lost.title).waitFor();
      await page.cutSockets();
      await told;
      await desk.card.letGo();
      expect((await desk.card.atRest()).presented.length).toBe(sent);
      expect(await page.trialMark.count()).toBe(0);
      await page.status.getByText('読み取りました').waitFor();
      await expectTrueResult(page, moment, sent);
      await readOverviewAgain(page);
      if (moment === 'at its proof') await expectToWorkAgain(page);
    },
  );

  it.each<Moment>(['after a check VERIFY', 'at the first CHANGE, after the card acted', 'between the two references'])(
    'the bridge is killed %s',
    async (moment) => {
      const page = await changingUntil(moment);
      const sent = presentedBy(moment, { acts: true });
      const told = page.text(OBSTACLES.lost.title).waitFor();
      await desk.crashBridge();
      await told;
      await desk.card.letGo();
      if (inDoubt(moment)) {
        await page.heading(STEP_TITLES.recover).waitFor();
        await page.button(BUTTONS.giveUp).click();
      }
      await page.heading(STEP_TITLES.result).waitFor();
      const card = await desk.card.atRest();
      // Not known is true of whatever was sent a change; all else has to be exact.
      expect(await page.outcome('juki')).toBe(inDoubt(moment) ? 'unknown' : 'unchanged');
      expect(await page.outcome('auth')).toBe(truth(card).auth);
      expect(await page.trialMark.count()).toBe(0);
      await expectNoPinIn(page);
      expectNothingRisked(card, sent);
      expect(card.presented.length).toBe(sent);
      page.forgetLostConnections();
      await expectToWorkAgain(await anotherPage());
    },
  );

  it.each<Moment>(['after a check VERIFY', 'at the first CHANGE, before the card acted', 'between the two references'])(
    'the tab is reloaded %s',
    async (moment) => {
      const page = await changingUntil(moment);
      const sent = presentedBy(moment, { acts: true });
      const warned = new Promise<string>((resolve) => {
        page.page.once('dialog', async (dialog) => {
          resolve(dialog.type());
          await dialog.accept();
        });
      });
      await page.page.reload();
      expect(await warned).toBe('beforeunload');
      await desk.card.letGo();
      await page.text(UNFINISHED.title).waitFor();
      await page.text(/確かめられていないもの：利用者証明用電子証明書暗証番号、住民基本台帳用/).waitFor();
      await page.item('auth').getByText('残り3回').waitFor();
      const card = await desk.card.atRest();
      expectNothingRisked(card, sent);
      expect(card.presented.length).toBe(sent);
      await expectNoPinIn(page);
      await page.button(BUTTONS.understood).click();
      await page.page.getByText(UNFINISHED.title).waitFor({ state: 'detached' });
      if (moment === 'between the two references') await expectToWorkAgain(page);
    },
  );

  it.each<Moment>([
    'after a check VERIFY',
    'at the first CHANGE, after the card acted',
    'at the last CHANGE, before the card acted',
  ])('the tab is closed %s', async (moment) => {
    const closed = await changingUntil(moment);
    const sent = presentedBy(moment, { acts: true });
    await closed.page.close();
    const page = await anotherPage();
    // The bridge lets another page in only once it has noticed that the first one is gone.
    await page.status.getByText(STATUS.reader('')).waitFor();
    await desk.card.letGo();
    await page.item('auth').getByText('残り3回').waitFor();
    const card = await desk.card.atRest();
    expectNothingRisked(card, sent);
    expect(card.presented.length).toBe(sent);
    await expectNoPinIn(page);
  });

  async function anotherPage(): Promise<PinPage> {
    const page = await desk.openPage();
    return page;
  }
});
