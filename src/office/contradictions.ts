import { japaneseOf } from './office-text.ts';
import type { OfficeDocument, OfficeSettings, Requirement } from './schema.ts';

/** What is wrong although every value by itself is right. */
export type Contradiction =
  | 'id-twice'
  | 'name-twice'
  | 'listed-twice'
  | 'kind-twice'
  | 'no-such-place'
  | 'no-such-document'
  | 'hours-incomplete'
  | 'hours-backwards'
  | 'closing-rule-unclear'
  | 'cannot-be-met'
  | 'not-among'
  | 'counted-twice'
  | 'counter-without-operators'
  | 'counter-without-applications'
  | 'place-not-said'
  | 'second-visit-missing'
  | 'japanese-missing';

export type Path = readonly (string | number)[];

export interface FoundContradiction {
  readonly code: Contradiction;
  readonly path: Path;
  /** What it is about, as it stands in the file. */
  readonly value?: string;
}

/** Everything in the settings that contradicts something else there; in no particular order. */
export function findContradictions(office: OfficeSettings): FoundContradiction[] {
  return [
    ...languages(office),
    ...(['places', 'stores'] as const).flatMap((list) => places(office, list)),
    ...(office.telephones ?? []).flatMap(({ hours = [], closed = [], languages: spoken = [] }, index) => [
      ...badHours(hours, ['telephones', index, 'hours']),
      ...twice(closed, 'listed-twice', ['telephones', index, 'closed']),
      ...twice(spoken, 'listed-twice', ['telephones', index, 'languages']),
    ]),
    ...twice(office.telephones?.map(({ number }) => number) ?? [], 'listed-twice', ['telephones'], 'number'),
    ...twice(office.documents?.map(({ id }) => id) ?? [], 'id-twice', ['documents'], 'id'),
    ...twice(office.documents?.map(({ name }) => japaneseOf(name)) ?? [], 'name-twice', ['documents'], 'name'),
    ...applications(office),
    ...kiosk(office),
    ...twice(office.counter?.operators.map(({ name }) => name) ?? [], 'name-twice', ['counter', 'operators'], 'name'),
    ...(office.kiosk?.mode === 'counter' ? counter(office) : []),
  ];
}

function languages({ languages: offered }: OfficeSettings): FoundContradiction[] {
  if (!offered) return [];
  const path = ['languages'];
  const missing = offered.includes('ja') ? [] : [{ code: 'japanese-missing' as const, path }];
  return [...missing, ...twice(offered, 'listed-twice', path)];
}

function places(office: OfficeSettings, list: 'places' | 'stores'): FoundContradiction[] {
  const all = office[list] ?? [];
  return [
    ...twice(
      all.map(({ id }) => id),
      'id-twice',
      [list],
      'id',
    ),
    ...twice(
      all.map(({ name }) => japaneseOf(name)),
      'name-twice',
      [list],
      'name',
    ),
    ...all.flatMap(({ hours = [], closedOn = [], closed = [], declines = [] }, index) => [
      ...badHours(hours, [list, index, 'hours']),
      ...closedOn.flatMap(({ nth, after }, rule) =>
        (nth === undefined) === (after === undefined)
          ? [{ code: 'closing-rule-unclear' as const, path: [list, index, 'closedOn', rule] }]
          : [],
      ),
      ...twice(closed, 'listed-twice', [list, index, 'closed']),
      ...twice(declines, 'listed-twice', [list, index, 'declines']),
    ]),
  ];
}

function badHours(
  hours: readonly { readonly from?: string; readonly to?: string }[],
  path: Path,
): FoundContradiction[] {
  return hours.flatMap(({ from, to }, index): FoundContradiction[] => {
    if (from === undefined && to === undefined) return [];
    if (from === undefined || to === undefined) return [{ code: 'hours-incomplete', path: [...path, index] }];
    return from < to ? [] : [{ code: 'hours-backwards', path: [...path, index, 'to'], value: `${from}–${to}` }];
  });
}

function applications({ applications: all = [], documents = [] }: OfficeSettings): FoundContradiction[] {
  const known = new Map(documents.map((document) => [document.id, document]));
  return [
    ...twice(
      all.map(({ kind }) => kind),
      'kind-twice',
      ['applications'],
      'kind',
    ),
    ...all.flatMap(({ bring }, index) => [
      ...bring.flatMap((requirement, place) =>
        badRequirement(requirement, known, ['applications', index, 'bring', place]),
      ),
      ...countedTwice(bring, ['applications', index, 'bring']),
    ]),
  ];
}

