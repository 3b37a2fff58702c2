import * as v from 'valibot';
import { OfficeSettingsSchema } from './schema.ts';

/**
 * What the bridge says of the office: the settings that hold, the last good ones where the file is broken now, and what is
 * wrong with the file. The page and the bridge are of one build, so codes are not looked at.
 */
export const OfficeAnswer = v.strictObject({
  settings: v.optional(OfficeSettingsSchema),
  problems: v.array(
    v.strictObject({
      code: v.string(),
      line: v.optional(v.number()),
      column: v.optional(v.number()),
      at: v.optional(v.string()),
      value: v.optional(v.string()),
      expected: v.optional(v.array(v.string())),
    }),
  ),
});
