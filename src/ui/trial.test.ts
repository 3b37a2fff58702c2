import { expect, it } from 'vitest';
import type { SmartCardResourceManager } from '../readers/web-smart-card/types.ts';
import { Trial } from './trial.ts';
import { VirtualTrial } from './virtual-trial.ts';

const trial = () => new Trial(async () => ({ VirtualTrial }));

async function cardIsIn(manager: SmartCardResourceManager): Promise<boolean> {
  const context = await manager.establishContext();
  const [readerName = ''] = await context.listReaders();
  const [state] = await context.getStatusChange([{ readerName, currentState: {} }]);
  return state?.eventState.present === true;
}

it('begins with its card in the reader', async () => {
  expect(await cardIsIn(trial().resourceManager)).toBe(true);
});

it('begins with an empty reader where the card was taken out before the reader was loaded, as at a kiosk', async () => {
  const begun = trial();
  begun.remove();
  expect(await cardIsIn(begun.resourceManager)).toBe(false);
  begun.insert();
  expect(await cardIsIn(begun.resourceManager)).toBe(true);
});
