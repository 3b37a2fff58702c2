import type { IncomingMessage } from 'node:http';

/** Why a request is not even looked at. `sentence` is all that the sender is told. */
export interface Refusal {
  readonly status: 400 | 403 | 405 | 421;
  readonly sentence: string;
}

/**
 * `page`: anybody may load the page's files. `action`: what only the page itself may do; it says where it comes from.
 * `query`: like an action, but browsers send no `Origin` with a GET of their own page.
 */
export type RequestKind = 'page' | 'query' | 'action';

/**
 * What is wrong with where a request comes from; `undefined` when nothing is. All comparisons are exact, never by prefix
 * or part: `Host` against DNS rebinding, `Origin` against other pages, `Sec-Fetch-Site` against both.
 */
export function findRefusal(request: IncomingMessage, kind: RequestKind, port: number): Refusal | undefined {
  const host = `127.0.0.1:${port}`;
  if (only(request, 'host') !== host) return { status: 421, sentence: 'This server answers to its own address only.' };
  if (!request.url?.startsWith('/')) return { status: 400, sentence: 'This server is no proxy.' };
  const origins = request.headersDistinct['origin'] ?? [];
  const ownOrigin = origins.length === 1 && origins[0] === `http://${host}`;
  if (!ownOrigin && (kind === 'action' || origins.length > 0)) {
    return { status: 403, sentence: 'Only the page of this server may do this.' };
  }
  const site = request.headersDistinct['sec-fetch-site'];
  if (kind !== 'page' && site && (site.length !== 1 || site[0] !== 'same-origin')) {
    return { status: 403, sentence: 'Only the page of this server may do this.' };
  }
  return undefined;
}

/** The value of a header that came exactly once. */
function only(request: IncomingMessage, name: string): string | undefined {
  const values = request.headersDistinct[name];
  return values?.length === 1 ? values[0] : undefined;
}
