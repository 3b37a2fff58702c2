import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PinId } from '../../src/card/applications.ts';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import { Desk } from '../support/desk.ts';
import type { PinPage } from '../support/pin-page.ts';

/** Numbers that occur nowhere else in a page, so that finding one means that it leaked. */
const WISHES = {
  sign: { current: 'QX73KZ9', next: 'WJ58VT4' },
  auth: { current: '8351', next: '6942' },
  juki: { current: '4706', next: '3819' },
  text: { current: '9162', next: '7053' },
} as const satisfies Record<PinId, { current: string; next: string }>;

const SECRETS = Object.values(WISHES).flatMap(({ current, next }) => [current, next]);

const CARD = cardWith({
  serial: 'VIRTUAL00000042',
  pins: {
    sign: { pin: WISHES.sign.current },
    auth: { pin: WISHES.auth.current },
    juki: { pin: WISHES.juki.current },
    common: { pin: WISHES.juki.current },
    text: { pin: WISHES.text.current },
  },
});

describe('what stays behind', () => {
  let desk: Desk;
  let page: PinPage;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk?.stop());
  beforeEach(async () => {
    await desk.closeTabs();
    await desk.insert(CARD);
    page = await desk.openPage();
    await page.item('sign').waitFor();
  });

  const found = async () => {
    const readable = await page.everythingReadable();
    return SECRETS.filter((secret) => readable.includes(secret));
  };

  it('no PIN is in the page, its address or its storage once the result is there', async () => {
    await page.changeAll(WISHES);
    expect(await page.item('sign').textContent()).toContain('変更しました');
    expect(await found()).toEqual([]);
  });

  it('no PIN is left after a wrong one either', async () => {
    await page.changeAll({ ...WISHES, auth: { ...WISHES.auth, current: '0528' } });
    expect(await page.item('auth').textContent()).toContain('変更していません');
    expect(await found()).toEqual([]);
  });

  it('no PIN is on the confirmation', async () => {
    await page.choose('sign', 'auth');
    await page.type('sign', WISHES.sign);
    await page.type('auth', WISHES.auth);
    // The search finds what it looks for: before the step is left, the fields hold what was typed.
    expect((await found()).toSorted()).toEqual(
      [...Object.values(WISHES.sign), ...Object.values(WISHES.auth)].toSorted(),
    );
    await page.confirm();
    expect(await found()).toEqual([]);
  });

  it('no PIN survives a reload', async () => {
    await page.choose('auth');
    await page.type('auth', WISHES.auth);
    await page.page.reload();
    await page.item('auth').waitFor();
    await page.choose('auth');
    expect(await page.field('auth', 'current').inputValue()).toBe('');
    expect(await found()).toEqual([]);
  });

  it('the secret of the bridge is not in the address bar', async () => {
    expect(new URL(page.page.url()).hash).toBe('');
  });

  it('a violation of the Content Security Policy would be noticed, and there is none', async () => {
    await page.changeAll(WISHES);
    expect(page.faults).toEqual([]);
    await page.page.evaluate(() => {
      new Image().src = 'http://127.0.0.1:9/elsewhere.png';
    });
    await expect.poll(() => page.faults.join()).toContain('CSP violation: img-src');
  });
});
