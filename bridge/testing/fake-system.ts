import type { DoctorSystem, PcscProbe, ServiceState, UsbDevice } from '../doctor/doctor-system.ts';

/** A computer on which all is well, but for what a test says. */
export interface FakeSystemState {
  readonly platform?: NodeJS.Platform;
  readonly nodeVersion?: string;
  readonly installCommand?: string;
  readonly probe?: PcscProbe;
  readonly canBuild?: boolean;
  readonly service?: Partial<ServiceState>;
  readonly usbDevices?: readonly UsbDevice[];
  readonly hasUsbDriver?: boolean;
  readonly cardPrograms?: readonly string[];
  readonly personalNames?: readonly string[];
  readonly os?: string;
}

export function fakeSystem({
  platform = 'linux',
  nodeVersion = '20.19.0',
  installCommand = 'sudo install-it',
  probe = { kind: 'answered' },
  canBuild = true,
  service = {},
  usbDevices = [],
  hasUsbDriver = true,
  cardPrograms = [],
  personalNames = [],
  os = 'Fake OS 1',
}: FakeSystemState = {}): DoctorSystem {
  return {
    platform,
    nodeVersion,
    installCommand,
    probePcsc: async () => probe,
    canBuild: () => canBuild,
    service: () => ({ installed: true, running: true, socket: 'there', systemd: true, ...service }),
    usbDevices: () => usbDevices,
    hasUsbDriver: () => hasUsbDriver,
    cardPrograms: () => cardPrograms,
    versions: () => ({ product: '1.2.3', node: nodeVersion, os }),
    personalNames: () => personalNames,
  };
}
