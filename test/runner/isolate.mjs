import { spawnSync } from 'node:child_process';

/**
 * What a suite with a PC/SC service of its own sees instead of the machine: an empty /run (so no other pcscd, and no message
 * bus), no USB device, a loopback network of its own (so vpcd's fixed ports are free), and nothing of it is left once its
 * first process ends. On that network ACKs are not delayed: vpcd writes in two parts, and each APDU would take 50 ms.
 */
const INSIDE = `
mount -t tmpfs tmpfs /run
mkdir /run/pcscd
if [ -d /dev/bus ]; then mount -t tmpfs tmpfs /dev/bus; fi
ip link set lo up
ip route replace local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1 || true
exec "$@"
`;

const UNSHARE = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** As the superuser, as an ordinary user who may create namespaces, or through sudo where it asks for no password. */
const WAYS = [
  ['unshare', ...UNSHARE],
  ['unshare', '--map-root-user', ...UNSHARE],
  ['sudo', '-n', 'env', `PATH=${process.env.PATH}`, 'unshare', ...UNSHARE],
];

/** @type {string[] | undefined} */
let prefix;

/**
 * The command to start instead of `command`, so that it runs apart from the machine's readers; `command` itself where the
 * system does not allow that. Then the tests check on their own that no other service or reader is there.
 *
 * @param {string[]} command
 * @returns {{ command: string[], isolated: boolean }}
 */
export function isolated(command) {
  prefix ??= findPrefix();
  return { command: [...prefix, ...command], isolated: prefix.length > 0 };
}

function findPrefix() {
  const inside = ['sh', '-ec', INSIDE, 'sh'];
  for (const way of WAYS) {
    const [file, ...args] = [...way, ...inside, 'true'];
    if (spawnSync(file, args, { stdio: 'ignore' }).status === 0) return [...way, ...inside];
  }
  return [];
}
