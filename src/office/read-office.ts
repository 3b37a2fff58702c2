import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import * as v from 'valibot';
import { type Contradiction, findContradictions, type Path } from './contradictions.ts';
import { MAX_OFFICE_BYTES, type OfficeSettings, OfficeSettingsSchema, type ValueProblem } from './schema.ts';

/** What keeps a file from being read at all. The first three have no place in it. */
export type FileProblem =
  | 'not-found'
  | 'not-readable'
  | 'file-too-large'
  | 'not-utf-8'
  | 'not-json'
  | 'comma-missing'
  | 'comma-too-many'
  | 'value-missing'
  | 'not-closed'
  | 'text-after-end'
  | 'comment';

type KeyProblem = 'unknown-key' | 'missing-key' | 'key-twice' | 'wrong-type' | 'not-one-of';

export type OfficeProblemCode = FileProblem | KeyProblem | ValueProblem | Contradiction;

export interface OfficeProblem {
  readonly code: OfficeProblemCode;
  /** From 1; left out where the file as a whole is meant. */
  readonly line?: number;
  readonly column?: number;
  /** Such as `places[0].hours[1].from`. */
  readonly at?: string;
  /** What stands there, or what is missing. */
  readonly value?: string;
  /** What may stand there: names, or a type of JSON. */
  readonly expected?: readonly string[];
}

export type OfficeReading =
  | { readonly office: OfficeSettings; readonly problems?: undefined }
  | { readonly office?: undefined; readonly problems: readonly OfficeProblem[] };

/** Nobody reads more at once. */
const MAX_PROBLEMS = 20;
const MAX_VALUE = 40;

/** Reads a file of office settings: all that is wrong with it, with the places, or else the settings. Never throws. */
export function readOffice(bytes: Uint8Array): OfficeReading {
  if (bytes.length > MAX_OFFICE_BYTES) return { problems: [{ code: 'file-too-large' }] };
  let text: string;
  try {
    // A mark of the byte order, which some editors write, is left out by this.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problems: [{ code: 'not-utf-8', line: firstLineNotUtf8(bytes), column: 1 }] };
  }
  try {
    return readText(text);
  } catch (error) {
    // Brackets within brackets by the thousand.
    if (error instanceof RangeError) return { problems: [{ code: 'not-json', line: 1, column: 1 }] };
    throw error;
  }
}

function readText(text: string): OfficeReading {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [first] = errors;
  // What follows the first slip of the pen is mostly a consequence of it.
  if (first) return { problems: [{ code: syntaxProblem(text, first), ...placeOf(text, first.offset) }] };
  if (!root) return { problems: [{ code: 'value-missing', line: 1, column: 1 }] };
  const places = new Places(text, root);
  const result = v.safeParse(OfficeSettingsSchema, JSON.parse(text));
  const problems = [
    ...keysTwice(root, places),
    ...(result.success
      ? findContradictions(result.output).map(({ code, path, value }) => places.problem(code, path, value))
      : result.issues.flatMap((issue) => problemsOf(issue, [], places))),
  ];
  if (problems.length === 0 && result.success) return { office: result.output };
  const inOrder = problems.toSorted((one, other) => order(one) - order(other));
  return { problems: inOrder.slice(0, MAX_PROBLEMS) };
}

/** Where things stand in the file. */
class Places {
  readonly #text: string;
  readonly #root: Node;

  constructor(text: string, root: Node) {
    this.#text = text;
    this.#root = root;
  }

