import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { PageEvent } from '../journal/entry.ts';
import { readOffice } from '../office/read-office.ts';
import type { ApplicationKind, Office } from '../office/schema.ts';
import { Counter, type CounterJournal, type CounterPhase } from './counter.ts';

const { office: example } = readOffice(readFileSync(new URL('../../fixtures/offices/example.json', import.meta.url)));
if (!example) throw new Error('the example is broken');

const AT_MAIN: Office = { ...example, kiosk: { ...example.kiosk, mode: 'counter' } };
const AT_BRANCH: Office = { ...AT_MAIN, kiosk: { ...AT_MAIN.kiosk, place: 'branch' } };

/** All that each kind of application asks for. */
const ALL: Readonly<Record<ApplicationKind, Readonly<Record<string, number>>>> = {
  self: { card: 1 },
  'proxy-first': { card: 1, 'photo-id': 1, 'second-document': 1 },
  'proxy-second': { 'reply-form': 1, 'power-of-attorney': 1, card: 1, 'photo-id': 2 },
  'legal-representative': { card: 1, 'photo-id': 1, 'family-register': 1 },
};

/** What was recorded, with the phase that was on screen then. */
class JournalOfTest implements CounterJournal {
  readonly events: { readonly event: PageEvent; readonly on: CounterPhase }[] = [];
  broken = false;
  slow = false;
  /** Gives the answer that was held back. */
  letGo: (() => void) | undefined;

  accepted() {
    return this.#append({ event: 'accepted', occasion: counter.occasion });
  }

  refused(why: Parameters<CounterJournal['refused']>[0]) {
    return this.#append({ event: 'refused', occasion: counter.occasion, why });
  }

  async #append(event: PageEvent): Promise<void> {
    this.events.push({ event: v.parse(PageEvent, event), on: counter.phase });
    if (this.slow) {
      await new Promise<void>((resolve) => {
        this.letGo = resolve;
      });
    }
    if (this.broken) throw new Error('the disk is full');
  }
}

/** Until the page knows its bridge. */
let settled: Promise<void>;
let journal: JournalOfTest;
let counter: Counter;
let kept: string | undefined;
let turned: boolean;
let resets: number;

function begin(office: Office = AT_MAIN): Counter {
  counter = new Counter(
    {
      office,
      journal,
      settled,
      operator: {
        get: () => kept,
        set: (name) => {
          kept = name;
        },
      },
      turned: {
        get: () => turned,
        set: (now) => {
          turned = now;
        },
      },
      reset: () => {
        resets++;
      },
    },
    () => {},
  );
  return counter;
}

beforeEach(() => {
  journal = new JournalOfTest();
  kept = undefined;
  turned = false;
  settled = Promise.resolve();
  resets = 0;
});

/** At the documents of an application, with these ticked. */
async function documentsOf(
  kind: ApplicationKind,
  counts: Readonly<Record<string, number>> = ALL[kind],
  office = AT_MAIN,
) {
  begin(office).open('窓口 花子', '');
  await counter.choose(kind);
  for (const [id, count] of Object.entries(counts)) counter.setCount(id, count);
}

/** What a screen is drawn from; what there is none of is there as that. */
function shown() {
  const { phase, operator, application, refusal, problem, staffType } = counter;
  return { phase, operator, application, refusal, problem, staffType };
}

const NOTHING = { application: undefined, refusal: undefined, problem: undefined };

describe('who serves', () => {
  it('is chosen by name, with a code where there is one', () => {
    begin();
    counter.open('だれか', '');
    expect(shown()).toMatchObject({ phase: 'closed', problem: undefined });
    counter.open('窓口 一郎', '0000');
    expect(shown()).toMatchObject({ phase: 'closed', problem: 'wrong-code', operator: undefined });
    expect(kept).toBeUndefined();
    counter.open('窓口 一郎', '2580');
    expect(shown()).toMatchObject({ phase: 'kind', problem: undefined, operator: { name: '窓口 一郎' } });
    expect(kept).toBe('窓口 一郎');
  });

  it('outlives the reset of the page by name alone, and not the closing of the counter', () => {
    kept = '窓口 一郎';
    expect(begin().phase).toBe('kind');
    counter.close();
    expect([counter.phase, kept]).toEqual(['closed', undefined]);
    expect(begin().phase).toBe('closed');
  });

  it('is nobody who is not in the settings any more', () => {
    kept = '前の人';
    expect(begin().phase).toBe('closed');
  });
});

