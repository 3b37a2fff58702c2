/**
 * What is sent to a card with the npm package pcsclite and nothing else: no page, no bridge, no guard. A program of its own,
 * with an IPC channel: `{ reader, commands }`, commands in hexadecimal, is answered by how long it took and what the card
 * said. With `waitForCard` it sends them once the service tells of a card; `untilEmpty` is answered once it tells of none.
 */
import { once } from 'node:events';
import { createRequire } from 'node:module';

const monitor = createRequire(import.meta.url)('pcsclite')();
const readers = new Map();
monitor.on('reader', (reader) => {
  readers.set(reader.name, reader);
  monitor.emit(`found ${reader.name}`);
  reader.on('status', ({ state }) => {
    reader.present = (state & reader.SCARD_STATE_PRESENT) !== 0;
  });
});

process.on('message', async ({ id, reader: name, commands, waitForCard = false, untilEmpty = false }) => {
  try {
    if (!readers.has(name)) await once(monitor, `found ${name}`);
    const reader = readers.get(name);
    if (waitForCard) await until(reader, true);
    if (untilEmpty) await until(reader, false);
    process.send({ id, result: commands ? await exchange(reader, commands) : undefined });
  } catch (error) {
    process.send({ id, error: String(error) });
  }
});
process.on('disconnect', () => process.exit());

async function until(reader, present) {
  while (reader.present !== present) await once(reader, 'status');
}

async function exchange(reader, commands) {
  const begun = performance.now();
  const protocol = await new Promise((resolve, reject) =>
    reader.connect(
      { share_mode: reader.SCARD_SHARE_EXCLUSIVE, protocol: reader.SCARD_PROTOCOL_T0 | reader.SCARD_PROTOCOL_T1 },
      (error, agreed) => (error ? reject(error) : resolve(agreed)),
    ),
  );
  const connected = performance.now();
  const answers = [];
  for (const command of commands) {
    const answer = await new Promise((resolve, reject) =>
      reader.transmit(Buffer.from(command, 'hex'), 258, protocol, (error, bytes) =>
        error ? reject(error) : resolve(bytes),
      ),
    );
    answers.push(answer.toString('hex'));
  }
  const sent = performance.now();
  const endedAt = performance.timeOrigin + sent;
  await new Promise((resolve, reject) =>
    reader.disconnect(reader.SCARD_UNPOWER_CARD, (error) => (error ? reject(error) : resolve())),
  );
  return { exchangesMs: sent - connected, wholeMs: performance.now() - begun, endedAt, answers };
}
