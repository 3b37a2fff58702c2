import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { until } from '../support/wait.ts';

const PASSWORD = 'correct horse';
const NOBODY = 65_534;

/** A PostgreSQL server of this test alone, with a cluster of its own and password authentication, on 127.0.0.1. */
export class PostgresServer {
  readonly port: number;
  readonly #folder: string;
  #process: ChildProcess | undefined;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.port = port;
  }

  static async make(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'myna-pin-postgres-'));
    if (ORDINARY.isNobody) chownSync(folder, NOBODY, NOBODY);
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, PASSWORD, { mode: 0o644 });
    const how = [
      '--username=owner',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--no-locale',
    ];
    run('initdb', [...how, '--no-sync', `--pgdata=${join(folder, 'data')}`], folder);
    return new PostgresServer(folder, await freePort());
  }

  /** Resolves when questions are answered. */
  async start(): Promise<void> {
    const settings = { listen_addresses: '127.0.0.1', port: this.port, unix_socket_directories: this.#folder };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    await until('the server before has gone', () => {
      const [file = '', ...args] = asOrdinary('postgres', ['-D', join(this.#folder, 'data'), ...options]);
      this.#process = spawn(file, args, { cwd: this.#folder, stdio: ['ignore', 'ignore', 'ignore'] });
      return this.#answers(this.#process);
    });
  }

  /** As the power does it: every process at once. */
  async kill(): Promise<void> {
    const process_ = this.#process;
    if (!process_?.pid || process_.exitCode !== null || process_.signalCode !== null) return;
    const gone = new Promise((resolve) => process_.on('exit', resolve));
    const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(process_.pid)], { encoding: 'utf8' }).stdout;
    process_.kill('SIGKILL');
    for (const child of children.trim().split(/\s+/).filter(Boolean)) {
      try {
        process.kill(Number(child), 'SIGKILL');
      } catch {
        // It has seen that its server is gone.
      }
    }
    await gone;
    this.#process = undefined;
  }

  /** The URL for a kiosk, as the owner or another user, straight or through a proxy. */
  url({
    user = 'owner',
    password = PASSWORD,
    port = this.port,
  }: {
    user?: string;
    password?: string;
    port?: number;
  } = {}) {
    const secret = password === '' ? '' : `:${encodeURIComponent(password)}`;
    return `postgres://${user}${secret}@127.0.0.1:${port}/postgres`;
  }

  async query(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new pg.Client(this.url());
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** From now on, with these files; with none, no longer. */
  async speakTls(files?: { readonly certificate: string; readonly key: string }): Promise<void> {
    if (files) {
      for (const [name, file] of [
        ['server.crt', files.certificate],
        ['server.key', files.key],
      ] as const) {
        const own = join(this.#folder, 'data', name);
        writeFileSync(own, readFileSync(file), { mode: 0o600 });
        if (ORDINARY.isNobody) chownSync(own, NOBODY, NOBODY);
      }
    }
    await this.query(files ? 'ALTER SYSTEM SET ssl = on' : 'ALTER SYSTEM RESET ssl');
    await this.query('SELECT pg_reload_conf()');
    const wanted = files ? 'on' : 'off';
    await until('TLS as wanted', async () => (await this.query('SHOW ssl'))[0]?.['ssl'] === wanted || undefined);
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** True once it does; undefined where this process ended, since another one still has the cluster. */
  async #answers(process_: ChildProcess): Promise<true | undefined> {
    let ended = false;
    process_.on('exit', () => {
      ended = true;
    });
    return until('PostgreSQL answers', async () => {
      if (ended) return 'ended' as const;
      return this.query('SELECT 1').then(
        () => true as const,
        () => undefined,
      );
    }).then((answer) => (answer === true ? true : undefined));
  }
}

/** PostgreSQL refuses to run as the superuser. */
const ORDINARY = ordinaryUser();

function ordinaryUser(): { prefix: readonly string[]; isNobody: boolean } {
  if (process.getuid?.() !== 0) return { prefix: [], isNobody: false };
  const nobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];
  // In a namespace with a single user there is nobody else to become; but another name for oneself.
  const renamed = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'];
  for (const prefix of [nobody, renamed]) {
    const [file = '', ...args] = [...prefix, 'true'];
    if (spawnSync(file, args).status === 0) return { prefix, isNobody: prefix === nobody };
  }
  throw new Error('no ordinary user can be had here');
}

function asOrdinary(program: string, args: readonly string[]): string[] {
  return [...ORDINARY.prefix, join(programs(), program), ...args];
}

function run(program: string, args: readonly string[], cwd: string): void {
  const [file = '', ...rest] = asOrdinary(program, args);
  execFileSync(file, rest, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Debian keeps them out of PATH, by version. */
function programs(): string {
  const root = '/usr/lib/postgresql';
  const versions = readdirSync(root).map(Number).filter(Number.isInteger);
  return join(root, String(Math.max(...versions)), 'bin');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
