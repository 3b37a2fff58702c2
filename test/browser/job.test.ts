import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PIN_IDS } from '../../src/card/applications.ts';
import { cardWith, ORDINARY_CARD, PROFILES } from '../../src/readers/virtual/profiles.ts';
import { pinCommands } from '../support/card-process.ts';
import { Desk } from '../support/desk.ts';
import type { PinPage } from '../support/pin-page.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

const FULL = { sign: 5, auth: 3, juki: 3, text: 3 };
const wishOf = (pin: keyof typeof CURRENT) => ({ current: CURRENT[pin], next: NEXT[pin] });

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk?.stop());
afterEach(async () => expect(await desk.closeTabs()).toEqual([]));

describe.each(['a card in a reader', 'the virtual card of the page'] as const)('the whole job on %s', (way) => {
  const real = way === 'a card in a reader';

  async function open(): Promise<PinPage> {
    if (real) await desk.insert(ORDINARY_CARD);
    const page = await desk.openPage(...(real ? [] : ['--virtual']));
    await page.item('sign').waitFor();
    return page;
  }

  it('shows the overview without a click, and says whether the card is real', async () => {
    const page = await open();
    for (const pin of PIN_IDS) {
      expect(await page.item(pin).textContent()).toContain(`残り${FULL[pin]}回`);
      expect(await page.checkbox(pin).isChecked()).toBe(false);
    }
    expect(await page.trialMark.count()).toBe(real ? 0 : 1);
    expect(await page.status.textContent()).toContain(real ? 'Virtual PCD' : '仮想カード');
    if (real) expect(pinCommands(await desk.card.look())).toEqual([]);
  });

  it('changes 利用者証明用 alone', async () => {
    const page = await open();
    await page.changeAll({ auth: wishOf('auth') });
    expect(await page.item('auth').textContent()).toContain('変更しました');
    expect(await page.item('sign').count()).toBe(0);
    expect(await page.trialMark.count()).toBe(real ? 0 : 1);
    if (!real) return;
    const card = await desk.card.look();
    expect(card.pins).toEqual({ ...CURRENT, common: CURRENT.juki, auth: NEXT.auth });
    expect(card.tries).toEqual({ ...FULL, common: 3 });
    expect(card).toMatchObject({ powered: false, verified: false });
  });

  it('changes all four', async () => {
    const page = await open();
    await page.changeAll(Object.fromEntries(PIN_IDS.map((pin) => [pin, wishOf(pin)])));
    for (const pin of PIN_IDS) expect(await page.item(pin).textContent()).toContain('変更しました');
    if (!real) return;
    const card = await desk.card.look();
    expect(card.pins).toEqual({ ...NEXT, common: NEXT.juki });
    expect(card.tries).toEqual({ ...FULL, common: 3 });
    expect(card).toMatchObject({ powered: false, verified: false });
  });

  it('changes the three PINs of four digits to one number', async () => {
    const page = await open();
    await page.choose('auth', 'juki', 'text');
    await page.page.getByRole('checkbox', { name: 'まとめて同じ番号にする' }).check();
    for (const pin of ['auth', 'juki', 'text'] as const) await page.type(pin, { current: CURRENT[pin] });
    const shared = page.page.getByRole('group', { name: '新しい番号（共通）' });
    await shared.getByLabel('新しい暗証番号', { exact: true }).fill('8264');
    await shared.getByLabel('新しい暗証番号（確認）', { exact: true }).fill('8264');
    await page.confirm();
    await page.change();
    for (const pin of ['auth', 'juki', 'text'] as const) {
      expect(await page.item(pin).textContent()).toContain('変更しました');
    }
    if (real) {
      expect((await desk.card.look()).pins).toMatchObject({ auth: '8264', juki: '8264', common: '8264', text: '8264' });
    }
  });

  it('says that the current PIN is wrong, how many tries are left, and that nothing was changed', async () => {
    const page = await open();
    await page.changeAll({ auth: { current: '9999', next: NEXT.auth }, text: wishOf('text') });
    expect(await page.item('auth').textContent()).toMatch(/変更していません[\s\S]*違います[\s\S]*残り2回/);
    expect(await page.item('text').textContent()).toContain('変更していません');
    if (!real) return;
    const card = await desk.card.look();
    expect(card.pins).toEqual({ ...CURRENT, common: CURRENT.juki });
    expect(card.tries).toEqual({ ...FULL, common: 3, auth: 2 });
  });

  it('goes back from the confirmation and from the form without touching the card', async () => {
    const page = await open();
    if (real) await desk.card.forgetLog();
    await page.choose('text');
    await page.type('text', wishOf('text'));
    await page.confirm();
    await page.button('戻る').click();
    await page.group('text').waitFor();
    await page.button('戻る').click();
    await page.item('text').waitFor();
    expect(await page.checkbox('text').isChecked()).toBe(true);
    if (real) expect((await desk.card.look()).log).toEqual([]);
  });

  it('needs at least one PIN to be chosen', async () => {
    const page = await open();
    await page.button('次へ').click();
    await page.page.getByRole('alert').filter({ hasText: '選んでください' }).waitFor();
    expect(await page.item('auth').count()).toBe(1);
  });

  it('can be done with the keyboard alone', async () => {
    const page = await open();
    const { keyboard } = page.page;
    const tabTo = async (target: ReturnType<PinPage['button']>) => {
      for (let presses = 0; presses < 60; presses++) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await keyboard.press('Tab');
      }
      throw new Error('the Tab key does not get there');
    };
    await tabTo(page.checkbox('auth'));
    await keyboard.press('Space');
    await tabTo(page.button('次へ'));
    await keyboard.press('Enter');
    await page.group('auth').waitFor();
    for (const [name, value] of [
      ['current', CURRENT.auth],
      ['next', NEXT.auth],
      ['repeat', NEXT.auth],
    ] as const) {
      await tabTo(page.field('auth', name));
      await keyboard.type(value);
    }
    await keyboard.press('Enter');
    await page.button('変更する').waitFor();
    await tabTo(page.button('変更する'));
    await keyboard.press('Enter');
    await page.heading('結果').waitFor();
    expect(await page.item('auth').textContent()).toContain('変更しました');
  });

  it('shows a typed PIN only as long as 表示 is pressed', async () => {
    const page = await open();
    await page.choose('auth');
    const field = page.field('auth', 'current');
    await field.fill('7531');
    expect(await field.getAttribute('type')).toBe('password');
    await page.group('auth').getByRole('button', { name: /表示/ }).first().click();
    expect(await field.getAttribute('type')).toBe('text');
    await page.group('auth').getByRole('button', { name: /隠す/ }).first().click();
    expect(await field.getAttribute('type')).toBe('password');
  });
});

