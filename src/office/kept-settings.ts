import * as v from 'valibot';
import { findContradictions } from './contradictions.ts';
import { type OfficeSettings, OfficeSettingsSchema } from './schema.ts';

/** Settings that were good once and kept as JSON; undefined where they are none that a file could have today. */
export function parseKeptSettings(json: string): OfficeSettings | undefined {
  try {
    const { success, output } = v.safeParse(OfficeSettingsSchema, JSON.parse(json));
    return success && findContradictions(output).length === 0 ? output : undefined;
  } catch {
    return undefined;
  }
}
