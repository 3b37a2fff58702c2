import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PINS } from '../../src/card/applications.ts';
import { chooseOn, formFor, TYPED } from '../screens/acts.ts';
import { EXAMPLE, exampleWith, helpOf } from '../screens/registry/office.ts';
import { Stage } from '../screens/stage.ts';
import { Theatre } from '../screens/theatre.ts';
import { BridgeProcess } from '../support/bridge-process.ts';
import { launchChromium } from '../support/chromium.ts';
import { BUTTONS, CHOOSE, GUIDANCE, OFFICE, RECEIPT, STEP_TITLES, VISIT } from '../support/japanese.ts';
import { PinPage } from '../support/pin-page.ts';
import { runProgram } from '../support/run-program.ts';
import { StaticHost } from '../support/static-host.ts';
import { stopAll } from '../support/stop-all.ts';

const EXAMPLE_FILE = fileURLToPath(new URL('../../fixtures/offices/example.json', import.meta.url));
const BUILD = fileURLToPath(new URL('../../bridge/build/static.ts', import.meta.url));
const BROKEN = '{\n  "name": "見本市",\n  "feeYen": "0"\n}';

describe('the example office', () => {
  let theatre: Theatre;
  let stage: Stage;
  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => theatre?.close());
  beforeEach(() => {
    stage = new Stage(theatre);
  });
  afterEach(async () => {
    const { faults } = stage.page;
    await stage.close();
    expect(faults).toEqual([]);
  });

  /** What somebody reads under a kind of application, unfolded. */
  async function application(kind: keyof typeof OFFICE.kinds): Promise<string> {
    const details = stage.tab.locator('details').filter({ hasText: OFFICE.kinds[kind] }).first();
    await details.getByText(OFFICE.kinds[kind], { exact: true }).click();
    return details.innerText();
  }

  it('says of the four kinds of application what to bring and how it goes', async () => {
    await helpOf(stage, [OFFICE.title]);
    const twoInAll = [
      /次のうち、合わせて2点\s+官公署が発行した顔写真付きの本人確認書類 必ず必要です/,
      /氏名と生年月日.*氏名と住所.*市長が適当と認める/,
    ];
    const examples = [
      '運転免許証、運転経歴証明書、パスポート',
      '健康保険・介護保険の被保険者証、年金手帳・年金証書、社員証、学生証',
    ];
    const facts: Readonly<Record<keyof typeof OFFICE.kinds, readonly (string | RegExp)[]>> = {
      self: ['本人のマイナンバーカード', '今の暗証番号は、ご自分で入力します。', 'その日に終わります。'],
      'proxy-first': [
        'マイナンバーカード',
        ...twoInAll,
        ...examples,
        /カードの持ち主に「照会書兼回答書」を郵送/,
        'その日には終わりません。',
      ],
      'proxy-second': [
        '照会書兼回答書',
        '委任状',
        'マイナンバーカード',
        ...twoInAll,
        ...examples,
        '職員が入力します。',
        /封筒に入れ、封をしたまま/,
        /代理人には暗証番号が見えない/,
        'その日に終わります。',
      ],
      'legal-representative': [
        '15歳未満の方、成年被後見人の方',
        'マイナンバーカード',
        /官公署が発行した顔写真付きの本人確認書類\s+例：.*\s+または\s+次のうち、合わせて2点/,
        ...examples,
        /次のうち、どれか1点\s+登記事項証明書\s+戸籍謄本\s+必要ない場合： 15歳未満の方で、住民票で親子が同じ世帯のとき/,
        'その日に終わります。',
      ],
    };
    for (const [kind, wanted] of Object.entries(facts)) {
      const said = await application(kind as keyof typeof facts);
      for (const fact of wanted) expect(said, kind).toMatch(typeof fact === 'string' ? new RegExp(fact) : fact);
    }
  });

  it('says where, when, what it costs, who is not served, and how to make an appointment', async () => {
    await helpOf(stage, [OFFICE.title]);
    const said = await stage.tab.getByRole('dialog').innerText();
    for (const fact of [
      '手数料はかかりません。',
      /市役所 1番窓口\s+見本市中央1丁目1番1号\s+予約した方を先にご案内します。/,
      /支所\s+ここでは手続きできない方：任意代理人、法定代理人/,
      /休日臨時窓口\s+土日\s+休み：第3土曜日の次の日曜日\s+次の休みは2026年7月19日です。\s+予約が必要です。/,
      /0570-025-850\s+通話料は、電話をかける方の負担です。\s+電話で予約できます。\s+平日 9:45〜18:30\s+休み：土日・祝日・年末年始/,
      'すべて原本をお持ちください',
      '記入がそろっていない書類は、受け付けできません。',
    ]) {
      expect(said).toMatch(fact);
    }
    const link = stage.tab.getByRole('link', { name: GUIDANCE.contacts.reservation });
    expect(await link.getAttribute('href')).toBe(EXAMPLE.reservation);
    await stage.tab.getByRole('img', { name: OFFICE.qr }).waitFor();
  });

  it('leads whoever forgot a PIN to its own places and page', async () => {
    await helpOf(stage, [GUIDANCE.troubles.forgotten, PINS.auth.name]);
    const said = await stage.tab.getByRole('dialog').innerText();
    expect(said).toMatch(/市役所 1番窓口/);
    expect(said).toMatch(/近くの店\s+コンビニ 見本駅前店\s+見本市駅前2丁目3番4号\s+毎日 6:30〜23:00/);
    const link = stage.tab.getByRole('link', { name: OFFICE.resetPage });
    expect(await link.getAttribute('href')).toBe(EXAMPLE.resetProcedure);
  });

  it('speaks other languages where it has the words, and is marked as Japanese where it has not', async () => {
    await helpOf(stage, [OFFICE.title]);
    await stage.speak('en');
    const dialog = stage.tab.getByRole('dialog');
    expect(await dialog.getByText('City hall, counter 1').count()).toBe(1);
    expect(await dialog.getByText('見本市中央1丁目1番1号').getAttribute('lang')).toBe('ja');
  });

  it('takes no weak PIN where the office refuses them, and one that is better', async () => {
    const page = await formFor(stage, ['auth'], { office: exampleWith({ refuseWeak: true }) });
    await page.type('auth', { current: TYPED.auth.current, next: '1234' });
    await page.button(BUTTONS.next).click();
    await stage.tab.locator('[aria-invalid="true"]').waitFor();
    expect(await page.heading(STEP_TITLES.confirm).count()).toBe(0);
    await page.type('auth', TYPED.auth);
    await page.confirm();
  });

  it('offers only the PINs that the office lets people change here, by no way others', async () => {
    const page = await chooseOn(stage, { office: exampleWith({ changeable: ['auth'] }) });
    for (const pin of ['sign', 'juki', 'text'] as const) {
      expect(await page.item(pin).getByRole('checkbox').isDisabled(), pin).toBe(true);
      expect(await page.item(pin).textContent(), pin).toContain(OFFICE.notOffered);
      await page.checkbox(pin).press('Space');
      const told = page.item(pin).getByRole('alert');
      await expect.poll(() => told.textContent()).toContain(CHOOSE.cannotChoose);
      expect(await told.textContent(), pin).toContain(OFFICE.notOffered);
    }
    await page.button(CHOOSE.whichPin).click();
    await stage.tab.getByRole('checkbox', { name: GUIDANCE.whichPin.purposes['e-tax'] }).check();
    await stage.tab.getByRole('button', { name: GUIDANCE.whichPin.choose }).click();
    await expect.poll(() => stage.tab.getByRole('dialog').count()).toBe(0);
    expect(await page.item('auth').getByRole('checkbox').isChecked()).toBe(true);
    expect(await page.item('sign').getByRole('checkbox').isChecked()).toBe(false);
    expect(await page.button(CHOOSE.chooseTogether).count()).toBe(0);
  });

  it('decides which languages there are, and that the keys are there', async () => {
    const { settings, problems } = exampleWith({ keypad: 'always' });
    await formFor(stage, ['auth'], {
      office: { ...(settings ? { settings: { ...settings, languages: ['ja', 'en'] } } : {}), problems },
    });
    expect(await stage.languages()).toEqual(['ja', 'en']);
    const keys = stage.tab.getByRole('group', { name: '数字のキー' });
    await keys.waitFor();
    await keys.getByRole('button', { name: '7', exact: true }).click();
    expect(await stage.tab.getByLabel('現在の暗証番号').inputValue()).toBe('7');
    await stage.tab.getByLabel('新しい暗証番号', { exact: true }).focus();
    await keys.getByRole('button', { name: '8', exact: true }).click();
    await expect.poll(() => stage.tab.getByLabel('新しい暗証番号', { exact: true }).inputValue()).toBe('8');
  });

  it('prints no receipt where the office wants none', async () => {
    const page = await chooseOn(stage, { office: exampleWith({ receipt: false }) });
    await page.changeAll({ auth: TYPED.auth });
    expect(await page.outcome('auth')).toBe('changed');
    expect(await page.button(RECEIPT.open).count()).toBe(0);
  });
});

