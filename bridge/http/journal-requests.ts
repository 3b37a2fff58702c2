import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import {
  JOURNAL_PATHS,
  JournalFilter,
  type JournalOverview,
  type JournalTotals,
  type JournalUnreadable,
  type JournalVerification,
  type ListedEntries,
  MAX_LISTED,
} from '../../src/journal/journal-answers.ts';
import { JournalError } from '../../src/journal/journal-error.ts';
import { japaneseOf } from '../../src/office/office-text.ts';
import type { OfficeText } from '../../src/office/schema.ts';
import type { OfficeJournal } from '../office/office-journal.ts';

const WholeNumber = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));

const Listed = v.strictObject({
  ...JournalFilter.entries,
  before: v.exactOptional(WholeNumber),
  limit: v.exactOptional(v.pipe(WholeNumber, v.minValue(1), v.maxValue(MAX_LISTED))),
});

/** Whether a path is one of the journal. */
export function isJournalPath(path: string): boolean {
  return path.startsWith('/journal/');
}

/**
 * Answers a GET of somebody who may read the journal: JSON as `journal-answers.ts` describes it, or a table for spreadsheets.
 * Resolves with false where there is no such path, and nothing was answered.
 */
export async function answerAboutJournal(
  journal: OfficeJournal,
  { pathname, searchParams }: URL,
  response: ServerResponse,
): Promise<boolean> {
  const asked = Object.fromEntries(searchParams);
  try {
    switch (pathname) {
      case JOURNAL_PATHS.overview:
        say(response, 200, journal.overview() satisfies JournalOverview);
        return true;
      case JOURNAL_PATHS.entries:
        say(response, 200, entries(journal, v.parse(Listed, asked)));
        return true;
      case JOURNAL_PATHS.totals:
        say(response, 200, journal.open().totals(v.parse(JournalFilter, asked)) satisfies JournalTotals);
        return true;
      case JOURNAL_PATHS.verification:
        say(response, 200, (await journal.open().verifyBeside()) satisfies JournalVerification);
        return true;
      case JOURNAL_PATHS.csv:
        await sendCsv(journal, v.parse(JournalFilter, asked), response);
        return true;
      default:
        return false;
    }
  } catch (error) {
    if (response.headersSent) throw error;
    if (error instanceof JournalError) {
      say(response, 503, { code: error.code } satisfies v.InferOutput<typeof JournalUnreadable>);
    } else if (v.isValiError(error) || error instanceof RangeError) {
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      response.writeHead(400).end('The search is not what was expected.\n');
    } else {
      throw error;
    }
    return true;
  }
}

function entries(
  journal: OfficeJournal,
  { limit = MAX_LISTED, ...query }: v.InferOutput<typeof Listed>,
): ListedEntries {
  // One more than is told, so that it is known whether there are more.
  const found = journal.open().entries({ ...query, limit: limit + 1 });
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { entries: found.slice(0, limit), ...(last ? { before: last.sequence } : {}) };
}

async function sendCsv(journal: OfficeJournal, filter: JournalFilter, response: ServerResponse): Promise<void> {
  const { places = [], documents = [] } = journal.settings ?? {};
  const nameIn = (things: readonly { readonly id?: string; readonly name: OfficeText }[]) => (id: string) => {
    const thing = things.find((each) => each.id === id);
    return thing && japaneseOf(thing.name);
  };
  const lines = journal.open().csv(filter, { names: { place: nameIn(places), document: nameIn(documents) } });
  const days = [filter.from, filter.to].filter((day) => day !== undefined);
  const name = ['窓口日誌', ...new Set(days)].join('_');
  response.setHeader('Content-Type', 'text/csv; charset=utf-8');
  response.setHeader(
    'Content-Disposition',
    `attachment; filename="journal.csv"; filename*=UTF-8''${encodeURIComponent(name)}.csv`,
  );
  await pipeline(Readable.from(lines), response);
}

function say(response: ServerResponse, status: number, answer: unknown): void {
  response.setHeader('Content-Type', 'application/json');
  response.writeHead(status).end(JSON.stringify(answer));
}