describe.each<[ApplicationKind, CounterPhase]>([
  ['self', 'turn'],
  ['proxy-first', 'slip'],
  ['proxy-second', 'envelope'],
  ['legal-representative', 'turn'],
])('%s', (kind, after) => {
  it(`goes on to ${after} with all documents`, async () => {
    await documentsOf(kind);
    expect(counter.evaluation?.met).toBe(true);
    await counter.accept();
    expect(counter.phase).toBe(after);
  });

  it.each(Object.keys(ALL[kind]))(
    'does not without %s, and says so; the refusal is recorded before it is shown',
    async (id) => {
      const { [id]: _, ...rest } = ALL[kind];
      await documentsOf(kind, rest);
      await counter.accept();
      expect(shown()).toMatchObject({ phase: 'documents', problem: 'documents-missing' });
      expect(journal.events).toEqual([]);
      await counter.refuse();
      expect(shown()).toMatchObject({ phase: 'refused', refusal: { why: 'documents-missing', kind } });
      const documents = Object.entries(rest).flatMap(([each, count]) => Array(count).fill(each));
      expect(journal.events).toEqual([
        {
          on: 'documents',
          event: {
            event: 'refused',
            why: 'documents-missing',
            occasion: { place: 'main', operator: '窓口 花子', application: kind, documents },
          },
        },
      ]);
    },
  );
});

describe('a place that declines', () => {
  it.each<ApplicationKind>(['proxy-first', 'proxy-second', 'legal-representative'])(
    'refuses %s at the first step, with where to go instead, and records it',
    async (kind) => {
      begin(AT_BRANCH).open('窓口 花子', '');
      expect(counter.takes(kind)).toBe(false);
      await counter.choose(kind);
      expect(counter.phase).toBe('refused');
      expect(counter.refusal).toMatchObject({
        why: 'place-declines',
        kind,
        here: { id: 'branch' },
        elsewhere: [{ id: 'main' }, { id: 'weekend' }],
      });
      expect(journal.events).toMatchObject([
        {
          on: 'kind',
          event: {
            event: 'refused',
            why: 'place-declines',
            occasion: { place: 'branch', application: kind, documents: [] },
          },
        },
      ]);
    },
  );

  it('takes the others', async () => {
    begin(AT_BRANCH).open('窓口 花子', '');
    await counter.choose('self');
    expect(counter.phase).toBe('documents');
  });
});

describe('the screen that was turned', () => {
  it('shows nothing of the clerk until they have it back, also when the page begins anew', async () => {
    await documentsOf('self');
    expect(turned).toBe(false);
    await counter.accept();
    expect([counter.phase, turned]).toEqual(['turn', true]);
    counter.start(true);
    counter.finish();
    expect(counter.phase).toBe('returned');
    expect(begin().phase).toBe('returned');
    await counter.choose('self');
    expect(counter.phase).toBe('returned');
    counter.takeBack();
    expect([counter.phase, turned]).toEqual(['kind', false]);
  });

  it('is theirs at once where they took it back before the end', async () => {
    await documentsOf('self');
    await counter.accept();
    counter.start(true);
    counter.takeBack();
    expect(counter.phase).toBe('job');
    counter.finish();
    expect(counter.phase).toBe('kind');
  });

  it('is not turned to a proxy', async () => {
    await documentsOf('proxy-second');
    await counter.accept();
    expect([counter.phase, turned]).toEqual(['envelope', false]);
  });

  it('is opened by somebody who looks at it', () => {
    turned = true;
    begin().open('窓口 花子', '');
    expect([counter.phase, turned]).toEqual(['kind', false]);
  });
});

describe('the first visit of a proxy', () => {
  it('is recorded before the slip is there, which says what comes next', async () => {
    await documentsOf('proxy-first');
    await counter.accept();
    expect(counter.phase).toBe('slip');
    expect(counter.nextVisit?.kind).toBe('proxy-second');
    expect(journal.events).toEqual([
      {
        on: 'documents',
        event: {
          event: 'accepted',
          occasion: {
            place: 'main',
            operator: '窓口 花子',
            application: 'proxy-first',
            documents: ['card', 'photo-id', 'second-document'],
          },
        },
      },
    ]);
  });

  it('is accepted once, however often it is pressed', async () => {
    await documentsOf('proxy-first');
    await Promise.all([counter.accept(), counter.accept(), counter.refuse()]);
    await counter.accept();
    expect(journal.events).toHaveLength(1);
  });
});

