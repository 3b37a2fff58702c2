import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { arch, homedir, hostname, release, type as systemType, userInfo } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import type { Versions } from '../../src/texts/doctor-findings.ts';
import { installCommandHere } from '../install-command.ts';
import { PRODUCT_VERSION } from '../product-version.ts';
import type { DoctorSystem, PcscProbe, ServiceState, UsbDevice } from './doctor-system.ts';
import { pcscliteVersion, probePcsc } from './probe-pcsc.ts';

const SERVICE = 'pcscd';
const LIBRARY = 'libpcsclite';
/** Where pcsc-lite has its socket unless it was built with another place (`PCSCLITE_CSOCK_NAME`). */
const SOCKET = 'run/pcscd/pcscd.comm';
const SMART_CARD_CLASS = '0b';
const USB_DRIVER = 'ifd-ccid.bundle';
const DRIVER_FOLDERS = [
  'usr/lib/pcsc/drivers',
  'usr/lib64/pcsc/drivers',
  'usr/local/lib/pcsc/drivers',
  'usr/lib/readers/usb',
];
/** An ordinary user has no system programs in the path. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/sbin'];
const HEADERS = ['usr/include/PCSC/winscard.h', 'usr/local/include/PCSC/winscard.h'];

/** A program that takes longer to tell its version is not waited for. In milliseconds. */
const PROGRAM_MS = 3_000;

/** The computer that this runs on. */
export class ThisSystem implements DoctorSystem {
  readonly platform = process.platform;
  readonly nodeVersion = process.versions.node;
  readonly installCommand = installCommandHere();
  readonly #root: string;

  /** `root`: where /proc, /sys, /run, /etc and /usr are looked for. */
  constructor(root = '/') {
    this.#root = root;
  }

  probePcsc(): Promise<PcscProbe> {
    return probePcsc();
  }

  canBuild(): boolean {
    switch (this.platform) {
      case 'linux':
        return HEADERS.some((path) => this.#exists(path)) && output('c++', '--version') !== '';
      case 'darwin':
        return output('xcode-select', '-p') !== '';
      case 'win32': {
        const installer = join(process.env['ProgramFiles(x86)'] ?? '', 'Microsoft Visual Studio/Installer/vswhere.exe');
        const compiler = 'Microsoft.VisualStudio.Component.VC.Tools.x86.x64';
        return output(installer, '-products', '*', '-requires', compiler, '-property', 'installationPath') !== '';
      }
      default:
        return false;
    }
  }

  service(): ServiceState {
    return {
      installed: searchPath().some((folder) => this.#exists(join(folder, SERVICE))),
      running: this.#processes().some((id) => this.#read(`proc/${id}/comm`).trim() === SERVICE),
      socket: this.#socket(),
      systemd: this.#exists('run/systemd/system'),
    };
  }

  usbDevices(): readonly UsbDevice[] {
    const folder = 'sys/bus/usb/devices';
    const entries = this.#list(folder);
    return entries.flatMap((name) => {
      const [vendor, product] = ['idVendor', 'idProduct'].map((file) => this.#read(`${folder}/${name}/${file}`).trim());
      if (!vendor || !product) return [];
      // The interfaces of the device 1-2 are 1-2:1.0, 1-2:1.1 and so on.
      const smartCardClass = entries.some(
        (entry) =>
          entry.startsWith(`${name}:`) &&
          this.#read(`${folder}/${entry}/bInterfaceClass`).trim().toLowerCase() === SMART_CARD_CLASS,
      );
      return [{ id: `${vendor}:${product}`.toLowerCase(), smartCardClass }];
    });
  }

  hasUsbDriver(): boolean {
    return DRIVER_FOLDERS.some((folder) => this.#exists(`${folder}/${USB_DRIVER}`));
  }

  cardPrograms(): readonly string[] {
    // The socket itself names nobody: what a program has mapped is what its owner may see without more rights.
    const names = this.#processes()
      .filter((id) => id !== String(process.pid) && this.#read(`proc/${id}/maps`).includes(LIBRARY))
      .map((id) => this.#read(`proc/${id}/comm`).trim())
      .filter((name) => name !== '' && name !== SERVICE);
    return [...new Set(names)].toSorted();
  }

  versions(): Versions {
    const pcscd = /version\s+([\d.]+\d)/.exec(output(SERVICE, '--version'))?.[1];
    const libccid = output('dpkg-query', '--show', 'libccid').split('\t')[1];
    const pcsclite = pcscliteVersion();
    return {
      product: PRODUCT_VERSION,
      node: this.nodeVersion,
      os: this.#system(),
      ...(pcscd ? { pcscd } : {}),
      ...(libccid ? { libccid } : {}),
      ...(pcsclite ? { pcsclite } : {}),
    };
  }

  personalNames(): readonly string[] {
    const home = homedir();
    const host = hostname();
    // Run with sudo, the person is another than the user.
    const { USER, USERNAME, LOGNAME, SUDO_USER } = process.env;
    const names = [home, basename(home), host, host.split('.')[0], accountName(), USER, USERNAME, LOGNAME, SUDO_USER];
    return [...new Set(names.filter((name) => name !== undefined && name.length > 1))] as string[];
  }

  #system(): string {
    const name = /^PRETTY_NAME=["']?([^"'\n]*)/m.exec(this.#read('etc/os-release'))?.[1] ?? systemType();
    return `${name} (${release()}, ${arch()})`;
  }

  #socket(): ServiceState['socket'] {
    try {
      accessSync(join(this.#root, SOCKET), constants.W_OK);
      return 'there';
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'forbidden';
    }
  }

  #processes(): readonly string[] {
    return this.#list('proc').filter((name) => /^\d+$/.test(name));
  }

  #exists(path: string): boolean {
    return existsSync(join(this.#root, path));
  }

  #list(path: string): readonly string[] {
    try {
      return readdirSync(join(this.#root, path)).toSorted();
    } catch {
      return [];
    }
  }

  /** Empty where it is not there or not for us to read. */
  #read(path: string): string {
    try {
      return readFileSync(join(this.#root, path), 'utf8');
    } catch {
      return '';
    }
  }
}

/** `undefined` for a user without an entry, as containers have them. */
function accountName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

function searchPath(): readonly string[] {
  return [...(process.env['PATH'] ?? '').split(delimiter), ...SYSTEM_FOLDERS].filter((folder) => folder !== '');
}

/** What a program prints; empty when it fails or is not there. */
function output(program: string, ...args: readonly string[]): string {
  const env = { ...process.env, PATH: searchPath().join(delimiter) };
  const { status, stdout } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env,
    timeout: PROGRAM_MS,
    killSignal: 'SIGKILL',
  });
  return status === 0 ? stdout.trim() : '';
}
