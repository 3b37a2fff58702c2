import { readFileSync } from 'node:fs';
import type { Download, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { replayThrough } from '../../src/app/replay-through.ts';
import { APPLICATIONS } from '../../src/card/applications.ts';
import { toHex } from '../../src/card/bytes.ts';
import { formatRecording } from '../../src/card/recording/format-recording.ts';
import { parseRecording } from '../../src/card/recording/parse-recording.ts';
import { PROFILES } from '../../src/readers/virtual/profiles.ts';
import { COMPARE, OPEN, RAW, RECORD, STATE, TIMELINE, VIEW, WORKBENCH } from '../../src/ui/workbench/texts.ts';
import { BridgeProcess } from '../support/bridge-process.ts';
import { Desk } from '../support/desk.ts';
import { BUTTONS, OBSTACLES } from '../support/japanese.ts';
import type { PinPage } from '../support/pin-page.ts';

const HEADER = `myna-pin recording 1
shows: 利用者証明用の番号を間違えたとき
card: my-number-card
reader: Virtual PCD 00 00
atr: 3BE000FF8131FE4514
date: 2026-11-23
product: myna-pin 0.1.0
`;

const SESSION = `${HEADER}
! connect
=> 00A4040C 0A D392F000260100000001
<= 9000 +12 ms
=> 00A4020C 02 0018
<= 9000 +10 ms
=> 00200080
<= 63C3 +10 ms
=> 00200080 {current auth, 4 digits} +2500 ms
<= 63C2 +23 ms
! disconnect
! card removed +1000 ms
`;

/** Numbers that occur nowhere else, so that finding one means that it leaked. */
const TYPED = { sign: { current: 'ABC123', next: 'WJ58VT4' }, auth: { current: '1234', next: '6942' } } as const;

describe('the workbench for developers', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk?.stop());
  afterEach(async () => expect(await desk.closeTabs()).toEqual([]));

  async function openBench(...flags: string[]): Promise<PinPage> {
    const page = await desk.openPage(...(flags.length > 0 ? flags : ['--virtual']));
    await page.page.goto(`${new URL(page.page.url()).origin}/?dev`);
    await page.heading(WORKBENCH.title).waitFor();
    // Whatever takes the focus by itself has done so.
    await page.item('auth').waitFor();
    return page;
  }

  async function openFile({ page }: PinPage, name: string, text: string, side: 'left' | 'right' = 'left') {
    const inputs = page.getByLabel(OPEN.file);
    await inputs
      .nth(side === 'left' ? 0 : 1)
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  }

  const grid = ({ page }: PinPage) => page.getByRole('grid', { name: VIEW.table });
  const current = (page: PinPage) => grid(page).getByRole('row', { selected: true });
  const player = ({ page }: PinPage, name: string) =>
    page.getByRole('group', { name: VIEW.title }).getByRole('button', { name, exact: true });

  async function saved(page: PinPage, button: Locator): Promise<{ download: Download; text: string }> {
    const [download] = await Promise.all([page.page.waitForEvent('download'), button.click()]);
    return { download, text: readFileSync(await download.path(), 'utf8') };
  }

  it('is not there, and nothing of it is fetched, unless the address asks for it', async () => {
    const page = await desk.openPage('--virtual');
    const { page: tab } = page;
    const requests: string[] = [];
    tab.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await tab.goto(`${new URL(tab.url()).origin}/`);
    await page.item('auth').waitFor();
    await page.changeAll({ auth: TYPED.auth });
    const ordinary = requests.splice(0);
    expect(await tab.getByText(WORKBENCH.title).count()).toBe(0);
    expect(ordinary.some((path) => path.includes('index'))).toBe(true);
    expect(ordinary.filter((path) => /developer|workbench|apdu/.test(path))).toEqual([]);
    for (const path of ordinary.filter((path) => path.endsWith('.js'))) {
      expect(await tab.evaluate(async (path) => (await fetch(path)).text(), path)).not.toContain(WORKBENCH.title);
    }

    await tab.goto(`${new URL(tab.url()).origin}/?dev`);
    await page.heading(WORKBENCH.title).waitFor();
    expect(requests.some((path) => path.includes('developer-tools'))).toBe(true);
    expect(requests.filter((path) => path.endsWith('.apdu'))).toEqual([]);
  });

  it('the address of the bridge, secret and all, with ?dev in it', async () => {
    const page = await openBench();
    const bridge = await BridgeProcess.start('--virtual');
    try {
      await page.page.goto(bridge.address.replace('/#', '/?dev#'));
      await page.heading(WORKBENCH.title).waitFor();
      await page.item('auth').waitFor();
      expect(await page.page.getByText(OBSTACLES['secret-missing'].title).count()).toBe(0);
      expect(new URL(page.page.url())).toMatchObject({ search: '?dev', hash: '' });
    } finally {
      await bridge.stop();
    }
  });

  it('leaves the ordinary page as it is, and can be folded', async () => {
    const page = await openBench();
    // What stands above is as wide as without it.
    expect(await page.page.locator('main').evaluate((main) => main.getBoundingClientRect().width)).toBeLessThan(780);
    await page.changeAll({ auth: TYPED.auth });
    expect(await page.outcome('auth')).toBe('changed');
    await page.page.locator('summary', { hasText: WORKBENCH.title }).click();
    expect(await page.heading(OPEN.title).isVisible()).toBe(false);
  });

  it('a recording, exchange by exchange: buttons, number, click, next event or error', async () => {
    const page = await openBench();
    await openFile(page, 'wrong.apdu', SESSION);
    await grid(page).waitFor();
    expect(await grid(page).getByRole('row').count()).toBe(1 + 7);
    expect(await current(page).textContent()).toContain('カードに接続しました');
    await player(page, VIEW.next).click();
    expect(await current(page).textContent()).toContain('公的個人認証');
    await player(page, VIEW.nextNotable).click();
    expect(await current(page).textContent()).toContain('番号が違います。残り2回です');
    expect(await current(page).textContent()).toContain('現在の番号');
    const state = page.page.getByRole('region', { name: STATE.title });
    expect(await state.getByRole('row', { name: '利用者証明用電子証明書暗証番号' }).textContent()).toContain('2回');
    await player(page, VIEW.previous).click();
    expect(await state.getByRole('row', { name: '利用者証明用電子証明書暗証番号' }).textContent()).toContain('3回');
    await page.page.getByLabel(VIEW.jump).fill('2');
    await page.page.getByLabel(VIEW.jump).press('Enter');
    expect(await current(page).textContent()).toContain('アプリケーション');
    await grid(page).getByRole('row').filter({ hasText: 'カードが外されました' }).click();
    expect(await current(page).textContent()).toContain('card removed');
    await player(page, VIEW.play).click();
    await player(page, VIEW.stop).waitFor();
    await player(page, VIEW.stop).click();
    await player(page, VIEW.play).waitFor();
  });

  it('the keyboard alone', async () => {
    const page = await openBench();
    await openFile(page, 'wrong.apdu', SESSION);
    await current(page).focus();
    const { keyboard } = page.page;
    const focused = () => page?.page.evaluate(() => document.activeElement?.textContent ?? '');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await expect.poll(focused).toContain('00A4020C');
    await keyboard.press('ArrowUp');
    await expect.poll(focused).toContain('00A4040C');
    await keyboard.press('End');
    await expect.poll(focused).toContain('card removed');
    await keyboard.press('Home');
    await expect.poll(focused).toContain('connect');
  });

  it('a recording of the library is fetched when it is chosen', async () => {
    const page = await openBench();
    const requests: string[] = [];
    page.page.on('request', (request) => requests.push(request.url()));
    await page.page.getByLabel(OPEN.library).selectOption('change-juki.apdu');
    await grid(page).waitFor();
    expect(requests.filter((url) => url.endsWith('.apdu'))).toHaveLength(1);
    const { page: tab } = page;
    for (const width of [390, 1280]) {
      await tab.setViewportSize({ width, height: 900 });
      expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
  });

  it('a malformed file: line, column, what is wrong and the line itself; a mended one opens', async () => {
    const page = await openBench();
    await openFile(page, 'broken.apdu', SESSION.replace('<= 63C2', '<= 63X2'));
    const alert = page.page.getByRole('alert').filter({ hasText: OPEN.problemTitle('broken.apdu') });
    await alert.waitFor();
    expect(await alert.textContent()).toContain('17行目 6文字目：16進数（0〜9、A〜F）ではない文字があります。');
    expect(await alert.textContent()).toContain('<= 63X2 +23 ms');
    expect(await grid(page).count()).toBe(0);
    await openFile(page, 'broken.apdu', SESSION);
    await grid(page).waitFor();
    expect(await alert.count()).toBe(0);
  });

  it('a file that is dropped on it opens', async () => {
    const page = await openBench();
    const dropped = await page.page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'dropped.apdu'));
      return transfer;
    }, SESSION);
    await page.page.locator('.workbench').dispatchEvent('drop', { dataTransfer: dropped });
    await grid(page).waitFor();
    await page.text('dropped.apdu').waitFor();
  });

  it('the timeline saved as SVG is a picture on its own, with a lane for each PIN', async () => {
    const page = await openBench();
    await openFile(page, 'wrong.apdu', SESSION);
    const { download, text } = await saved(page, page.button(TIMELINE.save));
    expect(download.suggestedFilename()).toBe('wrong.svg');
    // Elsewhere: the page itself refuses to parse any markup.
    const elsewhere = await page.page.context().newPage();
    const found = await elsewhere.evaluate((text) => {
      const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        root: picture.documentElement.nodeName,
        title: picture.querySelector('title')?.textContent,
        lanes: [...picture.querySelectorAll('[data-lane]')].map((lane) => lane.textContent),
        marks: picture.querySelectorAll('[data-outcome]').length,
        untitled: picture.querySelectorAll('[data-outcome]:not(:has(title))').length,
        styled: picture.querySelectorAll('[style], style, script').length,
      };
    }, text);
    await elsewhere.close();
    expect(found).toMatchObject({ root: 'svg', marks: 4, untitled: 0, styled: 0 });
    expect(found.title).toContain('利用者証明用の番号を間違えたとき');
    expect(found.lanes).toHaveLength(3);
    expect(found.lanes[2]).toContain('利用者証明用電子証明書暗証番号');
    expect(text).toContain('番号が違います。残り2回です');
    expect(text).toContain('カードが外されました');
  });

  it('two recordings side by side: the first difference is marked and in sight', async () => {
    const page = await openBench();
    const long = SESSION.replace('! disconnect', `${'=> 00200080\n<= 63C2\n'.repeat(40)}! disconnect`);
    await openFile(page, 'a.apdu', long);
    await page.page.getByLabel(OPEN.file).nth(1).waitFor();
    await openFile(page, 'b.apdu', long.replace(/<= 63C2\n! disconnect/, '<= 63C1\n! disconnect'), 'right');
    const table = page.page.getByRole('table', { name: COMPARE.table });
    await page.text(COMPARE.differences(1)).waitFor();
    const first = table.getByRole('row').filter({ hasText: COMPARE.first });
    expect(await first.textContent()).toContain('残り1回です');
    const inSight = async () => {
      const [outer, inner] = [await table.boundingBox(), await first.boundingBox()];
      return outer && inner && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
    };
    await expect.poll(inSight).toBe(true);
    await table.evaluate((element) => element.scrollTo(0, 0));
    await expect.poll(inSight).toBe(false);
    await page.button(COMPARE.toFirst).click();
    await expect.poll(inSight).toBe(true);
    await openFile(page, 'c.apdu', long, 'right');
    await page.text(COMPARE.same).waitFor();
  });

  it('records a change of PINs: says so, and no PIN is in the file', async () => {
    const page = await openBench();
    const mark = page.page.getByRole('banner').getByText(RECORD.mark, { exact: true });
    expect(await mark.count()).toBe(0);
    await page.page.getByLabel(RECORD.shows).fill('署名用と利用者証明用の変更');
    await page.button(RECORD.start).click();
    await mark.waitFor();
    // The card is read once more, so that the recording begins with it.
    await page.item('auth').waitFor();
    await page.changeAll(TYPED);
    expect(await page.outcome('auth')).toBe('changed');
    await page.openTrialTools();
    await page.button(BUTTONS.removeCard).click();
    await page.status.getByText('カードが置かれていません').waitFor();
    await page.button(RECORD.stop).click();
    expect(await mark.count()).toBe(0);

    const { download, text } = await saved(page, page.button(RECORD.save));
    expect(download.suggestedFilename()).toMatch(/^myna-pin-\d{4}-\d\d-\d\d\.apdu$/);
    const recording = parseRecording(text);
    expect(recording.header).toMatchObject({ shows: '署名用と利用者証明用の変更', card: 'my-number-card' });
    expect(recording.header.product).toMatch(/^myna-pin \d+\.\d+\.\d+/);
    expect(text).toContain('{new sign}');
    expect(text).toContain('! card removed');
    for (const { current, next } of Object.values(TYPED)) {
      for (const secret of [current, next]) {
        expect(text).not.toContain(secret);
        expect(text.replace(/\s/g, '')).not.toContain(toHex(new TextEncoder().encode(secret)));
      }
    }
    expect(formatRecording(recording)).toBe(text);
    const replayed = await replayThrough(recording, { language: 'ja' });
    expect(replayed.mismatch?.message).toBeUndefined();
    expect(replayed.reports).toMatchObject([{ outcome: 'changed' }, { outcome: 'changed' }]);

    await page.button(RECORD.open).click();
    await grid(page).waitFor();
    expect(await grid(page).textContent()).toContain('変更を受け付けました');
  });

  it('raw APDUs: not without the flag of the bridge', async () => {
    const page = await openBench();
    expect(await page.heading(RAW.title).count()).toBe(0);
  });

  describe('raw APDUs on a bridge for developers', () => {
    const raw = ({ page }: PinPage) => page.getByRole('region', { name: RAW.title });

    async function hold(): Promise<PinPage> {
      await desk.insert(PROFILES.ordinary);
      const page = await openBench('--developer');
      await page.text(RAW.mark).waitFor();
      await page.button(RAW.begin).click();
      await page.text(RAW.holding).waitFor();
      return page;
    }

    async function send(page: PinPage, apdu: string, consent = false): Promise<void> {
      await page.page.getByLabel(RAW.field).fill(apdu);
      if (consent) await page.page.getByLabel(RAW.consent).check();
      await page.button(RAW.send).click();
    }

    async function letGo(page: PinPage): Promise<void> {
      await page.button(RAW.end).click();
      await page.text(RAW.ended).waitFor();
    }

    const newest = (page: PinPage) => raw(page).getByRole('listitem').first();

    it('sent as they are, decoded while typed and answered in words; then the card loses its power', async () => {
      const page = await hold();
      const select = `00A4040C0A${toHex(APPLICATIONS.jpki.aid)}`;
      await page.page.getByLabel(RAW.field).fill(select);
      await raw(page).getByText('アプリケーション「公的個人認証」を選びます').first().waitFor();
      await page.button(RAW.send).click();
      await newest(page).getByText('選びました').waitFor();
      // What the guard would never let through.
      await send(page, '0084000008');
      await newest(page).getByText('GET CHALLENGE').waitFor();
      await newest(page).getByText('カードが知らない命令です').waitFor();
      await send(page, '00A4020C020018');
      await newest(page).getByText('利用者証明用電子証明書暗証番号のファイルを選びます').waitFor();
      await letGo(page);
      expect((await desk.card.atRest(0)).powered).toBe(false);
    });

    it('a VERIFY needs a new consent every time, and leaves nothing of the PIN behind', async () => {
      const page = await hold();
      await send(page, `00A4040C0A${toHex(APPLICATIONS.jpki.aid)}`);
      await newest(page).getByText('選びました').waitFor();
      await send(page, '00A4020C020018');
      await newest(page).getByText('ファイルを選びます').waitFor();
      await send(page, '002000800437343931');
      await raw(page).getByText(RAW.consentNeeded).waitFor();
      expect(await raw(page).getByRole('listitem').count()).toBe(2);
      await page.page.getByLabel(RAW.consent).check();
      // Another command than the one that was agreed to.
      await page.page.getByLabel(RAW.field).fill('002000800437343932');
      await page.button(RAW.send).click();
      await raw(page).getByText(RAW.consentNeeded).waitFor();
      await send(page, '002000800437343932', true);
      await newest(page).getByText('番号が違います。残り2回です').waitFor();
      expect(await page.page.getByLabel(RAW.field).inputValue()).toBe('');
      expect(await page.everythingReadable()).not.toMatch(/3734393[12]/);
      expect(await page.page.getByLabel(RAW.consent).count()).toBe(0);
      await letGo(page);
    });

    it('what is no APDU is not sent', async () => {
      const page = await hold();
      await send(page, '00A4 040');
      await raw(page).getByText(RAW.notHex).waitFor();
      await send(page, '00A404');
      await raw(page).getByText(RAW.wrongLength).waitFor();
      expect(await raw(page).getByRole('listitem').count()).toBe(0);
      await letGo(page);
    });

    it('a card that is taken away says so, and can be held again', async () => {
      const page = await hold();
      await desk.card.remove(0);
      await send(page, '00A4020C020018');
      await newest(page).getByText('応答がありません').waitFor();
      await page.button(RAW.end).click();
      await page.button(RAW.begin).waitFor();
    });
  });
});
