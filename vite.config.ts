import { defineConfig } from 'vitest/config';
import { pageDelivery } from './bridge/build/page-delivery.ts';

export default defineConfig({
  // Relative addresses, so that any static host can serve the built page from any folder.
  base: './',
  publicDir: false,
  plugins: [pageDelivery()],
  build: {
    target: 'es2022',
    outDir: 'dist/page',
    // Inlined assets would need `data:` in the Content Security Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'bridge/**/*.test.ts',
            'test/usb/{models,usbip,vscard}/**/*.test.ts',
            'test/bench/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'invariants',
          include: ['test/invariants/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journal',
          include: ['test/journal/**/*.test.ts'],
          // What waits for the disk is done while others compute; two at a time.
          maxWorkers: 2,
          // Most of it waits for the disk, which may be busy.
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'pcsc',
          include: ['test/pcsc/**/*.test.ts'],
          // One PC/SC service, one reader: the files take turns.
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'attack',
          include: ['test/attack/**/*.test.ts'],
          // Storms against one bridge at a time, with the whole machine to themselves.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'kiosk',
          include: ['test/kiosk/**/*.test.ts'],
          // One PC/SC service and one screen: the files take turns. A browser comes back as fast as the machine lets it.
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'screens',
          include: ['test/screens/**/*.test.ts'],
          // Each has a browser of its own. Beside the walks, which take most of the time, the others run one by one.
          maxWorkers: 2,
          // Four tests a screen read of one walk, and several walks go on.
          maxConcurrency: 32,
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'usb',
          include: ['test/usb/guest/**/*.test.ts'],
          globalSetup: ['test/usb/guest/setup.ts'],
          // One guest, whose processors are emulated: the files take turns, and everything in it takes its time.
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
