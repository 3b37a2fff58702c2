/**
 * The disk of the guest: Debian's kernel, Chromium, PC/SC and USB/IP, from the package sources of this machine.
 *
 * Packages are unpacked, not installed: no script of theirs runs, so this needs neither the superuser nor a chroot nor a
 * loop device, and takes about a minute on an idle machine. What such a script would have done and is missed here is in `files/`.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface GuestImage {
  readonly kernel: string;
  readonly initrd: string;
  /** Raw ext4. Nothing may write to it. */
  readonly disk: string;
}

const PACKAGES = [
  'linux-image-amd64',
  'busybox-static',
  'udev',
  'socat',
  'usbip',
  'pcscd',
  'libccid',
  'opensc',
  'chromium',
  'fonts-dejavu-core',
];

const INITRAMFS_MODULES = ['virtio_pci', 'virtio_blk', 'ext4', 'crc32c_generic'];
const MODULES = [...INITRAMFS_MODULES, 'virtio_net', 'xhci_pci', 'vhci-hcd'];

/** Where each of `files/` goes; those marked are programs. */
const FILES = [
  { name: 'inittab', to: 'etc/inittab' },
  { name: 'start', to: 'etc/guest/start', program: true },
  { name: 'agent', to: 'etc/guest/agent', program: true },
];

/** Busybox programs that the scripts above use and no package brings. */
const APPLETS = ['hostname', 'ip', 'modprobe', 'mount', 'ps', 'wget', 'poweroff', 'awk', 'vi', 'less'];

const UNUSED = ['./usr/share/doc', './usr/share/man', './usr/share/info', './usr/share/icons', './usr/share/locale'];

const HERE = dirname(fileURLToPath(import.meta.url));

