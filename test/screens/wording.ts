/** What was read off a page for `wordingProblems`. */
export interface Wording {
  /** Of `<html>`. */
  readonly lang: string;
  readonly title: string;
  readonly texts: readonly Piece[];
  /** Headings, buttons and links that say nothing. */
  readonly empty: readonly string[];
}

interface Piece {
  readonly text: string;
  /** The language that its element says it is in. */
  readonly lang: string;
  /** `rt`: a reading; `ruby`: under one; `heard`: for screen readers alone; `option`; an attribute by its name. */
  readonly where: string;
  /** Names that are nobody's translation. */
  readonly data: boolean;
}

/** Runs in the page: every text that somebody reads or hears, with its language. */
export function readWording(): Wording {
  const ATTRIBUTES = [
    'aria-label',
    'aria-description',
    'aria-roledescription',
    'aria-valuetext',
    'alt',
    'title',
    'placeholder',
  ];
  /** Names that devices have given themselves, and what is to be copied. What is on the card is marked as Japanese. */
  const DATA = '.reader-data, pre, code';
  const texts: Piece[] = [];
  const langOf = (element: Element) => element.closest('[lang]')?.getAttribute('lang') ?? '';
  const heardOnly = (element: Element | null): boolean => {
    if (!element) return false;
    const { width, height } = element.getBoundingClientRect();
    return (width <= 1 && height <= 1) || heardOnly(element.parentElement);
  };
  const skipped = (element: Element) => element.closest('script, style, noscript, template') !== null;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement as Element;
    const text = (node.nodeValue ?? '').replace(/\s+/g, ' ').trim();
    // The choices of a list that is closed are seen when it is opened.
    const onScreen = element.closest('select') ?? element;
    if (text === '' || skipped(element) || !onScreen.checkVisibility({ visibilityProperty: false })) continue;
    const reading = element.closest('rt, rp');
    const ruby = element.closest('ruby');
    const hasReading = ruby?.querySelector('rt')?.textContent?.trim();
    const where = reading
      ? 'rt'
      : hasReading
        ? 'ruby'
        : element.closest('option')
          ? 'option'
          : heardOnly(element)
            ? 'heard'
            : 'text';
    texts.push({ text, lang: langOf(element), where, data: element.closest(DATA) !== null });
  }
  for (const element of document.body.querySelectorAll('*')) {
    for (const name of ATTRIBUTES) {
      const text = element.getAttribute(name);
      if (text) texts.push({ text, lang: langOf(element), where: name, data: element.closest(DATA) !== null });
    }
  }
  const empty = [...document.body.querySelectorAll('h1, h2, h3, h4, h5, h6, button, a[href], legend, label')]
    .filter(
      (element) =>
        element.checkVisibility() && !element.getAttribute('aria-label') && element.textContent?.trim() === '',
    )
    .map(
      (element) => `${element.localName} in ${element.parentElement?.className || element.parentElement?.localName}`,
    );
  return { lang: document.documentElement.lang, title: document.title, texts, empty };
}

const KANA = /[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]/;
const KANJI = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々]/;
const MARKUP = /\{[^{}|]*\|[^{}]*\}|[{}]/;
const LEAKS = /undefined|\[object |\bNaN\b|\bnull\b|=>|\$\{|lit\$/;

/** Words of Japanese and Chinese alike, and days. */
const SAME_IN_CHINESE = /^(日本語|简体中文|女|\d+年\d+月\d+日)$/;

/** What is wrong with a page that should be in `language`; `japanese` is the same page in Japanese. */
export function wordingProblems(language: string, wording: Wording, japanese: Wording): string[] {
  const problems: string[] = [];
  if (wording.lang !== language) problems.push(`the page says that it is in "${wording.lang}"`);
  if (language !== 'ja' && wording.title === japanese.title && !language.startsWith('ja')) {
    problems.push(`the title of the page is Japanese: "${wording.title}"`);
  }
  for (const empty of wording.empty) problems.push(`says nothing: ${empty}`);
  const inJapanese = new Set(japanese.texts.filter(({ lang }) => lang === 'ja').map(({ text }) => text));
  const pieces: Piece[] = [
    ...wording.texts,
    { text: wording.title, lang: wording.lang, where: 'title of the page', data: false },
  ];
  for (const { text, lang, where, data } of pieces) {
    const at = `${where === 'text' || where === 'ruby' ? '' : `${where}: `}"${text}"`;
    if (LEAKS.test(text)) problems.push(`a slip of the program: ${at}`);
    if (!data && MARKUP.test(text)) problems.push(`markup in the open: ${at}`);
    if (data || lang !== language) continue;
    if (language === 'ja-simple') {
      // Attributes and choices cannot have a reading, and what is heard needs none.
      if (where === 'text' && KANJI.test(text)) problems.push(`kanji without its reading: ${at}`);
    } else if (language !== 'ja') {
      if (KANA.test(text) || (KANJI.test(text) && !language.startsWith('zh'))) problems.push(`Japanese: ${at}`);
      else if (KANJI.test(text) && inJapanese.has(text) && !SAME_IN_CHINESE.test(text)) {
        problems.push(`the same as in Japanese: ${at}`);
      }
    }
  }
  return [...new Set(problems)];
}
