import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchModel } from './workbench-model.ts';

const TEXT = `myna-pin recording 1
shows: a session
card: my-number-card
reader: Virtual PCD 00 00
atr: 3BE0
date: 2026-11-23
product: myna-pin 0.1.0

! connect
=> 00A4040C 0A D392F000260100000001
<= 9000 +20 ms
=> 00A4020C 02 0018 +60000 ms
<= 9000 +10 ms
=> 00200080
<= 63C3 +400 ms
=> 00200080 {current auth, 4 digits}
<= 63C2
! disconnect
`;

describe('the workbench', () => {
  let model: WorkbenchModel;
  beforeEach(() => {
    vi.useFakeTimers();
    model = new WorkbenchModel(() => {});
    model.openText('left', 'a.apdu', TEXT);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('a row is an exchange or an event, with its time', () => {
    expect(model.left?.rows.map(({ outcome }) => outcome)).toEqual([
      undefined,
      'done',
      'done',
      'told',
      'refused',
      undefined,
    ]);
    expect(model.left?.rows[3]).toMatchObject({ atMs: 60_030, tookMs: 400, count: 2 });
  });

  it('moves within the rows, and to the one of an entry', () => {
    model.goTo(99);
    expect(model.cursor).toBe(5);
    model.goTo(-1);
    expect(model.cursor).toBe(0);
    model.goTo(Number.NaN);
    expect(model.cursor).toBe(0);
    model.goToEntry(6);
    expect(model.cursor).toBe(3);
  });

  it('finds the next event or error', () => {
    model.goTo(1);
    model.goToNextNotable();
    expect(model.cursor).toBe(4);
    model.goToNextNotable();
    model.goToNextNotable();
    expect(model.cursor).toBe(5);
  });

  it('plays with the recorded times, shortened, to the end; and again from the beginning', () => {
    model.play();
    vi.advanceTimersByTime(199);
    expect(model.cursor).toBe(0);
    vi.advanceTimersByTime(1);
    expect(model.cursor).toBe(1);
    vi.advanceTimersByTime(1500);
    expect(model.cursor).toBe(2);
    vi.advanceTimersByTime(400 + 200 + 200);
    expect(model.cursor).toBe(5);
    expect(model.playing).toBe(false);
    model.play();
    expect(model).toMatchObject({ cursor: 0, playing: true });
    model.goTo(2);
    vi.advanceTimersByTime(10_000);
    expect(model).toMatchObject({ cursor: 2, playing: false });
  });

  it('says what is wrong with a file, and keeps what was open', () => {
    model.openText('left', 'b.apdu', TEXT.replace('63C3', '63G3'));
    expect(model.problems.left).toEqual({
      name: 'b.apdu',
      sentence: '15行目 6文字目：16進数（0〜9、A〜F）ではない文字があります。',
      offending: '<= 63G3 +400 ms',
    });
    expect(model.left?.name).toBe('a.apdu');
    model.openText('left', 'c.apdu', TEXT);
    expect(model.problems.left).toBeUndefined();
  });

  it('a file that is far too long is not even looked at', () => {
    model.openText('right', 'huge', TEXT + 'x'.repeat(1_000_000));
    expect(model.problems.right?.sentence).toContain('大きすぎる');
  });

  it('compares as soon as there are two', () => {
    expect(model.comparison).toBeUndefined();
    model.openText('right', 'b.apdu', TEXT.replace('63C2', '9000'));
    expect(model.comparison).toMatchObject({ differences: 1, firstDifference: 8 });
    model.openText('left', 'c.apdu', TEXT.replace('63C2', '9000'));
    expect(model.comparison).toMatchObject({ differences: 0 });
  });
});