/** The image, made now if this recipe was never made on this machine. `say` is told what is going on. */
export async function guestImage(say: (line: string) => void): Promise<GuestImage> {
  const folder = join(cacheFolder(), `usb-guest-${await recipeHash()}`);
  const image = imageIn(folder);
  if (await exists(folder)) {
    await utimes(folder, new Date(), new Date());
    return image;
  }
  await checkSystem();
  await forgetUnused();
  await mkdir(cacheFolder(), { recursive: true });
  const work = await mkdtemp(join(cacheFolder(), 'usb-guest-being-made-'));
  const step = async (what: string, action: () => Promise<void>) => {
    const started = Date.now();
    await action();
    say(`guest image: ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  };
  try {
    const root = join(work, 'root');
    await step('packages fetched', () => fetchPackages(join(work, 'apt')));
    await step('packages unpacked', () => unpackPackages(join(work, 'apt/cache/archives'), root));
    await step('kernel, modules and initramfs', () => makeKernel(root, work));
    await step('file system', () => makeDisk(root, imageIn(work).disk));
    for (const leftover of ['apt', 'root', 'initramfs']) await rm(join(work, leftover), { recursive: true });
    // Whoever finishes last wins; both made the same.
    await rename(work, folder).catch(async (error) => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return image;
}

function imageIn(folder: string): GuestImage {
  return { kernel: join(folder, 'vmlinuz'), initrd: join(folder, 'initrd'), disk: join(folder, 'disk.ext4') };
}

function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'myna-pin');
}

/** Images of earlier recipes, and what a run that was cut off left behind: most of a gigabyte each. */
async function forgetUnused(): Promise<void> {
  const lastWeek = Date.now() - 7 * 24 * 60 * 60 * 1000;
  for (const name of await readdir(cacheFolder()).catch(() => [])) {
    const path = join(cacheFolder(), name);
    if (!name.startsWith('usb-guest-') || (await stat(path)).mtimeMs > lastWeek) continue;
    await rm(path, { recursive: true, force: true });
  }
}

async function recipeHash(): Promise<string> {
  const hash = createHash('sha256').update(await readFile('/etc/os-release'));
  hash.update(await readFile(fileURLToPath(import.meta.url)));
  for (const name of (await readdir(join(HERE, 'files'))).sort())
    hash.update(await readFile(join(HERE, 'files', name)));
  return hash.digest('hex').slice(0, 16);
}

async function checkSystem(): Promise<void> {
  if (process.arch !== 'x64' || !/^ID=debian$/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''))) {
    throw new Error(
      'The guest of the USB tests is made from the package sources of the system, which must be Debian on amd64.',
    );
  }
}

/** With a package database of its own that says that nothing is installed, so that every dependency comes along. */
async function fetchPackages(folder: string): Promise<void> {
  await mkdir(join(folder, 'lists/partial'), { recursive: true });
  await mkdir(join(folder, 'cache/archives/partial'), { recursive: true });
  await writeFile(join(folder, 'status'), '');
  const options = {
    'Dir::State': folder,
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': join(folder, 'cache'),
    'APT::Install-Recommends': 'false',
    // Otherwise the superuser becomes _apt, who may not write below a home folder.
    'APT::Sandbox::User': 'root',
    'Acquire::Retries': '3',
  };
  const apt = (...args: string[]) =>
    run('apt-get', ['-qq', ...Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]), ...args], {
      maxBuffer: 1 << 26,
    });
  await apt('update');
  await apt('--yes', '--download-only', 'install', ...PACKAGES);
}

async function unpackPackages(archives: string, root: string): Promise<void> {
  // As on every Debian since 12, before the first package can make a folder of them.
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    await mkdir(join(root, 'usr', name), { recursive: true });
    await symlink(`usr/${name}`, join(root, name));
  }
  const unpack = `dpkg-deb --fsys-tarfile "$1" | tar --extract --directory="$2" --keep-directory-symlink --no-same-owner ${UNUSED.map((path) => `--exclude='${path}'`).join(' ')}`;
  for (const name of await readdir(archives)) {
    if (name.endsWith('.deb')) await run('bash', ['-o', 'pipefail', '-c', unpack, 'bash', join(archives, name), root]);
  }
  for (const folder of ['dev', 'proc', 'sys', 'run', 'tmp', 'root'])
    await mkdir(join(root, folder), { recursive: true });
  // As the package base-files has it; usbip writes there what it has attached.
  await symlink('/run', join(root, 'var/run'));
  for (const name of APPLETS) {
    await symlink('/bin/busybox', join(root, 'usr/bin', name)).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  await writeFile(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  await writeFile(join(root, 'etc/group'), 'root:x:0:\n');
  await writeFile(join(root, 'etc/hosts'), '127.0.0.1 localhost guest\n');
  for (const { name, to, program } of FILES) {
    await mkdir(dirname(join(root, to)), { recursive: true });
    await copyFile(join(HERE, 'files', name), join(root, to));
    await chmod(join(root, to), program ? 0o755 : 0o644);
  }
}

async function makeKernel(root: string, folder: string): Promise<void> {
  const busybox = join(root, 'bin/busybox');
  const [version] = await readdir(join(root, 'lib/modules'));
  if (!version) throw new Error('the kernel package has no modules');
  const modules = `lib/modules/${version}`;
  await copyFile(join(root, `boot/vmlinuz-${version}`), join(folder, 'vmlinuz'));
  await rm(join(root, 'boot'), { recursive: true });

  await run(busybox, ['depmod', '-b', root, version]);
  const dependencies = parseDependencies(await readFile(join(root, modules, 'modules.dep'), 'utf8'));
  // A few of 4000 modules.
  const all = join(root, 'modules');
  await rename(join(root, modules), all);
  const initramfs = join(folder, 'initramfs');
  for (const [place, names] of [
    [root, MODULES],
    [initramfs, INITRAMFS_MODULES],
  ] as const) {
    for (const path of withDependencies(names, dependencies)) {
      await mkdir(dirname(join(place, modules, path)), { recursive: true });
      await copyFile(join(all, path), join(place, modules, path));
    }
    await copyFile(join(all, 'modules.builtin'), join(place, modules, 'modules.builtin'));
    await run(busybox, ['depmod', '-b', place, version]);
  }
  await rm(all, { recursive: true });

  for (const name of ['bin', 'dev', 'proc', 'sys', 'root']) await mkdir(join(initramfs, name), { recursive: true });
  await copyFile(busybox, join(initramfs, 'bin/busybox'));
  await copyFile(join(HERE, 'files/initramfs-init'), join(initramfs, 'init'));
  await chmod(join(initramfs, 'init'), 0o755);
  await run('sh', [
    '-c',
    `cd "$1" && find . | "$2" cpio -o -H newc > "$3"`,
    'sh',
    initramfs,
    busybox,
    join(folder, 'initrd'),
  ]);
}

function parseDependencies(text: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [path, rest] = line.split(':') as [string, string];
        return [path, rest.split(' ').filter(Boolean)];
      }),
  );
}

/** Paths of these modules and all that they need; one that is built into the kernel has none. */
function withDependencies(names: readonly string[], dependencies: ReadonlyMap<string, readonly string[]>): Set<string> {
  const wanted = names.map((name) => name.replaceAll('_', '-'));
  const found = new Set<string>();
  const add = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    for (const needed of dependencies.get(path) ?? []) add(needed);
  };
  for (const path of dependencies.keys()) {
    const name = (path.split('/').at(-1) as string).replace(/[.]ko.*$/, '').replaceAll('_', '-');
    if (wanted.includes(name)) add(path);
  }
  return found;
}

async function makeDisk(root: string, disk: string): Promise<void> {
  const { stdout } = await run('du', ['--summarize', '--block-size=1M', root]);
  const megabytes = Math.ceil(Number.parseInt(stdout, 10) * 1.15) + 256;
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` };
  await run(
    'mke2fs',
    ['-q', '-t', 'ext4', '-O', '^has_journal', '-E', 'root_owner=0:0', '-d', root, disk, `${megabytes}M`],
    {
      env,
    },
  );
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