describe('the sealed form', () => {
  beforeEach(async () => {
    await documentsOf('proxy-second');
    await counter.accept();
  });

  it('is opened step by step before the job, and put away after it', () => {
    counter.start(true);
    expect(shown()).toMatchObject({ phase: 'envelope', problem: 'steps-open' });
    for (const step of counter.formSteps.keys()) counter.setDone(step, true);
    expect(counter.problem).toBeUndefined();
    counter.start(true);
    expect(shown()).toMatchObject({ phase: 'job', staffType: true });
    expect(resets).toBe(0);
    counter.finish();
    expect(counter.phase).toBe('form');
    // What was done before does not count for what comes after.
    counter.putAway();
    expect(shown()).toMatchObject({ phase: 'form', problem: 'steps-open' });
    for (const step of counter.formSteps.keys()) counter.setDone(step, true);
    counter.putAway();
    expect(resets).toBe(1);
    expect(shown()).toMatchObject({ phase: 'kind', ...NOTHING });
  });

  it('is not typed from before reader and card are ready', () => {
    for (const step of counter.formSteps.keys()) counter.setDone(step, true);
    counter.start(false);
    expect(shown()).toMatchObject({ phase: 'envelope', problem: 'reader-not-ready' });
  });

  it('is refused where it was open before, or is not filled in', async () => {
    await counter.refuseForm();
    expect(shown()).toMatchObject({ phase: 'refused', refusal: { why: 'form-not-acceptable' } });
    expect(journal.events).toMatchObject([{ on: 'envelope', event: { event: 'refused', why: 'documents-missing' } }]);
  });

  it.each<[string, () => unknown]>([
    [
      'refused',
      async () => {
        await counter.refuseForm();
        expect(counter.phase).toBe('refused');
        counter.abandon();
      },
    ],
    ['gone back from', () => counter.back()],
  ])('is put away once its envelope may be open, also when it is %s', async (_, leave) => {
    counter.setDone(0, true);
    await leave();
    expect([counter.phase, counter.done.size, resets]).toEqual(['form', 0, 0]);
    counter.putAway();
    expect(counter.problem).toBe('steps-open');
    for (const step of counter.formSteps.keys()) counter.setDone(step, true);
    counter.putAway();
    expect([counter.phase, resets]).toEqual(['kind', 1]);
  });

  it('is typed from by staff, and never by the proxy, where the settings do not say by whom', async () => {
    const applications = AT_MAIN.applications?.map(({ typedBy: _, ...application }) => application) ?? [];
    await documentsOf('proxy-second', ALL['proxy-second'], { ...AT_MAIN, applications });
    await counter.accept();
    expect([counter.phase, counter.staffType]).toEqual(['envelope', true]);
    await documentsOf('self', ALL.self, { ...AT_MAIN, applications });
    await counter.accept();
    expect([counter.phase, counter.staffType]).toEqual(['turn', false]);
  });

  it('has steps of the program where the office has none', async () => {
    const { form: _, ...rest } = AT_MAIN.counter ?? { operators: [] };
    await documentsOf('proxy-second', ALL['proxy-second'], { ...AT_MAIN, counter: rest });
    await counter.accept();
    expect(counter.formSteps.every((step) => 'code' in step)).toBe(true);
    expect(counter.formSteps.length).toBeGreaterThan(0);
  });
});

describe('what cannot be recorded', () => {
  it.each<[string, () => Promise<void>, CounterPhase]>([
    [
      'a refusal of the place',
      async () => {
        begin(AT_BRANCH).open('窓口 花子', '');
        journal.broken = true;
        await counter.choose('proxy-first');
      },
      'kind',
    ],
    [
      'a refusal for documents',
      async () => {
        await documentsOf('proxy-first', {});
        journal.broken = true;
        await counter.refuse();
      },
      'documents',
    ],
    [
      'an acceptance',
      async () => {
        await documentsOf('proxy-first');
        journal.broken = true;
        await counter.accept();
      },
      'documents',
    ],
    [
      'a refusal of the form',
      async () => {
        await documentsOf('proxy-second');
        await counter.accept();
        journal.broken = true;
        await counter.refuseForm();
      },
      'envelope',
    ],
  ])('%s is told to staff, and nothing goes on', async (_, act, phase) => {
    await act();
    expect(shown()).toMatchObject({ phase, problem: 'not-recorded', refusal: undefined });
  });

  it('can be tried again', async () => {
    await documentsOf('proxy-first');
    journal.broken = true;
    await counter.accept();
    journal.broken = false;
    await counter.accept();
    expect(shown()).toMatchObject({ phase: 'slip', problem: undefined });
  });
});

