import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromHex } from '../src/card/bytes.ts';
import type { PageEvent } from '../src/journal/entry.ts';
import {
  JOURNAL_PATHS,
  JournalOverview,
  JournalTotals,
  JournalVerification,
  ListedEntries,
} from '../src/journal/journal-answers.ts';
import { JournalError } from '../src/journal/journal-error.ts';
import type { BridgeConnection } from '../src/readers/bridge/bridge-client.ts';
import { ORDINARY_CARD } from '../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../src/readers/virtual/virtual-readers.ts';
import { type BridgeServer, startBridgeServer } from './server.ts';
import { ask } from './testing/http-request.ts';
import { COUNTER_OFFICE, OfficeJournalBench } from './testing/office-journal-bench.ts';
import { PageInNode } from './testing/page-in-node.ts';

const READER = 'Virtual Reader 0';
const READING = ['00A4040C0AD392F000260100000001', '00A4020C020018', '00200080'].map(fromHex);
const VERIFY = fromHex('002000800431323334');
const begun = (operator?: string): PageEvent => ({
  event: 'change-begun',
  occasion: { ...(operator ? { operator } : {}), place: 'main', application: 'self', documents: ['card'] },
  pins: ['auth'],
  recovery: false,
});
const endOf = (of: number): PageEvent => ({
  event: 'change-ended',
  of,
  outcomes: [{ pin: 'auth', outcome: 'changed', tries: 'all' }],
});

