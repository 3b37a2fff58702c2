import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

/** The part of the npm package pcsclite that is used here, as its sources have it. */
export type Pcsclite = () => PcscliteMonitor;

/** Emits `reader` (`PcscliteReader`) for every reader found, and `error` when it stops for good. */
export interface PcscliteMonitor extends EventEmitter {
  /** Called by pcsclite itself on the next tick; `callback` gets every new list of readers. */
  start(callback: (error: unknown, names?: Buffer) => void): void;
  close(): void;
}

/** Emits `status` (`PcscliteStatus`) when something changed, `error` and `end` when it stops. */
export interface PcscliteReader extends EventEmitter {
  readonly name: string;
  /** May stay true after the card is gone; `connect` then does nothing. */
  connected: boolean;
  readonly SCARD_SHARE_SHARED: number;
  readonly SCARD_SHARE_EXCLUSIVE: number;
  readonly SCARD_PROTOCOL_T0: number;
  readonly SCARD_PROTOCOL_T1: number;
  readonly SCARD_PROTOCOL_RAW: number;
  readonly SCARD_LEAVE_CARD: number;
  readonly SCARD_RESET_CARD: number;
  readonly SCARD_UNPOWER_CARD: number;
  readonly SCARD_EJECT_CARD: number;
  connect(
    options: { share_mode: number; protocol: number },
    callback: (error: unknown, protocol?: number) => void,
  ): void;
  disconnect(disposition: number, callback: (error: unknown) => void): void;
  /** Copies `command` before it returns. `maxLength`: of the answer, in bytes. */
  transmit(
    command: Buffer,
    maxLength: number,
    protocol: number,
    callback: (error: unknown, answer?: Buffer) => void,
  ): void;
  /** Waits for a native thread that may be inside an event of this reader: never call it from one. */
  close(): void;
}

export interface PcscliteStatus {
  /** `SCARD_STATE_*` flags; the upper 16 bits count the cards that came and went. */
  readonly state: number;
  readonly atr?: Buffer;
}

/** `SCARD_STATE_*` (PC/SC part 5, `SCARD_READERSTATE.dwEventState`). */
export const STATE = {
  unknown: 0x0004,
  unavailable: 0x0008,
  empty: 0x0010,
  present: 0x0020,
  exclusive: 0x0080,
  inUse: 0x0100,
  mute: 0x0200,
} as const;

/** `undefined` where the optional package, or the system library that it needs, is not installed. */
export function loadPcsclite(): Pcsclite | undefined {
  try {
    return createRequire(import.meta.url)('pcsclite') as Pcsclite;
  } catch {
    return undefined;
  }
}
