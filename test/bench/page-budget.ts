import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GUIDANCE_BUTTONS_JA } from '../../src/ui/words/guidance/buttons.ja.ts';
import { LATER_WORDS_JA } from '../../src/ui/words/japanese/later.ts';
import { broughtBy, kilobytes, type PageChunk, type PageGraph, ROOT } from './page-graph.ts';

export interface Budget {
  readonly name: string;
  /** After gzip; 1 kB is 1,000 bytes. */
  readonly kilobytes: number;
  readonly atMost: number;
}

/** What a job does without: parts that are loaded when a person asks for them, or where the page is another one. */
const NOT_IN_A_JOB: readonly RegExp[] = [
  // X.509, when somebody looks at a certificate, and the samples of the virtual card.
  /^src\/certificates\//,
  /^src\/readers\/virtual\/sample-certificates/,
  // For developers.
  /^src\/ui\/workbench\//,
  // The screens around a job, where the page is that of a kiosk or a counter: on the same machine as its bridge, all day.
  /^src\/ui\/visit\/load-shell/,
  /^src\/ui\/(counter\/counter-shell|journal\/)/,
  // One language at a time is on the screen.
  /^src\/ui\/words\/(ja-simple|en|zh-Hans|ko|vi|pt-BR)\.ts$/,
  // A file of office settings on a web server.
  /^src\/office\/read-office/,
];

/** What must not come with the first screen. */
const CERTIFICATE_LIBRARIES = /^node_modules\/(pkijs|asn1js|pvtsutils|pvutils|bytestreamjs)\//;

/** Files of the job that are loaded by the time it is done, the entry first. */
export function filesOfJob(graph: PageGraph): readonly PageChunk[] {
  return broughtBy(
    graph,
    graph.entry,
    ({ modules }) => !modules.some((id) => NOT_IN_A_JOB.some((one) => one.test(id))),
  );
}

export function filesOfFirstScreen(graph: PageGraph): readonly PageChunk[] {
  return broughtBy(graph, graph.entry);
}

export function certificateFiles({ chunks }: PageGraph): readonly PageChunk[] {
  return [...chunks.values()].filter(({ modules }) => modules.some((id) => CERTIFICATE_LIBRARIES.test(id)));
}

/** Modules of the first screen that say something of tables which come with the rest of the page only. */
export function wordsTooEarly(graph: PageGraph): readonly string[] {
  const later = Object.keys(LATER_WORDS_JA).filter((table) => table !== 'guidance');
  const buttons = Object.keys(GUIDANCE_BUTTONS_JA);
  const early = new RegExp(
    [
      `words\\(\\)\\.(${later.join('|')})\\b`,
      `\\{[^}]*\\b(guidance|${later.join('|')})\\b[^}]*\\} = words\\(\\)`,
      `words\\(\\)\\.guidance\\b(?!\\.(${buttons.join('|')})\\b)`,
    ].join('|'),
  );
  return filesOfFirstScreen(graph)
    .flatMap(({ modules }) => modules)
    .filter((id) => id.startsWith('src/ui/') && early.test(readFileSync(join(ROOT, id), 'utf8')));
}

export function budgetOf(graph: PageGraph): readonly Budget[] {
  const [first, job] = [filesOfFirstScreen(graph), filesOfJob(graph)];
  const page = graph.chunks.get('index.html');
  const early = certificateFiles(graph).filter((file) => job.includes(file));
  return [
    { name: 'first screen, JavaScript', kilobytes: kilobytes(first, '.js'), atMost: 60 },
    { name: 'whole job without fonts', kilobytes: kilobytes([...job, ...(page ? [page] : [])]), atMost: 150 },
    { name: 'certificate code that a job would load', kilobytes: kilobytes(early), atMost: 0 },
  ];
}
