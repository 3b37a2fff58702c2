import { describe, expect, it } from 'vitest';
import type { Finding, FindingCode } from '../../src/texts/doctor-findings.ts';
import { type FakeSystemState, fakeSystem } from '../testing/fake-system.ts';
import { examineEnvironment } from './environment.ts';

const command = 'sudo install-it';

async function lastFinding(state: FakeSystemState): Promise<{ codes: FindingCode[]; last: Finding | undefined }> {
  const { findings, reachable } = await examineEnvironment(fakeSystem(state));
  const last = findings.at(-1);
  expect(reachable).toBe(last?.code === 'service-ok');
  return { codes: findings.map(({ code }) => code), last };
}

describe('Node.js', () => {
  it.each([
    ['18.20.8', 'node-too-old'],
    ['20.9.0', 'node-too-old'],
    ['20.18.3', 'node-too-old'],
    ['20.19.0', 'node-ok'],
    ['21.0.0', 'node-ok'],
    ['24.1.0', 'node-ok'],
  ] as const)('%s: %s', async (nodeVersion, code) => {
    expect((await lastFinding({ nodeVersion })).codes).toEqual([code, 'module-ok', 'service-ok']);
  });
});

describe('the npm package', () => {
  const notLoaded = (reason: string) => ({ kind: 'not-loaded', reason }) as const;

  it.each<[string, FakeSystemState, FindingCode, object]>([
    ['is not installed', { probe: { kind: 'package-missing' } }, 'module-missing', {}],
    [
      'is not installed, and there is no compiler',
      { probe: { kind: 'package-missing' }, canBuild: false },
      'module-no-compiler',
      { command },
    ],
    [
      'was not built',
      { probe: notLoaded('Could not locate the bindings file. Tried:\n → /home/taro/x/build/pcsclite.node') },
      'module-not-built',
      {},
    ],
    [
      'was not built, and there is no compiler',
      { probe: notLoaded('Could not locate the bindings file. Tried:\n → /x/pcsclite.node'), canBuild: false },
      'module-no-compiler',
      { command },
    ],
    [
      'was built for another Node.js',
      {
        probe: notLoaded(
          "The module '/x/pcsclite.node'\nwas compiled against a different Node.js version using\nNODE_MODULE_VERSION 115. This version of Node.js requires\nNODE_MODULE_VERSION 137.",
        ),
      },
      'module-wrong-node',
      {},
    ],
    [
      'was built for another processor (Linux)',
      { probe: notLoaded('/x/pcsclite.node: wrong ELF class: ELFCLASS32') },
      'module-wrong-node',
      {},
    ],
    [
      'was built for another processor (macOS)',
      {
        probe: notLoaded(
          "dlopen(/x/pcsclite.node, 0x0001): tried: '/x/pcsclite.node' (mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64'))",
        ),
      },
      'module-wrong-node',
      {},
    ],
    [
      'was built for another system (Windows)',
      { probe: notLoaded('\\\\?\\C:\\x\\pcsclite.node is not a valid Win32 application.') },
      'module-wrong-node',
      {},
    ],
    [
      'lacks the library of PC/SC (glibc)',
      { probe: notLoaded('libpcsclite.so.1: cannot open shared object file: No such file or directory') },
      'module-no-library',
      { library: 'libpcsclite.so.1', command },
    ],
    [
      'lacks the library of PC/SC (musl)',
      {
        probe: notLoaded(
          'Error loading shared library libpcsclite.so.1: No such file or directory (needed by /x.node)',
        ),
      },
      'module-no-library',
      { library: 'libpcsclite.so.1', command },
    ],
    ['ends its process', { probe: notLoaded('SIGSEGV') }, 'module-failed', { reason: 'SIGSEGV' }],
    [
      'fails in a way that nobody thought of, of which the first line is kept',
      { probe: notLoaded('odd\nand more') },
      'module-failed',
      { reason: 'odd' },
    ],
  ])('%s', async (_name, state, code, facts) => {
    const { codes, last } = await lastFinding(state);
    expect(codes).toEqual(['node-ok', code]);
    expect(last).toEqual({ code, level: 'problem', facts });
  });
});

describe('the PC/SC service', () => {
  const refused = (value: string) =>
    ({ kind: 'refused', reason: `SCardEstablishContext error: Some words.(0x${value})` }) as const;
  const noService = refused('8010001d');
  const gone = { installed: true, running: false, socket: 'missing' } as const;

  it.each<[string, FakeSystemState, FindingCode, object]>([
    [
      'is not installed',
      { probe: noService, service: { ...gone, installed: false } },
      'service-not-installed',
      { command },
    ],
    ['does not run, under systemd', { probe: noService, service: gone }, 'service-stopped', { start: 'systemd' }],
    [
      'does not run, without systemd',
      { probe: noService, service: { ...gone, systemd: false } },
      'service-stopped',
      { start: 'by-hand' },
    ],
    [
      'crashed and left its socket',
      { probe: noService, service: { ...gone, socket: 'there' } },
      'service-stopped',
      { start: 'systemd' },
    ],
    [
      'keeps this user out by its socket',
      { probe: noService, service: { socket: 'forbidden' } },
      'service-forbidden',
      {},
    ],
    ['keeps this user out by polkit', { probe: refused('8010006a') }, 'service-denied', {}],
    ['the same on 64 bits', { probe: refused('ffffffff8010006a') }, 'service-denied', {}],
    ['runs elsewhere', { probe: noService, service: { socket: 'missing' } }, 'service-unreachable', {}],
    ['does not answer', { probe: { kind: 'no-answer' } }, 'service-no-answer', {}],
    ['fails otherwise', { probe: refused('80100001') }, 'service-failed', { code: '0x80100001' }],
    ['fails without a reason', { probe: { kind: 'refused', reason: 'odd' } }, 'service-failed', { code: '?' }],
    ['is off on Windows', { platform: 'win32', probe: noService }, 'service-stopped', { start: 'windows' }],
    [
      'was stopped on Windows',
      { platform: 'win32', probe: refused('8010001e') },
      'service-stopped',
      { start: 'windows' },
    ],
    ['is off on a Mac', { platform: 'darwin', probe: noService }, 'service-stopped', { start: 'macos' }],
    ['fails on a Mac', { platform: 'darwin', probe: refused('80100001') }, 'service-failed', { code: '0x80100001' }],
  ])('%s', async (_name, state, code, facts) => {
    const { codes, last } = await lastFinding(state);
    expect(codes).toEqual(['node-ok', 'module-ok', code]);
    expect(last).toEqual({ code, level: 'problem', facts });
  });
});
