import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { dropIfDead, dropIfNotReading, keepAlive } from './heartbeat.ts';

/** A WebSocket as far as the heartbeat uses one. */
class SocketStub extends EventEmitter {
  bufferedAmount = 0;
  readonly readyState = 1;
  pings = 0;
  readonly terminate = vi.fn(() => this.emit('close'));
  ping(): void {
    this.pings++;
  }
}

describe('a socket in the only place', () => {
  let socket: SocketStub;
  beforeEach(() => {
    socket = new SocketStub();
  });
  const asWebSocket = () => socket as unknown as WebSocket;

  it('is asked once, however many others want its place, and nothing of them stays behind', () => {
    for (let visitors = 0; visitors < 50; visitors++) dropIfDead(asWebSocket(), 1_000);
    expect([socket.pings, socket.listenerCount('close')]).toEqual([1, 1]);
    socket.emit('pong');
    expect([socket.listenerCount('pong'), socket.listenerCount('close')]).toEqual([0, 0]);
    dropIfDead(asWebSocket(), 1_000);
    expect(socket.pings).toBe(2);
    socket.emit('close');
  });

  it('is dropped when it does not answer, though others go on knocking', async () => {
    const closed = new Promise((resolve) => socket.once('close', resolve));
    dropIfDead(asWebSocket(), 20);
    const knocking = setInterval(() => dropIfDead(asWebSocket(), 20), 1);
    await closed;
    clearInterval(knocking);
    expect(socket.terminate).toHaveBeenCalledOnce();
  });

  it('is kept when its answer had come, but was not looked at before the time was up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    try {
      keepAlive(asWebSocket(), 1_000);
      vi.advanceTimersByTime(1_000);
      dropIfDead(asWebSocket(), 1_000);
      vi.advanceTimersByTime(1_000);
      socket.emit('pong');
      await new Promise((resolve) => setImmediate(resolve));
      expect(socket.terminate).not.toHaveBeenCalled();
      vi.advanceTimersByTime(2_000);
      await new Promise((resolve) => setImmediate(resolve));
      expect(socket.terminate).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });

  it.each(['message', 'ping'])('is dropped when answers to its %ss pile up unread', (event) => {
    dropIfNotReading(asWebSocket());
    socket.bufferedAmount = 100_000;
    socket.emit(event);
    expect(socket.terminate).not.toHaveBeenCalled();
    socket.bufferedAmount = 10_000_000;
    socket.emit(event);
    expect(socket.terminate).toHaveBeenCalledOnce();
  });
});
