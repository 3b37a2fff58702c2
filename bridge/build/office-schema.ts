import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { OFFICE_DEFINITIONS, OfficeSettingsSchema } from '../../src/office/schema.ts';

/** What editors complete and check office settings with: the schema that the program itself uses, as JSON Schema. */
export function officeJsonSchema(): string {
  const schema = toJsonSchema(OfficeSettingsSchema, { target: 'draft-07', definitions: OFFICE_DEFINITIONS });
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

export const OFFICE_SCHEMA_FILE = 'fixtures/offices/office.schema.json';

// What `npm run office-schema` does.
if (process.argv[2] === '--write')
  writeFileSync(join(import.meta.dirname, '../..', OFFICE_SCHEMA_FILE), officeJsonSchema());
