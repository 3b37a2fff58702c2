import { type Finding, finding } from '../../src/texts/doctor-findings.ts';
import { returnValueOf } from '../pcsc/response-codes.ts';
import { NEEDED_NODE } from '../product-version.ts';
import type { DoctorSystem, PcscProbe } from './doctor-system.ts';

const SCARD_W_SECURITY_VIOLATION = 0x8010006a;
const SCARD_E_NO_SERVICE = 0x8010001d;
const SCARD_E_SERVICE_STOPPED = 0x8010001e;

/** Node.js, the npm package and the PC/SC service, in this order. Whoever depends on a problem is not looked at. */
export async function examineEnvironment(system: DoctorSystem): Promise<{ findings: Finding[]; reachable: boolean }> {
  const findings = [nodeFinding(system.nodeVersion)];
  const probe = await system.probePcsc();
  const module = moduleFinding(probe, system);
  findings.push(module);
  if (module.level === 'problem') return { findings, reachable: false };
  const service = serviceFinding(probe, system);
  findings.push(service);
  return { findings, reachable: service.level === 'ok' };
}

function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = NEEDED_NODE.split('.').map(Number);
  const tooOld = major < neededMajor || (major === neededMajor && minor < neededMinor);
  return tooOld ? finding('node-too-old', { version, needed: NEEDED_NODE }) : finding('node-ok', { version });
}

/** The messages of dlopen (glibc, musl, macOS, Windows), of Node.js and of the npm package bindings, and what they mean. */
const LOADER_MESSAGES: readonly {
  readonly pattern: RegExp;
  readonly finding: (match: RegExpExecArray, system: DoctorSystem) => Finding;
}[] = [
  {
    pattern: /Could not locate the bindings file/,
    finding: (_, system) => (system.canBuild() ? finding('module-not-built', {}) : noCompiler(system)),
  },
  {
    pattern:
      /NODE_MODULE_VERSION|invalid ELF header|wrong ELF class|incompatible architecture|not a valid Win32|undefined symbol/,
    finding: () => finding('module-wrong-node', {}),
  },
  {
    pattern:
      /(lib[\w.+-]+\.so[\w.]*): cannot open shared object file|Error loading shared library (lib[\w.+-]+\.so[\w.]*)/,
    finding: ([, glibc, musl], system) =>
      finding('module-no-library', { library: (glibc ?? musl) as string, ...installable(system) }),
  },
];

function moduleFinding(probe: PcscProbe, system: DoctorSystem): Finding {
  if (probe.kind === 'package-missing') {
    // npm leaves an optional package out when it cannot be built.
    return system.canBuild() ? finding('module-missing', {}) : noCompiler(system);
  }
  if (probe.kind !== 'not-loaded') return finding('module-ok', {});
  for (const { pattern, finding: of } of LOADER_MESSAGES) {
    const match = pattern.exec(probe.reason);
    if (match) return of(match, system);
  }
  return finding('module-failed', { reason: probe.reason.split('\n', 1)[0] as string });
}

function noCompiler(system: DoctorSystem): Finding {
  return finding('module-no-compiler', installable(system));
}

function serviceFinding(probe: PcscProbe, system: DoctorSystem): Finding {
  if (probe.kind === 'answered') return finding('service-ok', {});
  if (probe.kind === 'no-answer') return finding('service-no-answer', {});
  const value = probe.kind === 'refused' ? returnValueOf(probe.reason) : undefined;
  if (value === SCARD_W_SECURITY_VIOLATION) return finding('service-denied', {});
  const stopped = value === SCARD_E_NO_SERVICE || value === SCARD_E_SERVICE_STOPPED;
  if (system.platform === 'linux') return linuxFinding(value, system);
  if (stopped && system.platform === 'win32') return finding('service-stopped', { start: 'windows' });
  if (stopped && system.platform === 'darwin') return finding('service-stopped', { start: 'macos' });
  return failed(value);
}

function linuxFinding(value: number | undefined, system: DoctorSystem): Finding {
  const { installed, running, socket, systemd } = system.service();
  if (socket === 'forbidden') return finding('service-forbidden', {});
  if (running) return socket === 'missing' ? finding('service-unreachable', {}) : failed(value);
  // A socket that nobody listens at stays behind after a crash.
  if (!installed) return finding('service-not-installed', installable(system));
  return finding('service-stopped', { start: systemd ? 'systemd' : 'by-hand' });
}

function failed(value: number | undefined): Finding {
  return finding('service-failed', { code: value === undefined ? '?' : `0x${value.toString(16).toUpperCase()}` });
}

export function installable({ installCommand }: Pick<DoctorSystem, 'installCommand'>): { command?: string } {
  return installCommand === undefined ? {} : { command: installCommand };
}
