import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JournalBench } from '../../testing/journal-bench.ts';
import type { Destination } from './postgres.ts';
import { Shipper, takeJournalUrl } from './shipper.ts';
import { shippingError } from './shipping-error.ts';

describe('the URL of the database', () => {
  it('is taken out of the environment, where other programs would find it', () => {
    const env = { MYNA_PIN_JOURNAL_URL: 'postgres://kiosk:secret@db/journal', PATH: '/bin' };
    expect(takeJournalUrl(env)).toBe('postgres://kiosk:secret@db/journal');
    expect(env).toEqual({ PATH: '/bin' });
    expect(takeJournalUrl(env)).toBeUndefined();
    expect(takeJournalUrl({ MYNA_PIN_JOURNAL_URL: '' })).toBeUndefined();
  });
});

/** PostgreSQL itself is in test/journal; here it is only asked when something is tried. */
describe('attempts that fail', () => {
  let bench: JournalBench;
  let shipper: Shipper;
  let attempts: number[];
  let answer: () => Promise<Destination>;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(1);
    bench = new JournalBench();
    attempts = [];
    const start = Date.now();
    answer = async () => {
      throw Object.assign(new Error(), { code: 'ECONNREFUSED' });
    };
    const connect = () => {
      attempts.push((Date.now() - start) / 1_000);
      return answer();
    };
    shipper = new Shipper(bench.journal, 'postgres://db/journal', { connect, now: () => bench.now });
  });
  afterEach(async () => {
    await shipper.stop();
    vi.useRealTimers();
    vi.restoreAllMocks();
    bench.end();
  });

  it('come more and more seldom, up to every five minutes, however much is written meanwhile', async () => {
    for (let minute = 0; minute < 20; minute++) {
      bench.changes(1);
      await vi.advanceTimersByTimeAsync(60_000);
    }
    expect(attempts).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 812, 1112]);
  });

  it('are said with the time since when, which does not move', async () => {
    await vi.advanceTimersByTimeAsync(1_000);
    bench.now = new Date('2026-12-01T02:00:00.000Z');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shipper.state).toEqual({
      through: 0,
      waiting: 0,
      error: { code: 'unreachable', since: '2026-12-01T01:00:00.000Z' },
    });
  });

  it('forget nothing that is written while the first one that succeeds says goodbye', async () => {
    await vi.advanceTimersByTimeAsync(1_000);
    expect(shipper.state.error?.code).toBe('unreachable');
    let hangUp = () => {};
    const there: Destination = {
      head: async () => undefined,
      add: async () => {},
      close: () => new Promise((resolve) => (hangUp = resolve)),
    };
    answer = async () => there;
    bench.changes(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(shipper.state).toMatchObject({ through: 2, waiting: 0 });
    bench.changes(1);
    hangUp();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(shipper.state).toMatchObject({ through: 4, waiting: 0 });
    hangUp();
  });

  it('end when it is stopped', async () => {
    await vi.advanceTimersByTimeAsync(1_000);
    await shipper.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(attempts).toEqual([1]);
  });
});

it.each([
  ['28P01', 'refused'],
  ['3D000', 'no-such-database'],
  ['42501', 'not-permitted'],
  ['42703', 'table-differs'],
  ['53100', 'not-writable'],
  ['25006', 'not-writable'],
  ['57P03', 'not-writable'],
  ['57P01', 'unreachable'],
  ['08006', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['CERT_HAS_EXPIRED', 'not-trusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'not-trusted'],
  ['XX000', 'failed'],
])('%s is %s', (code, expected) => {
  expect(shippingError(Object.assign(new Error(), { code })).code).toBe(expected);
});
