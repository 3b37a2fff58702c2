import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { belongsToSomebodyElse, peerUsers } from './peer-user.ts';

const HEADING =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                      \n';
const row = (local: string, remote: string, user: number) =>
  `   1: ${local} ${remote} 01 00000000:00000000 00:00000000 00000000  ${user}        0 4242 1 0000000000000000 20 4 0 10 -1\n`;
/** Port 8080 is the bridge's, 40000 the one at the other end. */
const socket = { localPort: 0x1f90, remotePort: 0x9c40 };
const BRIDGE = row('0100007F:1F90', '0100007F:9C40', 1000);

describe('whose the other end of a connection is', () => {
  it.each<[string, number[], string]>([
    ['the same person', [1000], row('0100007F:9C40', '0100007F:1F90', 1000)],
    ['another person', [1001], row('0100007F:9C40', '0100007F:1F90', 1001)],
    [
      'another person, with an IPv6 socket',
      [1001],
      row('0000000000000000FFFF00000100007F:9C40', '0000000000000000FFFF00000100007F:1F90', 1001),
    ],
    [
      'both, with one port on two addresses',
      [1000, 1001],
      row('0100007F:9C40', '0100007F:1F90', 1000) + row('0200007F:9C40', '0100007F:1F90', 1001),
    ],
    ['not told', [], row('0100007F:9C41', '0100007F:1F90', 1001)],
  ])('%s', (_, users, rows) => {
    expect(peerUsers(socket, HEADING + BRIDGE + rows)).toEqual(users);
  });

  it('is known of a real connection, and one of our own is let pass', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const [accepted] = (await once(server, 'connection')) as [Socket];
    expect(belongsToSomebodyElse(accepted)).toBe(false);
    client.destroy();
    server.close();
  });
});
