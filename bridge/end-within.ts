import { Worker } from 'node:worker_threads';

/**
 * Ends this process in so many milliseconds, unless the function that is returned is called before. From a thread of its
 * own: the PC/SC module closes by waiting for its native threads, and one of them may be waiting for a card that never
 * answers. Until then nothing of JavaScript runs here, no timer and no signal handler.
 */
export function endWithin(milliseconds: number): () => void {
  const worker = new Worker(`setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${milliseconds})`, { eval: true });
  worker.unref();
  return () => void worker.terminate();
}
