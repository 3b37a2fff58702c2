import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentsOf, evaluate, mostOf, type Presented } from './checklist.ts';
import { findContradictions } from './contradictions.ts';
import { readOffice } from './read-office.ts';
import type { Application, ApplicationKind, OfficeDocument, Requirement } from './schema.ts';

const { office: example } = readOffice(readFileSync(new URL('../../fixtures/offices/example.json', import.meta.url)));
const EXAMPLE_DOCUMENTS = example?.documents ?? [];

function applicationOf(kind: ApplicationKind): Application {
  const application = example?.applications?.find((one) => one.kind === kind);
  if (!application) throw new Error(`the example office has no ${kind}`);
  return application;
}

function presented(counts: Readonly<Record<string, number>>, notNeeded: readonly number[] = []): Presented {
  return { counts: new Map(Object.entries(counts)), notNeeded: new Set(notNeeded) };
}

/** What is missing in words short enough for a table: `1 of photo-id|second-document with photo-id`. */
function missing(kind: ApplicationKind, ...brought: Parameters<typeof presented>): string[] {
  const { requirements, met } = evaluate(applicationOf(kind), EXAMPLE_DOCUMENTS, presented(...brought));
  const said = requirements.flatMap((state) =>
    state.met
      ? []
      : state.ways
          .map(({ count, of, including }) =>
            [`${count} of ${of.join('|')}`, ...including.map((id) => `with ${id}`)].join(' '),
          )
          .join(' or '),
  );
  expect(met).toBe(said.length === 0);
  return said;
}

describe('the example office', () => {
  const CARD = '1 of card';
  const BOTH = '2 of photo-id|second-document with photo-id';
  const PHOTO = '1 of photo-id|second-document with photo-id';
  const ANOTHER = '1 of photo-id|second-document';
  const GUARDIAN = '1 of guardian-registration|family-register';
  const SIGHT = '1 of photo-id or 2 of second-document';

  it.each<[ApplicationKind, Readonly<Record<string, number>>, readonly number[], readonly string[]]>([
    ['self', {}, [], [CARD]],
    ['self', { card: 1 }, [], []],
    // Two in all, of which one has a photograph and is from an authority.
    ['proxy-first', {}, [], [CARD, BOTH]],
    ['proxy-first', { card: 1 }, [], [BOTH]],
    ['proxy-first', { card: 1, 'photo-id': 1 }, [], [ANOTHER]],
    ['proxy-first', { card: 1, 'photo-id': 1, 'second-document': 1 }, [], []],
    ['proxy-first', { card: 1, 'photo-id': 2 }, [], []],
    ['proxy-first', { card: 1, 'second-document': 1 }, [], [PHOTO]],
    ['proxy-first', { card: 1, 'second-document': 2 }, [], [PHOTO]],
    ['proxy-first', { card: 1, 'second-document': 5 }, [], [PHOTO]],
    ['proxy-first', { 'photo-id': 1, 'second-document': 1 }, [], [CARD]],
    // Nothing excuses from documents that are always needed.
    ['proxy-first', { card: 1 }, [0, 1], [BOTH]],
    ['proxy-second', {}, [], ['1 of reply-form', '1 of power-of-attorney', CARD, BOTH]],
    ['proxy-second', { 'reply-form': 1, card: 1, 'photo-id': 1, 'second-document': 1 }, [], ['1 of power-of-attorney']],
    ['proxy-second', { 'reply-form': 1, 'power-of-attorney': 1, card: 1, 'photo-id': 1 }, [], [ANOTHER]],
    ['proxy-second', { 'reply-form': 1, 'power-of-attorney': 1, card: 1, 'photo-id': 1, 'second-document': 1 }, [], []],
    // One with a photograph, or two others.
    ['legal-representative', {}, [], [CARD, SIGHT, GUARDIAN]],
    ['legal-representative', { card: 1, 'photo-id': 1, 'family-register': 1 }, [], []],
    ['legal-representative', { card: 1, 'photo-id': 1, 'guardian-registration': 1 }, [], []],
    ['legal-representative', { card: 1, 'photo-id': 1 }, [], [GUARDIAN]],
    // A child in the same household: nothing proves the representation but the register of residents.
    ['legal-representative', { card: 1, 'photo-id': 1 }, [2], []],
    ['legal-representative', { card: 1, 'second-document': 2 }, [2], []],
    ['legal-representative', { card: 1, 'second-document': 1 }, [2], ['1 of photo-id or 1 of second-document']],
    // A copy of the register is no proof of who somebody is.
    ['legal-representative', { card: 1, 'family-register': 1 }, [], [SIGHT]],
    ['legal-representative', { 'photo-id': 1 }, [1, 2], [CARD]],
  ])('%s with %j, not needed: %j', (kind, counts, notNeeded, said) => {
    expect(missing(kind, counts, notNeeded)).toEqual(said);
  });

  it('asks for no more pieces of a kind than are of use', () => {
    const [, identity] = applicationOf('proxy-first').bring as [Requirement, Requirement];
    const [, either] = applicationOf('legal-representative').bring as [Requirement, Requirement];
    const documentOf = (id: string) => EXAMPLE_DOCUMENTS.find((one) => one.id === id) as OfficeDocument;
    expect(mostOf(documentOf('photo-id'), identity)).toBe(2);
    expect(mostOf(documentOf('photo-id'), either)).toBe(1);
    expect(mostOf(documentOf('second-document'), either)).toBe(2);
    expect(mostOf({ ...documentOf('second-document'), several: false }, either)).toBe(1);
    expect(documentsOf(either)).toEqual(['photo-id', 'second-document']);
  });
});

