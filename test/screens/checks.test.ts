import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { axeProblems, bringAxe, readStructure } from './axe.ts';
import { geometryProblems } from './geometry.ts';
import { motionProblems } from './motion.ts';
import { repeatedBySwitching, spokenSecrets, twiceSaid } from './said.ts';
import { treeProblems } from './tree.ts';
import { watchFromWithin } from './watch.ts';
import { readWording, wordingProblems } from './wording.ts';

/** What the walks would overlook makes them worth nothing: each finds what was broken for it on purpose. */
describe('the walks notice', () => {
  let browser: Browser;
  let tab: Page;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    tab = await browser.newPage({ viewport: { width: 320, height: 640 } });
  });
  afterEach(() => tab.close());

  const show = (body: string, lang = 'en') =>
    tab.setContent(`<!doctype html><html lang="${lang}"><title>Page</title><body style="margin:0">${body}</html>`);

  it.each<[what: string, body: string, said: RegExp]>([
    ['a page that scrolls sideways', '<div style="width:400px">wide</div>', /scrolls sideways/],
    [
      'text beyond the edge',
      '<p style="position:absolute;left:300px;white-space:nowrap">far too long</p>',
      /leaves the window/,
    ],
    ['text that is cut off', '<p style="width:40px;overflow:hidden;white-space:nowrap">far too long</p>', /cut off/],
    [
      'text that is cut off below',
      '<div style="height:10px;overflow:hidden"><p style="margin:0">one<br>two</p></div>',
      /cut off/,
    ],
    ['text upon text', '<p>one</p><p style="margin-top:-32px">two</p>', /overlap: "one" and "two"/],
    [
      'a list that cuts its choice off',
      '<select style="width:50px"><option>a very long choice</select>',
      /cut off in a list/,
    ],
    [
      'what scrolls, and no key gets there',
      `<pre style="overflow:auto">${'long '.repeat(50)}</pre>`,
      /scrolls, and no key gets there: <pre>/,
    ],
    ['a small target', '<button style="width:30px;height:30px">x</button>', /too small to hit.*30×30/],
  ])('%s', async (_, body, said) => {
    await show(body);
    expect((await tab.evaluate(geometryProblems)).join('\n')).toMatch(said);
  });

  it('and leaves alone what may be so', async () => {
    await show(`<button style="min-width:44px;min-height:44px">OK</button>
      <label style="display:block;min-height:44px"><input type="checkbox">yes</label>
      <pre style="overflow:auto" tabindex="0">${'long '.repeat(50)}</pre>
      <p>A <a href="#">link</a> in a sentence, and <span style="position:absolute;width:1px;height:1px;overflow:hidden">unseen</span></p>
      <p><ruby>暗証<rt>あんしょう</rt></ruby></p>`);
    expect(await tab.evaluate(geometryProblems)).toEqual([]);
  });

  it.each<[what: string, language: string, body: string, said: RegExp]>([
    ['Japanese in English', 'en', '<p>Next 次へ</p>', /Japanese: "Next 次へ"/],
    ['Japanese in an attribute', 'ko', '<button aria-label="閉じる">x</button>', /Japanese: aria-label: "閉じる"/],
    ['kana in Chinese', 'zh-Hans', '<p>下一步へ</p>', /Japanese/],
    ['a word left as it was, in Chinese', 'zh-Hans', '<p>確認</p>', /the same as in Japanese/],
    [
      'kanji without a reading',
      'ja-simple',
      '<p><ruby>暗証<rt>あんしょう</rt></ruby>番号</p>',
      /without its reading: "番号"/,
    ],
    ['a reading that is empty', 'ja-simple', '<p><ruby>暗証<rt></rt></ruby></p>', /without its reading/],
    ['markup in the open', 'ja-simple', '<p>{暗証|あんしょう}</p>', /markup in the open/],
    [
      'Japanese among the facts of a certificate',
      'vi',
      '<dl class="facts"><dt>Loại</dt><dd>署名用</dd></dl>',
      /"署名用"/,
    ],
    ['a slip of the program', 'en', '<p>undefined tries</p>', /slip of the program/],
    ['a button that says nothing', 'en', '<button></button>', /says nothing: button/],
  ])('%s', async (_, language, body, said) => {
    await show('<p>確認</p>', 'ja');
    const japanese = await tab.evaluate(readWording);
    await show(body, language);
    expect(wordingProblems(language, await tab.evaluate(readWording), japanese).join('\n')).toMatch(said);
  });

  it('a page in another language than it says', async () => {
    await show('<p>Hello</p>', 'ja');
    const wording = await tab.evaluate(readWording);
    expect(wordingProblems('en', wording, wording).join('\n')).toMatch(/says that it is in "ja"/);
  });

  it('and leaves Japanese alone that is marked as such', async () => {
    await show('<p>PIN <span lang="ja">暗証番号</span></p>');
    const wording = await tab.evaluate(readWording);
    expect(wordingProblems('en', wording, { ...wording, title: 'another', texts: [] })).toEqual([]);
  });

  it.each<[what: string, body: string, said: RegExp]>([
    ['two first headings', '<h1>One</h1><h1>Two</h1>', /2 headings of the first level/],
    ['a level left out', '<h1>One</h1><h3>Three</h3>', /level 3 comes after one of level 1/],
    ['a control without a name', '<h1>One</h1><button></button>', /a button has no name/],
    [
      'two landmarks of one name',
      '<h1>One</h1><nav aria-label="Steps"></nav><nav aria-label="Steps"></nav>',
      /two of navigation "Steps"/,
    ],
    [
      'a PIN in a description',
      '<h1>One</h1><button aria-description="now 8351">Go</button>',
      /description of a button has the PIN 8351/,
    ],
    ['a PIN read out by letter', '<h1>One</h1><p>8、3、5、1</p>', /has the PIN 8351/],
    ['a PIN in a field that hides nothing', '<h1>One</h1><input aria-label="PIN" value="8351">', /has the PIN 8351/],
  ])('%s', async (_, body, said) => {
    await show(body);
    const devtools = await tab.context().newCDPSession(tab);
    expect((await treeProblems(devtools, ['8351'])).join('\n')).toMatch(said);
  });

  it('and not what a password field hides', async () => {
    await show('<h1>One</h1><input type="password" aria-label="PIN" value="8351">');
    expect(await treeProblems(await tab.context().newCDPSession(tab), ['8351'])).toEqual([]);
  });

  it.each<[what: string, said: readonly string[], problem: string | undefined]>([
    ['a PIN that is said', ['your PIN is 8351'], 'the PIN 8351 was said'],
    ['a PIN that is read out by letter', ['8、3、5、1'], 'the PIN 8351 was said'],
    ['a PIN that is said letter by letter', ['8', '3', '5', '1'], 'the PIN 8351 was said'],
    ['and not another number', ['8350', '3 of 5'], undefined],
  ])('%s', (_, said, problem) => {
    const asSaid = said.map((text, turn) => ({ region: 1, turn, text }));
    expect(spokenSecrets(asSaid, ['8351'])).toEqual(problem ? [problem] : []);
  });

  it('what is said anew for switching the language, and once more', () => {
    const once = { region: 1, turn: 1, text: 'Checking' };
    expect(repeatedBySwitching([once, { region: 2, turn: 2, text: 'Done' }])).toEqual([]);
    expect(repeatedBySwitching([once, { region: 1, turn: 2, text: 'Checking 2' }])).toHaveLength(1);
  });

  it('a live region that says the same again', async () => {
    await tab.addInitScript(watchFromWithin);
    await tab.goto('about:blank');
    await show('<p role="status" id="one"></p><p role="alert" id="two"></p>');
    await tab.evaluate(async () => {
      for (const id of ['one', 'one', 'two']) {
        document.querySelectorAll(`#${id}`)[0]?.replaceChildren('Saved');
        await new Promise((resolve) => setTimeout(resolve));
      }
    });
    expect(twiceSaid(await tab.evaluate(() => window.said))).toEqual(['said twice in a row: "Saved"']);
  });

  it('what moves although no motion is wanted', async () => {
    const moving = '<style>@keyframes turn { to { rotate: 1turn } } b { animation: turn 1s infinite }';
    await show(`${moving}</style><b class="clock">o</b>`);
    expect(await tab.evaluate(motionProblems)).toEqual(['moves although no motion is wanted: turn of clock']);
    await tab.emulateMedia({ reducedMotion: 'reduce' });
    await show(`${moving} @media (prefers-reduced-motion) { b { animation: none } }</style><b>o</b>`);
    expect(await tab.evaluate(motionProblems)).toEqual([]);
  });

  it('a structure that only words tell apart, and one that something else does', async () => {
    const structure = async (body: string) => {
      await show(body);
      return tab.evaluate(readStructure);
    };
    const plain = await structure('<main><h1>One</h1><button aria-label="Go">Go</button></main>');
    expect(await structure('<main><h1>Eins</h1><button aria-label="Los">Los</button></main>')).toBe(plain);
    for (const other of [
      '<main><h1 lang="jp">One</h1><button aria-label="Go">Go</button></main>',
      '<main><h1>One</h1><button aria-label="">Go</button></main>',
      '<main><h1></h1><button aria-label="Go">Go</button></main>',
      '<main><h1>One</h1></main><button aria-label="Go">Go</button>',
      '<main><h1>One</h1><button aria-label="Go" aria-pressed="true">Go</button></main>',
    ])
      expect(await structure(other), other).not.toBe(plain);
  });

  it('what axe finds', async () => {
    await show('<main><h1>One</h1><p style="color:#aaa;background:#fff">pale</p><img src="data:,"></main>');
    await bringAxe(tab);
    expect((await axeProblems(tab)).join('\n')).toMatch(/color-contrast[\s\S]*image-alt/);
  });
});