describe('cards that are not as new', () => {
  async function openWith(profile: Parameters<Desk['insert']>[0]): Promise<PinPage> {
    await desk.insert(profile);
    const page = await desk.openPage();
    return page;
  }

  it('says that PINs are locked and does not let them be chosen', async () => {
    const page = await openWith(PROFILES.locked);
    await page.item('sign').waitFor();
    for (const pin of ['sign', 'auth'] as const) {
      expect(await page.item(pin).textContent()).toContain('ロックされています');
      expect(await page.checkbox(pin).isEnabled()).toBe(false);
    }
    expect(await page.checkbox('juki').isEnabled()).toBe(true);
  });

  it('says that a PIN is not on this card and lets the others be changed', async () => {
    const page = await openWith(PROFILES['no-sign-certificate']);
    await page.item('sign').waitFor();
    expect(await page.item('sign').textContent()).toContain('このカードにはありません');
    expect(await page.checkbox('sign').isEnabled()).toBe(false);
    await page.changeAll({ auth: wishOf('auth') });
    expect(await page.item('auth').textContent()).toContain('変更しました');
  });

  it.each([
    ['juki-card', '住民基本台帳カード'],
    ['phone', 'スマートフォン'],
    ['other-card', 'マイナンバーカードではありません'],
  ] as const)('names a card that is no My Number card: %s', async (profile, words) => {
    const page = await openWith(PROFILES[profile]);
    await page.status.getByText(words).waitFor();
    expect(await page.page.getByRole('checkbox').count()).toBe(0);
    expect(pinCommands(await desk.card.look())).toEqual([]);
  });

  describe('with one try left', () => {
    const consent = (page: PinPage) => page.page.getByRole('checkbox', { name: /ロックされることを確認/ });
    const spend = (page: PinPage) => page.button('最後の1回を使って変更する');

    async function atTheLastTry(current: string): Promise<PinPage> {
      const page = await openWith(PROFILES['last-try']);
      await page.item('auth').waitFor();
      expect(await page.item('auth').textContent()).toContain('残り1回');
      await page.choose('auth');
      await page.type('auth', { current, next: NEXT.auth });
      await page.confirm();
      await page.button('変更する').click();
      await page.heading('残り1回の確認').waitFor();
      expect(pinCommands(await desk.card.look())).toEqual([]);
      return page;
    }

    it('sends nothing until the person consented, and nothing after going back', async () => {
      const page = await atTheLastTry('9999');
      await spend(page).click();
      await page.page.getByRole('alert').filter({ hasText: 'チェック' }).waitFor();
      await page.button('戻る').click();
      await page.button('変更する').waitFor();
      const card = await desk.card.look();
      expect(pinCommands(card)).toEqual([]);
      expect(card.tries.auth).toBe(1);
    });

    it('changes with consent and the right PIN', async () => {
      const page = await atTheLastTry(CURRENT.auth);
      await consent(page).check();
      await spend(page).click();
      await page.heading('結果').waitFor();
      expect(await page.item('auth').textContent()).toContain('変更しました');
      expect((await desk.card.look()).tries.auth).toBe(3);
    });

    it('says that this try locked it', async () => {
      const page = await atTheLastTry('9999');
      await consent(page).check();
      await spend(page).click();
      await page.heading('結果').waitFor();
      expect(await page.item('auth').textContent()).toMatch(/変更していません[\s\S]*ロックされ/);
      expect((await desk.card.look()).tries.auth).toBe(0);
    });
  });

  it('tells the truth about two references of 住民基本台帳用 that differ', async () => {
    const page = await openWith(PROFILES['juki-differs']);
    await page.item('juki').waitFor();
    await page.changeAll({ juki: wishOf('juki') });
    expect(await page.item('juki').textContent()).toMatch(/変更していません[\s\S]*2か所/);
    expect((await desk.card.look()).pins).toMatchObject({ juki: '1234', common: '9876' });
  });

  it('works on a card whose first answer is 6F00 and that keeps silent about tries once verified', async () => {
    const page = await openWith(cardWith({ firstCommandFails: true, counterWhenVerified: '9000' }));
    await page.item('auth').waitFor();
    await page.changeAll({ auth: wishOf('auth') });
    expect(await page.item('auth').textContent()).toContain('変更しました');
  });
});
