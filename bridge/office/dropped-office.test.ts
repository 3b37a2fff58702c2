import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { droppedOffice } from './dropped-office.ts';

describe('settings that an administrator drops in', () => {
  const OWN = join('/home/clerk/.config', 'myna-pin/office.json');
  const OF_ALL = join('/etc', 'myna-pin/office.json');

  it.each<[what: string, env: NodeJS.ProcessEnv, there: readonly string[], found: string | undefined]>([
    ['nothing', {}, [], undefined],
    ['of this computer', {}, [OF_ALL], OF_ALL],
    ['of this person before them', { XDG_CONFIG_HOME: '/home/clerk/.config' }, [OF_ALL, OWN], OWN],
    [
      'of a person whose folder is where it always is',
      {},
      [join(homedir(), '.config/myna-pin/office.json')],
      join(homedir(), '.config/myna-pin/office.json'),
    ],
    [
      'on Windows',
      { APPDATA: '/a', ProgramData: '/p' },
      [join('/p', 'myna-pin/office.json')],
      join('/p', 'myna-pin/office.json'),
    ],
  ])('%s', (_, env, there, found) => {
    expect(droppedOffice(env, (file) => there.includes(file))).toBe(found);
  });
});
