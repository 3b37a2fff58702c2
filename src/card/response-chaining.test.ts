import { describe, expect, it } from 'vitest';
import { encodeCommand, readBinary, verify } from './apdu.ts';
import { fromAscii, fromHex, toHex } from './bytes.ts';
import { withResponseChaining } from './response-chaining.ts';

/** Plays `answers` and keeps what was sent. */
function script(...answers: string[]) {
  const sent: string[] = [];
  const transmit = withResponseChaining(async (command) => {
    sent.push(toHex(command));
    return fromHex(answers.shift() ?? '6F00');
  });
  return { sent, transmit };
}

describe('T=0 habits', () => {
  it('collects the rest of an answer after 61xx', async () => {
    const { sent, transmit } = script('01026102', '03046101', '059000');
    expect(toHex(await transmit(encodeCommand(readBinary(0, 256))))).toBe('01020304059000');
    expect(sent).toEqual(['00B0000000', '00C0000002', '00C0000001']);
  });

  it('repeats READ BINARY with the Le that 6Cxx asks for', async () => {
    const { sent, transmit } = script('6C03', '0102039000');
    expect(toHex(await transmit(encodeCommand(readBinary(0, 256))))).toBe('0102039000');
    expect(sent).toEqual(['00B0000000', '00B0000003']);
  });

  it('never repeats a VERIFY, whatever it was answered', async () => {
    const { sent, transmit } = script('6C04', '9000');
    expect(toHex(await transmit(encodeCommand(verify(fromAscii('1234')))))).toBe('6C04');
    expect(sent).toHaveLength(1);
  });

  it('asks for more after READ BINARY alone: what a VERIFY was answered is its answer', async () => {
    const { sent, transmit } = script('6110', '9000');
    expect(toHex(await transmit(encodeCommand(verify(fromAscii('1234')))))).toBe('6110');
    expect(sent).toHaveLength(1);
  });

  it('gives up on a card whose answer never ends', async () => {
    let exchanges = 0;
    const transmit = withResponseChaining(async () => {
      exchanges++;
      return fromHex('61FF');
    });
    expect(toHex((await transmit(encodeCommand(readBinary(0, 256)))).slice(-2))).toBe('61FF');
    expect(exchanges).toBeLessThan(100);
  });
});
