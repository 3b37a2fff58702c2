import { connectBridge } from '../../../src/readers/bridge/bridge-client.ts';
import type { SmartCardContext } from '../../../src/readers/web-smart-card/types.ts';
import { echoed } from './echo.ts';
import { changeOnce, type Direction } from './piece-of-work.ts';

let context: SmartCardContext | undefined;

/** The page's client of the bridge, in a real browser and without the page around it. */
const clientInPage = {
  async connect(secret: string) {
    const { resourceManager } = await connectBridge({ secret });
    context = await resourceManager.establishContext();
  },
  async change(reader: string, direction: Direction) {
    if (!context) throw new Error('not connected');
    return changeOnce(context, reader, direction);
  },
  echoed: (address: string, count: number) => echoed(address, count),
};
export type ClientInPage = typeof clientInPage;

Object.assign(window, { clientInPage });