  node(path: Path): Node | undefined {
    return findNodeAtLocation(this.#root, [...path]);
  }

  /** At the value with this path, or at what would have it in it. */
  problem(code: OfficeProblemCode, path: Path, value?: string, expected?: readonly string[]): OfficeProblem {
    let node = this.node(path);
    for (let length = path.length; !node; length--) node = this.node(path.slice(0, length));
    return this.at(node.offset, code, path, value, expected);
  }

  at(offset: number, code: OfficeProblemCode, path: Path, value?: string, expected?: readonly string[]): OfficeProblem {
    return {
      code,
      ...placeOf(this.#text, offset),
      ...(path.length > 0 ? { at: spelt(path) } : {}),
      ...(value === undefined ? {} : { value: value.slice(0, MAX_VALUE) }),
      ...(expected ? { expected } : {}),
    };
  }

  /** What stands in the file, as it stands there. */
  written(path: Path): string | undefined {
    const node = this.node(path);
    if (!node || node.type === 'object' || node.type === 'array') return undefined;
    return this.#text.slice(node.offset, node.offset + node.length);
  }
}

type Issue = v.BaseIssue<unknown>;

function problemsOf(issue: Issue, before: Path, places: Places): OfficeProblem[] {
  const path = [...before, ...(issue.path?.map(({ key }) => key as string | number) ?? [])];
  const is = places.node(path)?.type;
  switch (issue.type) {
    // A text, or texts by language: what is wrong is said of the one that was meant.
    case 'union':
      return is === 'object'
        ? (issue.issues ?? []).filter(({ path: inner }) => inner).flatMap((inner) => problemsOf(inner, path, places))
        : [places.problem('wrong-type', path, places.written(path), ['string', 'object'])];
    case 'strict_object':
      return [keyProblem(issue, path, places)];
    case 'picklist':
      return [places.problem('not-one-of', path, places.written(path), namesIn(issue.expected))];
    case 'string':
    case 'number':
    case 'boolean':
    case 'array':
      return [places.problem('wrong-type', path, places.written(path), [issue.type])];
    default:
      return [
        places.problem(issue.message as ValueProblem, path, places.written(path), [String(requirementOf(issue))]),
      ];
  }
}

function keyProblem({ expected, received }: Issue, path: Path, places: Places): OfficeProblem {
  const [key] = path.slice(-1);
  const object = path.slice(0, -1);
  if (expected === 'never') {
    const property = places.node(path)?.parent;
    return places.at(property?.offset ?? 0, 'unknown-key', object, String(key));
  }
  // An array has none of the keys, and the whole is of another type than an object where it has no key at all.
  if (places.node(object)?.type !== 'object') return places.problem('wrong-type', object, undefined, ['object']);
  if (received !== 'undefined') return places.problem('wrong-type', path, places.written(path), ['object']);
  return places.problem('missing-key', object, String(key));
}

function requirementOf(issue: Issue): unknown {
  const { requirement } = issue;
  return requirement instanceof RegExp ? requirement.source : requirement;
}

/** Of `("a" | "b")`. */
function namesIn(expected: string | null): string[] {
  return [...(expected ?? '').matchAll(/"([^"]*)"/g)].map(([, name]) => name ?? '');
}

/** JSON allows it, and the last one counts; whoever wrote it meant both. */
function keysTwice(node: Node, places: Places, path: Path = []): OfficeProblem[] {
  const children = node.children ?? [];
  if (node.type === 'array') return children.flatMap((child, index) => keysTwice(child, places, [...path, index]));
  const seen = new Set<string>();
  return children.flatMap((property) => {
    const [key, value] = property.children ?? [];
    if (!key || !value) return [];
    const name = String(key.value);
    const again = seen.has(name) ? [places.at(key.offset, 'key-twice', path, name)] : [];
    seen.add(name);
    return [...again, ...keysTwice(value, places, [...path, name])];
  });
}

/** By the names that the parser has for its errors. */
const SYNTAX: Readonly<Record<string, FileProblem>> = {
  CommaExpected: 'comma-missing',
  ValueExpected: 'value-missing',
  CloseBraceExpected: 'not-closed',
  CloseBracketExpected: 'not-closed',
  UnexpectedEndOfString: 'not-closed',
  EndOfFileExpected: 'text-after-end',
  InvalidCommentToken: 'comment',
};

function syntaxProblem(text: string, { error, offset }: ParseError): FileProblem {
  const code = SYNTAX[printParseErrorCode(error)] ?? 'not-json';
  // Before the end of a list or an object, or another comma, a comma is one too many.
  const afterComma = /,\s*$/.test(text.slice(0, offset));
  return afterComma && /^[\]},]/.test(text.slice(offset)) ? 'comma-too-many' : code;
}

/** Columns are characters, as editors count them. */
function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 };
}

function spelt(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join('')
    .slice(0, 2 * MAX_VALUE);
}

function order({ line = 0, column = 0 }: OfficeProblem): number {
  return line * (MAX_OFFICE_BYTES + 1) + column;
}

function firstLineNotUtf8(bytes: Uint8Array): number {
  const LF = 0x0a;
  let [line, start] = [1, 0];
  for (let end = 0; end <= bytes.length; end++) {
    if (end < bytes.length && bytes[end] !== LF) continue;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end));
    } catch {
      break;
    }
    [line, start] = [line + 1, end + 1];
  }
  return line;
}
