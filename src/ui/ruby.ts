/** A stretch of text as it is, or with its reading above it. */
export type RubyPart = string | { readonly base: string; readonly reading: string };

const MARKUP = /\{([^{}|]+)\|([^{}|]+)\}/;

/** Splits text with the markup `{暗証番号|あんしょうばんごう}`. What does not fit that form stays as it is. */
export function parseRuby(text: string): readonly RubyPart[] {
  const pieces = text.split(new RegExp(MARKUP, 'g'));
  // Splitting by an expression with two groups gives text, base, reading, text, base, reading, …, text.
  const parts = pieces.map((piece, index): RubyPart | undefined => {
    if (index % 3 === 0) return piece;
    return index % 3 === 1 ? { base: piece, reading: pieces[index + 1] ?? '' } : undefined;
  });
  return parts.filter((part) => part !== undefined && part !== '') as readonly RubyPart[];
}

/** The same text without readings. */
export function withoutRuby(text: string): string {
  return text.replace(new RegExp(MARKUP, 'g'), '$1');
}
