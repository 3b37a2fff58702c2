import { describe, expect, it } from 'vitest';
import { INSTALL_COMMANDS, installCommandFor } from './install-command.ts';

describe('the command that installs PC/SC', () => {
  it.each([
    [
      'Debian',
      'linux',
      'NAME="Debian GNU/Linux"\nID=debian\n',
      'sudo apt-get install -y pcscd libpcsclite-dev build-essential python3',
    ],
    [
      'Ubuntu',
      'linux',
      'ID=ubuntu\nID_LIKE=debian\n',
      'sudo apt-get install -y pcscd libpcsclite-dev build-essential python3',
    ],
    ['Pop!_OS', 'linux', 'ID=pop\nID_LIKE="ubuntu debian"\n', 'sudo apt-get install -y'],
    ['Fedora', 'linux', 'VERSION_ID=41\nID=fedora\n', 'sudo dnf install'],
    ['Rocky Linux', 'linux', 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'sudo dnf install'],
    ['openSUSE', 'linux', 'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', 'sudo zypper install'],
    ['Manjaro', 'linux', 'ID=manjaro\nID_LIKE=arch\n', 'sudo pacman -S'],
    ['Alpine', 'linux', "ID='alpine'\n", 'sudo apk add'],
    ['macOS', 'darwin', '', 'xcode-select --install'],
    ['Windows', 'win32', '', 'winget install'],
  ] as const)('%s', (_, platform, osRelease, command) => {
    expect(installCommandFor(platform, osRelease)?.startsWith(command)).toBe(true);
  });

  it.each([
    ['an unknown Linux', 'linux', 'ID=homemade\n'],
    ['a Linux that does not say', 'linux', ''],
    ['another system', 'freebsd', ''],
  ] as const)('is left to %s', (_, platform, osRelease) => {
    expect(installCommandFor(platform, osRelease)).toBeUndefined();
  });

  it('is one line, and found under every name of its row', () => {
    for (const { systems, command } of INSTALL_COMMANDS) {
      expect(command).not.toContain('\n');
      for (const system of systems) {
        const platform = system === 'darwin' || system === 'win32' ? system : 'linux';
        expect(installCommandFor(platform, `ID=${system}\n`)).toBe(command);
      }
    }
  });
});
