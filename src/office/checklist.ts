import type { Application, OfficeDocument, Requirement } from './schema.ts';

/** What somebody has brought, as it is ticked off at the counter. */
export interface Presented {
  /** Pieces of each kind, by the id of the document. */
  readonly counts: ReadonlyMap<string, number>;
  /** Requirements of the application, by their place in it, that are not needed this time. */
  readonly notNeeded: ReadonlySet<number>;
}

/** What is still to come for one way of meeting a requirement. */
export interface Missing {
  /** The least number of pieces; 1 or more. */
  readonly count: number;
  /** Ids of the documents of which they may be. */
  readonly of: readonly string[];
  /** Ids of those that have to be among them. */
  readonly including: readonly string[];
}

export type RequirementState =
  | { readonly met: true; readonly by: 'documents' | 'exemption' }
  /** Each of the ways by itself would do: the documents asked for, and those that may be brought in their place. */
  | { readonly met: false; readonly ways: readonly [Missing, ...Missing[]] };

export interface Evaluation {
  readonly met: boolean;
  /** In the order of `bring`. */
  readonly requirements: readonly RequirementState[];
}

type Documents = readonly OfficeDocument[];

/**
 * Whether what was brought is enough for an application. No document stands in two requirements of one application
 * (`contradictions.ts`), so no piece is counted twice.
 */
export function evaluate({ bring }: Application, documents: Documents, presented: Presented): Evaluation {
  const requirements = bring.map((requirement, index) =>
    evaluateRequirement(requirement, documents, presented.counts, presented.notNeeded.has(index)),
  );
  return { met: requirements.every(({ met }) => met), requirements };
}

/** How many pieces of a document are of use in a requirement: 1 where only one of its kind counts. */
export function mostOf(document: OfficeDocument, { of, count = 1, or }: Requirement): number {
  const wanted = Math.max(of.includes(document.id) ? count : 0, or?.of.includes(document.id) ? (or.count ?? 1) : 0);
  return document.several ? wanted : Math.min(wanted, 1);
}

/** Ids of the documents of a requirement, each once, in the order in which they are asked for. */
export function documentsOf({ of, or }: Requirement): readonly string[] {
  return [...new Set([...of, ...(or?.of ?? [])])];
}

function evaluateRequirement(
  requirement: Requirement,
  documents: Documents,
  counts: Presented['counts'],
  exempted: boolean,
): RequirementState {
  const { of, count = 1, including = [], or, notNeeded } = requirement;
  if (exempted && notNeeded !== undefined) return { met: true, by: 'exemption' };
  const first = missingOf({ of, count, including }, documents, counts);
  const second = or && missingOf({ of: or.of, count: or.count ?? 1, including: [] }, documents, counts);
  if (!first || (or && !second)) return { met: true, by: 'documents' };
  return { met: false, ways: second ? [first, second] : [first] };
}

/** Undefined when nothing is. */
function missingOf(
  { of, count, including }: { of: readonly string[]; count: number; including: readonly string[] },
  documents: Documents,
  counts: Presented['counts'],
): Missing | undefined {
  const several = (id: string) => documents.some((document) => document.id === id && document.several);
  const brought = (id: string) => counts.get(id) ?? 0;
  const pieces = of.reduce((sum, id) => sum + (several(id) ? brought(id) : Math.min(brought(id), 1)), 0);
  const absent = including.filter((id) => brought(id) === 0);
  // Whoever brings what must be there brings pieces that count.
  const missing = Math.max(count - pieces, absent.length);
  if (missing <= 0) return undefined;
  return { count: missing, of: of.filter((id) => several(id) || brought(id) === 0), including: absent };
}
