import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../fixtures/certificates/', import.meta.url));

/** Names of the files in `fixtures/certificates`, without `.der`. */
export const CERTIFICATE_FIXTURES: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.der'))
  .map((file) => file.slice(0, -'.der'.length));

/** The moment at which the fixtures are what their names say. */
export const FIXTURE_DAY = new Date('2026-07-01T00:00:00+09:00');

export function certificateFixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(`${FOLDER}${name}.der`));
}
