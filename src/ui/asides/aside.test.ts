import { describe, expect, it, vi } from 'vitest';
import type { AppModel, Step } from '../../app/app-model.ts';
import { Asides } from './aside.ts';
import { topicFor } from './pins-at-hand.ts';

const at = (step: Step) => ({ step }) as AppModel;

describe('what is open over the job', () => {
  it.each<[Step, boolean]>([
    ['choose', true],
    ['type', true],
    ['confirm', true],
    ['last-try', true],
    ['working', false],
    ['recover', false],
    ['result', false],
  ])('stays open when %s comes: %s', (step, stays) => {
    const asides = new Asides(() => {});
    asides.follow(at('prepare'));
    asides.open({ name: 'guidance' });
    asides.follow(at(step));
    expect(asides.current !== undefined).toBe(stays);
  });

  it('can be opened over a result, and stays while that stays', () => {
    const asides = new Asides(() => {});
    asides.follow(at('result'));
    asides.open({ name: 'guidance', topic: 'locked', pin: 'auth' });
    asides.follow(at('result'));
    expect(asides.current).toMatchObject({ topic: 'locked', pin: 'auth' });
  });

  it('is not closed by the end of the one before', () => {
    const changed = vi.fn();
    const asides = new Asides(changed);
    asides.open({ name: 'which-pin' });
    const first = asides.current;
    asides.open({ name: 'guidance' });
    asides.close(first);
    expect(asides.current).toEqual({ name: 'guidance' });
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('keeps what was ticked, and forgets what was wrong with it', () => {
    const asides = new Asides(() => {});
    asides.open({ name: 'which-pin' });
    asides.whichPin.purposes.add('e-tax');
    asides.whichPin.problem = 'nothing';
    asides.close();
    asides.open({ name: 'which-pin' });
    expect([...asides.whichPin.purposes]).toEqual(['e-tax']);
    expect(asides.whichPin.problem).toBeUndefined();
  });

  it('leaves for an element once', () => {
    const asides = new Asides(() => {});
    asides.open({ name: 'which-pin' });
    asides.leaveFor('pin-auth');
    expect(asides.current).toBeUndefined();
    expect([asides.takeFocus(), asides.takeFocus()]).toEqual(['pin-auth', undefined]);
  });
});

it('a PIN that can be changed needs no help, any other has a page of it', () => {
  expect(topicFor({ kind: 'ready', triesLeft: 1 })).toBeUndefined();
  expect(topicFor({ kind: 'locked' })).toBe('locked');
  expect(topicFor({ kind: 'absent' })).toBe('absent');
  expect(topicFor({ kind: 'unknown', sw: 0x6f00 })).toBe('unreadable');
});
