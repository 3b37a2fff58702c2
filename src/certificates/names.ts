import type { RelativeDistinguishedNames } from 'pkijs';

/** Short names of attribute types (RFC 4519; X.520). */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
};

export interface NamePart {
  readonly attribute: string;
  readonly value: string;
}

/** The attributes of a distinguished name in their order, each with its short name, or its OID where it has none here. */
export function nameParts(name: RelativeDistinguishedNames): readonly NamePart[] {
  return name.typesAndValues.map(({ type, value }) => ({
    attribute: ATTRIBUTES[type] ?? type,
    value: printable(String(value.valueBlock.value ?? '')),
  }));
}

/** A distinguished name to read, `C=JP, O=JPKI, …`. Not for comparing: a value may hold a comma. */
export function nameText(parts: readonly NamePart[]): string {
  return parts.map(({ attribute, value }) => `${attribute}=${value}`).join(', ');
}

/** `text` without characters that would steer a terminal or turn the direction of writing: the card chose them. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}
