import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ThisSystem } from './this-system.ts';

/** A computer made of files. */
class Tree {
  readonly root = mkdtempSync(join(tmpdir(), 'myna-pin-doctor-'));

  with(files: Readonly<Record<string, string>>): ThisSystem {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return new ThisSystem(this.root);
  }
}

describe('this system', () => {
  const trees: Tree[] = [];
  const system = (files: Readonly<Record<string, string>>) => {
    const tree = new Tree();
    trees.push(tree);
    return tree.with(files);
  };
  afterEach(() => {
    for (const { root } of trees.splice(0)) rmSync(root, { recursive: true, force: true });
  });

  it('finds USB devices and the smart card interfaces on them', () => {
    const usb = (path: string, value: string) => ({ [`sys/bus/usb/devices/${path}`]: `${value}\n` });
    const files = {
      ...usb('usb1/idVendor', '1d6b'),
      ...usb('usb1/idProduct', '0002'),
      ...usb('1-1/idVendor', '04E6'),
      ...usb('1-1/idProduct', '5111'),
      ...usb('1-1:1.0/bInterfaceClass', '03'),
      ...usb('1-1:1.1/bInterfaceClass', '0b'),
      ...usb('1-1.4/idVendor', '054c'),
      ...usb('1-1.4/idProduct', '06c1'),
      ...usb('1-1.4:1.0/bInterfaceClass', 'ff'),
    };
    expect(system(files).usbDevices()).toEqual([
      { id: '04e6:5111', smartCardClass: true },
      { id: '054c:06c1', smartCardClass: false },
      { id: '1d6b:0002', smartCardClass: false },
    ]);
    expect(system({}).usbDevices()).toEqual([]);
  });

  it.each([
    ['nothing', {}, { installed: false, running: false, socket: 'missing', systemd: false }],
    ['installed', { 'usr/sbin/pcscd': '' }, { installed: true, running: false }],
    ['running', { 'usr/sbin/pcscd': '', 'proc/71/comm': 'pcscd\n' }, { installed: true, running: true }],
    ['another program', { 'proc/71/comm': 'pcscd-helper\n' }, { running: false }],
    ['with a socket', { 'run/pcscd/pcscd.comm': '' }, { socket: 'there' }],
    ['out of reach', { 'run/pcscd': 'not a folder' }, { socket: 'forbidden' }],
    ['under systemd', { 'run/systemd/system/x': '' }, { systemd: true }],
  ])('sees the service: %s', (_name, files, expected) => {
    expect(system(files).service()).toMatchObject(expected);
  });

  it('names programs that have PC/SC loaded, each once, and neither the service nor itself', () => {
    const program = (id: number, name: string, library: string) => ({
      [`proc/${id}/comm`]: `${name}\n`,
      [`proc/${id}/maps`]: `7f00-7f01 r-xp 0 08:01 12 /usr/lib/${library}\n`,
    });
    const files = {
      ...program(11, 'pcscd', 'libpcsclite.so.1'),
      ...program(12, 'scdaemon', 'libpcsclite.so.1'),
      ...program(13, 'firefox', 'libpcsclite.so.1.0.0'),
      ...program(14, 'firefox', 'libpcsclite.so.1.0.0'),
      ...program(15, 'editor', 'libc.so.6'),
      ...program(process.pid, 'node', 'libpcsclite.so.1'),
      'proc/16/comm': 'of-somebody-else\n',
    };
    expect(system(files).cardPrograms()).toEqual(['firefox', 'scdaemon']);
  });

  it.each([
    ['usr/lib/pcsc/drivers/ifd-ccid.bundle/Contents/Info.plist', true],
    ['usr/lib64/pcsc/drivers/ifd-ccid.bundle/Contents/Info.plist', true],
    ['usr/lib/pcsc/drivers/serial/libifdvpcd.so', false],
  ])('knows the USB driver by %s: %s', (path, expected) => {
    expect(system({ [path]: '' }).hasUsbDriver()).toBe(expected);
  });

  it('knows its versions', () => {
    const versions = system({ 'etc/os-release': 'NAME=Fake\nPRETTY_NAME="Fake Linux 7"\n' }).versions();
    expect(versions.os).toMatch(/^Fake Linux 7 \(/);
    expect(versions).toMatchObject({ product: expect.stringMatching(/^\d+\.\d+\.\d+/), node: process.versions.node });
  });

  it('knows what names the person and the computer', () => {
    expect(system({}).personalNames()).toEqual(expect.arrayContaining([homedir(), hostname()]));
  });
});
