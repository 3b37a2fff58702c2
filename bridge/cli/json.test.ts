import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ResultJson } from './json.ts';

const README = readFileSync(new URL('README.md', import.meta.url), 'utf8');
const EXAMPLES = [...README.matchAll(/^```json\n(.*)\n```$/gm)].map(([, text]) => JSON.parse(text as string));

describe('the objects that commands print', () => {
  it.each(EXAMPLES)('are as README shows them: $command, $exitCode', (example) => {
    expect(v.parse(ResultJson, example)).toEqual(example);
  });

  it('have an example for every command, and one for a problem', () => {
    expect(EXAMPLES.map(({ command, problem }) => problem ?? command)).toEqual([
      'readers',
      'status',
      'status',
      'change',
      'no-card',
      'doctor',
      'replay',
      'journal verify',
      'journal verify',
      'journal status',
    ]);
  });

  it.each(['serial', 'fingerprint', 'pin', 'length'])('have no field %j beside their own', (field) => {
    for (const example of EXAMPLES)
      expect(v.safeParse(ResultJson, { ...example, [field]: '1234' }).success).toBe(false);
  });
});
