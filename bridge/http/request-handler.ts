import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { OFFICE_PATH } from '../../src/office/office-answer.ts';
import { SESSION_PATH, SessionRequest } from '../../src/readers/bridge/protocol.ts';
import type { OfficeNow } from '../office/office-file.ts';
import type { OfficeJournal } from '../office/office-journal.ts';
import type { PageSecret } from '../session/page-secret.ts';
import { answerAboutJournal, isJournalPath } from './journal-requests.ts';
import type { PageFile } from './page-files.ts';
import { belongsToSomebodyElse } from './peer-user.ts';
import { findRefusal, type RequestKind } from './request-guard.ts';
import { securityHeaders } from './security-headers.ts';

/** What another person's program is told, whatever it knows. */
export const SOMEBODY_ELSE = 'Only the person who started this server may do this.';

/** A secret in JSON; nothing longer is read. */
const MAX_BODY_BYTES = 1_024;

export interface HandlerOptions {
  readonly files: ReadonlyMap<string, PageFile>;
  readonly office?: (() => Promise<OfficeNow>) | undefined;
  readonly journal?: OfficeJournal | undefined;
}

/**
 * Answers everything but upgrades: the page's files, the settings of its office and its journal, where there are any, and the
 * session.
 */
export function createRequestHandler(
  port: number,
  secret: PageSecret,
  { files, office, journal }: HandlerOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const headers = securityHeaders(port);

  return async (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const path = request.url?.split('?', 1)[0] ?? '';
    const { method = '' } = request;
    const kind = kindOf(path, method);
    const refusal = findRefusal(request, kind, port);
    if (refusal) {
      // Whoever has no business here keeps no place either.
      response.setHeader('Connection', 'close');
      return say(response, refusal.status, refusal.sentence);
    }
    if (path === SESSION_PATH && method === 'POST') return exchange(request, response);
    if (path === SESSION_PATH && method === 'GET') {
      return secret.accepts(request.headers.cookie) ? finish(response, 204) : refuseSession(response, 'missing');
    }
    if (method !== 'GET' && (method !== 'HEAD' || path === SESSION_PATH || isJournalPath(path))) {
      response.setHeader('Allow', allowed(path));
      return say(response, 405, 'This method is not known here.');
    }
    // The page needs them before it has a session, and like its files they are no secret.
    if (path === OFFICE_PATH) return sayOffice(response, method, await office?.());
    if (isJournalPath(path)) return sayJournal(request, response);
    const file = files.get(path);
    if (!file) return say(response, 404, 'There is no such file.');
    response.setHeader('Content-Type', file.type);
    response.setHeader('Content-Length', file.content.length);
    response.writeHead(200).end(method === 'HEAD' ? undefined : file.content);
  };

  /** For whoever has the session, like the cards. */
  async function sayJournal(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!secret.accepts(request.headers.cookie)) return refuseSession(response, 'missing');
    if (belongsToSomebodyElse(request.socket)) return say(response, 403, SOMEBODY_ELSE);
    const url = new URL(request.url ?? '', `http://127.0.0.1:${port}`);
    if (!journal || !(await answerAboutJournal(journal, url, response))) say(response, 404, 'There is no such file.');
  }

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers['content-type'] !== 'application/json') {
      return say(response, 415, 'The body must be application/json.');
    }
    const body = await readBody(request);
    if (body === undefined) {
      response.setHeader('Connection', 'close');
      return say(response, 413, 'The body is too long.');
    }
    const message = v.safeParse(SessionRequest, parseJson(body));
    if (!message.success) return say(response, 400, 'The body is not what was expected.');
    if (belongsToSomebodyElse(request.socket)) return say(response, 403, SOMEBODY_ELSE);
    const result = secret.exchange(message.output.secret);
    if ('refused' in result) return refuseSession(response, result.refused);
    response.setHeader('Set-Cookie', result.cookie);
    finish(response, 204);
  }
}

function kindOf(path: string, method: string): RequestKind {
  if (path === SESSION_PATH) return method === 'POST' ? 'action' : 'query';
  return path === OFFICE_PATH || isJournalPath(path) ? 'query' : 'page';
}

function allowed(path: string): string {
  if (path === SESSION_PATH) return 'GET, POST';
  return isJournalPath(path) ? 'GET' : 'GET, HEAD';
}

function sayOffice(response: ServerResponse, method: string, office: OfficeNow | undefined): void {
  if (!office) {
    finish(response, 204);
    return;
  }
  response.setHeader('Content-Type', 'application/json');
  response.writeHead(200).end(method === 'HEAD' ? undefined : JSON.stringify(office));
}

function refuseSession(response: ServerResponse, code: string): void {
  response.setHeader('Content-Type', 'application/json');
  response.writeHead(401).end(JSON.stringify({ code }));
}

function say(response: ServerResponse, status: number, sentence: string): void {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.writeHead(status).end(`${sentence}\n`);
}

function finish(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

/** `undefined` when it is too long. Rejects when the sender goes away in the middle. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
