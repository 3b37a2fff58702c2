import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Journal } from '../../bridge/journal/journal.ts';
import { openJournal } from '../../bridge/journal/journal.ts';
import { connectPostgres } from '../../bridge/journal/shipping/postgres.ts';
import { Shipper, type ShipperOptions } from '../../bridge/journal/shipping/shipper.ts';
import { TABLE, TABLE_SQL_FOR_OWNER } from '../../bridge/journal/shipping/table.ts';
import { BEGUN, ended, JournalBench } from '../../bridge/testing/journal-bench.ts';
import type { ShippingProblem } from '../../src/journal/shipping-problem.ts';
import { BridgeProcess } from '../support/bridge-process.ts';
import { until } from '../support/wait.ts';
import { CutProxy } from './cut-proxy.ts';
import { PostgresServer } from './postgres.ts';
import { Authority } from './tls.ts';

/** As in a city, only faster. */
const FAST = { collectMs: 1, firstMs: 5, longestMs: 40 };
const NEVER = new AbortController().signal;
const IMPATIENT = { connectMs: 2_000, queryMs: 500 };

let server: PostgresServer;
let proxy: CutProxy;
let kiosk: JournalBench;
const shippers: Shipper[] = [];
const benches: JournalBench[] = [];

beforeAll(async () => {
  server = await PostgresServer.make();
  await server.start();
});
afterAll(() => server.end());
beforeEach(async () => {
  proxy = await CutProxy.before(server.port);
  kiosk = bench();
});
afterEach(async () => {
  for (const shipper of shippers.splice(0)) await shipper.stop();
  for (const each of benches.splice(0)) each.end();
  await proxy.stop();
  await server.query(`DROP TABLE IF EXISTS ${TABLE} CASCADE; DROP FUNCTION IF EXISTS ${TABLE}_unaltered`);
});

function bench(): JournalBench {
  const made = new JournalBench({ shipping: true });
  benches.push(made);
  return made;
}

function ship(journal: Journal, url = server.url({ port: proxy.port }), options: ShipperOptions = {}): Shipper {
  const connect = (address: string, signal: AbortSignal) => connectPostgres(address, signal, IMPATIENT);
  const shipper = new Shipper(journal, url, { pauses: FAST, connect, ...options });
  shippers.push(shipper);
  return shipper;
}

const allShipped = (shipper: Shipper) =>
  until('all is shipped', () => (shipper.state.waiting === 0 && !shipper.state.error ? true : undefined), 30_000);
const failing = (shipper: Shipper) => until('it fails', () => shipper.state.error?.code);

/** What is there of a kiosk, and that no chain has a fault. */
async function expectShipped(...journals: readonly Journal[]): Promise<void> {
  for (const journal of journals) {
    const here = journal.entries({ limit: 1_000_000 }).map(({ sequence, hash }) => ({ sequence, hash }));
    const there = await server.query(
      `SELECT sequence::int AS sequence, encode(hash, 'hex') AS hash FROM ${TABLE} WHERE kiosk = $1 ORDER BY sequence DESC`,
      [journal.kiosk],
    );
    expect(there).toEqual(here);
  }
  expect(await server.query(`SELECT * FROM ${TABLE}_faults`)).toEqual([]);
}

