/**
 * The least that a program like the bridge can be: Node.js, a page of one heading, a WebSocket, the address on standard output.
 * The baseline of whatever the bridge takes to start and to stand by.
 */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const PAGE = `<!doctype html><html lang="ja"><meta charset="utf-8"><title>one heading</title><h2 id="step-title">暗証番号</h2>
<script>new WebSocket(location.origin.replace('http', 'ws'))</script></html>`;

const server = createServer((_, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(PAGE);
});
const sockets = new WebSocketServer({ server });
sockets.on('connection', (socket, { url }) => {
  // As long as a card would take.
  const wait = Number(new URL(url, 'http://127.0.0.1').searchParams.get('wait'));
  socket.on('message', (data) => {
    if (wait > 0) setTimeout(() => socket.send(data), wait);
    else socket.send(data);
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port}/\n`);
});
