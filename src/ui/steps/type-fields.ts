import type { FieldGroup } from '../../app/app-model.ts';
import type { FieldName } from '../../app/drafts.ts';
import type { FormatProblem, PinFormat } from '../../card/pin-rules.ts';
import { STAFF } from '../counter/staff-words.ts';
import type { OtherFormat } from '../input/other-format.ts';
import { words } from '../language.ts';
import { otherFormatText } from '../pin-field.ts';

/** What is wrong with a field of the form, as a code: the sentence is that of the language on the screen. */
export type Problem = FormatProblem | OtherFormat | 'mismatch' | 'weak' | 'entries-differ';

/** A field by where it stands; in the page as `data-key`. */
export type Key = `${FieldGroup}/${FieldName}`;

export function keyOf(group: FieldGroup, name: FieldName): Key {
  return `${group}/${name}`;
}

export function split(key: Key): [FieldGroup, FieldName] {
  return key.split('/') as [FieldGroup, FieldName];
}

/** Empty when nothing is wrong. */
export function problemText(problem: Problem | undefined, format: PinFormat): string {
  const { card, office, typing } = words();
  switch (problem) {
    case undefined:
      return '';
    case 'mismatch':
      return typing.mismatch;
    case 'entries-differ':
      return STAFF.entry.differ;
    case 'weak':
      return office.weakRefused;
    case 'letters-for-digits':
    case 'digits-for-password':
      return otherFormatText(problem);
    default:
      return card.problems[format][problem];
  }
}

export function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
