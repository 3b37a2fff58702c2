import { Socket } from 'node:net';
import type { Client, ClientConfig } from 'pg';
import { hex, type Link, type StoredEntry } from '../chain.ts';
import { ShippingError, shippingError } from './shipping-error.ts';
import { TABLE, TABLE_SQL } from './table.ts';

/** Where entries are shipped to. Everything rejects with `ShippingError`. */
export interface Destination {
  /** The last entry of a kiosk that is there. */
  head(kiosk: string): Promise<Link | undefined>;
  /** Adds entries, all or none; those that are there already must be the same ones. When it resolves they are on its disk. */
  add(kiosk: string, entries: readonly StoredEntry[]): Promise<void>;
  close(): Promise<void>;
}

/** Until a connection is given up, and until a question is, in milliseconds. */
export interface Patience {
  readonly connectMs: number;
  readonly queryMs: number;
}

const FAREWELL_MS = 1_000;
const PATIENCE: Patience = { connectMs: 10_000, queryMs: 30_000 };

/** Says who may make the table while several kiosks find that there is none. Any number that no other program takes. */
const TABLE_LOCK = 0x6d79_6e6a;

/** Whether a text is the URL of a PostgreSQL database; the password may be left to a password file. */
function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:\/\/\S+$/.test(url);
}

/**
 * Connects, and makes the table where there is none and this user may. Once `signal` is aborted everything under way rejects.
 * The URL is in no error.
 */
export async function connectPostgres(
  url: string,
  signal: AbortSignal,
  patience: Patience = PATIENCE,
): Promise<Destination> {
  if (!isPostgresUrl(url)) throw new ShippingError('bad-url');
  const socket = new Socket();
  const cut = () => void socket.destroy();
  signal.addEventListener('abort', cut);
  socket.once('close', () => signal.removeEventListener('abort', cut));
  const client = await newClient({
    connectionString: url,
    stream: () => socket,
    application_name: 'myna-pin',
    connectionTimeoutMillis: patience.connectMs,
    query_timeout: patience.queryMs,
    keepAlive: true,
  });
  const destination = new PostgresDestination(client, socket);
  try {
    await client.connect();
    await destination.prepare();
    return destination;
  } catch (error) {
    await destination.close();
    throw shippingError(error);
  }
}

/** Loaded only by whoever ships. */
async function newClient(config: ClientConfig): Promise<Client> {
  let pg: typeof import('pg');
  try {
    pg = await import('pg');
  } catch (cause) {
    throw new ShippingError('module-missing', { cause });
  }
  try {
    return new pg.default.Client(config);
  } catch {
    // The message has the URL in it, with the password.
    throw new ShippingError('bad-url');
  }
}

class PostgresDestination implements Destination {
  readonly #client: Client;
  readonly #socket: Socket;

  constructor(client: Client, socket: Socket) {
    this.#client = client;
    this.#socket = socket;
    // Said between two questions; the next one rejects.
    client.on('error', () => {});
  }

  async prepare(): Promise<void> {
    // Without the lock: a kiosk whose cable is cut while it has that would keep all others waiting.
    if (await this.#hasTable()) return;
    await this.#client.query('BEGIN');
    await this.#client.query('SELECT pg_advisory_xact_lock($1)', [TABLE_LOCK]);
    if (!(await this.#hasTable())) await this.#client.query(TABLE_SQL);
    await this.#client.query('COMMIT');
  }

  async #hasTable(): Promise<boolean> {
    const { rows } = await this.#client.query('SELECT to_regclass($1) IS NOT NULL AS found', [TABLE]);
    return rows[0]?.found === true;
  }

  head(kiosk: string): Promise<Link | undefined> {
    return coded(async () => {
      const { rows } = await this.#client.query(
        `SELECT sequence::float8 AS sequence, hash FROM ${TABLE} WHERE kiosk = $1 ORDER BY sequence DESC LIMIT 1`,
        [kiosk],
      );
      return rows[0] as Link | undefined;
    });
  }

  add(kiosk: string, entries: readonly StoredEntry[]): Promise<void> {
    const columns = [
      entries.map(({ sequence }) => sequence),
      entries.map(({ body }) => body),
      entries.map(({ hash }) => hex(hash)),
    ];
    const given = `(
      SELECT sequence, body, decode(hash, 'hex') AS hash
      FROM unnest($2::bigint[], $3::text[], $4::text[]) AS given (sequence, body, hash)
    ) AS given`;
    return coded(async () => {
      await this.#client.query('BEGIN');
      // A server may be set to say so before it is on its disk.
      await this.#client.query(
        `SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'`,
      );
      await this.#client.query(
        `INSERT INTO ${TABLE} (kiosk, sequence, body, hash)
        SELECT $1, sequence, body, hash FROM ${given} ORDER BY sequence ON CONFLICT (kiosk, sequence) DO NOTHING`,
        [kiosk, ...columns],
      );
      const { rows } = await this.#client.query(
        `SELECT count(*)::int AS same FROM ${TABLE} AS there JOIN ${given}
        ON there.kiosk = $1 AND there.sequence = given.sequence AND there.body = given.body AND there.hash = given.hash`,
        [kiosk, ...columns],
      );
      if (rows[0]?.same !== entries.length) throw new ShippingError('conflict');
      await this.#client.query('COMMIT');
    });
  }

  /** Says goodbye to a server that is there. Nothing is left of what was not committed. */
  async close(): Promise<void> {
    const patience = new Promise((resolve) => setTimeout(resolve, FAREWELL_MS).unref());
    await Promise.race([this.#client.end().catch(() => {}), patience]);
    this.#socket.destroy();
  }
}

async function coded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw shippingError(error);
  }
}
