import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../support/desk.ts';
import {
  changeHeldAt,
  expectNoPinIn,
  expectNothingRisked,
  type Moment,
  OTHER_CARD,
  TYPED,
  truth,
} from '../support/interruption.ts';
import { BUTTONS, OBSTACLES, RECOVER, RESULT, STEP_TITLES, UNFINISHED } from '../support/japanese.ts';
import type { PinPage } from '../support/pin-page.ts';

const { juki } = TYPED;

describe('after an interruption', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk?.stop());
  afterEach(async () => expect(await desk.closeTabs()).toEqual([]));

  const changingUntil = (moment: Moment) => changeHeldAt(moment, desk);

  async function pulledAt(moment: Moment): Promise<PinPage> {
    const page = await changingUntil(moment);
    await desk.card.remove();
    await page.heading(STEP_TITLES.recover).waitFor();
    await page.status.getByText('カードが置かれていません').waitFor();
    return page;
  }

  it('another card is told from the one that was worked on, and gets no PIN', async () => {
    const page = await pulledAt('at the first CHANGE, after the card acted');
    await desk.insert(OTHER_CARD);
    await page.text(RECOVER.states['another-card']).waitFor();
    await desk.card.atRest();
    const other = await desk.card.remove();
    expect([other.presented, other.log.length > 0]).toEqual([[], true]);
    await page.text(RECOVER.states.waiting).waitFor();
    await page.status.getByText('カードが置かれていません').waitFor();
    await desk.card.reinsertEarlier();
    await page.heading(STEP_TITLES.result).waitFor();
    const card = await desk.card.atRest();
    expect(card.presented.length).toBeGreaterThan(0);
    expect([await page.outcome('auth'), await page.outcome('juki')]).toEqual(['unchanged', 'half-changed']);
    expect(truth(card)).toEqual({ auth: 'unchanged', juki: 'half-changed' });
  });

  it('the card is pulled again while it is asked: the page waits again, and asks nothing twice', async () => {
    const page = await pulledAt('at the last CHANGE, after the card acted');
    const { presented } = await desk.card.hold({ when: 'before', pinCommand: 1 });
    await desk.card.reinsert();
    await desk.card.untilHeld();
    await desk.card.remove();
    await page.text(RECOVER.states.waiting).waitFor();
    await page.status.getByText('カードが置かれていません').waitFor();
    await desk.card.reinsert();
    await page.heading(STEP_TITLES.result).waitFor();
    const card = await desk.card.atRest();
    expectNothingRisked(card, presented.length);
    expect([await page.outcome('auth'), await page.outcome('juki')]).toEqual(['changed', 'changed']);
    expect(truth(card)).toEqual({ auth: 'changed', juki: 'changed' });
  });

  it('確かめずに終わる while the service is down: not known, and not taken for a result of the virtual card', async () => {
    const page = await changingUntil('at the last CHANGE, after the card acted');
    await desk.pcscd.crash();
    await page.heading(STEP_TITLES.recover).waitFor();
    await page.text(OBSTACLES['no-service'].title).waitFor();
    await page.button(BUTTONS.giveUp).click();
    await page.heading(STEP_TITLES.result).waitFor();
    expect([await page.outcome('auth'), await page.outcome('juki')]).toEqual(['unknown', 'changed']);
    expect(await page.page.getByText(RESULT.trial).count()).toBe(0);
    expect(await page.trialMark.count()).toBe(0);
    await expectNoPinIn(page);
    await page.button(BUTTONS.again).click();
    await page.trialMark.waitFor();
    await desk.pcscd.start();
    await page.trialMark.waitFor({ state: 'detached' });
    await page.item('auth').getByText('残り3回').waitFor();
  });

  it('住民基本台帳用 cut off between its references: 変更が途中です, and 残りを変更する finishes it', async () => {
    const page = await pulledAt('between the two references');
    await desk.card.reinsert();
    await page.heading(STEP_TITLES.result).waitFor();
    expect(await page.outcome('juki')).toBe('half-changed');
    expect(truth(await desk.card.atRest()).juki).toBe('half-changed');
    await page.button(BUTTONS.finish).click();
    await page.item('juki').getByText('変更しました').waitFor();
    const card = await desk.card.atRest();
    expect([card.pins.juki, card.pins.common]).toEqual([juki.next, juki.next]);
    const changes = card.presented.filter(({ instruction }) => instruction === 'change');
    expect(changes.map(({ application, pin }) => [application, pin])).toEqual([
      ['common', juki.next],
      ['juki', juki.next],
    ]);
    expect(card.tries).toMatchObject({ auth: 3, juki: 3, common: 3 });
    expect(await page.button(BUTTONS.finish).count()).toBe(0);
    await expectNoPinIn(page);
  });

  it('the same after a reload, when the page knows nothing any more: the person types again, and gets there', async () => {
    const page = await changingUntil('between the two references');
    await page.page.reload();
    await desk.card.letGo();
    await page.text(UNFINISHED.title).waitFor();
    await page.button(BUTTONS.understood).click();
    await page.item('juki').getByText('残り3回').waitFor();
    // As the notice says: the new number as the current one, once.
    await page.changeAll({ juki: { current: juki.next, next: juki.current } });
    expect(await page.item('juki').textContent()).toMatch(/変更していません[\s\S]*違います[\s\S]*残り2回/);
    await page.button(BUTTONS.again).click();
    await page.item('juki').waitFor();
    await page.changeAll({ juki });
    expect(await page.item('juki').textContent()).toMatch(/変更していません[\s\S]*2か所/);
    await page.button(BUTTONS.findOut).click();
    await page.item('juki').getByText('変更が途中です').waitFor();
    await page.button(BUTTONS.finish).click();
    await page.item('juki').getByText('変更しました').waitFor();
    const card = await desk.card.atRest();
    expect([card.pins.juki, card.pins.common]).toEqual([juki.next, juki.next]);
    expect(card.tries).toMatchObject({ auth: 3, juki: 3, common: 3 });
    for (const { triesBefore } of card.presented) expect(triesBefore).toBeGreaterThan(1);
  });
});
