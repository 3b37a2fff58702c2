import type { CDPSession, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PinId } from '../../src/card/applications.ts';
import { formFor } from '../screens/acts.ts';
import { Stage } from '../screens/stage.ts';
import { Theatre } from '../screens/theatre.ts';
import { BUTTONS, FIELDS, TYPING, WORDS } from '../support/japanese.ts';
import type { FIELD, PinPage } from '../support/pin-page.ts';
import { CURRENT, NEXT } from '../support/wishes.ts';

type Name = keyof typeof FIELD;

const { conversions: CONVERSIONS, weaknesses: WEAKNESSES } = WORDS;

let theatre: Theatre;
let stage: Stage;
let page: PinPage;
beforeAll(async () => {
  theatre = await Theatre.open();
});
afterAll(async () => {
  await stage?.close();
  await theatre?.close();
});

/** The form for these PINs on a page of its own; `settings` as another visit left them. */
async function form(pins: readonly PinId[], settings: object = {}): Promise<void> {
  await stage?.close();
  stage = new Stage(theatre);
  const kept = JSON.stringify(JSON.stringify(settings));
  page = await formFor(stage, pins, { script: `localStorage.setItem('myna-pin.settings', ${kept});` });
}

const field = (pin: PinId, name: Name) => page.field(pin, name);
/** What belongs to one field: its buttons, keys and words. */
const around = (pin: PinId, name: Name) =>
  page
    .group(pin)
    .locator('pin-field')
    .filter({ has: page.page.getByLabel(FIELDS[name], { exact: true }) });
const press = (pin: PinId, name: Name, button: string) =>
  around(pin, name).getByRole('button', { name: button, exact: true }).click();
const openKeypad = (pin: PinId, name: Name) => press(pin, name, TYPING.keypad.open);
const isFocused = (one: Locator) =>
  expect.poll(() => one.evaluate((element) => element === document.activeElement)).toBe(true);
const caretOf = (one: Locator) => one.evaluate((input) => (input as HTMLInputElement).selectionStart);
const told = (text: string) => page.page.getByRole('status').filter({ hasText: text });

