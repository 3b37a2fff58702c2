import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cardWith } from '../../src/readers/virtual/profiles.ts';
import { pinCommands } from '../support/card-process.ts';
import { certificateFixture } from '../support/certificate-fixture.ts';
import { Desk } from '../support/desk.ts';
import { BUTTONS, CERTIFICATE_TEXTS, CERTIFICATES, STEP_TITLES } from '../support/japanese.ts';
import type { PinPage } from '../support/pin-page.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

const SIGN = { current: CURRENT.sign, next: NEXT.sign };
const { words } = CERTIFICATE_TEXTS;

/** What is in the 署名用 certificate of 見本 花子, in every form in which it could be left behind. */
const PERSON = ['花子', '千代田区', '2005年6月15日', '20050615', '2005-06-15', 'HANAKO'];

/** A card whose certificates are those of fixtures/certificates. */
const card = (auth: string) =>
  cardWith({
    serial: 'VIRTUAL00000043',
    files: {
      auth: certificateFixture(auth),
      'auth-ca': certificateFixture(auth === 'unknown-ca-auth' ? 'unknown-ca' : 'auth-ca'),
      sign: certificateFixture('sign'),
      'sign-ca': certificateFixture('sign-ca'),
    },
  });

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk?.stop());
// A violation of the Content Security Policy would be among them: what is loaded late is covered by it too.
afterEach(async () => expect(await desk.closeTabs()).toEqual([]));

/** With the virtual card of the page, or with a card on a real reader. */
async function open(auth?: string): Promise<PinPage> {
  if (auth) await desk.insert(card(auth));
  const page = await desk.openPage(...(auth ? [] : ['--virtual']));
  await page.item('auth').waitFor();
  return page;
}

const panel = (page: PinPage, of: 'auth' | 'sign') =>
  page.page.getByRole('region', { name: words.names[of], exact: true });

async function openPanel(page: PinPage): Promise<string> {
  await page.button(CERTIFICATES.check).click();
  await panel(page, 'auth').getByText(words.revocation).waitFor();
  return (await panel(page, 'auth').textContent()) ?? '';
}

async function changeSign(page: PinPage, tick = true): Promise<void> {
  await page.prepare({ sign: SIGN });
  if (tick) await page.page.getByRole('checkbox', { name: CERTIFICATES.alsoSign }).check();
  await page.change();
}

async function leftOf(page: PinPage): Promise<string[]> {
  const readable = await page.everythingReadable();
  return PERSON.filter((part) => readable.includes(part));
}

