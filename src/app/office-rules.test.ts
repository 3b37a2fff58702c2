import { afterEach, expect, it } from 'vitest';
import { ModelBench } from '../../test/support/model-bench.ts';
import type { OfficeSettings } from '../office/schema.ts';
import { officeRules } from './office-rules.ts';

let bench: ModelBench;
afterEach(() => bench.model.stop());

async function at(kiosk: OfficeSettings['kiosk'] = {}): Promise<ModelBench['model']> {
  bench = new ModelBench(officeRules({ kiosk }));
  await bench.ready();
  return bench.model;
}

it('without rules all PINs may be changed, and ten minutes pass before what was typed is cleared', async () => {
  const model = await at();
  for (const pin of ['sign', 'auth', 'juki', 'text'] as const) model.toggle(pin, true);
  expect(model.chosenPins).toHaveLength(4);
  model.goTo('type');
  model.noteTyping(true);
  bench.clock.pass(539);
  expect(model.idle.state.kind).toBe('counting');
});

it('a PIN that may not be changed here cannot be chosen', async () => {
  const model = await at({ changeable: ['sign', 'text'] });
  for (const pin of ['sign', 'auth', 'juki', 'text'] as const) model.toggle(pin, true);
  expect(model.chosenPins).toEqual(['sign', 'text']);
  expect([model.offers('sign'), model.offers('juki')]).toEqual([true, false]);
});

it('what was typed is cleared after the time that the office set, announced a minute before', async () => {
  const model = await at({ idleSeconds: 90 });
  model.toggle('auth', true);
  model.goTo('type');
  model.noteTyping(true);
  bench.clock.pass(30);
  expect(model.idle.state).toEqual({ kind: 'warning', secondsLeft: 60 });
  bench.clock.pass(60);
  expect([model.step, model.notice]).toEqual(['choose', 'cleared-while-idle']);
});
