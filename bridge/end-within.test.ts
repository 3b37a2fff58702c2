import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MODULE = new URL('end-within.ts', import.meta.url).href;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** How a process ends that runs `code`, with `endWithin` there. */
async function endOf(code: string): Promise<{ code: number | null; signal: string | null }> {
  const program = `import { endWithin } from '${MODULE}'; ${code}`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], { cwd: ROOT });
  const [exitCode, signal] = await once(child, 'exit');
  return { code: exitCode, signal };
}

describe('the end of a process', () => {
  it('comes although the process is held up and hears nothing', async () => {
    expect(await endOf('endWithin(200); for (;;);')).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('comes by itself before that, and is not waited for', async () => {
    expect(await endOf('endWithin(60_000); process.exitCode = 3;')).toEqual({ code: 3, signal: null });
  });

  it('does not come once it was called off', async () => {
    expect(await endOf('endWithin(300)(); setTimeout(() => process.exit(4), 900);')).toEqual({ code: 4, signal: null });
  });
});
