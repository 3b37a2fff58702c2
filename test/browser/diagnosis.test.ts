import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ORDINARY_CARD, PROFILES } from '../../src/readers/virtual/profiles.ts';
import { words } from '../../src/ui/words/ja.ts';
import { pinCommands } from '../support/card-process.ts';
import { Desk } from '../support/desk.ts';
import { holdCard } from '../support/other-program.ts';
import { READERS } from '../support/pcscd.ts';
import type { PinPage } from '../support/pin-page.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

const { card: cardWords, diagnosis, guidance, page: said, settings } = words;

describe('接続の診断 and 表示の設定', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk?.stop());
  afterEach(async () => expect(await desk.closeTabs()).toEqual([]));

  const open = () => desk.openPage();

  const dialog = (page: PinPage) => page.page.getByRole('dialog', { name: diagnosis.title });
  /** Where it says in a sentence what is the matter. */
  const finding = (page: PinPage) => dialog(page).getByRole('status').first();
  const stage = (page: PinPage, name: string): Locator =>
    dialog(page)
      .getByRole('listitem')
      .filter({ has: page.page.getByRole('heading', { name, exact: true }) });
  const { stages, states } = diagnosis;

  /** By the keyboard alone, as everybody can from every screen. */
  async function diagnose(page: PinPage): Promise<void> {
    await page.button(guidance.title).press('Enter');
    const troubles = page.page.getByRole('dialog', { name: guidance.title });
    await troubles.getByRole('button', { name: guidance.troubles.diagnosis }).press('Enter');
    await dialog(page).waitFor();
    expect(await page.page.evaluate(() => document.activeElement?.textContent)).toBe(diagnosis.title);
  }

  /** The finding, the stage that stops it and the one behind it. */
  async function finds(page: PinPage, title: string, stopped: string, behind?: string): Promise<void> {
    await finding(page).getByText(said.status.sentence(title)).waitFor();
    await stage(page, stopped).getByText(states.problem).waitFor();
    if (behind) await stage(page, behind).getByText(states.later).waitFor();
  }

  it('no service: names it with its command, and follows while it is put right, saying each state once', async () => {
    await desk.insert(ORDINARY_CARD);
    await desk.pcscd.crash();
    const page = await open();
    // The virtual card takes over, and with it the focus goes to the next step.
    await page.item('auth').waitFor();
    await page.button(guidance.toDiagnosis).first().press('Enter');
    await finds(page, cardWords.obstacles['no-service'].title, stages.service, stages.card);
    await stage(page, stages.bridge).getByText(states.ok).waitFor();
    await stage(page, stages.service).getByText('sudo systemctl enable --now pcscd.socket').waitFor();
    await finding(page).evaluate((region) => {
      const heard: string[] = [];
      Reflect.set(window, 'heard', heard);
      new MutationObserver(() => heard.push((region.textContent ?? '').trim())).observe(region, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });
    await desk.pcscd.start();
    await finding(page).getByText(diagnosis.fine).waitFor();
    await stage(page, stages.reader).getByText(READERS[0]).waitFor();
    await stage(page, stages.card).getByText(states.ok).waitFor();
    const heard = await page.page.evaluate(() => Reflect.get(window, 'heard') as string[]);
    expect(heard.filter((text) => text.includes(diagnosis.fine)).length).toBe(1);
    await page.page.keyboard.press('Escape');
    await page.item('auth').waitFor();
  });

  it('no reader: names it, and is content once there is one', async () => {
    await desk.insert(ORDINARY_CARD);
    await desk.pcscd.crash();
    await desk.pcscd.startWithoutReaders();
    const page = await open();
    await page.item('auth').waitFor();
    await diagnose(page);
    await finds(page, cardWords.obstacles['no-reader'].title, stages.reader, stages.card);
    await stage(page, stages.service).getByText(states.ok).waitFor();
    await desk.pcscd.crash();
    await finds(page, cardWords.obstacles['no-service'].title, stages.service, stages.reader);
    await desk.pcscd.start();
    await finding(page).getByText(diagnosis.fine).waitFor();
  });

  it('no card, then another card, then the right one', async () => {
    const page = await open();
    await page.status.getByText(said.status.noCard).waitFor();
    await diagnose(page);
    await finds(page, diagnosis.noCard.title, stages.card);
    await desk.insert(PROFILES['other-card']);
    await finds(page, cardWords.cardKinds.other.title, stages.card);
    await desk.card.remove();
    await finds(page, diagnosis.noCard.title, stages.card);
    await desk.insert(ORDINARY_CARD);
    await finding(page).getByText(diagnosis.fine).waitFor();
    expect(pinCommands(await desk.card.look())).toEqual([]);
  });

  it('another program has the card: says what may have it, and is content once it is free', async () => {
    await desk.insert(ORDINARY_CARD);
    const other = await holdCard();
    const page = await open();
    try {
      await page.status.getByText(cardWords.cardErrors['in-use'].title).waitFor();
      await page.button(guidance.toDiagnosis).first().press('Enter');
      await finds(page, cardWords.cardErrors['in-use'].title, stages.card);
      await stage(page, stages.card).getByText('gpgconf --kill scdaemon').waitFor();
    } finally {
      await other.release();
    }
    await finding(page).getByText(diagnosis.fine).waitFor();
  });

  it('an address without its secret, and a bridge that ended', async () => {
    const first = await open();
    const { origin } = new URL(first.page.url());
    const stranger = await first.page.context().browser()?.newContext({ locale: 'ja-JP' });
    const tab = await stranger?.newPage();
    if (!tab) throw new Error('no tab');
    await tab.goto(origin);
    // The virtual card takes over, and with it the focus goes to the next step.
    await tab.getByRole('heading', { name: said.stepTitles.choose, exact: true }).waitFor();
    await tab.getByRole('button', { name: guidance.toDiagnosis }).press('Enter');
    await tab.getByRole('dialog', { name: diagnosis.title }).getByText(diagnosis.address).waitFor();
    await stranger?.close();

    await diagnose(first);
    await desk.stopBridge();
    await finding(first)
      .getByText(new RegExp(`${said.obstacles.lost.title}|${said.obstacles.unreachable.title}`))
      .waitFor();
    await stage(first, stages.bridge).getByText('npm start', { exact: true }).waitFor();
    await dialog(first).getByRole('button', { name: said.buttons.reconnect }).waitFor();
    first.forgetLostConnections();
  });

  it('the text for support is on screen before it is copied, whole, and has nothing of this person or computer', async () => {
    await desk.insert(ORDINARY_CARD);
    // A window without a past, at the address with the secret.
    const page = await desk.open();
    const tab = page.page;
    await tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.item('auth').waitFor();
    await page.choose('auth');
    await page.type('auth', { current: CURRENT.auth, next: NEXT.auth });
    await diagnose(page);
    const shown = await dialog(page).getByLabel(diagnosis.support.text, { exact: true }).inputValue();
    await dialog(page).getByText(diagnosis.support.safe).waitFor();
    await page.button(diagnosis.support.copy).press('Enter');
    await dialog(page).getByText(diagnosis.copied).waitFor();
    const copied = await tab.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(shown);
    expect(copied).toContain('[ok]');
    expect(copied).toContain('my-number-card');
    const { host, port } = new URL(tab.url());
    const holder = ORDINARY_CARD.serial;
    for (const secret of [
      host,
      port,
      holder,
      READERS[0],
      '127.0.0.1',
      CURRENT.auth,
      NEXT.auth,
      '/home',
      '/tmp',
      '/root',
    ]) {
      expect(copied).not.toContain(secret);
    }
    // Neither the secret of the address nor a serial number has fewer letters.
    expect(copied).not.toMatch(/[A-Za-z0-9_-]{20,}/);
    await tab.keyboard.press('Escape');
    expect(await page.field('auth', 'current').inputValue()).toBe(CURRENT.auth);
  });

  it('a clipboard that the page may not use: the text is marked, and what to press is said', async () => {
    await desk.insert(ORDINARY_CARD);
    const page = await open();
    await page.item('auth').waitFor();
    await page.page.evaluate(() =>
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) },
      }),
    );
    await diagnose(page);
    await page.button(diagnosis.support.copy).press('Enter');
    await dialog(page).getByText(diagnosis.notCopied).waitFor();
    const marked = await dialog(page)
      .getByLabel(diagnosis.support.text, { exact: true })
      .evaluate((area: HTMLTextAreaElement) => ({
        focused: document.activeElement === area,
        whole: area.selectionStart === 0 && area.selectionEnd === area.value.length,
      }));
    expect(marked).toEqual({ focused: true, whole: true });
  });

  const theme = (page: PinPage) =>
    page.page.evaluate(() => ({
      chosen: document.documentElement.dataset['theme'],
      background: getComputedStyle(document.documentElement).backgroundColor,
    }));
  const openSettings = async (page: PinPage) => {
    await page.button(settings.title).press('Enter');
    await page.page.getByRole('dialog', { name: settings.title }).waitFor();
  };
  const radio = (page: PinPage, name: string) => page.page.getByRole('radio', { name, exact: true });

  it('a theme takes effect at once, is said once, survives a reload, and goes by the reset', async () => {
    const page = await open();
    const before = await theme(page);
    await openSettings(page);
    await radio(page, settings.themes.auto).focus();
    for (const _ of ['light', 'dark']) await page.page.keyboard.press('ArrowDown');
    const told = page.page.getByRole('dialog').getByRole('status');
    await told.getByText(settings.changed(settings.theme, settings.themes.dark)).waitFor();
    expect((await theme(page)).chosen).toBe('dark');
    expect((await theme(page)).background).not.toBe(before.background);
    await radio(page, settings.keypads.always).check();
    await page.page.getByRole('checkbox', { name: settings.shuffle, exact: true }).check();
    await page.page.reload();
    expect((await theme(page)).chosen).toBe('dark');
    await openSettings(page);
    expect(await radio(page, settings.themes.dark).isChecked()).toBe(true);
    expect(await radio(page, settings.keypads.always).isChecked()).toBe(true);
    expect(await page.page.getByRole('checkbox', { name: settings.shuffle, exact: true }).isChecked()).toBe(true);
    await page.button(settings.reset).press('Enter');
    await told.getByText(settings.resetDone).waitFor();
    expect(await theme(page)).toEqual(before);
    expect(await radio(page, settings.keypads['on-request']).isChecked()).toBe(true);
    expect(await page.page.getByRole('checkbox', { name: settings.shuffle, exact: true }).isChecked()).toBe(false);
  });

  it('keys on the screen come with the field once they are wanted always, in the middle of typing', async () => {
    await desk.insert(ORDINARY_CARD);
    const page = await open();
    await page.item('auth').waitFor();
    await page.choose('auth');
    await page.type('auth', { current: CURRENT.auth });
    await openSettings(page);
    await radio(page, settings.keypads.always).check();
    await page.page.keyboard.press('Escape');
    expect(await page.field('auth', 'current').inputValue()).toBe(CURRENT.auth);
    await page.field('auth', 'next').focus();
    await page.page.getByRole('group', { name: words.typing.keypad.digits }).first().waitFor();
  });

  it('with storage switched off settings last as long as the page', async () => {
    const page = await open();
    await page.page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('', 'SecurityError');
          },
        });
      }
    });
    await page.page.reload();
    await openSettings(page);
    await radio(page, settings.themes.dark).check();
    await page.text(settings.changed(settings.theme, settings.themes.dark)).waitFor();
    expect((await theme(page)).chosen).toBe('dark');
    await page.page.reload();
    expect((await theme(page)).chosen).toBeUndefined();
    // Otherwise the next test could not begin without a past.
    await page.page.close();
  });
});
