import { describe, expect, it } from 'vitest';
import { parseCommandLine, UsageError } from './command-line.ts';

describe('the command line', () => {
  it.each([
    [[], { open: true, port: 0, virtual: false, help: false }],
    [['--no-open'], { open: false, port: 0, virtual: false, help: false }],
    [['--port', '8080', '--virtual'], { open: true, port: 8080, virtual: true, help: false }],
    [['--port=65535'], { open: true, port: 65535, virtual: false, help: false }],
    [['--help'], { open: true, port: 0, virtual: false, help: true }],
    [['-h'], { open: true, port: 0, virtual: false, help: true }],
  ])('%j', (args, expected) => {
    expect(parseCommandLine(args)).toEqual(expected);
  });

  it.each([
    ['--port', '65536'],
    ['--port', '-1'],
    ['--port=-1'],
    ['--port', ''],
    ['--port', '80a'],
    ['--port', '1e3'],
    ['--port', '8080.5'],
    ['--port'],
    ['--open'],
    ['--no-open=yes'],
    ['file'],
  ])('%s %s is refused with one sentence', (...args) => {
    expect(() => parseCommandLine(args)).toThrow(UsageError);
    try {
      parseCommandLine(args);
    } catch (error) {
      expect((error as Error).message).toMatch(/^[^\n]{5,120}$/);
    }
  });
});
