import type { WebSocket } from 'ws';

/** Pings every `intervalMs` milliseconds and drops a socket that did not answer the ping before. */
export function keepAlive(socket: WebSocket, intervalMs: number): void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, intervalMs);
  socket.once('close', () => clearInterval(timer));
}

/** Drops a socket that does not answer a ping within `timeoutMs` milliseconds. */
export function dropIfDead(socket: WebSocket, timeoutMs: number): void {
  const timer = setTimeout(() => socket.terminate(), timeoutMs);
  const keep = () => clearTimeout(timer);
  socket.once('pong', keep);
  socket.once('close', keep);
  socket.ping();
}
