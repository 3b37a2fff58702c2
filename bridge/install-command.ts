import { readFileSync } from 'node:fs';

interface InstallCommand {
  /** `ID` or one of `ID_LIKE` in /etc/os-release, or the name of a platform of Node.js. */
  readonly systems: readonly string[];
  /** What lets npm build the PC/SC module; where PC/SC is part of the system, only a compiler is missing. */
  readonly command: string;
}

export const INSTALL_COMMANDS: readonly InstallCommand[] = [
  {
    systems: ['debian', 'ubuntu', 'raspbian', 'linuxmint'],
    command: 'sudo apt-get install -y pcscd libpcsclite-dev build-essential python3',
  },
  {
    systems: ['fedora', 'rhel', 'centos'],
    command: 'sudo dnf install -y pcsc-lite pcsc-lite-ccid pcsc-lite-devel gcc-c++ make python3',
  },
  {
    systems: ['suse', 'opensuse'],
    command: 'sudo zypper install -y pcsc-lite pcsc-ccid pcsc-lite-devel gcc-c++ make python3',
  },
  { systems: ['arch'], command: 'sudo pacman -S --needed pcsclite ccid base-devel python' },
  { systems: ['alpine'], command: 'sudo apk add pcsc-lite ccid pcsc-lite-dev build-base python3' },
  { systems: ['darwin'], command: 'xcode-select --install' },
  {
    systems: ['win32'],
    command:
      'winget install Python.Python.3.12 Microsoft.VisualStudio.2022.BuildTools --override "--passive --wait --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"',
  },
];

/**
 * What a person types to get PC/SC on a system where its module could not be built; `npm start` then builds it.
 * `undefined` for a system without a row. `osRelease` is the content of /etc/os-release.
 */
export function installCommandFor(platform: NodeJS.Platform, osRelease: string): string | undefined {
  const systems = platform === 'linux' ? linuxSystems(osRelease) : [platform];
  for (const system of systems) {
    const row = INSTALL_COMMANDS.find((candidate) => candidate.systems.includes(system));
    if (row) return row.command;
  }
  return undefined;
}

/** As `installCommandFor`, of this machine. */
export function installCommandHere(): string | undefined {
  return installCommandFor(process.platform, readOsRelease());
}

/** `ID`, then `ID_LIKE` from the closest relative on (os-release(5)). */
function linuxSystems(osRelease: string): string[] {
  const value = (key: string) => new RegExp(`^${key}=["']?([^"'\\n]*)`, 'm').exec(osRelease)?.[1] ?? '';
  return `${value('ID')} ${value('ID_LIKE')}`.split(/\s+/).filter((system) => system !== '');
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
