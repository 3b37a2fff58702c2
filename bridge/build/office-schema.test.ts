import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './build-page.ts';
import { OFFICE_SCHEMA_FILE, officeJsonSchema } from './office-schema.ts';

it('the published schema is the one that the program checks with; npm run office-schema writes it', () => {
  expect(JSON.parse(readFileSync(join(ROOT, OFFICE_SCHEMA_FILE), 'utf8'))).toEqual(JSON.parse(officeJsonSchema()));
});

it('every fixture names it, so that editors complete and check while somebody types', () => {
  const folder = join(ROOT, OFFICE_SCHEMA_FILE, '..');
  const fixtures = readdirSync(folder).filter((name) => !name.endsWith('.schema.json'));
  expect(fixtures.length).toBeGreaterThan(1);
  for (const name of fixtures) {
    const { $schema } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    expect(existsSync(join(folder, $schema)), name).toBe(true);
  }
});