describe('what is typed', () => {
  beforeEach(() => form(['sign', 'auth']));

  it.each(['hidden', 'shown'])(
    'is converted while it is %s, with the caret where it was, and that is told once',
    async (state) => {
      if (state === 'shown') await press('sign', 'current', '表示');
      const input = field('sign', 'current');
      await input.focus();
      await page.page.keyboard.insertText('AC1');
      await page.page.keyboard.press('ArrowLeft');
      await page.page.keyboard.press('ArrowLeft');
      await page.page.keyboard.insertText('ｂ');
      expect(await input.inputValue()).toBe('ABC1');
      expect(await caretOf(input)).toBe(2);
      expect(await told(CONVERSIONS['full-width']).count()).toBe(1);
      expect(await told(CONVERSIONS['upper-cased']).count()).toBe(1);
      await page.page.keyboard.insertText('２');
      expect(await input.inputValue()).toBe('AB2C1');
      expect(await told(CONVERSIONS['full-width']).count()).toBe(1);
    },
  );

  it('is left alone while an input method composes it, and converted after', async () => {
    const input = field('auth', 'current');
    await press('auth', 'current', '表示');
    await input.focus();
    const devtools = await page.page.context().newCDPSession(page.page);
    await devtools.send('Input.imeSetComposition', { text: '１２', selectionStart: 2, selectionEnd: 2 });
    expect(await input.inputValue()).toBe('１２');
    await devtools.send('Input.insertText', { text: '１２３４' });
    await expect.poll(() => input.inputValue()).toBe('1234');
    expect(await told(CONVERSIONS['full-width']).count()).toBe(1);
  });

  describe('when it is pasted', () => {
    /** Copied elsewhere, as people do from a note, and pasted by Ctrl+V. */
    async function paste(text: string, into: Locator): Promise<void> {
      const elsewhere = await page.page.context().newPage();
      await elsewhere.setContent('<textarea></textarea>');
      await elsewhere.locator('textarea').fill(text);
      await elsewhere.keyboard.press('Control+A');
      await elsewhere.keyboard.press('Control+C');
      await elsewhere.close();
      await page.page.bringToFront();
      await into.focus();
      await page.page.keyboard.press('Control+V');
    }

    it.each<[what: string, pin: PinId, pasted: string, held: string, said: readonly (keyof typeof CONVERSIONS)[]]>([
      ['full-width digits', 'auth', '１２３４', '1234', ['full-width']],
      ['blanks around it', 'auth', '　1234 ', '1234', ['trimmed']],
      ['a line that ends', 'auth', '1234\n', '1234', []],
      ['small full-width letters', 'sign', 'ａｂｃ１２３', 'ABC123', ['full-width', 'upper-cased']],
    ])('with %s, it is put right, and that is said once', async (_, pin, pasted, held, said) => {
      const input = field(pin, 'current');
      await paste(pasted, input);
      await expect.poll(() => input.inputValue()).toBe(held);
      await stage?.settle();
      const heard = (await stage?.said())?.map(({ text }) => text) ?? [];
      for (const conversion of Object.keys(CONVERSIONS) as (keyof typeof CONVERSIONS)[]) {
        const times = heard.filter((text) => text.includes(CONVERSIONS[conversion])).length;
        expect([conversion, times]).toEqual([conversion, said.includes(conversion) ? 1 : 0]);
      }
    });

    it.each([
      ['a blank inside', '12 34'],
      ['too much', '123456'],
    ])('with %s, nothing of it is dropped in silence: it is said to be wrong', async (_, pasted) => {
      await page.type('auth', { current: CURRENT.auth, next: NEXT.auth });
      const input = field('auth', 'current');
      await input.fill('');
      await paste(pasted, input);
      expect(await input.inputValue()).toBe(pasted);
      await page.button('次へ').click();
      await expect.poll(() => input.getAttribute('aria-invalid')).toBe('true');
      expect(await input.inputValue()).toBe(pasted);
      expect(await page.button('変更する').count()).toBe(0);
    });
  });

  it('is hidden again when the tab is, and when 次へ finds something wrong', async () => {
    await press('auth', 'current', '表示');
    const input = field('auth', 'current');
    expect(await input.getAttribute('type')).toBe('text');
    await page.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      Reflect.deleteProperty(document, 'visibilityState');
    });
    await expect.poll(() => input.getAttribute('type')).toBe('password');
    await press('auth', 'current', '表示');
    await page.button('次へ').click();
    await expect.poll(() => input.getAttribute('type')).toBe('password');
  });

  it('is told to be the password, at a prompt for four digits', async () => {
    await field('auth', 'current').pressSequentially('AB');
    expect(await told(TYPING.otherFormat.lettersForDigits).count()).toBe(1);
    await field('auth', 'current').fill('1234');
    expect(await told(TYPING.otherFormat.lettersForDigits).count()).toBe(0);
  });

  it('is not there where NumLock is off: that is told, and gone with the first digit', async () => {
    await field('auth', 'current').focus();
    // As it comes without NumLock: the key End.
    await page.page.keyboard.press('Numpad1');
    await told(TYPING.numLock).waitFor();
    await page.page.keyboard.press('Digit1');
    await expect.poll(() => told(TYPING.numLock).count()).toBe(0);
    expect(await field('auth', 'current').inputValue()).toBe('1');
  });

  it('is as it was where Caps Lock is on, and that is told only where letters are hidden', async () => {
    const capsLock = (input: Locator) =>
      input.evaluate((element) => {
        element.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', code: 'KeyA', modifierCapsLock: true }));
      });
    for (const [pin, state, count] of [
      ['auth', 'hidden', 0],
      ['sign', 'hidden', 1],
      ['sign', 'shown', 0],
    ] as const) {
      if (state === 'shown') await press(pin, 'next', '表示');
      await field(pin, 'next').focus();
      await capsLock(field(pin, 'next'));
      await expect.poll(() => told(TYPING.capsLock).count()).toBe(count);
    }
  });

  it('can be told apart: 0 and O, 1 and I and l', async () => {
    // Each drawn alone in the font of the field: the ink they have in common is not all of what either has.
    const alike = await page.page.evaluate(async () => {
      const family = getComputedStyle(document.querySelector('.pin-input') as Element).fontFamily;
      await document.fonts.load(`100px ${family}`, '0OI1l');
      const ink = (character: string) => {
        const context = new OffscreenCanvas(100, 140).getContext('2d') as OffscreenCanvasRenderingContext2D;
        context.font = `100px ${family}`;
        context.fillText(character, 10, 110);
        return [...context.getImageData(0, 0, 100, 140).data].filter((_, at) => at % 4 === 3);
      };
      return ['0O', '1I', '1l', 'Il'].map(([one = '', other = '']) => {
        const [a, b] = [ink(one), ink(other)];
        const differ = a.filter((value, at) => Math.abs(value - (b[at] ?? 0)) > 128).length;
        return differ / a.filter((value) => value > 128).length;
      });
    });
    expect(Math.min(...alike)).toBeGreaterThan(0.2);
  });
});

