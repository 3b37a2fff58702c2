import { encodeCommand, selectFile } from '../../card/apdu.ts';
import { CERTIFICATE_FILES } from '../../card/applications.ts';
import { equalBytes } from '../../card/bytes.ts';
import type { ReaderDriver } from '../web-smart-card/resource-manager.ts';
import type { VirtualCard } from './virtual-card.ts';
import type { VirtualReaders } from './virtual-readers.ts';

const SELECTS = Object.values(CERTIFICATE_FILES).map((file) => encodeCommand(selectFile(file)));

/**
 * The same readers. When a card in them is asked for a certificate, it is given the sample ones first that it says it has:
 * they are loaded then, and not before.
 */
export function withSampleCertificates(readers: VirtualReaders): ReaderDriver {
  return {
    open: () => readers.open(),
    listReaders: () => readers.listReaders(),
    getStatusChange: (states, options) => readers.getStatusChange(states, options),
    async connect(readerName, accessMode, preferredProtocols) {
      const card = readers.cardIn(readerName);
      const { connection, activeProtocol } = await readers.connect(readerName, accessMode, preferredProtocols);
      return {
        activeProtocol,
        connection: {
          async transmit(command) {
            if (card && SELECTS.some((select) => equalBytes(select, command))) await fill(card);
            return connection.transmit(command);
          },
          disconnect: (disposition) => connection.disconnect(disposition),
          status: () => connection.status(),
        },
      };
    },
  };
}

async function fill(card: VirtualCard): Promise<void> {
  const { missingFiles } = card;
  if (missingFiles.length === 0) return;
  const { sampleCertificates } = await import('./sample-certificates.ts');
  const samples = sampleCertificates();
  for (const id of missingFiles) card.putFile(id, samples[id]);
}
