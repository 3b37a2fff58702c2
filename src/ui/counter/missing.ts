import type { Missing, RequirementState } from '../../office/checklist.ts';
import { japaneseOf } from '../../office/office-text.ts';
import type { OfficeDocument } from '../../office/schema.ts';
import { STAFF } from './staff-words.ts';

/** What is missing for a requirement, in one sentence. */
export function missingSentence(
  { ways }: Extract<RequirementState, { met: false }>,
  documents: readonly OfficeDocument[],
): string {
  const { or, sentence } = STAFF.missing;
  return sentence(ways.map((way) => phrase(way, documents)).join(or));
}

function phrase({ count, of, including }: Missing, documents: readonly OfficeDocument[]): string {
  const { one, several, among, including: with_ } = STAFF.missing;
  const name = (id: string) => inner(japaneseOf(documents.find((document) => document.id === id)?.name ?? id));
  const quoted = (ids: readonly string[]) => ids.map((id) => one(name(id))).join('');
  // Where nothing else is missing, those that must be there are all there is to be said.
  if (including.length === count) return quoted(including);
  const [only, ...others] = of;
  if (only !== undefined && others.length === 0) {
    return documents.find(({ id }) => id === only)?.several ? several(name(only), count) : one(name(only));
  }
  return among(quoted(of), count) + (including.length > 0 ? with_(quoted(including)) : '');
}

/** Quotation marks within quotation marks. */
function inner(name: string): string {
  return name.replaceAll('「', '『').replaceAll('」', '』');
}
