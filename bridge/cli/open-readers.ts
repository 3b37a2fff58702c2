import { guardedDriver } from '../../src/readers/guarded-driver.ts';
import { ORDINARY_CARD } from '../../src/readers/virtual/profiles.ts';
import { VirtualCard } from '../../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../../src/readers/virtual/virtual-readers.ts';
import { withSampleCertificates } from '../../src/readers/virtual/with-sample-certificates.ts';
import { createResourceManager } from '../../src/readers/web-smart-card/resource-manager.ts';
import type { SmartCardResourceManager } from '../../src/readers/web-smart-card/types.ts';
import { endWithin } from '../end-within.ts';
import { PcscDriver } from '../pcsc/pcsc-driver.ts';

/** Milliseconds for the native threads of PC/SC to end. */
const FAREWELL_MS = 4_000;

/** The readers of one run of a command. */
export interface Readers {
  /** Behind the APDU guard. */
  readonly manager: SmartCardResourceManager;
  /** Without the npm package there is no way to PC/SC. */
  readonly moduleMissing: boolean;
  close(): Promise<void>;
}

/** Where a command gets its readers from: the one place that a recorder or a test replaces. */
export type OpenReaders = (options: { readonly virtual: boolean }) => Readers;

/** PC/SC, or one reader in memory with an ordinary card in it. */
export const openReaders: OpenReaders = ({ virtual }) => (virtual ? virtualReaders() : pcscReaders());

function pcscReaders(): Readers {
  const driver = new PcscDriver();
  return {
    manager: createResourceManager(guardedDriver(driver)),
    moduleMissing: driver.availability === 'module-missing',
    close: async () => {
      // Whatever was to be said was said by now.
      const callOff = endWithin(FAREWELL_MS);
      await driver.close();
      callOff();
    },
  };
}

function virtualReaders(): Readers {
  const readers = new VirtualReaders();
  readers.insert('Virtual Reader', new VirtualCard(ORDINARY_CARD));
  return {
    manager: createResourceManager(guardedDriver(withSampleCertificates(readers))),
    moduleMissing: false,
    close: async () => {},
  };
}