/** One piece would be counted for two requirements of the same application. */
function countedTwice(bring: readonly Requirement[], path: Path): FoundContradiction[] {
  const seen = new Set<string>();
  return bring.flatMap(({ of, or }, place) => {
    const listed = [
      ...of.map((id, index) => ({ id, at: ['of', index] })),
      ...(or?.of ?? []).map((id, index) => ({ id, at: ['or', 'of', index] })),
    ];
    const again = listed.filter(({ id }) => seen.has(id));
    for (const { id } of listed) seen.add(id);
    return again.map(({ id, at }) => ({ code: 'counted-twice' as const, path: [...path, place, ...at], value: id }));
  });
}

function badRequirement(
  requirement: Requirement,
  known: ReadonlyMap<string, OfficeDocument>,
  path: Path,
): FoundContradiction[] {
  const { count, of, including = [], or } = requirement;
  return [
    ...badCount(of, count, known, path, including.length),
    ...including.flatMap((id, index) =>
      of.includes(id) ? [] : [{ code: 'not-among' as const, path: [...path, 'including', index], value: id }],
    ),
    ...twice(including, 'listed-twice', [...path, 'including']),
    ...(or ? badCount(or.of, or.count, known, [...path, 'or']) : []),
  ];
}

/** `least` of them are asked for by name. */
function badCount(
  of: readonly string[],
  count: number | undefined,
  known: ReadonlyMap<string, OfficeDocument>,
  path: Path,
  least = 0,
): FoundContradiction[] {
  const unknown = of.flatMap((id, index) =>
    known.has(id) ? [] : [{ code: 'no-such-document' as const, path: [...path, 'of', index], value: id }],
  );
  const found = [...unknown, ...twice(of, 'listed-twice', [...path, 'of'])];
  if (found.length > 0) return found;
  const most = of.some((id) => known.get(id)?.several) ? Number.POSITIVE_INFINITY : of.length;
  const wanted = count ?? 1;
  if (wanted <= most && wanted >= least) return [];
  return [{ code: 'cannot-be-met', path: count === undefined ? path : [...path, 'count'], value: `${wanted}` }];
}

function kiosk({ kiosk: settings, places: all = [] }: OfficeSettings): FoundContradiction[] {
  const { place, changeable = [] } = settings ?? {};
  const here = place === undefined || all.some(({ id }) => id === place);
  return [
    ...(here ? [] : [{ code: 'no-such-place' as const, path: ['kiosk', 'place'], value: place }]),
    ...twice(changeable, 'listed-twice', ['kiosk', 'changeable']),
  ];
}

/** What a counter cannot do its work without. */
function counter(office: OfficeSettings): FoundContradiction[] {
  const { applications: all = [], places: listed = [] } = office;
  const path = ['kiosk', 'mode'];
  const missing: readonly [Contradiction, boolean][] = [
    ['counter-without-operators', office.counter === undefined],
    ['counter-without-applications', all.length === 0],
    // Nobody knows then whether this is the place that declines somebody.
    ['place-not-said', office.kiosk?.place === undefined && listed.some(({ declines }) => declines)],
  ];
  return [
    ...missing.flatMap(([code, isMissing]) => (isMissing ? [{ code, path }] : [])),
    // The slip of the first visit says what to bring to the second.
    ...all.flatMap(({ kind, sameDay }, index) =>
      kind === 'proxy-first' && !sameDay && !all.some((other) => other.kind === 'proxy-second')
        ? [{ code: 'second-visit-missing' as const, path: ['applications', index, 'kind'] }]
        : [],
    ),
  ];
}

/** Every repetition of an earlier value; `key` is where in the items of the list it stands. */
function twice(
  values: readonly (string | undefined)[],
  code: Contradiction,
  path: Path,
  key?: string,
): FoundContradiction[] {
  return values.flatMap((value, index) =>
    value !== undefined && values.indexOf(value) < index
      ? [{ code, path: key === undefined ? [...path, index] : [...path, index, key], value }]
      : [],
  );
}
