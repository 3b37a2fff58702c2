/**
 * Loaded into the bridge before anything else: counts event listeners as they are added and removed, and tells, when asked,
 * what the process holds once everything unused was collected.
 */
import { EventEmitter } from 'node:events';
import { readdirSync } from 'node:fs';

let listeners = 0;
const { prototype } = EventEmitter;
for (const name of ['on', 'addListener', 'prependListener']) count(name, 1);
// `once` goes by way of `on`, and whatever fires once is removed by way of `removeListener`.
for (const name of ['off', 'removeListener']) count(name, -1);

function count(name, change) {
  const original = prototype[name];
  prototype[name] = function (type, listener) {
    const before = this.listenerCount(type);
    const result = original.call(this, type, listener);
    if (this.listenerCount(type) !== before) listeners += change;
    return result;
  };
}

process.on('message', () => {
  // What a finalizer lets go of is collected by the next one.
  for (let round = 0; round < 3; round++) globalThis.gc();
  const { heapUsed, rss, external } = process.memoryUsage();
  process.send({
    heapBytes: heapUsed,
    externalBytes: external,
    residentBytes: rss,
    handles: process.getActiveResourcesInfo().length,
    files: readdirSync('/proc/self/fd').length,
    listeners,
  });
});
// It must not keep a bridge alive that would otherwise end.
process.channel?.unref();
