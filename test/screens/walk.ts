import type { CDPSession } from 'playwright-core';
import { ALL, TYPED } from './acts.ts';
import { axeProblems, bringAxe, readStructure } from './axe.ts';
import { geometryProblems } from './geometry.ts';
import { motionProblems } from './motion.ts';
import { repeatedBySwitching, spokenSecrets, twiceSaid } from './said.ts';
import type { Screen } from './screen.ts';
import type { FieldState, Stage } from './stage.ts';
import type { Theatre } from './theatre.ts';
import { treeProblems } from './tree.ts';
import { readWording, type Wording, wordingProblems } from './wording.ts';

interface View {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly deviceScaleFactor: number;
}

/** The ordinary screen, as pages are opened. */
const ORDINARY: View = { name: '720', width: 720, height: 900, deviceScaleFactor: 1 };

/** The narrowest screen, a kiosk upright, a laptop or a kiosk that lies, and a window of 1280×1024 at 200 %. */
const OTHER_VIEWS: readonly View[] = [
  { name: '320', width: 320, height: 640, deviceScaleFactor: 1 },
  { name: '1080x1920', width: 1080, height: 1920, deviceScaleFactor: 1 },
  { name: '1280x800', width: 1280, height: 800, deviceScaleFactor: 1 },
  { name: '200 %', width: 640, height: 512, deviceScaleFactor: 2 },
];

/** And of what a kiosk shows a small tablet. */
const KIOSK_VIEWS: readonly View[] = [...OTHER_VIEWS, { name: '390', width: 390, height: 844, deviceScaleFactor: 1 }];

/** The screens of a counter, as they stand and lie. */
const AT_ONCE_IN: ReadonlySet<string> = new Set(['1080x1920', '1280x800']);

/** Colours are those of Japanese, and of the official names beside the translated ones, as in English. */
const COLOURS: Readonly<Record<string, string | undefined>> = { ja: 'body', en: '.official-name' };

/** What is wrong with a screen, each with language and width where it is about one. */
export interface Findings {
  /** Rules of WCAG and of good practice, as axe-core sees them. */
  readonly axe: string[];
  /** What does not fit. */
  readonly layout: string[];
  /** What is not, or not wholly, in the language that was asked for. */
  readonly wording: string[];
  /** What a screen reader, or somebody at the keyboard, meets; what was lost by switching languages; faults of the page. */
  readonly tree: string[];
  /** All that it says in Japanese. */
  readonly japanese: Wording;
  readonly step: string | null;
}

/** Drives a screen up once and looks at it in every language, width and theme, changed in place. */
export function walk(theatre: Theatre, screen: Screen): Promise<Findings> {
  return theatre.on(screen, async (stage) => {
    const found = { axe: [] as string[], layout: [] as string[], wording: [] as string[], tree: [] as string[] };
    const devtools = await stage.tab.context().newCDPSession(stage.tab);
    found.layout.push(...(await stage.tab.evaluate(motionProblems)));
    const before = await stage.fields();
    const said = await stage.said();
    found.tree.push(
      ...(await focusProblems(stage, screen)),
      ...twiceSaid(said),
      ...spokenSecrets(said, mayNotBeSaid(screen, before)),
    );
    const step = await shownStep(stage);
    const japanese = await stage.tab.evaluate(readWording);
    const structures = new Set<string>();
    for (const language of await stage.languages()) {
      if (language !== japanese.lang) await stage.speak(language);
      await bringAxe(stage.tab);
      const note = (list: string[], problems: readonly string[], view = '') =>
        list.push(...problems.map((problem) => `${[language, view].filter(Boolean).join(', ')}: ${problem}`));
      note(found.wording, wordingProblems(language, await stage.tab.evaluate(readWording), japanese));
      note(found.tree, lost(before, await stage.fields()));
      if ((await shownStep(stage)) !== step) note(found.tree, [`the step ${step} was left by switching`]);
      note(found.tree, await treeProblems(devtools, mayNotBeRead(screen, before)));
      const now = await stage.said();
      note(found.tree, [...repeatedBySwitching(now), ...spokenSecrets(now, mayNotBeSaid(screen, before))]);
      const structure = await stage.tab.evaluate(readStructure);
      const whole = language === 'ja';
      if (!structures.has(structure)) note(found.axe, await axeProblems(stage.tab, whole ? 'everything' : 'words'));
      structures.add(structure);
      const coloured = COLOURS[language];
      if (coloured && !whole) note(found.axe, await axeProblems(stage.tab, 'colours', coloured));
      if (coloured) {
        await stage.theme('dark');
        note(found.axe, await axeProblems(stage.tab, 'colours', coloured), 'dark');
        await stage.theme('light');
      }
      note(found.layout, await stage.tab.evaluate(geometryProblems), ORDINARY.name);
      for (const view of screen.kiosk ? KIOSK_VIEWS : OTHER_VIEWS)
        note(found.layout, await geometryAt(stage, devtools, view, screen), view.name);
      await sizeTo(stage, devtools, ORDINARY);
    }
    // A connection that was lost is noted by Chromium at every attempt to restore it.
    found.tree.push(...stage.page.faults.filter((fault) => !fault.includes('WebSocket')));
    return { ...found, japanese, step };
  });
}

