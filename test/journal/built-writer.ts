import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** `writer.ts` for Node.js alone: started two hundred times, it has to start quickly. Inside the project, for its packages. */
export async function builtWriter(): Promise<string> {
  const entry = fileURLToPath(new URL('writer.ts', import.meta.url));
  const outDir = fileURLToPath(new URL(`../../dist/journal-writer-${process.pid}`, import.meta.url));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { ssr: entry, outDir, rollupOptions: { output: { entryFileNames: 'writer.mjs' } } },
  });
  return `${outDir}/writer.mjs`;
}
