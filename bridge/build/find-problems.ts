import type { PageFile } from '../http/page-files.ts';
import { type BuildList, sha256 } from './build-page.ts';

/** Addresses that name a thing and are never asked: an XML namespace, and the documents that rows of tables come from. */
const NAMES = ['http://www.w3.org/', 'https://wicg.github.io/', 'https://source.chromium.org/', 'https://github.com/'];

/** What must not be in a file, beside its type. */
const REFUSED: readonly { readonly types: RegExp; readonly pattern: RegExp; readonly problem: string }[] = [
  { types: /./, pattern: /[#@]\s*sourceMappingURL=/, problem: 'points to a source map' },
  { types: /html/, pattern: /<script\b(?![^>]*\ssrc=)[^>]*>/i, problem: 'has an inline script' },
  { types: /html/, pattern: /<style\b|<[^>]+\sstyle=/i, problem: 'has an inline style' },
  { types: /html/, pattern: /<[^>]+\son\w+\s*=/i, problem: 'has an inline event handler' },
  { types: /javascript/, pattern: /\beval\s*\(|\bnew\s+Function\b/, problem: 'makes code from text' },
];
const TEXT = /^text\/|javascript|json|svg/;
const ADDRESS = /\b(?:https?|wss?|ftp):\/\/[^\s"'`<>)\\]*/g;

/**
 * Why `files`, by path as in a request, must not become an Isolated Web App: something that the build did not write or that
 * was changed since, a source map, a network address, or what its Content Security Policy forbids. Empty when all is well.
 */
export function findProblems(files: ReadonlyMap<string, PageFile>, list: BuildList): readonly string[] {
  const problems: string[] = [];
  for (const path of list.keys()) if (!files.has(`/${path}`)) problems.push(`${path}: is missing`);
  for (const [path, { type, content }] of files) {
    const name = path === '/' ? 'index.html' : path.slice(1);
    const expected = list.get(name);
    if (expected === undefined) problems.push(`${name}: the build did not write it`);
    else if (expected !== sha256(content)) problems.push(`${name}: was changed after the build`);
    if (name.endsWith('.map')) problems.push(`${name}: is a source map`);
    if (!TEXT.test(type)) continue;
    const text = content.toString('utf8');
    for (const { types, pattern, problem } of REFUSED) {
      if (types.test(type) && pattern.test(text)) problems.push(`${name}: ${problem}`);
    }
    for (const [address] of text.matchAll(ADDRESS)) {
      if (!NAMES.some((start) => address.startsWith(start))) problems.push(`${name}: has the address ${address}`);
    }
  }
  return [...new Set(problems)];
}
