/** Another program: connects exclusively to the card in the first reader, says so, and holds it until it is ended. */
import { loadPcsclite, type PcscliteReader, type PcscliteStatus, STATE } from '../../bridge/pcsc/pcsclite-module.ts';

const fail = (error: unknown) => {
  throw error;
};

const pcsclite = loadPcsclite();
if (!pcsclite) throw new Error('the npm package pcsclite is not installed');
const pcsc = pcsclite();
pcsc.on('error', fail);
pcsc.once('reader', (reader: PcscliteReader) => {
  let asked = false;
  reader.on('error', fail);
  reader.on('status', ({ state }: PcscliteStatus) => {
    if (asked || (state & STATE.present) === 0) return;
    asked = true;
    const options = {
      share_mode: reader.SCARD_SHARE_EXCLUSIVE,
      protocol: reader.SCARD_PROTOCOL_T0 | reader.SCARD_PROTOCOL_T1,
    };
    reader.connect(options, (error) => {
      if (error) fail(error);
      process.send?.('held');
      // The service cleans up after a program that just ends at some later moment; this is answered once it is done.
      process.once('disconnect', () => reader.disconnect(reader.SCARD_LEAVE_CARD, () => process.exit()));
    });
  });
});