describe('a kiosk that ships its journal', () => {
  it('makes the table, ships what was there and what comes, and says how far it is', async () => {
    kiosk.changes(3);
    const shipper = ship(kiosk.journal);
    expect(shipper.state).toEqual({ through: 0, waiting: 6 });
    await allShipped(shipper);
    kiosk.changes(600);
    await allShipped(shipper);
    expect(shipper.state).toEqual({ through: 1_206, waiting: 0, at: expect.any(String) });
    await expectShipped(kiosk.journal);
    const [row] = await server.query(
      `SELECT body::jsonb #>> '{event,occasion,operator}' AS operator FROM ${TABLE} LIMIT 1`,
    );
    expect(row).toEqual({ operator: '見本 花子' });
  });

  it('goes on where it was after a restart, also when the other database was set back', async () => {
    kiosk.changes(2);
    const first = ship(kiosk.journal);
    await allShipped(first);
    await first.stop();
    expect(kiosk.restart().shipping).toMatchObject({ through: 4, waiting: 0 });
    await server.query(`DELETE FROM ${TABLE} WHERE sequence > 2`);
    kiosk.changes(2);
    await allShipped(ship(kiosk.journal));
    await expectShipped(kiosk.journal);
  });

  it('never makes the counter wait, and catches up when the database is back', async () => {
    await server.kill();
    const told: (ShippingProblem | undefined)[] = [];
    const shipper = ship(kiosk.journal, undefined, { tell: (error) => told.push(error) });
    kiosk.changes(5);
    expect(await failing(shipper)).toBe('unreachable');
    kiosk.changes(5);
    expect(kiosk.journal.trouble()).toBeUndefined();
    await server.start();
    await allShipped(shipper);
    await expectShipped(kiosk.journal);
    expect(told.at(0)).toBe('unreachable');
    expect(told.at(-1)).toBeUndefined();
  });

  it('loses nothing and doubles nothing when the connection is cut anywhere', async () => {
    proxy.plan(
      ...Array.from({ length: 60 }, () => ({ kind: 'bytes' as const, bytes: Math.ceil(Math.random() * 6_000) })),
    );
    const shipper = ship(kiosk.journal);
    for (let change = 0; change < 60; change++) {
      kiosk.changes(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await allShipped(shipper);
    expect(proxy.cut).toBeGreaterThan(20);
    await expectShipped(kiosk.journal);
  });

  it('doubles nothing when the answer to a commit is lost', async () => {
    proxy.plan(...Array.from({ length: 5 }, () => ({ kind: 'before-answer' as const })));
    const shipper = ship(kiosk.journal);
    for (let round = 0; round < 5; round++) {
      kiosk.changes(10);
      await until('the answer is lost', () => (proxy.cut > round ? true : undefined));
    }
    await allShipped(shipper);
    expect(proxy.cut).toBe(5);
    await expectShipped(kiosk.journal);
  });

  it('gives up on a connection in which nothing moves any more', async () => {
    proxy.plan({ kind: 'silence', bytes: 10 }, { kind: 'silence', bytes: 400 }, { kind: 'silence', bytes: 900 });
    kiosk.changes(5);
    const shipper = ship(kiosk.journal);
    expect(await failing(shipper)).toBe('unreachable');
    await allShipped(shipper);
    expect(proxy.cut).toBe(3);
    await expectShipped(kiosk.journal);
  });

  it('is stopped at once, also in the middle of waiting', async () => {
    proxy.plan({ kind: 'silence', bytes: 10 });
    kiosk.changes(1);
    const patience = { connectMs: 600_000, queryMs: 600_000 };
    const connect = (address: string, signal: AbortSignal) => connectPostgres(address, signal, patience);
    const shipper = ship(kiosk.journal, undefined, { connect });
    await until('nothing moves', () => (proxy.cut > 0 ? true : undefined));
    await shipper.stop();
    expect(shipper.state).toEqual({ through: 0, waiting: 2 });
  });

  it('two at once, while the server is killed again and again', async () => {
    const other = bench();
    const pair = [kiosk, other].map((each) => ({ each, shipper: ship(each.journal) }));
    for (let death = 0; death < 4; death++) {
      for (let change = 0; change < 30; change++) {
        for (const { each } of pair) each.changes(1);
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
      await server.kill();
      for (const { each } of pair) each.changes(5);
      await server.start();
    }
    for (const { shipper } of pair) await allShipped(shipper);
    expect(kiosk.journal.kiosk).not.toBe(other.journal.kiosk);
    await expectShipped(kiosk.journal, other.journal);
    expect(await server.query(`SELECT count(*)::int AS count FROM ${TABLE}`)).toEqual([{ count: 2 * 4 * 70 }]);
  });

  it('deletes what is shipped when its time is over, and the chain there still holds', async () => {
    kiosk.changes(3);
    const shipper = ship(kiosk.journal);
    await allShipped(shipper);
    await shipper.stop();
    kiosk.changes(2);
    kiosk.now = new Date('2027-01-10T00:00:00Z');
    kiosk.changes(1);
    expect(kiosk.journal.prune(10)).toBe(6);
    await allShipped(ship(kiosk.journal));
    expect(await server.query(`SELECT count(*)::int AS count FROM ${TABLE}`)).toEqual([{ count: 13 }]);
    expect(await server.query(`SELECT * FROM ${TABLE}_faults`)).toEqual([]);
  });

  it('says in the chain what was deleted before it could be shipped', async () => {
    kiosk.changes(2);
    const shipper = ship(kiosk.journal);
    await allShipped(shipper);
    await shipper.stop();
    kiosk.changes(3);
    kiosk.now = new Date('2027-06-01T00:00:00Z');
    kiosk.changes(1);
    expect(kiosk.journal.prune(10)).toBe(10);
    await allShipped(ship(kiosk.journal));
    const there = await server.query(`SELECT sequence::int FROM ${TABLE} ORDER BY sequence`);
    expect(there.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 11, 12, 13]);
    expect(await server.query(`SELECT * FROM ${TABLE}_faults`)).toEqual([]);
  });
});

describe('what people have to look at', () => {
  it('an entry that is another one there is never overwritten', async () => {
    kiosk.changes(2);
    const shipper = ship(kiosk.journal);
    await allShipped(shipper);
    await server.query(`INSERT INTO ${TABLE} VALUES ($1, 5, '{"another":true}', sha256('another'))`, [
      kiosk.journal.kiosk,
    ]);
    kiosk.changes(1);
    expect(await failing(shipper)).toBe('conflict');
    expect(shipper.state.waiting).toBe(2);
    const rows = await server.query(`SELECT body FROM ${TABLE} WHERE sequence >= 5`);
    expect(rows).toEqual([{ body: '{"another":true}' }]);
    expect(await server.query(`SELECT sequence::int FROM ${TABLE}_faults`)).toEqual([{ sequence: 5 }]);
  });

  it('two kiosks made from a copy of one disk', async () => {
    kiosk.changes(2);
    kiosk.journal.close();
    const copy = join(kiosk.folder, 'copy.sqlite');
    copyFileSync(kiosk.file, copy);
    kiosk.journal = openJournal(kiosk.file);
    kiosk.changes(2);
    await allShipped(ship(kiosk.journal));
    const clone = openJournal(copy);
    try {
      const shipper = ship(clone);
      expect(await failing(shipper)).toBe('conflict');
      clone.append(ended(clone.append(BEGUN).sequence, 'unchanged'));
      expect(await failing(shipper)).toBe('conflict');
      await shipper.stop();
    } finally {
      clone.close();
    }
    await expectShipped(kiosk.journal);
  });

  it('a batch of which one entry is another one there: none of it is added', async () => {
    kiosk.changes(2);
    const destination = await connectPostgres(server.url(), NEVER);
    const entries = kiosk.journal.outbox.after(0, 10);
    await destination.add(kiosk.journal.kiosk, entries.slice(0, 2));
    const altered = entries.map((entry) => (entry.sequence === 2 ? { ...entry, body: `${entry.body} ` } : entry));
    await expect(destination.add(kiosk.journal.kiosk, altered)).rejects.toMatchObject({ code: 'conflict' });
    await destination.close();
    expect(await server.query(`SELECT count(*)::int AS count FROM ${TABLE}`)).toEqual([{ count: 2 }]);
  });

  it('what is altered or removed there is shown there', async () => {
    kiosk.changes(5);
    await allShipped(ship(kiosk.journal));
    await expect(server.query(`UPDATE ${TABLE} SET body = '{}'`)).rejects.toThrow('never altered');
    await expect(server.query(`TRUNCATE ${TABLE}`)).rejects.toThrow('never altered');
    await server.query(`
      ALTER TABLE ${TABLE} DISABLE TRIGGER unaltered;
      UPDATE ${TABLE} SET body = replace(body, 'changed', 'unchanged') WHERE sequence = 4;
      DELETE FROM ${TABLE} WHERE sequence = 7`);
    const faults = await server.query(`SELECT sequence::int FROM ${TABLE}_faults ORDER BY sequence`);
    expect(faults.map(({ sequence }) => sequence)).toEqual([4, 8]);
  });
});

describe('a database that is set up otherwise', () => {
  beforeEach(() => server.query(`DROP ROLE IF EXISTS kiosks; CREATE ROLE kiosks LOGIN PASSWORD 'another'`));
  afterEach(() => server.query('DROP OWNED BY kiosks; DROP ROLE kiosks'));
  const asKiosk = () => server.url({ user: 'kiosks', password: 'another' });

  it('where kiosks may not make the table: it is made by somebody who may, and they may only add', async () => {
    kiosk.changes(1);
    const shipper = ship(kiosk.journal, asKiosk());
    expect(await failing(shipper)).toBe('not-permitted');
    await server.query(`${TABLE_SQL_FOR_OWNER}\n; GRANT SELECT, INSERT ON ${TABLE} TO kiosks`);
    await allShipped(shipper);
    await expectShipped(kiosk.journal);
  });

  it('a wrong password is told apart, and is in nothing that is said', async () => {
    const secret = 'S3cret-and-wrong';
    const shipper = ship(kiosk.journal, server.url({ user: 'kiosks', password: secret }));
    expect(await failing(shipper)).toBe('refused');
    const error = await connectPostgres(server.url({ user: 'kiosks', password: secret }), NEVER).catch(
      (reason) => reason,
    );
    expect(
      JSON.stringify([shipper.state, String(error), error.stack, String(error.cause), error.cause.stack]),
    ).not.toContain(secret);
    const broken = await connectPostgres(`postgres://kiosks:${secret}@[::1`, NEVER).catch((reason) => reason);
    expect(broken.code).toBe('bad-url');
    expect(String(broken.cause ?? '') + broken.stack).not.toContain(secret);
  });

  it('the password may be in a password file', async () => {
    const file = join(kiosk.folder, 'pgpass');
    writeFileSync(file, `127.0.0.1:${server.port}:postgres:owner:correct horse\n`, { mode: 0o600 });
    process.env['PGPASSFILE'] = file;
    try {
      kiosk.changes(1);
      await allShipped(ship(kiosk.journal, server.url({ password: '' })));
    } finally {
      delete process.env['PGPASSFILE'];
    }
    await expectShipped(kiosk.journal);
  });

  it.each([
    ['another database than there is', () => server.url().replace(/postgres$/, 'nowhere'), 'no-such-database'],
    ['no URL of PostgreSQL', () => 'https://example.com/', 'bad-url'],
    ['TLS where the server has none', () => `${server.url()}?sslmode=verify-full`, 'not-trusted'],
    ['a server that nobody knows', () => 'postgres://kiosks@nowhere.invalid/journal', 'unreachable'],
  ])('%s', async (_, url, code) => {
    kiosk.changes(1);
    expect(await failing(ship(kiosk.journal, url()))).toBe(code);
  });

  it('a table of the same name that is another one', async () => {
    await server.query(`CREATE TABLE ${TABLE} (mine text)`);
    kiosk.changes(1);
    expect(await failing(ship(kiosk.journal))).toBe('table-differs');
  });

  it('a server that takes nothing', async () => {
    const shipper = ship(kiosk.journal);
    await allShipped(shipper);
    await shipper.stop();
    kiosk.changes(1);
    const readOnly = `${server.url()}?options=${encodeURIComponent('-c default_transaction_read_only=on')}`;
    expect(await failing(ship(kiosk.journal, readOnly))).toBe('not-writable');
  });
});

describe('over TLS', () => {
  let folder: string;
  let city: Authority;
  const trusting = ({ certificate }: Authority) =>
    `${server.url().replace('127.0.0.1', 'localhost')}?sslmode=verify-full&sslrootcert=${certificate}`;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'myna-pin-tls-'));
    city = new Authority(folder, 'city');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(() => server.speakTls());

  it('ships to a server whose certificate is of whom the kiosk trusts', async () => {
    await server.speakTls(city.issue('localhost'));
    kiosk.changes(3);
    const shipper = ship(kiosk.journal, trusting(city));
    await allShipped(shipper);
    await expectShipped(kiosk.journal);
    // Also when the server comes back.
    await server.kill();
    kiosk.changes(2);
    await server.start();
    await allShipped(shipper);
    await expectShipped(kiosk.journal);
  });

  it.each<[string, () => string, () => Authority]>([
    ['somebody else has signed', () => 'localhost', () => new Authority(folder, 'stranger')],
    ['is of another server', () => 'db.example.lg.jp', () => city],
  ])('gives nothing to a server whose certificate %s', async (_, host, trusted) => {
    await server.speakTls(city.issue(host()));
    kiosk.changes(1);
    expect(await failing(ship(kiosk.journal, trusting(trusted())))).toBe('not-trusted');
    expect(await server.query('SELECT to_regclass($1) AS found', [TABLE])).toEqual([{ found: null }]);
  });
});

