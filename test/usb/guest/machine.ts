import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../support/wait.ts';
import { GUEST_PORTS, type GuestAddress, runInGuest } from './agent.ts';
import type { GuestImage } from './image.ts';

/** Where every processor instruction is emulated, on a busy machine. */
const BOOT_TIMEOUT = 240_000;

/** A booted guest. Owns: the QEMU process. What happens on its disk is forgotten when it stops. */
export class Machine {
  readonly address: GuestAddress;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(child: ChildProcess, folder: string, address: GuestAddress) {
    this.#child = child;
    this.#folder = folder;
    this.address = address;
  }

  static async boot({ kernel, initrd, disk }: GuestImage): Promise<Machine> {
    const folder = await mkdtemp(join(tmpdir(), 'myna-pin-guest-'));
    const [agentPort, debuggingPort] = (await freePorts(2)) as [number, number];
    const address: GuestAddress = { agentPort, debuggingPort, vscardSocket: join(folder, 'vscard') };
    const forward = (from: number, to: number) => `hostfwd=tcp:127.0.0.1:${from}-:${to}`;
    const child = spawn(
      // However this process ends, the guest ends too.
      'setpriv',
      [
        ...['--pdeathsig', 'KILL', 'qemu-system-x86_64'],
        // Not KVM even where it is: so that everybody runs the same, and it fails to start on some virtual machines.
        ...['-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '3072', '-M', 'q35'],
        ...['-nodefaults', '-no-reboot', '-display', 'none', '-serial', `file:${join(folder, 'console')}`],
        ...['-kernel', kernel, '-initrd', initrd],
        // Names of network interfaces as the kernel gives them.
        ...['-append', 'console=ttyS0 quiet panic=-1 mitigations=off net.ifnames=0'],
        ...['-drive', `file=${disk},format=raw,if=virtio,snapshot=on`],
        ...[
          '-netdev',
          `user,id=net,${forward(agentPort, GUEST_PORTS.agent)},${forward(debuggingPort, GUEST_PORTS.debugging)}`,
        ],
        ...[
          '-device',
          'virtio-net-pci,netdev=net,romfile=',
          '-device',
          'virtio-rng-pci',
          '-device',
          'qemu-xhci,id=xhci',
        ],
        ...['-chardev', `socket,id=card,path=${address.vscardSocket},server=on,wait=off`],
        ...['-device', 'usb-ccid,bus=xhci.0,id=reader', '-device', 'ccid-card-passthru,chardev=card,bus=reader.0'],
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const machine = new Machine(child, folder, address);
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    let failure: Error | undefined;
    child.on('error', (error) => {
      failure = error;
    });
    try {
      await until(
        'an answer of the guest',
        async () => {
          if (failure) throw failure;
          if (child.exitCode !== null) throw new Error(`QEMU ended (${child.exitCode})`);
          // A connection is accepted by QEMU long before anybody in the guest listens.
          return await runInGuest(address, 'true', 2_000).catch(() => undefined);
        },
        BOOT_TIMEOUT,
      );
    } catch (error) {
      const log = await machine.console();
      await machine.stop();
      throw new Error(`The guest did not start. QEMU said: ${said}\nIts last lines were:\n${log.slice(-2000)}`, {
        cause: error,
      });
    }
    return machine;
  }

  /** What the kernel and the first programs wrote. */
  async console(): Promise<string> {
    return readFile(join(this.#folder, 'console'), 'utf8').catch(() => '');
  }

  async stop(): Promise<void> {
    if (this.#child.pid && this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
