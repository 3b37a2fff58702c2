import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cardWith, ORDINARY_CARD, PROFILES } from '../../src/readers/virtual/profiles.ts';
import { pinCommands } from '../support/card-process.ts';
import { Desk } from '../support/desk.ts';
import { BUTTONS } from '../support/japanese.ts';
import { holdCard } from '../support/other-program.ts';
import { READERS } from '../support/pcscd.ts';
import type { PinPage } from '../support/pin-page.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

const CHANGE_REFERENCE_DATA = 0x24;
const AUTH = { current: CURRENT.auth, next: NEXT.auth };

describe('what can happen on the way', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk?.stop());
  afterEach(async () => expect(await desk.closeTabs()).toEqual([]));

  async function open(profile = ORDINARY_CARD): Promise<PinPage> {
    await desk.insert(profile);
    const page = await desk.openPage();
    await page.item('auth').waitFor();
    return page;
  }

  it('waits for a card, and sees it come and go', async () => {
    const page = await desk.openPage();
    await page.heading('カードを置いてください').waitFor();
    await page.status.getByText('カードが置かれていません').waitFor();
    await desk.insert(ORDINARY_CARD);
    await page.item('auth').waitFor();
    await desk.card.remove();
    await page.heading('カードを置いてください').waitFor();
    await desk.card.reinsert();
    await page.item('auth').waitFor();
    await page.changeAll({ auth: AUTH });
    expect(await page.item('auth').textContent()).toContain('変更しました');
  });

  it('keeps what was typed while the same card is away for a moment', async () => {
    const page = await open();
    await page.choose('auth');
    await page.type('auth', AUTH);
    await desk.card.remove();
    await page.status.getByText('カードが置かれていません').waitFor();
    await desk.card.reinsert();
    await page.status.getByText('読み取りました').waitFor();
    await page.confirm();
    await page.change();
    expect(await page.item('auth').textContent()).toContain('変更しました');
  });

  it('forgets what was typed when another card comes', async () => {
    const page = await open();
    await page.choose('auth');
    await page.type('auth', AUTH);
    await desk.card.remove();
    await page.status.getByText('カードが置かれていません').waitFor();
    await desk.insert(cardWith({ serial: 'VIRTUAL00000099' }));
    await page.text('別のカードに替わりました').waitFor();
    expect(await page.checkbox('auth').isChecked()).toBe(false);
    expect(pinCommands(await desk.card.look())).toEqual([]);
  });

  it('sends nothing when the card is away at 変更する, and 変更する works once it is back', async () => {
    const page = await open();
    await page.choose('auth');
    await page.type('auth', AUTH);
    await page.confirm();
    await desk.card.remove();
    await page.status.getByText('カードが置かれていません').waitFor();
    await page.button('変更する').click();
    await page.page.getByRole('alert').filter({ hasText: 'カードがありません' }).waitFor();
    const away = await desk.card.look();
    expect(pinCommands(away)).toEqual([]);
    expect(away.pins.auth).toBe(CURRENT.auth);
    await desk.card.reinsert();
    await page.status.getByText('読み取りました').waitFor();
    await page.change();
    expect(await page.item('auth').textContent()).toContain('変更しました');
    const back = await desk.card.look();
    expect([back.pins.auth, back.tries.auth]).toEqual([NEXT.auth, 3]);
    // The check of the current PIN, the change, the proof of the new one: nothing of it twice.
    expect(pinCommands(back)).toHaveLength(3);
  });

  it('the card does not come back: the page says that it does not know', async () => {
    const page = await open();
    await page.choose('auth');
    await page.type('auth', AUTH);
    await page.confirm();
    await desk.card.fault({ when: 'after', ins: CHANGE_REFERENCE_DATA, exchange: 1 });
    await page.button('変更する').click();
    await page.heading('変更できたか確かめます').waitFor();
    await page.button(BUTTONS.giveUp).click();
    await page.heading('結果').waitFor();
    expect(await page.item('auth').textContent()).toContain('確認できていません');
  });

  it('another program has the card: says so, and reads it once it is released', async () => {
    await desk.insert(ORDINARY_CARD);
    const other = await holdCard();
    const page = await desk.openPage();
    try {
      await page.status.getByText('ほかのソフトがカードを使っています').waitFor();
    } finally {
      await other.release();
    }
    await page.item('auth').waitFor();
    expect(await page.status.textContent()).toContain('読み取りました');
  });

  it('another program takes the card while the page is open: the page waits without knocking all the time', async () => {
    const page = await open();
    await page.changeAll({ auth: AUTH });
    const other = await holdCard();
    try {
      await page.button('ほかの暗証番号を変更する').click();
      await page.status.getByText('ほかのソフトがカードを使っています').waitFor();
      const changes = await page.status.evaluate(async (region) => {
        let count = 0;
        const observer = new MutationObserver(() => count++);
        observer.observe(region, { subtree: true, childList: true, characterData: true });
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        observer.disconnect();
        return count;
      });
      // A screen reader says each of them.
      expect(changes).toBeLessThanOrEqual(4);
    } finally {
      await other.release();
    }
    await page.item('auth').waitFor();
    expect(await page.status.textContent()).toContain('読み取りました');
  });

  it('the service dies and comes back', async () => {
    const page = await open();
    await desk.pcscd.crash();
    await page.text('スマートカードのサービスが動いていません').waitFor();
    await desk.pcscd.start();
    await page.item('auth').waitFor();
    await page.page.getByText('スマートカードのサービスが動いていません').waitFor({ state: 'detached' });
    await page.status.getByText(READERS[0]).waitFor();
    await page.changeAll({ auth: AUTH });
    expect((await desk.card.look()).pins.auth).toBe(NEXT.auth);
  });

  it('no service: says so, lets people try the virtual card, and changes over only when told to', async () => {
    await desk.insert(ORDINARY_CARD);
    await desk.pcscd.crash();
    const page = await desk.openPage();
    await page.text('スマートカードのサービスが動いていません').waitFor();
    await page.trialMark.waitFor();
    await page.item('auth').waitFor();
    await page.changeAll({ auth: AUTH });
    expect(await page.item('auth').textContent()).toContain('変更しました');
    expect((await desk.card.look()).pins.auth).toBe(CURRENT.auth);
    await desk.pcscd.start();
    await page.page.getByText('スマートカードのサービスが動いていません').waitFor({ state: 'detached' });
  });

  it('two readers: a person chooses, and only that card is changed', async () => {
    await desk.insert(ORDINARY_CARD, 0);
    await desk.insert(PROFILES['no-sign-certificate'], 1);
    const page = await desk.openPage();
    await page.item('auth').waitFor();
    const readers = page.page.getByRole('group', { name: '使うカードリーダー' });
    await readers.getByRole('radio', { name: READERS[1], exact: true }).check();
    await page.status.getByText(READERS[1]).waitFor();
    await page.item('sign').getByText('このカードにはありません').waitFor();
    await page.changeAll({ auth: AUTH });
    expect((await desk.card.look(1)).pins.auth).toBe(NEXT.auth);
    expect((await desk.card.look(0)).pins.auth).toBe(CURRENT.auth);
    expect(pinCommands(await desk.card.look(0))).toEqual([]);
  });

  it('a reload finds the card again', async () => {
    const page = await open();
    await page.choose('auth');
    await page.page.reload();
    await page.item('auth').waitFor();
    await page.changeAll({ auth: AUTH });
    expect(await page.item('auth').textContent()).toContain('変更しました');
  });

  it('a second tab is told that the first has the cards, and takes over once that is closed', async () => {
    const first = await open();
    const second = await desk.openTab();
    await second.text('ほかのタブで使用中です').waitFor();
    expect(await second.page.getByRole('checkbox').count()).toBe(0);
    expect(await second.trialMark.count()).toBe(0);
    expect(await first.item('auth').count()).toBe(1);
    await first.page.close();
    await second.item('auth').waitFor();
    await second.changeAll({ auth: AUTH });
    expect(await second.item('auth').textContent()).toContain('変更しました');
  });

  it('the bridge ends: says so', async () => {
    const page = await open();
    await desk.stopBridge();
    await page.text(/接続が切れました|接続できません/).waitFor();
    page.forgetLostConnections();
    expect((await desk.card.look()).verified).toBe(false);
  });
});