describe('the 利用者証明用 certificate', () => {
  it('is read on request, and what understands it is loaded then and not before', async () => {
    const page = await desk.openPage('--virtual');
    const asked: string[] = [];
    page.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.page.reload();
    await page.item('auth').waitFor();
    const late = () => asked.filter((path) => path.includes('certificates'));
    expect(late()).toEqual([]);
    const said = await openPanel(page);
    expect(late()).toHaveLength(2);
    for (const line of [words.testEnvironment, words.chain.holds, words.ca.test, '2099年6月15日', '01330001']) {
      expect(said).toContain(line);
    }
    expect(await page.heading(STEP_TITLES.choose).count()).toBe(1);
  });

  it('with the keyboard: the focus goes to its heading, and back to the button when it is closed', async () => {
    const page = await open();
    await page.button(CERTIFICATES.check).focus();
    await page.page.keyboard.press('Enter');
    await panel(page, 'auth').getByText(words.revocation).waitFor();
    const focused = () => page.page.evaluate(() => document.activeElement?.textContent?.trim());
    expect(await focused()).toBe(words.names.auth);
    await page.page.keyboard.press('Tab');
    expect(await focused()).toBe(CERTIFICATES.close);
    await page.page.keyboard.press('Enter');
    expect(await focused()).toBe(CERTIFICATES.check);
    expect(await panel(page, 'auth').count()).toBe(0);
  });

  it.each([
    ['auth-expired', words.validity.expired('', words.day('2025-06-15'), 0), '市区町村の窓口'],
    ['unknown-ca-auth', words.ca['not-recognised'], words.chain.holds],
    ['masked', words.unshown.masked(''), CERTIFICATES.close],
    ['broken-der', words.unshown['broken-der'](''), words.readAgain.auth],
  ])('%s on a card in a reader: said, and no PIN is presented', async (name, sentence, more) => {
    const page = await open(name);
    await page.button(CERTIFICATES.check).click();
    await panel(page, 'auth').getByText(sentence).waitFor();
    expect(await panel(page, 'auth').textContent()).toContain(more);
    const view = await desk.card.atRest();
    expect([pinCommands(view), view.tries]).toEqual([[], { sign: 5, auth: 3, juki: 3, common: 3, text: 3 }]);
  });

  it('unreadable: it can be read again, and the focus does not get lost', async () => {
    const page = await open('broken-der');
    await page.button(CERTIFICATES.check).click();
    await page.button(BUTTONS.readAgain).click();
    await panel(page, 'auth').getByText(words.unshown['broken-der']('')).waitFor();
    expect(await page.page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(words.names.auth);
    const { log } = await desk.card.look();
    expect(log.filter(({ command }) => command === '00A4020C02000A')).toHaveLength(2);
  });

  it('about to expire: how many days are left, and where to renew it', async () => {
    const page = await open('auth-expires-soon');
    await page.page.clock.setFixedTime(new Date('2026-07-01T12:00:00+09:00'));
    const said = await openPanel(page);
    expect(said).toContain(words.validity['expires-soon']('', words.day('2026-09-15'), 76));
    expect(said).toContain('およそ3か月前');
  });

  it('expired: a PIN can be changed as ever', async () => {
    const page = await open('auth-expired');
    await openPanel(page);
    await page.changeAll({ auth: { current: CURRENT.auth, next: NEXT.auth } });
    expect(await page.outcome('auth')).toBe('changed');
  });

  it('is gone when the card is taken away, and is not that of the next card', async () => {
    const page = await open('auth-expired');
    await openPanel(page);
    await desk.card.remove();
    await page.heading(STEP_TITLES.prepare).waitFor();
    await desk.insert(card('auth'));
    await page.item('auth').waitFor();
    expect(await page.page.getByRole('region', { name: words.names.auth }).count()).toBe(0);
    expect(await openPanel(page)).toContain('2099年6月15日');
  });

  it('cannot be asked for where the card has none', async () => {
    await desk.insert(cardWith({ certificates: { sign: true, auth: false }, pins: { auth: undefined } }));
    const page = await desk.openPage();
    await page.item('sign').waitFor();
    expect(await page.button(CERTIFICATES.check).count()).toBe(0);
  });
});

describe.each(['a card in a reader', 'the virtual card of the page'] as const)(
  'the 署名用 certificate on %s',
  (way) => {
    const auth = way === 'a card in a reader' ? 'auth' : undefined;

    it('is not read unless somebody ticked it', async () => {
      const page = await open(auth);
      await changeSign(page, false);
      expect(await page.outcome('sign')).toBe('changed');
      expect(await panel(page, 'sign').count()).toBe(0);
      if (!auth) return;
      const { log } = await desk.card.look();
      expect(log.filter(({ command }) => command === '00A4020C020001')).toEqual([]);
    });

    it('is shown under the result; the person only on request, and gone afterwards', async () => {
      const page = await open(auth);
      await changeSign(page);
      expect(await page.outcome('sign')).toBe('changed');
      await panel(page, 'sign').getByText(words.chain.holds).waitFor();
      expect(await leftOf(page)).toEqual([]);

      await page.button(CERTIFICATES.personal).click();
      await panel(page, 'sign').getByText('見本　花子').waitFor();
      expect(await panel(page, 'sign').textContent()).toContain('2005年6月15日');
      expect(await page.page.title()).not.toMatch(/見本/);
      await page.button(CERTIFICATES.hidePersonal).click();
      expect(await leftOf(page)).toEqual([]);

      await page.button(CERTIFICATES.personal).click();
      await panel(page, 'sign').getByText('見本　花子').waitFor();
      await page.button(BUTTONS.again).click();
      await page.item('sign').waitFor();
      expect(await leftOf(page)).toEqual([]);
      if (!auth) return;
      // Once to check, once to change, once to prove: as without the certificate.
      const view = await desk.card.atRest();
      expect([pinCommands(view).length, view.pins.sign, view.tries.sign]).toEqual([3, NEXT.sign, 5]);
    });
  },
);

it('is not read after a wrong PIN, and that is said', async () => {
  const page = await open('auth');
  await page.prepare({ sign: { ...SIGN, current: 'WRONG99' } });
  await page.page.getByRole('checkbox', { name: CERTIFICATES.alsoSign }).check();
  await page.change();
  expect(await page.outcome('sign')).toBe('unchanged');
  await panel(page, 'sign').getByText(words.failures['pin-not-changed'].title).waitFor();
  const view = await desk.card.atRest();
  expect([pinCommands(view).length, view.tries.sign]).toEqual([1, 4]);
});

it('the tick is there only where 署名用 was chosen', async () => {
  const page = await open();
  await page.prepare({ auth: { current: CURRENT.auth, next: NEXT.auth } });
  expect(await page.page.getByRole('checkbox', { name: CERTIFICATES.alsoSign }).count()).toBe(0);
});
