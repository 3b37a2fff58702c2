import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** A module and what it imports, as one script for a page. `module` is relative to this folder. */
export async function bundled(module: string): Promise<string> {
  const entry = fileURLToPath(new URL(module, import.meta.url));
  const lib = { entry, formats: ['iife' as const], name: 'bundled' };
  const built = await build({ configFile: false, logLevel: 'warn', build: { lib, write: false } });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !('output' in result)) throw new Error('one output was expected');
  return result.output[0].code;
}