describe('the file of an office', () => {
  let folder: string;
  let file: string;
  let browser: Browser;
  let context: BrowserContext;
  const before = process.env['XDG_STATE_HOME'];
  const ends: { stop(): Promise<void> }[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
    folder = mkdtempSync(join(tmpdir(), 'myna-pin-office-'));
    process.env['XDG_STATE_HOME'] = join(folder, 'state');
  });
  afterAll(async () => {
    await browser?.close();
    if (before === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = before;
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    file = join(folder, 'office.json');
    writeFileSync(file, readFileSync(EXAMPLE_FILE));
    context = await browser.newContext({ locale: 'ja-JP' });
    context.setDefaultTimeout(15_000);
  });
  afterEach(() => stopAll({ stop: () => context.close() }, ...ends.splice(0)));

  async function start(): Promise<BridgeProcess> {
    const bridge = await BridgeProcess.start('--virtual', '--office', file);
    ends.push(bridge);
    return bridge;
  }

  async function feeSaid(page: Page): Promise<string> {
    await page.getByRole('button', { name: GUIDANCE.title }).click();
    await page.getByRole('button', { name: OFFICE.title }).click();
    return page.getByText(/^手数料/).innerText();
  }

  const edit = (from: string, to: string) => writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));

  it('changes the page on reload; a broken one does not, also after a restart, and staff are told where', async () => {
    const bridge = await start();
    const { page, faults } = await PinPage.open(context, bridge.address);
    expect(await feeSaid(page)).toBe('手数料はかかりません。');
    edit('"feeYen": 0', '"feeYen": 200');
    await page.reload();
    expect(await feeSaid(page)).toBe('手数料は200円です。');
    expect(bridge.output).not.toContain('誤りがあります');

    writeFileSync(file, BROKEN);
    await page.reload();
    expect(await feeSaid(page)).toBe('手数料は200円です。');
    await page.keyboard.press('Escape');
    await page.getByText(/^職員の方へ/).click();
    await page.getByText('3行目 13文字目（feeYen）："0" は使えません。ここには数を書きます。').waitFor();
    expect(bridge.output).toMatch(/3行目 13文字目（feeYen）|Line 3, column 13 \(feeYen\)/);

    await bridge.stop();
    const again = await start();
    expect(again.output).toMatch(/3行目 13文字目（feeYen）|Line 3, column 13 \(feeYen\)/);
    const after = await PinPage.open(context, again.address);
    expect(await feeSaid(after.page)).toBe('手数料は200円です。');
    writeFileSync(file, readFileSync(EXAMPLE_FILE));
    await after.page.reload();
    expect(await feeSaid(after.page)).toBe('手数料はかかりません。');
    expect(await after.page.getByText(/^職員の方へ/).count()).toBe(0);
    expect([...faults, ...after.faults]).toEqual([]);
  });

  it('where it never was right nothing is changed, since it may have to be recorded; and all is well once it is put right', async () => {
    writeFileSync(file, '{');
    rmSync(join(folder, 'state'), { recursive: true, force: true });
    const bridge = await start();
    expect(bridge.output).toMatch(/暗証番号の変更はできません|no PIN can be changed here/);
    const { page, faults } = await PinPage.open(context, bridge.address);
    await page.getByText(VISIT.attract.outOfOrder, { exact: true }).waitFor();
    await page.getByText(/^職員の方へ：窓口の設定を読めません。/).waitFor();
    await page.getByText('職員の方へ：窓口の設定のファイルに誤りがあります').click();
    await page.getByText(/^1行目/).waitFor();
    writeFileSync(file, readFileSync(EXAMPLE_FILE));
    // By itself.
    await page.locator('[data-step="choose"]').waitFor();
    expect(faults).toEqual([]);
  });

  it('lies beside the page on any web server, and the last good one holds while it is broken, or without a network', async () => {
    const built = join(folder, 'static');
    const { code, text } = await runProgram(process.execPath, ['--import', 'tsx', BUILD, built], 60_000);
    if (code !== 0) throw new Error(text);
    const host = await StaticHost.start(built, '/pin/');
    ends.push(host);
    const publish = (office: string) => host.publish(built, { '/office.json': office });
    publish(readFileSync(EXAMPLE_FILE, 'utf8'));
    const { page, faults } = await PinPage.open(context, host.address);
    expect(await feeSaid(page)).toBe('手数料はかかりません。');
    publish(readFileSync(EXAMPLE_FILE, 'utf8').replace('"feeYen": 0', '"feeYen": 200'));
    await page.reload();
    expect(await feeSaid(page)).toBe('手数料は200円です。');
    publish(BROKEN);
    await page.reload();
    await page.getByText(/^職員の方へ/).waitFor();
    expect(await feeSaid(page)).toBe('手数料は200円です。');
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    await host.stop();
    await page.reload();
    expect(await feeSaid(page)).toBe('手数料は200円です。');
    expect(faults).toEqual([]);
  });
});
