import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KioskWatch, type WatchedBrowser } from './kiosk-watch.ts';

class Browser implements WatchedBrowser {
  end = vi.fn(async () => this.exit());
  exit: () => void = () => {};
  readonly ended = new Promise<void>((resolve) => {
    this.exit = resolve;
  });
}

let browsers: Browser[];
let lost: [string, number][];
let watch: KioskWatch;
/** What starting the next browser comes to. */
let fails: boolean;

const current = () => browsers.at(-1) as Browser;
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
/** Its page says something every 15 seconds. */
async function lives(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 15_000) {
    await pass(15_000);
    watch.pageIs(true);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  browsers = [];
  lost = [];
  fails = false;
  watch = new KioskWatch({
    start: () => {
      if (fails) throw new Error('no such program');
      browsers.push(new Browser());
      return current();
    },
    lost: (loss, pause) => lost.push([loss, pause]),
  });
  watch.start();
});
afterEach(async () => {
  await watch.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('a browser on the screen', () => {
  it('is left alone while its page is there, and while it is loaded anew between two visits', async () => {
    watch.pageIs(true);
    for (let visits = 0; visits < 100; visits++) {
      await lives(600_000);
      watch.pageIs(false);
      await pass(9_900);
      watch.pageIs(true);
    }
    expect([browsers.length, lost]).toEqual([1, []]);
  });

  it('that ends is started again', async () => {
    watch.pageIs(true);
    current().exit();
    await pass(0);
    expect([browsers.length, lost]).toEqual([2, [['browser-ended', 0]]]);
    watch.pageIs(true);
    await lives(600_000);
    expect(browsers).toHaveLength(2);
  });

  it('whose page says nothing any more is ended: it hangs', async () => {
    watch.pageIs(true);
    await pass(149_000);
    expect(lost).toEqual([]);
    await pass(1_000);
    // And the other one is started.
    await pass(10);
    expect([browsers.length, lost]).toEqual([2, [['page-gone', 0]]]);
  });

  it('is not ended for a silence of our own: what has arrived meanwhile is read first', async () => {
    watch.pageIs(true);
    await pass(149_999);
    // The time is up in the same turn in which the sign of life is read.
    vi.advanceTimersByTime(1);
    watch.pageIs(true);
    await pass(1);
    expect(lost).toEqual([]);
  });

  it('whose page is gone is ended, and another is started when it is gone', async () => {
    watch.pageIs(true);
    await pass(1_000);
    const first = current();
    let gone = () => {};
    first.end.mockImplementation(
      () =>
        new Promise((resolve) => {
          gone = resolve;
        }),
    );
    watch.pageIs(false);
    await pass(10_000);
    expect([first.end.mock.calls.length, browsers.length]).toEqual([1, 1]);
    await pass(100_000);
    expect(browsers).toHaveLength(1);
    gone();
    await pass(0);
    expect([browsers.length, lost]).toEqual([2, [['page-gone', 0]]]);
  });

  it('whose page never came gets a minute', async () => {
    await pass(59_900);
    expect(browsers).toHaveLength(1);
    await pass(200);
    expect(browsers).toHaveLength(2);
  });

  it('is tried ever more rarely while it fails, and at once again after it has worked', async () => {
    watch.pageIs(true);
    for (let i = 0; i < 9; i++) {
      current().exit();
      await pass(60_000);
    }
    expect(lost.map(([, pause]) => pause)).toEqual([0, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 60_000, 60_000]);
    watch.pageIs(true);
    await lives(60_000);
    current().exit();
    await pass(0);
    expect(lost.at(-1)).toEqual(['browser-ended', 0]);
  });

  it('that cannot be started is tried again', async () => {
    fails = true;
    current().exit();
    await pass(2_500);
    fails = false;
    expect(lost.map(([, pause]) => pause)).toEqual([0, 1_000, 2_000]);
    await pass(500);
    expect(browsers).toHaveLength(2);
  });

  it('is ended with the bridge, and no other is started, wherever it was', async () => {
    await watch.stop();
    expect(current().end).toHaveBeenCalledOnce();
    await pass(600_000);
    expect(browsers).toHaveLength(1);
  });

  it('is not started any more where the bridge ends during a pause', async () => {
    current().exit();
    await pass(0);
    current().exit();
    await vi.waitFor(() => expect(lost).toHaveLength(2));
    await watch.stop();
    await pass(600_000);
    expect(browsers).toHaveLength(2);
  });
});
