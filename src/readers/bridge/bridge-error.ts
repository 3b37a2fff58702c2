/**
 * Why there is no connection to a bridge. `not-a-bridge`: the page came from some other host. `secret-missing`: no secret
 * and no earlier session. `secret-wrong`: of another start of the bridge. `secret-used`: another browser exchanged it.
 * `in-use`: another tab has the cards. `unreachable`: the bridge does not answer. `foreign-worker`: a service worker of
 * another program would see all that is said, so nothing is.
 */
export type BridgeErrorCode =
  | 'not-a-bridge'
  | 'secret-missing'
  | 'secret-wrong'
  | 'secret-used'
  | 'in-use'
  | 'unreachable'
  | 'foreign-worker';

export class BridgeError extends Error {
  readonly code: BridgeErrorCode;

  constructor(code: BridgeErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'BridgeError';
    this.code = code;
  }
}
