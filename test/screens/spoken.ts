/** A sentence of a word table: its path in the table, and how to find it in a page. */
export interface Sentence {
  readonly path: string;
  readonly pattern: RegExp;
}

/** Stands for whatever a sentence is made with. */
const GAP = '\ue000';

/**
 * Every sentence of a table, however deep, in the form that functions give it when they are asked with something that stands
 * for anything. What consists of that alone is left out.
 */
export function sentencesOf(table: unknown, path = ''): Sentence[] {
  if (typeof table === 'string') {
    const pattern = patternOf(table);
    return pattern ? [{ path, pattern }] : [];
  }
  if (typeof table === 'function') return sentencesOf(asked(table as (...args: unknown[]) => unknown), path);
  if (typeof table !== 'object' || table === null) return [];
  return Object.entries(table).flatMap(([key, value]) => sentencesOf(value, path ? `${path}.${key}` : key));
}

/** With texts or numbers, or where it does not bear that, with lists of them. */
function asked(sentence: (...args: unknown[]) => unknown): unknown {
  for (const gap of [GAP, [GAP]]) {
    try {
      return sentence(...Array.from({ length: Math.max(sentence.length, 1) }, () => gap));
    } catch {
      // It wants something else.
    }
  }
  throw new Error(`this function of a word table can be asked with neither texts nor lists: ${sentence}`);
}

function patternOf(text: string): RegExp | undefined {
  const pieces = withoutBlanks(text).split(GAP);
  if (pieces.join('') === '') return undefined;
  return new RegExp(pieces.map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*?'));
}

/** Lines are broken and elements begin where the page likes. */
export function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
