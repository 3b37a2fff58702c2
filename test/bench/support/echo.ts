/**
 * As many messages to and fro over a WebSocket, one after the other and about as long as an APDU, as `count` says. Resolves with
 * the milliseconds of one, the connection not counted.
 */
export async function echoed(address: string, count: number, Socket = globalThis.WebSocket): Promise<number> {
  const socket = new Socket(address);
  socket.binaryType = 'arraybuffer';
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  const begun = performance.now();
  for (let sent = 0; sent < count; sent++) {
    const answered = new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
    socket.send(new Uint8Array(16));
    await answered;
  }
  const took = performance.now() - begun;
  socket.close();
  return took / count;
}
