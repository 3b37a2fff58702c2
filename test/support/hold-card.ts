/** Another program: connects exclusively to the card in the first reader, says so, and holds it until it is ended. */
import pcsclite from 'pcsclite';

const pcsc = pcsclite();
pcsc.on('error', (error: Error) => {
  throw error;
});
pcsc.once('reader', (reader) => {
  let asked = false;
  reader.on('error', (error: Error) => {
    throw error;
  });
  reader.on('status', ({ state }) => {
    if (asked || (state & reader.SCARD_STATE_PRESENT) === 0) return;
    asked = true;
    reader.connect({ share_mode: reader.SCARD_SHARE_EXCLUSIVE }, (error) => {
      if (error) throw error;
      process.send?.('held');
    });
  });
});
process.on('disconnect', () => process.exit());
