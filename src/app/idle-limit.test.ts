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

  it('gives the announcement its whole time after a sleep', () => {
    const { clock, said, limit } = limitWith();
    limit.hold(true);
    clock.pass(3600, true);
    expect(said).toEqual(['60']);
    clock.pass(3600, true);
    expect(said).toEqual(['60', 'ended']);
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

  it('never ends before its time, nor without a whole minute of announcement, whatever happens', () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('pass' as const), seconds: fc.nat(700), late: fc.boolean() }),
      fc.constant({ kind: 'active' as const }),
      fc.record({ kind: fc.constant('hold' as const), held: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const clock = new HandClock();
        let [since, announced, held] = [0, Number.POSITIVE_INFINITY, false];
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
              expect(clock.now() - announced).toBeGreaterThanOrEqual(60_000);
              held = false;
            },
          },
        );
        for (const event of events) {
          if (event.kind === 'pass') clock.pass(event.seconds, event.late);
          else if (event.kind === 'active') {
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