describe('the bridge', () => {
  const start = async (...flags: string[]) => {
    const office = join(kiosk.folder, 'office.json');
    writeFileSync(office, JSON.stringify({ name: '見本市', kiosk: { mode: 'self-service' } }));
    kiosk.changes(3);
    kiosk.journal.close();
    process.env['MYNA_PIN_JOURNAL_URL'] = server.url();
    try {
      return await BridgeProcess.start('--office', office, '--journal', kiosk.file, ...flags);
    } finally {
      delete process.env['MYNA_PIN_JOURNAL_URL'];
    }
  };

  it('ships to what its environment names, and says the password to nobody', async () => {
    const bridge = await start();
    const { kiosk: id } = await until('all is there', async () => {
      const rows = await server.query(`SELECT kiosk FROM ${TABLE} WHERE sequence = 6`).catch(() => []);
      return rows[0];
    });
    await bridge.stop();
    expect(bridge.output).not.toMatch(/correct|horse/);
    const journal = openJournal(kiosk.file);
    expect(journal.kiosk).toBe(id);
    expect(journal.shipping).toMatchObject({ through: 6, waiting: 0 });
    await expectShipped(journal);
    journal.close();
  });

  it('says in the terminal why it does not ship', async () => {
    await server.query(`CREATE TABLE ${TABLE} (mine text)`);
    const bridge = await start();
    await until('it says so', () => (bridge.output.includes('another table of the same name') ? true : undefined));
    await bridge.stop();
  });

  it('does not ship what is done with the virtual card', async () => {
    const bridge = await start('--virtual');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await bridge.stop();
    expect(await server.query('SELECT to_regclass($1) AS found', [TABLE])).toEqual([{ found: null }]);
  });
});