describe('a page at a bridge whose office keeps a journal', () => {
  let bench: OfficeJournalBench;
  let card: VirtualCard;
  let server: BridgeServer;
  let page: PageInNode;
  let link: BridgeConnection;

  beforeEach(async () => {
    bench = new OfficeJournalBench();
    const readers = new VirtualReaders();
    card = new VirtualCard(ORDINARY_CARD);
    readers.insert(READER, card);
    server = await startBridgeServer({
      driver: readers,
      describe: () => ({ pcsc: 'available' }),
      journal: bench.office,
    });
    page = new PageInNode(server);
    link = await page.connect();
  });
  afterEach(async () => {
    await server.close();
    await bench.end();
  });

  const get = (path: string, search = '') =>
    ask(server.port, {
      path: `${path}${search}`,
      headers: { Host: `127.0.0.1:${server.port}`, Cookie: page.cookie, 'Sec-Fetch-Site': 'same-origin' },
    });
  const read = async <Schema extends v.GenericSchema>(schema: Schema, path: string, search?: string) => {
    const { status, body } = await get(path, search);
    expect(status).toBe(200);
    return v.parse(schema, JSON.parse(body));
  };
  const entries = (search?: string) => read(ListedEntries, JOURNAL_PATHS.entries, search);

  it('is told at once whether it can be written', async () => {
    expect(link.hello.journal).toBe('ready');
    link.close();
    await link.closed;
    vi.spyOn(bench.office.open(), 'trouble').mockReturnValue('read-only');
    expect((await page.connect()).hello.journal).toBe('read-only');
    bench.settings = { name: '見本市' };
  });

  it('presents a PIN only in a change that it began', async () => {
    const context = await link.resourceManager.establishContext();
    const { connection } = await context.connect(READER, 'exclusive');
    for (const command of READING) await connection.transmit(command);
    const refused = connection.transmit(VERIFY);
    await expect(refused).rejects.toMatchObject({ name: 'JournalError', code: 'no-change-begun' });
    expect(card.log).toHaveLength(READING.length);
    const of = await link.journal.append(begun());
    expect(new Uint8Array(await connection.transmit(VERIFY))).toEqual(fromHex('9000'));
    await link.journal.append(endOf(of));
    await expect(connection.transmit(VERIFY)).rejects.toMatchObject({ code: 'no-change-begun' });
    expect(card.log).toHaveLength(READING.length + 1);
  });

  it('that goes away leaves its change as interrupted, and the next page may not go on with it', async () => {
    const of = await link.journal.append(begun());
    page.socket?.terminate();
    await vi.waitFor(() => expect(bench.events.at(-1)).toEqual({ event: 'interrupted', of }));
    const next = await page.connect();
    const context = await next.resourceManager.establishContext();
    const { connection } = await context.connect(READER, 'exclusive');
    for (const command of READING) await connection.transmit(command);
    await expect(connection.transmit(VERIFY)).rejects.toMatchObject({ code: 'no-change-begun' });
  });

  it('is told why nothing was recorded', async () => {
    await expect(link.journal.append(endOf(7))).rejects.toMatchObject({ name: 'JournalError', code: 'not-open' });
    bench.settings = { name: '見本市' };
    await expect(link.journal.append(begun())).rejects.toMatchObject({ code: 'not-kept' });
  });

  describe('that reads in it', () => {
    beforeEach(async () => {
      bench.settings = { ...COUNTER_OFFICE, journal: { days: 365 }, places: [{ id: 'main', name: '市役所 1番窓口' }] };
      await link.journal.append(endOf(await link.journal.append(begun('鈴木'))));
      bench.now = new Date('2026-12-02T01:00:00.000Z');
      await link.journal.append({ event: 'refused', occasion: { documents: [] }, why: 'documents-missing' });
    });

    it('finds the newest entries first, page by page', async () => {
      const first = await entries('?limit=2');
      expect(first.entries.map(({ sequence }) => sequence)).toEqual([3, 2]);
      const second = await entries(`?limit=2&before=${first.before}`);
      expect(second).toMatchObject({ entries: [{ sequence: 1, event: begun('鈴木') }] });
      expect(second.before).toBeUndefined();
    });

    it.each([
      ['?operator=%E9%88%B4%E6%9C%A8', [2, 1]],
      ['?from=2026-12-02', [3]],
      ['?to=2026-12-01&event=change-ended', [2]],
      ['?application=proxy-first', []],
      ['?place=main', [2, 1]],
    ])('finds those of %s', async (search, sequences) => {
      expect((await entries(search)).entries.map(({ sequence }) => sequence)).toEqual(sequences);
    });

    it.each([
      '?limit=0',
      '?limit=201',
      '?limit=x',
      '?from=yesterday',
      '?from=2026-02-30',
      '?event=all',
      '?sql=1',
      '?before=-1',
    ])('is refused %s', async (search) => {
      expect(await get(JOURNAL_PATHS.entries, search)).toMatchObject({ status: 400 });
    });

    it('is told the totals, the retention and whether the chain holds', async () => {
      expect(await read(JournalTotals, JOURNAL_PATHS.totals)).toMatchObject([
        { day: '2026-12-01', application: 'self', outcome: 'changed', count: 1 },
        { day: '2026-12-02', outcome: 'refused', count: 1 },
      ]);
      const overview = await read(JournalOverview, JOURNAL_PATHS.overview);
      expect(overview).toEqual({ state: 'ready', practice: false, days: 365 });
      const verified = await read(JournalVerification, JOURNAL_PATHS.verification);
      expect(verified).toMatchObject({ ok: true, entries: 3 });
    });

    it('gets a table for spreadsheets, with the names of the office, as a file', async () => {
      const { status, headers, body } = await get(JOURNAL_PATHS.csv, '?to=2026-12-01');
      expect(status).toBe(200);
      expect(headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' });
      expect(headers['content-disposition']).toBe(
        `attachment; filename="journal.csv"; filename*=UTF-8''${encodeURIComponent('窓口日誌_2026-12-01.csv')}`,
      );
      expect(body.startsWith('\uFEFF')).toBe(true);
      const lines = body.trimEnd().split('\r\n');
      expect(lines).toHaveLength(3);
      expect(lines[2]).toMatch(/2026-12-01.*市役所 1番窓口.*鈴木/);
    });

    it('is told why it cannot be read', async () => {
      const [journal] = bench.journals;
      vi.spyOn(journal as NonNullable<typeof journal>, 'entries').mockImplementation(() => {
        throw new JournalError('damaged');
      });
      expect(await get(JOURNAL_PATHS.entries)).toMatchObject({ status: 503, body: '{"code":"damaged"}' });
    });

    it('finds nothing at other paths', async () => {
      expect(await get('/journal/')).toMatchObject({ status: 404 });
      expect(await get('/journal/entries/1')).toMatchObject({ status: 404 });
    });
  });

  it('of an office that keeps none is told so', async () => {
    await bench.office.close();
    bench.settings = { name: '見本市' };
    expect(await get(JOURNAL_PATHS.entries)).toMatchObject({ status: 503, body: '{"code":"not-kept"}' });
    expect(await read(JournalOverview, JOURNAL_PATHS.overview)).toEqual({ state: 'off', practice: false });
  });
});
