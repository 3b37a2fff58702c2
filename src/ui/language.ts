import { configureLocalization, LOCALE_STATUS_EVENT } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { CardTexts } from '../texts/card-texts.ts';
import { CertificateTexts } from '../texts/certificate-texts.ts';
import { LANGUAGES, type Language } from '../texts/language.ts';
import { OFFICIAL_TERMS } from '../texts/official-terms.ts';
import { parseRuby, type RubyPart, withoutRuby } from './ruby.ts';
import { words as japanese } from './words/ja.ts';
import type { Words } from './words/page-words.ts';

/** The language of the page as it is delivered, and of everything where another cannot be loaded. */
const SOURCE = 'ja';

/**
 * Every other language is a chunk of its own. One more is the words of `src/texts/card-words.ts`, `certificate-words.ts` and
 * `src/ui/words/page-words.ts` in that language, a module beside this line's that puts the three together, and a row here.
 */
const LOADERS: Partial<Record<Language, () => Promise<{ readonly words: Words }>>> = {
  'ja-simple': () => import('./words/ja-simple.ts'),
  en: () => import('./words/en.ts'),
  'zh-Hans': () => import('./words/zh-Hans.ts'),
  ko: () => import('./words/ko.ts'),
  vi: () => import('./words/vi.ts'),
  'pt-BR': () => import('./words/pt-BR.ts'),
};

/** Those that people can choose among. */
export const OFFERED: readonly Language[] = (Object.keys(LANGUAGES) as Language[]).filter(
  (language) => language === SOURCE || language in LOADERS,
);

let offered = OFFERED;
/** Whether the next visit begins with what was chosen. */
let remembers = true;

/** Those of them that the office of this page offers. */
export function offeredLanguages(): readonly Language[] {
  return offered;
}

const REMEMBERED_LANGUAGE = 'myna-pin.language';

/** Everything there is in one language. */
interface Shown {
  readonly words: Words;
  readonly texts: { readonly card: CardTexts; readonly certificate: CertificateTexts };
}

const loaded = new Map<Language, Shown>([[SOURCE, shown(japanese)]]);

const { getLocale, setLocale } = configureLocalization({
  sourceLocale: SOURCE,
  targetLocales: OFFERED.filter((language) => language !== SOURCE),
  loadLocale: async (locale) => {
    await load(locale as Language);
    // The words are typed tables, not templates by their source text: a translation that is missing does not compile.
    return { templates: {} };
  },
});

async function load(language: Language): Promise<void> {
  if (loaded.has(language)) return;
  const module = await LOADERS[language]?.();
  if (module) loaded.set(language, shown(module.words));
}

/** The language on the screen. */
export function language(): Language {
  return getLocale() as Language;
}

/** The words of the language on the screen. */
export function words(): Words {
  return current().words;
}

/** The words of another language than the one on screen, once it was loaded by `loadLanguages`. */
export function wordsIn(spoken: Language): Words | undefined {
  return loaded.get(spoken)?.words;
}

/** Loads all languages that are offered. Never rejects: those whose words cannot be loaded are left out. */
export async function loadLanguages(): Promise<void> {
  await Promise.all(offered.map((each) => load(each).catch(() => {})));
}

/** What is said of cards, PINs and certificates in each situation, in the language on the screen. */
export function texts(): Shown['texts'] {
  return current().texts;
}

/**
 * A text as content: with its readings in やさしい日本語; elsewhere with official Japanese terms, where they stand in
 * brackets, marked as Japanese for screen readers. Every text that a view shows goes through it. It is one element or none:
 * where things stand side by side (a button), pieces of a text must not be set apart.
 */
export function say(text: string): TemplateResult | string {
  return sayIn(language(), text);
}

/** The same for a text that is in `spoken`, which need not be the language on screen. */
export function sayIn(spoken: Language, text: string): TemplateResult | string {
  if (isJapanese(spoken)) return text.includes('{') ? html`<span>${parseRuby(text).map(rubyPart)}</span>` : text;
  const pieces = text.split(TERM_IN_BRACKETS);
  if (pieces.length === 1) return text;
  const marked = pieces.map((piece, index) => (index % 2 === 1 ? html`<span lang="ja">${piece}</span>` : piece));
  return html`<span>${marked}</span>`;
}

