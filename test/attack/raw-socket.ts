import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { SOCKET_PATH } from '../../src/readers/bridge/protocol.ts';

/** A connection on which anything can be sent. Its failures are what the attacks expect, so they end nothing. */
export async function openSocket(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  socket.on('error', () => {});
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  return socket;
}

/** Head of a request, with the empty line at its end. */
export function requestHead(line: string, headers: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** Head of the request by which a page opens its WebSocket. */
export function upgradeHead(port: number, headers: Readonly<Record<string, string>>): string {
  return requestHead(`GET ${SOCKET_PATH}`, {
    Host: `127.0.0.1:${port}`,
    Origin: `http://127.0.0.1:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': 13,
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  });
}

/** A WebSocket below any library: the connection after `101`. */
export async function openRawWebSocket(port: number, cookie: string): Promise<Socket> {
  const socket = await openSocket(port);
  socket.write(upgradeHead(port, { Cookie: cookie }));
  const [answer] = await once(socket, 'data');
  if (!String(answer).startsWith('HTTP/1.1 101 ')) throw new Error(String(answer));
  return socket;
}

/** One frame of up to 65,535 bytes, masked with zeros. */
export function frame(opcode: 'text' | 'ping', payload: string): Buffer {
  const { length } = payload;
  const size = length < 126 ? [0x80 | length] : [0xfe, length >> 8, length & 0xff];
  return Buffer.concat([
    Buffer.from([0x80 | { text: 0x1, ping: 0x9 }[opcode], ...size, 0, 0, 0, 0]),
    Buffer.from(payload),
  ]);
}