describe('abandoning', () => {
  const AT: Readonly<Record<Exclude<CounterPhase, 'closed'>, () => Promise<void>>> = {
    kind: async () => begin().open('窓口 花子', ''),
    returned: async () => {
      [kept, turned] = ['窓口 花子', true];
      begin();
    },
    documents: () => documentsOf('legal-representative', { card: 1, 'photo-id': 1 }),
    refused: async () => {
      await AT.documents();
      await counter.refuse();
    },
    slip: async () => {
      await documentsOf('proxy-first');
      await counter.accept();
    },
    envelope: async () => {
      await documentsOf('proxy-second');
      await counter.accept();
      counter.setDone(0, true);
    },
    turn: async () => {
      await documentsOf('self');
      await counter.accept();
    },
    job: async () => {
      await AT.turn();
      counter.start(true);
    },
    form: async () => {
      await AT.envelope();
      for (const step of counter.formSteps.keys()) counter.setDone(step, true);
      counter.start(true);
      counter.finish();
    },
  };

  it.each(Object.keys(AT) as (keyof typeof AT)[])(
    'at %s leaves nothing of the person, and the clerk where they were',
    async (phase) => {
      await AT[phase]();
      expect(counter.phase).toBe(phase);
      counter.abandon();
      expect(resets).toBe(1);
      // Whoever looks at the screen then sees nothing of the clerk's.
      const first = phase === 'turn' || phase === 'job' || phase === 'returned' ? 'returned' : 'kind';
      expect(shown()).toMatchObject({ phase: first, operator: { name: '窓口 花子' }, ...NOTHING });
      expect(counter.done.size).toBe(0);
      expect(counter.presented).toEqual({ counts: new Map(), notNeeded: new Set() });
      expect(counter.occasion).toEqual({ place: 'main', operator: '窓口 花子', documents: [] });
    },
  );

  it('going back from the documents forgets what was ticked, and the page with it: the card may lie there already', async () => {
    await documentsOf('legal-representative');
    counter.setNotNeeded(2, true);
    counter.back();
    expect(resets).toBe(1);
    expect(shown()).toMatchObject({ phase: 'kind', ...NOTHING });
    await counter.choose('legal-representative');
    expect(counter.presented).toEqual({ counts: new Map(), notNeeded: new Set() });
  });

  it.each(['is recorded', 'is not recorded'])('what %s late is about nobody any more', async (how) => {
    await documentsOf('proxy-first');
    journal.slow = true;
    journal.broken = how === 'is not recorded';
    const pressed = counter.accept();
    counter.abandon();
    journal.slow = false;
    await counter.choose('self');
    journal.letGo?.();
    await pressed;
    expect(shown()).toMatchObject({ phase: 'documents', problem: undefined, application: { kind: 'self' } });
  });
});

describe('before the page knows its bridge', () => {
  it('what is to be recorded waits, and is not about somebody else then', async () => {
    let settle = () => {};
    settled = new Promise((resolve) => {
      settle = resolve;
    });
    begin(AT_BRANCH).open('窓口 花子', '');
    const first = counter.choose('proxy-first');
    counter.abandon();
    const second = counter.choose('legal-representative');
    expect([counter.phase, journal.events]).toEqual(['kind', []]);
    settle();
    await Promise.all([first, second]);
    expect(shown()).toMatchObject({ phase: 'refused', refusal: { kind: 'legal-representative' } });
    expect(journal.events).toMatchObject([{ event: { occasion: { application: 'legal-representative' } } }]);
  });
});

describe('nothing', () => {
  it('is done out of its turn', async () => {
    begin();
    await counter.choose('self');
    await counter.accept();
    counter.start(true);
    counter.finish();
    counter.putAway();
    counter.back();
    counter.abandon();
    expect([counter.phase, resets]).toEqual(['closed', 0]);
    await documentsOf('self');
    counter.start(true);
    counter.finish();
    counter.putAway();
    // With everything there, there is nothing to refuse for.
    await counter.refuse();
    expect([counter.phase, journal.events]).toEqual(['documents', []]);
  });
});
