import { describe, expect, it } from 'vitest';
import { parseRecording } from './parse-recording.ts';
import { timelineOf } from './timeline.ts';

const HEADER = `myna-pin recording 1
shows: a session
card: my-number-card
reader: Virtual PCD 00 00
atr: 3BE0
date: 2026-11-23
product: myna-pin 0.1.0

`;

const SESSION = `! connect
=> 00A4040C 0A D392F000260100000001
<= 9000 +20 ms
=> 00A4020C 02 0018 +5 ms
<= 9000 +10 ms
=> 00200080
<= 63C3 +10 ms
=> 00200080 {current auth, 4 digits} +4000 ms
<= 63C2 +40 ms
! disconnect
! card removed +1500 ms
! connect no-smartcard
`;

const timeline = (text: string) => timelineOf(parseRecording(HEADER + text).entries);

describe('the timeline of a session', () => {
  it('has a lane for the application, one for files and one for each PIN that was asked about', () => {
    const { lanes } = timeline(SESSION);
    expect(lanes.map((lane) => (lane.kind === 'pin' ? lane.pin : lane.kind))).toEqual(['application', 'file', 'auth']);
    expect(lanes.map(({ marks }) => marks.length)).toEqual([1, 1, 2]);
  });

  it('marks stand in their order, never on each other, with their outcome, time and tries', () => {
    const { lanes, durationMs, width } = timeline(SESSION);
    const marks = lanes.flatMap((lane) => lane.marks).toSorted((a, b) => a.command - b.command);
    for (const [i, mark] of marks.entries()) {
      expect(mark.end - mark.start).toBeGreaterThan(10);
      expect(mark.start).toBeGreaterThan(marks[i - 1]?.end ?? 0);
      expect(mark.end).toBeLessThan(width);
    }
    expect(marks.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'told', 'refused']);
    expect(marks.map(({ triesLeft }) => triesLeft)).toEqual([undefined, undefined, 3, 2]);
    expect(marks[3]).toMatchObject({ startMs: 4045, endMs: 4085, command: 7, answer: 8 });
    expect(durationMs).toBe(5585);
  });

  it('tells a wait that it shortened, and how long it was', () => {
    expect(timeline(SESSION).pauses.map(({ ms }) => ms)).toEqual([4000, 1500]);
  });

  it('sessions are bands; a connection that failed, and what happened to the card, are told apart', () => {
    const { sessions, events } = timeline(SESSION);
    expect(sessions.map(({ failure }) => failure)).toEqual([undefined, 'no-smartcard']);
    expect(sessions[0]?.end).toBeLessThan(sessions[1]?.start ?? 0);
    expect(events).toMatchObject([{ event: 'card removed', entry: 10, atMs: 5585 }]);
  });

  it('what is selected spans from its SELECT to the next one, or to the end of the session', () => {
    const { applications, files, sessions } = timeline(
      `! connect
=> 00A4040C 0A D392F000260100000001
<= 9000
=> 00A4020C 02 0018
<= 9000
=> 00A4040C 0A D3921000310001010401
<= 9000
! disconnect
! connect
=> 00A4040C 0A D3921000310001010401
<= 9000
! disconnect
`,
    );
    expect(applications.map(({ state }) => state.application)).toEqual(['jpki', 'juki', 'juki']);
    expect(files).toHaveLength(1);
    expect(applications[1]?.end).toBeLessThanOrEqual(sessions[0]?.end ?? 0);
    expect(applications[2]?.start).toBeGreaterThan(sessions[1]?.start ?? 0);
  });

  it('without times all exchanges are alike, and that is said', () => {
    const { evenlySpaced, lanes, durationMs, pauses } = timeline(SESSION.replace(/ \+\d+ ms/g, ''));
    expect(evenlySpaced).toBe(true);
    expect(durationMs).toBe(0);
    expect(pauses).toEqual([]);
    const lengths = lanes.flatMap(({ marks }) => marks.map(({ start, end }) => end - start));
    expect(new Set(lengths).size).toBe(1);
    expect(timeline(SESSION).evenlySpaced).toBe(false);
  });

  it('nothing at all is a picture too', () => {
    expect(timelineOf([])).toMatchObject({ durationMs: 0, sessions: [], events: [] });
  });
});
