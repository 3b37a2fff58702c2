import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PinReport } from '../card/pin-job.ts';
import type { PageEvent } from '../journal/entry.ts';
import type { JournalState } from '../journal/journal-answers.ts';
import { JournalError, type JournalErrorCode } from '../journal/journal-error.ts';
import type { JournalLink } from '../readers/bridge/bridge-client.ts';
import { type Hello, PROTOCOL_VERSION } from '../readers/bridge/protocol.ts';
import { BridgeJournal } from './bridge-journal.ts';

const OFFICE = { name: '見本市', kiosk: { place: 'main', mode: 'counter' } } as const;
const REPORTS: readonly PinReport[] = [
  { pin: 'auth', outcome: 'changed', triesLeft: 3 },
  { pin: 'juki', outcome: 'unchanged', reason: 'wrong-pin', triesLeft: 1 },
];
const ENDED = {
  event: 'change-ended',
  of: 1,
  outcomes: [
    { pin: 'auth', outcome: 'changed', tries: 'all' },
    { pin: 'juki', outcome: 'unchanged', tries: 'one' },
  ],
};

/** A bridge that writes what it is sent, unless it is told to fail. */
class Link {
  readonly events: PageEvent[] = [];
  failure: JournalErrorCode | undefined;
  readonly hello: Hello;
  lose: () => void = () => {};
  readonly closed = new Promise<'lost'>((resolve) => {
    this.lose = () => resolve('lost');
  });
  readonly journal: JournalLink = {
    append: async (event) => {
      if (this.failure) throw new JournalError(this.failure);
      return this.events.push(event);
    },
    state: async () => (this.failure as JournalState | undefined) ?? 'ready',
  };

  constructor(journal: JournalState = 'ready') {
    this.hello = { type: 'hello', version: PROTOCOL_VERSION, pcsc: 'available', developer: false, journal };
  }
}

describe('the journal of the bridge', () => {
  let stored: string | null;
  const storage = {
    get: () => stored,
    set: (entry: string) => {
      stored = entry;
    },
  };
  let link: Link;
  let journal: BridgeJournal;
  const told = vi.fn();

  beforeEach(() => {
    vi.useFakeTimers();
    stored = null;
    told.mockClear();
    link = new Link();
    journal = new BridgeJournal({ office: OFFICE, storage });
    journal.attach(link);
    journal.watch(told);
  });
  afterEach(() => vi.useRealTimers());

  it('is told where, what for and how it went, and nothing else', async () => {
    const change = await journal.begin(['auth', 'juki'], { recovery: false });
    await change.end(REPORTS);
    expect(link.events).toEqual([
      {
        event: 'change-begun',
        occasion: { place: 'main', documents: [] },
        pins: ['auth', 'juki'],
        recovery: false,
      },
      ENDED,
    ]);
    expect([journal.unwritten, stored]).toEqual([false, '']);
  });

  it('asks whoever leads the visit for the occasion, at each entry', async () => {
    let operator = '鈴木';
    journal.occasion = () => ({ operator, application: 'proxy-first', documents: ['licence'] });
    await journal.accepted();
    operator = '佐藤';
    await journal.refused('documents-missing');
    expect(link.events).toEqual([
      { event: 'accepted', occasion: { operator: '鈴木', application: 'proxy-first', documents: ['licence'] } },
      {
        event: 'refused',
        occasion: { operator: '佐藤', application: 'proxy-first', documents: ['licence'] },
        why: 'documents-missing',
      },
    ]);
  });

  it('begins nothing without a bridge, or after it is gone', async () => {
    const alone = new BridgeJournal({ office: OFFICE, storage });
    await expect(alone.begin(['auth'], { recovery: false })).rejects.toMatchObject({ code: 'no-bridge' });
    link.lose();
    await link.closed;
    await expect(journal.begin(['auth'], { recovery: false })).rejects.toMatchObject({ code: 'no-bridge' });
    expect(link.events).toEqual([]);
  });

  it('says why nothing can begin', async () => {
    link.failure = 'read-only';
    await expect(journal.begin(['auth'], { recovery: true })).rejects.toMatchObject({ code: 'read-only' });
    expect([journal.problem, told.mock.calls.length]).toEqual(['read-only', 1]);
  });

  it('looks by itself whether it can be written again', async () => {
    link.failure = 'read-only';
    await journal.begin(['auth'], { recovery: true }).catch(() => {});
    await vi.advanceTimersByTimeAsync(60_000);
    expect(journal.problem).toBe('read-only');
    link.failure = undefined;
    await vi.advanceTimersByTimeAsync(5_000);
    expect([journal.problem, told.mock.calls.length]).toEqual([undefined, 2]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each<[JournalState, JournalErrorCode | undefined]>([
    ['ready', undefined],
    ['in-use', 'in-use'],
    ['off', 'not-kept'],
  ])('of a bridge that says %s at once has the problem %s', (state, problem) => {
    journal.attach(new Link(state));
    expect(journal.problem).toBe(problem);
  });

  it('of no bridge has that problem, and asks nobody', async () => {
    expect(new BridgeJournal({ office: OFFICE, storage }).problem).toBe('no-bridge');
    link.lose();
    await link.closed;
    await vi.advanceTimersByTimeAsync(0);
    expect([journal.problem, vi.getTimerCount()]).toEqual(['no-bridge', 0]);
  });

  describe('that could not write how a change ended', () => {
    beforeEach(async () => {
      const change = await journal.begin(['auth', 'juki'], { recovery: false });
      link.failure = 'disk-full';
      await change.end(REPORTS);
    });

    it('says so, and refuses the next change with the same reason', async () => {
      expect([journal.unwritten, journal.problem]).toEqual([true, 'disk-full']);
      expect(told).toHaveBeenCalled();
      await expect(journal.begin(['text'], { recovery: false })).rejects.toMatchObject({ code: 'disk-full' });
      expect(link.events).toHaveLength(1);
    });

    it('tries again by itself until it is written', async () => {
      await vi.advanceTimersByTimeAsync(60_000);
      expect(journal.unwritten).toBe(true);
      link.failure = undefined;
      await vi.advanceTimersByTimeAsync(5_000);
      expect([journal.unwritten, link.events[1], stored]).toEqual([false, ENDED, '']);
      expect(journal.problem).toBeUndefined();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(link.events).toHaveLength(2);
    });

    it('writes it before the next change begins', async () => {
      link.failure = undefined;
      await journal.begin(['text'], { recovery: false });
      expect(link.events.slice(1)).toMatchObject([ENDED, { event: 'change-begun', pins: ['text'] }]);
    });

    it('still has it after a reload, and writes it to the bridge that comes', async () => {
      const reloaded = new BridgeJournal({ office: OFFICE, storage });
      expect(reloaded.unwritten).toBe(true);
      const next = new Link();
      reloaded.attach(next);
      await vi.advanceTimersByTimeAsync(0);
      expect([next.events, reloaded.unwritten, stored]).toEqual([[ENDED], false, '']);
    });

    it('lets it be where the bridge knows already how it ended', async () => {
      link.failure = 'not-open';
      await vi.advanceTimersByTimeAsync(5_000);
      expect([journal.unwritten, stored]).toEqual([false, '']);
    });
  });

  it.each(['{', '{"event":"accepted","occasion":{"documents":[]}}', '{"event":"change-ended","of":0}'])(
    'takes %s in the storage for nothing',
    (entry) => {
      stored = entry;
      expect(new BridgeJournal({ office: OFFICE, storage }).unwritten).toBe(false);
    },
  );
});
