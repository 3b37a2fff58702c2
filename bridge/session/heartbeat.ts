import { WebSocket } from 'ws';

/** Pings every `intervalMs` milliseconds and drops a socket that did not answer the ping before. */
export function keepAlive(socket: WebSocket, intervalMs: number): void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return afterReading(() => !answered && socket.terminate());
    answered = false;
    socket.ping();
  }, intervalMs);
  socket.once('close', () => clearInterval(timer));
}

/**
 * Looks once at what has arrived, then calls. A computer that slept or was busy finds the time up before it finds the
 * answer that came in time, and a page in the middle of a change would be lost.
 */
function afterReading(call: () => void): void {
  setImmediate(call);
}

/** Sockets whose answer is awaited. */
const asked = new WeakSet<WebSocket>();

/** Drops a socket that does not answer a ping within `timeoutMs` milliseconds. Asking again meanwhile changes nothing. */
export function dropIfDead(socket: WebSocket, timeoutMs: number): void {
  if (asked.has(socket)) return;
  asked.add(socket);
  const timer = setTimeout(() => afterReading(() => asked.has(socket) && socket.terminate()), timeoutMs);
  const keep = () => {
    clearTimeout(timer);
    asked.delete(socket);
    // Both go: whoever knocks for hours must not leave a listener behind each time.
    for (const event of ['pong', 'close']) socket.off(event, keep);
  };
  for (const event of ['pong', 'close']) socket.on(event, keep);
  socket.ping();
}

/** Answers that wait to be read, in bytes. All calls of a page together are a tenth of it. */
const MAX_UNREAD_BYTES = 4 * 1_024 * 1_024;

/** Drops a socket whose other end asks on and on and does not read the answers: they would fill the memory. */
export function dropIfNotReading(socket: WebSocket): void {
  const look = () => {
    if (socket.bufferedAmount > MAX_UNREAD_BYTES && socket.readyState === WebSocket.OPEN) socket.terminate();
  };
  // A ping is answered too, without a message.
  for (const event of ['message', 'ping']) socket.on(event, look);
}
