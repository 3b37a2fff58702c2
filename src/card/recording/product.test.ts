import { describe, expect, it } from 'vitest';
import { commandOf, productOf, recordableCommand } from './product.ts';

const written = (...args: string[]) => {
  const command = recordableCommand(args);
  return command && productOf('0.1.0', command);
};

describe('the product of a recording', () => {
  it.each([
    [['change'], 'myna-pin 0.1.0 change'],
    [['change', 'text', 'auth', '--stdin', '--json'], 'myna-pin 0.1.0 change text auth --stdin'],
    [['status', '--certificates', '--virtual'], 'myna-pin 0.1.0 status --certificates'],
    [['doctor', '--report', '--json'], 'myna-pin 0.1.0 doctor --report'],
    [['doctor', '--report=/home/taro/report.txt'], 'myna-pin 0.1.0 doctor --report'],
    [['readers'], 'myna-pin 0.1.0 readers'],
  ])('%j is told as %s, and understood again', (args, product) => {
    expect(written(...args)).toBe(product);
    expect(commandOf(product)).toEqual(recordableCommand(args));
  });

  it.each([
    [['change', '1234', 'auth', 'ABC123', '--stdin=1234', '--1234'], 'myna-pin 0.1.0 change auth --stdin'],
    [['change', '--last-try', 'auth', 'text', '--reader', 'sign'], 'myna-pin 0.1.0 change text'],
    [['change', 'auth', 'auth'], 'myna-pin 0.1.0 change auth'],
  ])('%j: no word that may be a PIN, none that belongs to another one, none twice', (args, product) => {
    expect(written(...args)).toBe(product);
  });

  it.each(['myna-pin 0.1.0', 'myna-pin', '', 'myna-pin 0.1.0 serve', 'myna-pin 0.1.0 constructor', 'other 1 change'])(
    '%j is not a command of ours',
    (product) => {
      expect(commandOf(product)).toBeUndefined();
    },
  );
});
