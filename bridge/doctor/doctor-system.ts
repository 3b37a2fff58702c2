import type { Versions } from '../../src/texts/doctor-findings.ts';

/** What came of loading pcsclite and asking PC/SC for a context. */
export type PcscProbe =
  | { readonly kind: 'package-missing' }
  /** `reason`: what the loader of Node.js said. */
  | { readonly kind: 'not-loaded'; readonly reason: string }
  /** `reason`: the message of pcsclite, with the return value of PC/SC at its end. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'answered' };

/** The PC/SC service of Linux from outside; elsewhere it is part of the system. */
export interface ServiceState {
  readonly installed: boolean;
  readonly running: boolean;
  /** Whether programs of this user may connect to it. */
  readonly socket: 'there' | 'missing' | 'forbidden';
  readonly systemd: boolean;
}

export interface UsbDevice {
  /** As `lsusb` writes it: four lower-case hexadecimal digits, a colon, four more. */
  readonly id: string;
  /** Whether one of its interfaces is of the smart card class (USB class 0B). */
  readonly smartCardClass: boolean;
}

/** All that `doctor` asks of the computer, so that a test can put any computer in its place. Nothing here changes anything. */
export interface DoctorSystem {
  readonly platform: NodeJS.Platform;
  /** Without a `v`. */
  readonly nodeVersion: string;
  /** What a person types to install what PC/SC needs here; `undefined` where that is not known. */
  readonly installCommand: string | undefined;
  probePcsc(): Promise<PcscProbe>;
  /** Whether native packages can be built: a compiler, and on Linux the header of PC/SC. */
  canBuild(): boolean;
  service(): ServiceState;
  usbDevices(): readonly UsbDevice[];
  /** Whether the PC/SC driver for USB readers is installed. */
  hasUsbDriver(): boolean;
  /** Names of the programs that use PC/SC, this one left out, as far as the system tells. */
  cardPrograms(): readonly string[];
  versions(): Versions;
  /** What names this person or this computer and must not leave it: user names, host names, the home folder. */
  personalNames(): readonly string[];
}
