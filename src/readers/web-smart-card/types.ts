/**
 * The part of the Web Smart Card API (WICG/web-smart-card, index.bs) that this product uses and implements. No types
 * package for it is on npm, so it is declared here. Names, flags and rejections are the draft's.
 *
 * What is left out rejects with `unsupported-feature`: transactions and attributes. Exclusive access does for us
 * what a transaction would.
 */
export interface SmartCardResourceManager {
  /** Rejects with `no-service` where there is no PC/SC service. */
  establishContext(): Promise<SmartCardContext>;
}

/** One operation at a time, the connections made from it included; a second one rejects with `InvalidStateError`. */
export interface SmartCardContext {
  listReaders(): Promise<string[]>;
  /**
   * Resolves once a reader differs from what the caller believes of it, at once if it does already. The reader name
   * `\\?PnP?\Notification` stands for readers coming and going. Rejects with the signal's reason when aborted, and with
   * a `TimeoutError` after `timeout` milliseconds.
   */
  getStatusChange(
    readerStates: readonly SmartCardReaderStateIn[],
    options?: SmartCardGetStatusChangeOptions,
  ): Promise<SmartCardReaderStateOut[]>;
  connect(
    readerName: string,
    accessMode: SmartCardAccessMode,
    options?: { preferredProtocols?: readonly SmartCardProtocol[] },
  ): Promise<SmartCardConnectResult>;
}

export interface SmartCardGetStatusChangeOptions {
  /** Milliseconds. */
  timeout?: number;
  signal?: AbortSignal;
}

export interface SmartCardConnectResult {
  connection: SmartCardConnection;
  activeProtocol?: SmartCardProtocol;
}

/** A used-up connection (disconnected, or its card gone) rejects: the former with `InvalidStateError`. */
export interface SmartCardConnection {
  /** The bytes are copied before this returns; the caller may wipe them once the promise settles. */
  transmit(sendBuffer: Uint8Array, options?: { protocol?: SmartCardProtocol }): Promise<ArrayBuffer>;
  disconnect(disposition?: SmartCardDisposition): Promise<void>;
  status(): Promise<SmartCardConnectionStatus>;
  startTransaction(callback: () => Promise<SmartCardDisposition | undefined>): Promise<void>;
  control(controlCode: number, data: Uint8Array): Promise<ArrayBuffer>;
  getAttribute(tag: number): Promise<ArrayBuffer>;
  setAttribute(tag: number, value: Uint8Array): Promise<void>;
}

export type SmartCardAccessMode = 'shared' | 'exclusive' | 'direct';
export type SmartCardProtocol = 't0' | 't1' | 'raw';
export type SmartCardDisposition = 'leave' | 'reset' | 'unpower' | 'eject';
export type SmartCardConnectionState =
  | 'absent'
  | 'present'
  | 'swallowed'
  | 'powered'
  | 'negotiable'
  | 't0'
  | 't1'
  | 'raw';

export interface SmartCardConnectionStatus {
  readerName: string;
  state: SmartCardConnectionState;
  answerToReset?: ArrayBuffer;
}

export interface SmartCardReaderStateFlagsIn {
  unaware?: boolean;
  ignore?: boolean;
  unavailable?: boolean;
  empty?: boolean;
  present?: boolean;
  exclusive?: boolean;
  inuse?: boolean;
  mute?: boolean;
  unpowered?: boolean;
}

export interface SmartCardReaderStateIn {
  readerName: string;
  currentState: SmartCardReaderStateFlagsIn;
  currentCount?: number;
}

export interface SmartCardReaderStateFlagsOut {
  ignore: boolean;
  changed: boolean;
  unavailable: boolean;
  unknown: boolean;
  empty: boolean;
  present: boolean;
  exclusive: boolean;
  inuse: boolean;
  mute: boolean;
  unpowered: boolean;
}

export interface SmartCardReaderStateOut {
  readerName: string;
  eventState: SmartCardReaderStateFlagsOut;
  /** How often a card came or went, as far as the reader tells. */
  eventCount: number;
  answerToReset?: ArrayBuffer;
}

export const RESPONSE_CODES = [
  'no-service',
  'no-smartcard',
  'not-ready',
  'not-transacted',
  'proto-mismatch',
  'reader-unavailable',
  'removed-card',
  'reset-card',
  'server-too-busy',
  'sharing-violation',
  'system-cancelled',
  'unknown-reader',
  'unpowered-card',
  'unresponsive-card',
  'unsupported-card',
  'unsupported-feature',
] as const;

export type SmartCardResponseCode = (typeof RESPONSE_CODES)[number];

/** The reader name that stands for readers coming and going. */
export const PNP_NOTIFICATION = '\\\\?PnP?\\Notification';