/** The same where there can be no elements: attributes, options, the title of the page. */
export function plain(text: string): string {
  return withoutRuby(text);
}

/** Sentences in a row. */
export function sentences(list: readonly string[]): string {
  return list.join(SPACELESS.has(new Intl.Locale(tag()).language) ? '' : ' ');
}

/** Names in a row. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(tag(), { type: 'conjunction' }).format(names);
}

/** Whether Japanese names need no others beside them. */
export function speaksJapanese(): boolean {
  return isJapanese(language());
}

function isJapanese(spoken: Language): boolean {
  return new Intl.Locale(LANGUAGES[spoken].tag).language === 'ja';
}

/** Shows the page in `chosen` and remembers it. Where its words cannot be loaded everything stays as it is: false. */
export async function choose(chosen: Language): Promise<boolean> {
  const before = language();
  try {
    await setLocale(chosen);
  } catch {
    // Otherwise the next attempt would be answered with this failure.
    await setLocale(before);
    return false;
  }
  if (!remembers) return true;
  try {
    localStorage.setItem(REMEMBERED_LANGUAGE, chosen);
  } catch {
    // Storage may be switched off: then it is not remembered.
  }
  return true;
}

/**
 * The language chosen on an earlier visit, or else one of the browser's. Called once, before anything is shown; `only`: those
 * that are offered, Japanese among them. `shared`: every visit is another person's, and begins with the first of them.
 */
export async function startLanguage(only: readonly Language[] = OFFERED, { shared = false } = {}): Promise<void> {
  offered = OFFERED.filter((language) => only.includes(language));
  remembers = !shared;
  window.addEventListener(LOCALE_STATUS_EVENT, ({ detail }) => {
    if (detail.status === 'ready') nameLanguage();
  });
  const first = (shared ? only[0] : remembered()) ?? preferred(navigator.languages, offered);
  await setLocale(first).catch(() => setLocale(SOURCE));
}

/** The first of the browser's languages (BCP 47) that the page has, whatever the region; Japanese where there is none. */
export function preferred(tags: readonly string[], offered: readonly Language[] = OFFERED): Language {
  for (const wanted of tags) {
    const found = offered.find((language) => sameLanguage(LANGUAGES[language].tag, wanted));
    if (found) return found;
  }
  return SOURCE;
}

/** By language and script: Portuguese of Portugal is served by that of Brazil, traditional Chinese not by simplified. */
function sameLanguage(tag: string, wanted: string): boolean {
  try {
    const [one, other] = [new Intl.Locale(tag).maximize(), new Intl.Locale(wanted).maximize()];
    return one.language === other.language && one.script === other.script;
  } catch {
    // A browser may have anything among its languages.
    return false;
  }
}

function remembered(): Language | undefined {
  try {
    const name = localStorage.getItem(REMEMBERED_LANGUAGE);
    return offered.find((language) => language === name);
  } catch {
    return undefined;
  }
}

function nameLanguage(): void {
  document.documentElement.lang = tag();
  document.title = plain(words().page.title);
}

function tag(): string {
  return LANGUAGES[language()].tag;
}

function current(): Shown {
  return loaded.get(language()) as Shown;
}

function shown(words: Words): Shown {
  return {
    words,
    texts: { card: new CardTexts(words.card), certificate: new CertificateTexts(words.certificate, words.card) },
  };
}

function rubyPart(part: RubyPart) {
  // Whoever hears the page would hear the word twice.
  return typeof part === 'string' ? part : html`<ruby>${part.base}<rt aria-hidden="true">${part.reading}</rt></ruby>`;
}

const TERM_IN_BRACKETS = new RegExp(`(?<=[（(])(${OFFICIAL_TERMS.join('|')})(?=[）)])`);

/** Languages without spaces between sentences. */
const SPACELESS: ReadonlySet<string> = new Set(['ja', 'zh']);
