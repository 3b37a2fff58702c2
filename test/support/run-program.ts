import { execFile } from 'node:child_process';

export interface ProgramResult {
  readonly code: number;
  /** Standard output and standard error. */
  readonly text: string;
}

/** Runs a program to its end; a failure is a result, not a rejection. */
export function runProgram(file: string, args: readonly string[], timeout = 20_000): Promise<ProgramResult> {
  return new Promise((resolve) => {
    execFile(file, args, { timeout, env: { ...process.env, LC_ALL: 'C.UTF-8' } }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      resolve({ code, text: `${stdout}${stderr}${error && code === 1 ? `\n${error.message}` : ''}` });
    });
  });
}
