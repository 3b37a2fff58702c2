#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { BRIDGE_ENTRY, checkNodeVersion, ensureBuilt, ensurePackages, SetupError } from './setup.mjs';

// The program `myna-pin`: whatever a fresh clone lacks is made first, with standard output left alone. The command line then
// runs in this very process, so that Ctrl-C and signals reach it.
try {
  checkNodeVersion();
  ensurePackages();
  ensureBuilt();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
await import(pathToFileURL(BRIDGE_ENTRY).href);
