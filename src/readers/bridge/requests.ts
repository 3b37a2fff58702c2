import * as v from 'valibot';
import { PageEvent } from '../../journal/entry.ts';
import { bytes, id, MAX_COMMAND_BYTES, MAX_TIMEOUT_MS, protocol } from './protocol.ts';

/** What the bridge reads. The page needs no more of it than the types. */

/** `POST /session`: the secret of the address bar's fragment, exchanged once for a cookie. */
export const SessionRequest = v.strictObject({ secret: v.pipe(v.string(), v.maxLength(256)) });

const readerName = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
const flag = v.exactOptional(v.boolean());

const readerState = v.strictObject({
  readerName,
  currentState: v.strictObject({
    unaware: flag,
    ignore: flag,
    unavailable: flag,
    empty: flag,
    present: flag,
    exclusive: flag,
    inuse: flag,
    mute: flag,
    unpowered: flag,
  }),
  currentCount: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

/** What the page may ask. Anything else is answered with `bad-message` and does nothing. */
export const Request = v.variant('type', [
  v.strictObject({ id, type: v.literal('establish-context') }),
  v.strictObject({ id, type: v.literal('list-readers') }),
  v.strictObject({
    id,
    type: v.literal('get-status-change'),
    states: v.pipe(v.array(readerState), v.maxLength(100)),
    timeout: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_TIMEOUT_MS))),
  }),
  // Has no answer of its own: the request that it ends is answered with `aborted`.
  v.strictObject({ id, type: v.literal('cancel'), request: id }),
  v.strictObject({
    id,
    type: v.literal('connect'),
    readerName,
    accessMode: v.picklist(['shared', 'exclusive', 'direct']),
    preferredProtocols: v.pipe(v.array(protocol), v.maxLength(3)),
  }),
  v.strictObject({
    id,
    type: v.literal('disconnect'),
    connection: id,
    disposition: v.picklist(['leave', 'reset', 'unpower', 'eject']),
  }),
  v.strictObject({ id, type: v.literal('status'), connection: id }),
  v.strictObject({
    id,
    type: v.literal('control'),
    connection: id,
    controlCode: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
    data: v.pipe(bytes, v.maxLength(MAX_COMMAND_BYTES)),
  }),
  // Answered when the entry is on the disk.
  v.strictObject({ id, type: v.literal('journal-append'), event: PageEvent }),
  v.strictObject({ id, type: v.literal('journal-state') }),
]);
export type Request = v.InferOutput<typeof Request>;
