import { type AppDependencies, AppModel } from '../../src/app/app-model.ts';
import { BridgeJournal } from '../../src/app/bridge-journal.ts';
import type { Office } from '../../src/office/schema.ts';
import type { BridgeConnection } from '../../src/readers/bridge/bridge-client.ts';
import { VirtualReaders } from '../../src/readers/virtual/virtual-readers.ts';

/** The page without a screen: its model and its journal, on a connection to a bridge. */
export function pageModel(
  office: Office,
  connect: () => Promise<BridgeConnection>,
  onChange: (model: AppModel) => void,
): { readonly model: AppModel; readonly journal: BridgeJournal } {
  let stored = '';
  const storage = {
    get: () => stored,
    set: (entry: string) => {
      stored = entry;
    },
  };
  const journal = new BridgeJournal({ office, storage });
  const dependencies: AppDependencies = {
    connectBridge: async () => {
      const link = await connect();
      journal.attach(link);
      return link;
    },
    virtual: new VirtualReaders().resourceManager,
    realOnly: true,
    remembered: { get: () => null, set: () => {} },
    unfinished: { get: () => [], set: () => {} },
    journal,
  };
  const model: AppModel = new AppModel(dependencies, () => onChange(model));
  return { model, journal };
}
