import { connect } from 'node:net';
import type { ProgramResult } from '../../support/run-program.ts';

/** Ports inside the guest. */
export const GUEST_PORTS = { agent: 1001, debugging: 9222, page: 8080, app: 8081 } as const;

/** How to reach a guest from the machine that runs it. */
export interface GuestAddress {
  readonly agentPort: number;
  /** Chromium's remote debugging. */
  readonly debuggingPort: number;
  /** QEMU's end of the card in its own reader. */
  readonly vscardSocket: string;
}

/** The machine that runs the guest, as the guest sees it. */
export const HOST = '10.0.2.2';

/** Runs a shell script in the guest, as its superuser, to its end. Rejects where the guest does not answer in time. */
export function runInGuest(
  { agentPort }: Pick<GuestAddress, 'agentPort'>,
  script: string,
  timeout: number,
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: agentPort, host: '127.0.0.1' });
    let answer = '';
    const timer = setTimeout(() => {
      socket.destroy(new Error(`no answer of the guest in ${timeout} ms to: ${script}\nSo far: ${answer}`));
    }, timeout);
    socket.setEncoding('utf8');
    socket.write(`${Buffer.byteLength(script)}\n${script}`);
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(timer);
      const [, text, code] = /^(.*)\n(\d+)$/s.exec(answer) ?? [];
      if (text === undefined) reject(new Error(`the guest broke off: ${answer}`));
      else resolve({ code: Number(code), text });
    });
  });
}