describe('the keys of the screen', () => {
  it.each([
    ['auth', '0000', '0012'],
    ['sign', 'A0000O', '0B1I0O'],
  ] as const)('%s: no leading zero is lost, nor the order', async (pin, current, next) => {
    await form([pin]);
    await openKeypad(pin, 'current');
    for (const [name, text] of [
      ['current', current],
      ['next', next],
      ['repeat', next],
    ] as const) {
      for (const key of text) await press(pin, name, key);
      expect(await field(pin, name).inputValue()).toBe(text);
      await press(pin, name, name === 'repeat' ? TYPING.keypad.finish : TYPING.keypad.nextField);
    }
    await page.button('変更する').waitFor();
    // What would be sent is what was typed: it comes back into the fields.
    await page.button('戻る').click();
    await page.group(pin).waitFor();
    for (const [name, text] of [
      ['current', current],
      ['repeat', next],
    ] as const)
      await expect.poll(() => field(pin, name).inputValue()).toBe(text);
  });

  it('type at the caret, which stays in the field, and no keyboard of the system comes over them', async () => {
    await form(['auth', 'sign']);
    const input = field('auth', 'current');
    expect(await input.getAttribute('inputmode')).toBe('numeric');
    expect(await field('sign', 'current').getAttribute('inputmode')).toBe('text');
    await openKeypad('auth', 'current');
    expect(await input.getAttribute('inputmode')).toBe('none');
    await isFocused(input);
    for (const key of '13') await press('auth', 'current', key);
    await page.page.keyboard.press('ArrowLeft');
    await press('auth', 'current', '2');
    expect(await input.inputValue()).toBe('123');
    expect(await caretOf(input)).toBe(2);
    await press('auth', 'current', TYPING.keypad.backspace);
    expect(await input.inputValue()).toBe('13');
    await press('auth', 'current', TYPING.keypad.clear);
    expect(await input.inputValue()).toBe('');
    // One at a time.
    await openKeypad('sign', 'next');
    expect(await page.page.getByRole('group', { name: TYPING.keypad.digits, exact: true }).count()).toBe(0);
    await press('sign', 'next', TYPING.keypad.close);
    expect(await page.page.getByRole('group', { name: TYPING.keypad.letters, exact: true }).count()).toBe(0);
  });

  it('are used by keyboard alone, and Escape leads back', async () => {
    await form(['auth']);
    const opener = around('auth', 'current').getByRole('button', { name: TYPING.keypad.open });
    await opener.press('Enter');
    const key = (name: string) => around('auth', 'current').getByRole('button', { name, exact: true });
    await isFocused(key('1'));
    await page.page.keyboard.press('ArrowDown');
    await page.page.keyboard.press('Enter');
    await page.page.keyboard.press('ArrowRight');
    await page.page.keyboard.press('Space');
    expect(await field('auth', 'current').inputValue()).toBe('45');
    await page.page.keyboard.press('Escape');
    await isFocused(opener);
    expect(await opener.getAttribute('aria-expanded')).toBe('false');
  });

  it('tell the field alone what was pressed', async () => {
    await form(['auth']);
    await page.page.evaluate(() => {
      const heard: string[] = [];
      Reflect.set(window, 'heard', heard);
      for (const above of [window, document, document.body]) {
        above.addEventListener('key', (event) => heard.push(String(Reflect.get(event, 'key'))));
      }
    });
    await openKeypad('auth', 'current');
    for (const key of '13') await press('auth', 'current', key);
    expect(await field('auth', 'current').inputValue()).toBe('13');
    expect(await page.page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([]);
  });

  it('come with each field, in an order of their own, where that was chosen', async () => {
    await form(['sign'], { keypad: 'always', shuffle: true });
    expect(await field('sign', 'current').getAttribute('inputmode')).toBe('none');
    await field('sign', 'current').focus();
    const keys = around('sign', 'current').getByRole('group', { name: TYPING.keypad.letters }).getByRole('button');
    const characters = (await keys.allTextContents()).map((text) => text.trim()).filter((text) => text.length === 1);
    expect(characters.toSorted().join('')).toBe('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    expect(characters.join('')).not.toBe('1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    await field('sign', 'next').focus();
    await around('sign', 'next').getByRole('group', { name: TYPING.keypad.letters }).waitFor();
    expect(await page.page.getByRole('group', { name: TYPING.keypad.letters }).count()).toBe(1);
  });
});

describe('reading back', () => {
  /** Everything a screen reader could come upon. */
  const heard = async (devtools: CDPSession): Promise<string> => {
    const { nodes } = await devtools.send('Accessibility.getFullAXTree');
    return nodes
      .filter(({ ignored }) => !ignored)
      .map(({ name, value, description }) => [name, value, description].map((each) => each?.value ?? '').join(' '))
      .join('\n');
  };

  it('spells what was typed only when it is asked for after a warning, and leaves nothing', async () => {
    await form(['sign']);
    const devtools = await page.page.context().newCDPSession(page.page);
    await page.type('sign', { current: 'A0', next: NEXT.sign });
    const { characters } = TYPING.readBack;
    const spelt = [characters.A, characters[0]];
    const saysAny = async () => {
      const all = await heard(devtools);
      return spelt.filter((name) => all.includes(name));
    };
    expect(await saysAny()).toEqual([]);
    await press('sign', 'current', TYPING.readBack.open);
    const start = around('sign', 'current').getByRole('button', { name: TYPING.readBack.start, exact: true });
    await isFocused(start);
    // The button itself is described by the warning, and still nothing is spelt.
    expect(await heard(devtools)).toContain(TYPING.readBack.warning);
    expect(await saysAny()).toEqual([]);
    await start.click();
    await expect.poll(saysAny, { timeout: 10_000 }).toEqual(spelt);
    await expect.poll(saysAny, { timeout: 20_000 }).toEqual([]);
    // At once when the field is left.
    await start.click();
    await expect.poll(saysAny, { timeout: 10_000 }).toEqual(spelt);
    await field('sign', 'next').focus();
    expect(await saysAny()).toEqual([]);
    expect(await page.page.locator('.spelt li').count()).toBe(0);
  });

  it('says that there is nothing to read', async () => {
    await form(['auth']);
    await press('auth', 'next', TYPING.readBack.open);
    await press('auth', 'next', TYPING.readBack.start);
    await told(TYPING.readBack.nothingTyped).waitFor();
  });
});

describe('advice', () => {
  it('knows the current PIN and the others, and keeps nobody from going on', async () => {
    await form(['auth', 'juki', 'text']);
    for (const pin of ['auth', 'juki', 'text'] as const) {
      await page.type(pin, { current: CURRENT[pin], next: CURRENT[pin] });
    }
    expect(await told(WEAKNESSES['same-as-current']).count()).toBe(3);
    expect(await told(WEAKNESSES['same-for-all']).count()).toBe(1);
    // Where what it depends on changes, so does the advice.
    await field('auth', 'current').fill('9173');
    expect(await told(WEAKNESSES['same-as-current']).count()).toBe(2);
    await page.confirm();
  });
});

describe('what is wrong', () => {
  it('is listed with links to the fields, in the language on the screen', async () => {
    await form(['sign', 'auth']);
    await page.type('sign', { current: CURRENT.sign, next: NEXT.sign, repeat: CURRENT.sign });
    await page.type('auth', { current: '12' });
    await page.button('次へ').click();
    await isFocused(field('sign', 'next'));
    // Of the new PIN that differs both entries are gone, and nothing else is.
    const held = async (pin: PinId, names: readonly Name[]) =>
      Promise.all(names.map((name) => field(pin, name).inputValue()));
    expect(await held('sign', ['current', 'next', 'repeat'])).toEqual([CURRENT.sign, '', '']);
    expect(await held('auth', ['current'])).toEqual(['12']);
    expect(await page.page.getByRole('alert').textContent()).toContain('3か所');
    const before = page.page.url();
    const links = page.page.locator('.error-summary').getByRole('link');
    await links.filter({ hasText: '利用者証明用' }).filter({ hasText: FIELDS.current }).click();
    await isFocused(field('auth', 'current'));
    expect(page.page.url()).toBe(before);
    const chooser = page.page.locator('select:has(option[lang="en"])');
    await chooser.selectOption({ label: 'English' });
    await page.page.getByText('3 entries need to be corrected.').waitFor();
    await page.page.getByText('The new PIN was not the same both times.').waitFor();
    await chooser.selectOption({ label: '日本語' });
    expect(await held('auth', ['current'])).toEqual(['12']);
  });
});

describe('a form that is come back to', () => {
  it('has what was typed, finished or not, and what was typed for one PIN is not sent for another', async () => {
    await form(['auth', 'juki']);
    await page.type('auth', { current: CURRENT.auth, next: '69' });
    await page.button('戻る').click();
    await page.checkbox('text').check();
    await page.button('次へ').click();
    await page.group('text').waitFor();
    await expect.poll(() => field('auth', 'current').inputValue()).toBe(CURRENT.auth);
    expect(await field('auth', 'next').inputValue()).toBe('69');
    expect(await field('text', 'current').inputValue()).toBe('');
    // One number for all: the new one moves along, the current one stays with its PIN.
    await page.page.getByRole('checkbox', { name: 'まとめて同じ番号にする' }).check();
    const shared = page.page.getByRole('group', { name: '新しい番号（共通）' });
    await expect.poll(() => shared.getByLabel(FIELDS.next, { exact: true }).inputValue()).toBe('69');
    expect(await field('auth', 'current').inputValue()).toBe(CURRENT.auth);
    expect(await field('juki', 'current').inputValue()).toBe('');
    await page.page.getByRole('checkbox', { name: '今の番号も同じです' }).check();
    expect(await shared.getByLabel(FIELDS.current, { exact: true }).inputValue()).toBe('');
  });
});

describe('from field to field', () => {
  const typed = CURRENT.auth;
  const type = (text: string) => page.page.keyboard.type(text);
  const key = (name: string) => page.page.keyboard.press(name);
  beforeEach(async () => {
    await form(['auth']);
    await field('auth', 'current').focus();
  });

  it('the Tab key leads, and what is typed after it is in the next field', async () => {
    await type(typed);
    for (const name of ['next', 'repeat'] as const) {
      await key('Tab');
      await type(NEXT.auth);
      await isFocused(field('auth', name));
    }
    expect(await field('auth', 'current').inputValue()).toBe(typed);
    expect(await field('auth', 'next').inputValue()).toBe(NEXT.auth);
    expect(await field('auth', 'repeat').inputValue()).toBe(NEXT.auth);
  });

  it('the Enter key leads, and sends the form once all are filled', async () => {
    await type(typed);
    await key('Enter');
    await isFocused(field('auth', 'next'));
    await type(NEXT.auth);
    await key('Enter');
    await isFocused(field('auth', 'repeat'));
    await type(NEXT.auth);
    await key('Enter');
    await page.button(BUTTONS.change).waitFor();
  });

  it('the buttons of a field are one stop, and arrow keys lead among them', async () => {
    const tool = (name: string) => around('auth', 'current').getByRole('button', { name, exact: true });
    await key('Tab');
    await isFocused(tool(BUTTONS.show));
    await key('ArrowRight');
    await isFocused(tool(TYPING.keypad.open));
    await key('End');
    await isFocused(tool(TYPING.readBack.open));
    await key('ArrowRight');
    await isFocused(tool(BUTTONS.show));
    await key('Tab');
    await isFocused(field('auth', 'next'));
  });

  it('nothing typed at a button that was pressed, or gone back to, turns up in another field', async () => {
    await type(typed);
    await key('Tab');
    await key('Enter');
    await type('9');
    await key('Tab');
    await key('Shift+Tab');
    await type('9');
    await field('auth', 'current').focus();
    await around('auth', 'current').getByRole('button', { name: BUTTONS.hide, exact: true }).click();
    await isFocused(field('auth', 'current'));
    expect(await field('auth', 'current').inputValue()).toBe(typed);
    expect(await field('auth', 'next').inputValue()).toBe('');
  });
});

describe('when nobody does anything', () => {
  const dialog = () => page.page.getByRole('alertdialog', { name: TYPING.idle.title });

  beforeEach(async () => {
    await form(['auth']);
    await page.type('auth', { current: CURRENT.auth, next: NEXT.auth });
  });

  it('it is announced, and one press gives the time again', async () => {
    await stage.clock.fastForward('08:00');
    await page.page.keyboard.press('Tab');
    await stage.clock.fastForward('02:00');
    expect(await dialog().count()).toBe(0);
    await stage.clock.fastForward('07:30');
    await dialog().waitFor();
    await dialog().getByRole('button', { name: TYPING.idle.goOn }).click();
    await dialog().waitFor({ state: 'hidden' });
    expect(await field('auth', 'next').inputValue()).toBe(NEXT.auth);
  });

  it('what was typed is gone at once when the computer was opened an hour later', async () => {
    await page.page.evaluate(() => {
      // Timers stand still while it sleeps; the clock on the wall does not.
      const before = Date.now();
      Date.now = () => before + 3_600_000;
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.page.getByRole('alert').filter({ hasText: TYPING.idle.cleared.title }).waitFor();
    expect(await dialog().count()).toBe(0);
    await page.button('次へ').click();
    await page.group('auth').waitFor();
    expect(await field('auth', 'current').inputValue()).toBe('');
  });

  it('how long there is, is counted for the eyes, and said at the start and near the end', async () => {
    await stage.clock.fastForward('09:05');
    await dialog().waitFor();
    const said = () => dialog().getByRole('status').textContent();
    expect((await said())?.trim()).toBe('');
    await stage.clock.runFor(42_000);
    await expect.poll(said).toContain('20秒');
    await stage.clock.runFor(4000);
    expect(await said()).toContain('20秒');
    await page.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    expect(await field('auth', 'current').inputValue()).toBe(CURRENT.auth);
  });

  it('what was typed is cleared, that is said, and the focus is where the page goes on', async () => {
    await stage.clock.fastForward('09:05');
    await dialog().waitFor();
    await stage.clock.fastForward('01:05');
    await page.page.getByRole('alert').filter({ hasText: TYPING.idle.cleared.title }).waitFor();
    await isFocused(page.heading('変更する暗証番号を選んでください'));
    await page.button('次へ').click();
    await page.group('auth').waitFor();
    expect(await field('auth', 'current').inputValue()).toBe('');
  });
});
