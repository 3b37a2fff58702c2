import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/** Where Linux lists all TCP sockets and whose they are (proc_net_tcp(5)); a socket for IPv6 may speak IPv4 as well. */
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];

const ROOT_USER = 0;

/**
 * Whether the program at the other end of a loopback connection runs as another person on this computer. `false` where
 * the system does not tell, which is everywhere but on Linux.
 *
 * The secret of the address can be seen in a list of processes for a moment, and browsers send the cookies of 127.0.0.1 to
 * the servers of all its ports, other people's included. Neither is of use to those people then. The superuser passes:
 * what runs as root can do anything anyway, and some relays into containers and virtual machines do.
 */
export function belongsToSomebodyElse(socket: Socket): boolean {
  const self = process.getuid?.();
  if (self === undefined) return false;
  return peerUsers(socket, readTables()).some((user) => user !== self && user !== ROOT_USER);
}

/**
 * Owners of the sockets that may be the other end of `socket`, by ports alone: there is one in nearly all cases, and if
 * there are two, somebody chose the port of another on purpose.
 */
export function peerUsers(
  { localPort, remotePort }: Pick<Socket, 'localPort' | 'remotePort'>,
  tables: string,
): number[] {
  // Their addresses, then state, queues, timer and retransmissions. One search, since a busy computer has thousands of rows.
  const row = new RegExp(`:${hex(remotePort)} [0-9A-F]+:${hex(localPort)} \\S+ \\S+ \\S+ \\S+ +(\\d+) `, 'g');
  return [...tables.matchAll(row)].map(([, user]) => Number(user));
}

/** A port in an address such as `0100007F:1F90`. */
function hex(port = 0): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}

function readTables(): string {
  return TABLES.map((path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  }).join('\n');
}