/** Until the page has this size. It is not waited until that is painted: where things are by then is up to CSS alone. */
async function sizeTo({ tab }: Stage, devtools: CDPSession, view: View): Promise<void> {
  const { width, height, deviceScaleFactor } = view;
  await devtools.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor, mobile: false });
  await tab.evaluate(
    async ([width, height, scale]) => {
      const there = () => innerWidth === width && innerHeight === height && devicePixelRatio === scale;
      for (let frame = 0; frame < 1000 && !there(); frame++) await new Promise(requestAnimationFrame);
      if (!there()) throw new Error(`the page does not become ${width}×${height}`);
    },
    [width, height, deviceScaleFactor] as const,
  );
}

async function geometryAt(stage: Stage, devtools: CDPSession, view: View, { atOnce }: Screen): Promise<string[]> {
  await sizeTo(stage, devtools, view);
  const problems = await stage.tab.evaluate(geometryProblems);
  return atOnce && AT_ONCE_IN.has(view.name) ? [...problems, ...(await stage.tab.evaluate(beyondTheEnd))] : problems;
}

/** Runs in the page. */
function beyondTheEnd(): string[] {
  const { clientHeight, scrollHeight } = document.documentElement;
  return scrollHeight > clientHeight ? [`has to be scrolled: ${scrollHeight} px high in ${clientHeight}`] : [];
}

function shownStep(stage: Stage): Promise<string | null> {
  return stage.tab.evaluate(() => document.querySelector('[data-step]')?.getAttribute('data-step') ?? null);
}

/** What may not be in the tree, unless somebody asked for it. */
function mayNotBeRead({ showsPin }: Screen, fields: readonly FieldState[]): string[] {
  return showsPin ? [] : secretsOf(fields);
}

/** A PIN that is shown is there to be seen, and not said. */
function mayNotBeSaid({ showsPin }: Screen, fields: readonly FieldState[]): string[] {
  return showsPin === 'spelt' ? [] : secretsOf(fields);
}

/** What is in fields that hide it, and what was in them before. */
function secretsOf(fields: readonly FieldState[]): string[] {
  const typed = fields.filter(({ type }) => type === 'password').map(({ value }) => value);
  const pins = ALL.flatMap((pin) => [TYPED[pin].current, TYPED[pin].next]);
  return [...new Set([...typed, ...pins])].filter((secret) => secret.trim().length >= 4);
}

function lost(before: readonly FieldState[], now: readonly FieldState[]): string[] {
  const flat = (fields: readonly FieldState[]) => fields.map(({ value, checked }) => `${value}${checked}`).join('\n');
  return flat(before) === flat(now) ? [] : ['what was typed or chosen is not the same after switching the language'];
}

async function focusProblems(stage: Stage, { focus }: Screen): Promise<string[]> {
  const at = await stage.tab.evaluate(() => {
    const { activeElement: active, body } = document;
    const wrong = document.querySelector('[aria-invalid="true"]');
    const dialog = document.querySelector('dialog:modal');
    return {
      nowhere: active === null || active === body,
      heading: active?.matches('[data-step] h2, .step h2, .visit-screen h1') ?? false,
      firstError: wrong !== null && active === wrong,
      inDialog: dialog?.contains(active) ?? false,
      what: active ? `${active.localName}${active.id ? `#${active.id}` : ''}` : 'nothing',
    };
  });
  switch (focus) {
    case 'heading':
      return at.heading ? [] : [`the focus is on ${at.what}, not on the heading of the step that came`];
    case 'first-error':
      return at.firstError ? [] : [`the focus is on ${at.what}, not on the first field with an error`];
    case 'dialog':
      return at.inDialog ? [] : [`the focus is on ${at.what}, not in the dialog`];
    case 'anywhere':
      return [];
  }
}