describe('any office', () => {
  const IDS = ['a', 'b', 'c', 'd', 'e'];
  const some = fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1, maxLength: 4 });
  const requirement: fc.Arbitrary<Requirement> = fc
    .record(
      {
        of: some,
        count: fc.integer({ min: 1, max: 4 }),
        including: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 2 }),
        or: fc.record({ of: some, count: fc.integer({ min: 1, max: 4 }) }),
        notNeeded: fc.constant('要らないとき'),
      },
      { requiredKeys: ['of'] },
    )
    .map(({ including, ...rest }) => {
      const among = including?.filter((id) => rest.of.includes(id)) ?? [];
      return among.length > 0 ? { ...rest, including: among } : rest;
    });
  const documents: fc.Arbitrary<OfficeDocument[]> = fc
    .array(fc.boolean(), { minLength: 5, maxLength: 5 })
    .map((several) => IDS.map((id, index) => ({ id, name: id, several: several[index] ?? false })));
  /** As a file of settings would be accepted. */
  const office = fc
    .record({ bring: fc.array(requirement, { minLength: 1, maxLength: 3 }), documents })
    .filter(({ bring, documents: listed }) => {
      const applications = [{ kind: 'self' as const, sameDay: true, bring }];
      return findContradictions({ name: '見本市', documents: listed, applications }).length === 0;
    });
  const counts = fc.dictionary(fc.constantFrom(...IDS), fc.integer({ min: 0, max: 4 }));
  const exempt = fc.array(fc.integer({ min: 0, max: 2 }));
  const application = (bring: readonly Requirement[]): Application => ({ kind: 'self', sameDay: true, bring });
  const plus = (brought: Readonly<Record<string, number>>, id: string) => ({
    ...brought,
    [id]: (brought[id] ?? 0) + 1,
  });

  /** By trying: whether some pieces out of those brought are what is asked for. Knows nothing of what is missing. */
  function enough(
    { of, count = 1, including = [] }: Pick<Requirement, 'of' | 'count' | 'including'>,
    listed: readonly OfficeDocument[],
    brought: Readonly<Record<string, number>>,
  ): boolean {
    const pieces = of.flatMap((id) => {
      const all = Array.from({ length: brought[id] ?? 0 }, () => id);
      return listed.find((one) => one.id === id)?.several ? all : all.slice(0, 1);
    });
    return pieces.length >= count && including.every((id) => pieces.includes(id));
  }

  it('takes what is asked for, in either way, or what is not needed, and nothing less', () => {
    fc.assert(
      fc.property(office, counts, exempt, ({ bring, documents: listed }, brought, not) => {
        const { met, requirements } = evaluate(application(bring), listed, presented(brought, not));
        const expected = bring.map(
          (one, index) =>
            (not.includes(index) && one.notNeeded !== undefined) ||
            enough(one, listed, brought) ||
            (one.or !== undefined && enough(one.or, listed, brought)),
        );
        expect(requirements.map((state) => state.met)).toEqual(expected);
        expect(met).toBe(expected.every(Boolean));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is never worse off with one piece more', () => {
    fc.assert(
      fc.property(office, counts, fc.constantFrom(...IDS), ({ bring, documents: listed }, brought, id) => {
        const before = evaluate(application(bring), listed, presented(brought)).requirements;
        const after = evaluate(application(bring), listed, presented(plus(brought, id))).requirements;
        for (const [index, state] of before.entries()) if (state.met) expect(after[index]?.met).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('says what is missing: with that it is enough, and with one piece less it is not', () => {
    fc.assert(
      fc.property(office, counts, ({ bring, documents: listed }, brought) => {
        const { requirements } = evaluate(application(bring), listed, presented(brought));
        for (const [index, state] of requirements.entries()) {
          if (state.met) continue;
          const { of, count, including, or } = bring[index] as Requirement;
          for (const [way, missing] of state.ways.entries()) {
            const asked = way === 0 ? { of, ...(count ? { count } : {}), ...(including ? { including } : {}) } : or;
            const pieces = piecesOf(missing, listed);
            expect(pieces).toHaveLength(missing.count);
            expect(asked && enough(asked, listed, pieces.reduce(plus, brought))).toBe(true);
            for (let left = 0; left < pieces.length; left++) {
              const fewer = pieces.filter((_, piece) => piece !== left);
              expect(asked && enough(asked, listed, fewer.reduce(plus, brought))).toBe(false);
            }
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  /** Somebody fetches what they are told is missing. */
  function piecesOf(
    { count, of, including }: { count: number; of: readonly string[]; including: readonly string[] },
    listed: readonly OfficeDocument[],
  ): string[] {
    const pieces = [...including];
    for (const id of of) {
      const several = listed.find((one) => one.id === id)?.several;
      if (pieces.length < count && !pieces.includes(id)) pieces.push(id);
      while (several && pieces.length < count) pieces.push(id);
    }
    return pieces;
  }
});
