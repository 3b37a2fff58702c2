/** @type {import('knip').KnipConfig} */
export default {
  // start.mjs runs the built form of main.ts.
  entry: [
    'bridge/main.ts',
    'src/ui/service-worker.ts',
    'test/support/hold-card.ts',
    'test/attack/report-vitals.mjs',
    'test/browser/components/sample.ts',
  ],
  project: ['src/**/*.{ts,mjs,css}', 'bridge/**/*.{ts,mjs}', 'test/**/*.{ts,mjs}'],
  // A named type of a public signature is worth its export even where nobody spells it yet.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Programs of the system, see test/runner/debian-packages.mjs.
  ignoreBinaries: [
    'dpkg-query',
    'mkfifo',
    'mount',
    'openbox',
    'openssl',
    'pcscd',
    'script',
    'setpriv',
    'strace',
    'umount',
    'Xvfb',
  ],
  compilers: {
    css: (text) =>
      [...text.matchAll(/@import\s+(?:url\()?['"]([^'"]+)['"]/g)].map(([, path]) => `import '${path}';`).join('\n'),
  },
};
