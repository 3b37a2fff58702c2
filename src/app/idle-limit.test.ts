import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HandClock } from '../../test/support/model-bench.ts';
import { IdleLimit, type IdleOptions } from './idle-limit.ts';

function limitWith(options: IdleOptions = {}) {
  const clock = new HandClock();
  const said: string[] = [];
  const limit: IdleLimit = new IdleLimit(
    { clock, ...options },
    {
      changed: () => said.push(limit.state.kind === 'warning' ? `${limit.state.secondsLeft}` : limit.state.kind),
      ended: () => said.push('ended'),
    },
  );
  return { clock, said, limit };
}

describe('the idle limit', () => {
  it('announces the end a minute before, counts the seconds, and ends after ten minutes', () => {
    const { clock, said, limit } = limitWith();
    limit.hold(true);
    clock.pass(539);
    expect(said).toEqual([]);
    clock.pass(1);
    expect(limit.state).toEqual({ kind: 'warning', secondsLeft: 60 });
    clock.pass(59);
    expect(said).toEqual(Array.from({ length: 60 }, (_, i) => `${60 - i}`));
    clock.pass(1);
    expect(said.at(-1)).toBe('ended');
    expect([limit.state, clock.waiting]).toEqual([{ kind: 'off' }, 0]);
  });

  it('begins anew with whatever is done, before the announcement and after it, any number of times', () => {
    const { clock, said, limit } = limitWith();
    limit.hold(true);
    for (let i = 0; i < 30; i++) {
      clock.pass(i % 2 ? 500 : 599);
      limit.active();
      expect(limit.state).toEqual({ kind: 'counting' });
    }
    expect(said).not.toContain('ended');
    expect(said).toContain('counting');
  });

  it('counts only while something is held', () => {
    const { clock, said, limit } = limitWith();
    clock.pass(10_000);
    limit.active();
    expect(limit.state).toEqual({ kind: 'off' });
    limit.hold(true);
    clock.pass(570);
    limit.hold(false);
    clock.pass(10_000);
    expect(said).not.toContain('ended');
    expect(clock.waiting).toBe(0);
  });

  it('gives the announcement its whole time where the timer was late', () => {
    const { clock, said, limit } = limitWith();
    limit.hold(true);
    clock.pass(590, true);
    expect(said).toEqual(['60']);
    clock.pass(59);
    expect(said.at(-1)).toBe('1');
    clock.pass(1);
    expect(said.at(-1)).toBe('ended');
  });

  describe('ends at once when the computer slept longer than the limit', () => {
    type Clocked = ReturnType<typeof limitWith>;
    it.each<[string, (clocked: Clocked) => void]>([
      ['at the timer that is late', ({ clock }) => clock.pass(3600, true)],
      ['when somebody is back', ({ clock, limit }) => [clock.sleep(3600), limit.resumed()]],
      ['at the first key, whoever pressed it', ({ clock, limit }) => [clock.sleep(3600), limit.active()]],
      ['at the timer that had stood still', ({ clock }) => [clock.sleep(3600), clock.pass(540)]],
    ])('%s', (_, wake) => {
      const clocked = limitWith();
      clocked.limit.hold(true);
      wake(clocked);
      expect(clocked.said).toEqual(['ended']);
      expect([clocked.limit.state, clocked.clock.waiting]).toEqual([{ kind: 'off' }, 0]);
    });

    it('also while the end was announced', () => {
      const { clock, said, limit } = limitWith();
      limit.hold(true);
      clock.pass(540);
      clock.sleep(61);
      limit.resumed();
      expect(said).toEqual(['60', 'ended']);
    });

    it('and neither after a shorter sleep, nor for a clock that is set back', () => {
      for (const seconds of [599, -3600]) {
        const { clock, said, limit } = limitWith();
        limit.hold(true);
        clock.sleep(seconds);
        limit.resumed();
        expect(said).toEqual([]);
        limit.active();
        clock.pass(539);
        expect([limit.state, said]).toEqual([{ kind: 'counting' }, []]);
        clock.pass(61);
        expect(said.at(-1)).toBe('ended');
      }
    });
  });

  it('is what the place sets it to', () => {
    const { clock, said, limit } = limitWith({ limitSeconds: 90, warningSeconds: 30 });
    limit.hold(true);
    clock.pass(60);
    expect(said).toEqual(['30']);
    clock.pass(30);
    expect(said.at(-1)).toBe('ended');
  });

  it.each([
    { limitSeconds: 60 },
    { limitSeconds: 60, warningSeconds: 60 },
    { warningSeconds: 19 },
    { limitSeconds: Number.NaN },
  ])('refuses %j: nobody could react', (options) => {
    expect(() => limitWith(options)).toThrow(RangeError);
  });

  it('never ends before its time, nor without a whole minute of announcement for somebody who is there', () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('pass' as const), seconds: fc.nat(700), late: fc.boolean() }),
      fc.constant({ kind: 'active' as const }),
      fc.record({ kind: fc.constant('hold' as const), held: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const clock = new HandClock();
        let [since, announced, held, overslept] = [0, Number.POSITIVE_INFINITY, false, false];
        const limit: IdleLimit = new IdleLimit(
          { clock },
          {
            changed: () => {
              const { state } = limit;
              if (state.kind === 'warning' && state.secondsLeft === 60) announced = clock.now();
            },
            ended: () => {
              expect(held).toBe(true);
              expect(clock.now() - since).toBeGreaterThanOrEqual(600_000);
              if (!overslept) expect(clock.now() - announced).toBeGreaterThanOrEqual(60_000);
              held = false;
            },
          },
        );
        for (const event of events) {
          if (event.kind === 'pass') {
            overslept = event.late && clock.now() + event.seconds * 1000 - since >= 600_000;
            clock.pass(event.seconds, event.late);
          } else if (event.kind === 'active') {
            limit.active();
            since = clock.now();
          } else {
            if (event.held && !held) since = clock.now();
            held = event.held;
            limit.hold(held);
          }
        }
      }),
    );
  });
});
