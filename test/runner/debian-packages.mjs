import { spawnSync } from 'node:child_process';
import { say } from './say.mjs';

/** What the tests need beside Node, by Debian package, and the program that shows that it is there. */
const NEEDED = [
  { name: 'pcscd', program: 'pcscd', why: 'the PC/SC service' },
  { name: 'vsmartcard-vpcd', program: undefined, why: 'a virtual reader for it' },
  { name: 'opensc', program: 'pkcs15-tool', why: 'an independent witness of what is on the card' },
  { name: 'openssl', program: 'openssl', why: 'another reader of the test certificates' },
  { name: 'chromium', program: 'chromium', why: 'the browser' },
  { name: 'fonts-noto-cjk', program: undefined, why: 'Japanese letters in it' },
  { name: 'xvfb', program: 'Xvfb', why: 'a screen for the kiosk' },
  { name: 'openbox', program: 'openbox', why: 'its window manager' },
  { name: 'xdotool', program: 'xdotool', why: 'somebody at its keyboard' },
  { name: 'libpcsclite-dev', program: undefined, why: 'headers for the npm package pcsclite' },
  { name: 'build-essential', program: 'make', why: 'a compiler for it' },
  { name: 'python3', program: 'python3', why: 'its build system' },
  { name: 'iproute2', program: 'ip', why: 'a loopback network of the tests alone' },
  { name: 'util-linux', program: 'unshare', why: 'the same' },
  { name: 'postgresql', program: undefined, why: 'a database that journals are shipped to' },
  { name: 'procps', program: 'ps', why: 'its processes' },
  { name: 'strace', program: 'strace', why: 'what is written to the disk, and when the disk is told to keep it' },
  { name: 'bsdutils', program: 'script', why: 'a terminal for the command line' },
];

/** What the suite `usb` needs besides: a machine of its own, and tools to make its disk. */
const NEEDED_FOR_GUEST = [
  { name: 'qemu-system-x86', program: 'qemu-system-x86_64', why: 'a machine with USB ports for a kernel of its own' },
  { name: 'e2fsprogs', program: 'mke2fs', why: 'its disk' },
];

/**
 * Installs the Debian packages that are missing, when this user may; otherwise throws with the command to type. Must come
 * before the npm packages, since one of them is compiled against a header. `guest`: whether the suite `usb` is to run.
 *
 * @param {{ guest: boolean }} options
 */
export function ensureDebianPackages({ guest }) {
  const needed = guest ? [...NEEDED, ...NEEDED_FOR_GUEST] : NEEDED;
  if (!runs('dpkg-query', ['--version'])) {
    const missing = needed.filter(({ program }) => program && !onPath(program));
    if (missing.length === 0) return;
    const list = missing.map(({ program, why }) => `  ${program}: ${why}`).join('\n');
    throw new Error(
      `This is no Debian system, so nothing is installed here. Please install:\n${list}\n` +
        'and vsmartcard with its vpcd driver, the headers of pcsclite and Japanese fonts.',
    );
  }
  const missing = needed.filter(({ name }) => !isInstalled(name)).map(({ name }) => name);
  if (missing.length === 0) return;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (sudo.length > 0 && !runs('sudo', ['-n', 'true'])) {
    throw new Error(`Debian packages are missing. Please run:\n  sudo apt-get install ${missing.join(' ')}`);
  }
  say(`Installing Debian packages: ${missing.join(' ')}`);
  const apt = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq'];
  run([...apt, 'update']);
  run([...apt, 'install', '--yes', '--no-install-recommends', ...missing]);
}

function isInstalled(name) {
  const { stdout } = spawnSync('dpkg-query', ['--show', `--showformat=\${db:Status-Status}`, name], {
    encoding: 'utf8',
  });
  return stdout === 'installed';
}

function onPath(program) {
  return runs('sh', ['-c', 'PATH="$PATH:/usr/sbin:/sbin" command -v "$1"', 'sh', program]);
}

function runs(file, args) {
  return spawnSync(file, args, { stdio: 'ignore' }).status === 0;
}

function run([file, ...args]) {
  if (spawnSync(file, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) {
    throw new Error(`This failed: ${file} ${args.join(' ')}`);
  }
}
