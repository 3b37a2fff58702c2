import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../card/bytes.ts';
import { withResponseChaining } from '../../../card/response-chaining.ts';
import { type T0Exchange, transmitT0 } from './t0.ts';

/** Plays `answers` and keeps what was sent. */
function script(...answers: string[]) {
  const sent: string[] = [];
  const exchange: T0Exchange = async (tpdu) => {
    sent.push(toHex(tpdu));
    return fromHex(answers.shift() ?? '6F00');
  };
  return { sent, exchange };
}

describe('the TPDUs of a command and the answer to it', () => {
  const rows: [name: string, command: string, exchanges: [string, string][], answer: string][] = [
    ['case 1: P3=00', '00200080', [['0020008000', '63C3']], '63C3'],
    ['case 2', '00B0000003', [['00B0000003', '0102039000']], '0102039000'],
    ['case 3', '00A4020C02001B', [['00A4020C02001B', '9000']], '9000'],
    ['case 4 leaves Le out', '00A40400023F0000', [['00A40400023F00', '9000']], '9000'],
    [
      'case 4 fetches what the card announces',
      '00A40400023F0000',
      [
        ['00A40400023F00', '6103'],
        ['00C0000003', '0102039000'],
      ],
      '0102039000',
    ],
    [
      'case 4 fetches no more than was asked for',
      '00A40400023F0002',
      [
        ['00A40400023F00', '6103'],
        ['00C0000002', '01026101'],
      ],
      '01029000',
    ],
    [
      'case 2 with the Le the card names',
      '00B0000000',
      [
        ['00B0000000', '6C03'],
        ['00B0000003', '0102039000'],
      ],
      '0102039000',
    ],
    [
      'case 2 cut to what was asked for',
      '00B0000002',
      [
        ['00B0000002', '6C03'],
        ['00B0000003', '0102039000'],
      ],
      '01029000',
    ],
    [
      'case 2 in several pieces',
      '00B0000000',
      [
        ['00B0000000', '01026102'],
        ['00C0000002', '6C01'],
        ['00C0000001', '036101'],
        ['00C0000001', '049000'],
      ],
      '010203049000',
    ],
    [
      'the class of the command is that of GET RESPONSE',
      '80CA000000',
      [
        ['80CA000000', '6101'],
        ['80C0000001', '079000'],
      ],
      '079000',
    ],
    [
      'an error in the middle is told, with what was there before',
      '00B0000000',
      [
        ['00B0000000', '016102'],
        ['00C0000002', '6F00'],
      ],
      '016F00',
    ],
    [
      '6Cxx to the right Le is the answer',
      '00B0000000',
      [
        ['00B0000000', '6C03'],
        ['00B0000003', '6C03'],
      ],
      '6C03',
    ],
    ['6Cxx to a command with data is the answer', '00A40400023F0000', [['00A40400023F00', '6C03']], '6C03'],
    ['61xx to a command that asks for nothing is the answer', '00A4020C02001B', [['00A4020C02001B', '6110']], '6110'],
  ];
  it.each(rows)('%s', async (_name, command, exchanges, answer) => {
    const { sent, exchange } = script(...exchanges.map(([, received]) => received));
    expect(toHex(await transmitT0(fromHex(command), exchange))).toBe(answer);
    expect(sent).toEqual(exchanges.map(([tpdu]) => tpdu));
  });
});

describe('a PIN command is sent once', () => {
  const commands = [
    '00200080',
    '0020008004',
    '002000800431323334',
    '00200080043132333400',
    '002401800435363738',
    '803200800435363738',
  ];
  it.each(commands.flatMap((command) => ['6C04', '6104', '9000', '63C2'].map((answer) => [command, answer] as const)))(
    '%s, whatever is answered: %s',
    async (command, answer) => {
      const { sent, exchange } = script(answer, '9000');
      expect(toHex(await transmitT0(fromHex(command), exchange))).toBe(answer);
      expect(sent).toHaveLength(1);
    },
  );

  it('also when the answer is lost, and its bytes do not stay', async () => {
    const tpdus: Uint8Array[] = [];
    const command = fromHex('002000800431323334');
    const lost = transmitT0(command, async (tpdu) => {
      tpdus.push(tpdu);
      throw new Error('the reader is gone');
    });
    await expect(lost).rejects.toThrow('the reader is gone');
    expect(tpdus).toHaveLength(1);
    expect(toHex(tpdus[0] as Uint8Array)).toBe('00'.repeat(9));
    expect(toHex(command)).toBe('002000800431323334');
  });
});

describe('answers that cannot be', () => {
  it.each([
    ['none', '00200080', ['']],
    ['one byte', '00200080', ['90']],
    ['data where none was asked for', '00200080', ['019000']],
    ['more data than was asked for', '00B0000001', ['01029000']],
    ['always more, and never any', '00B0000000', ['6103', '6103', '6103']],
  ])('%s', async (_name, command, answers) => {
    const { exchange } = script(...answers);
    await expect(transmitT0(fromHex(command), exchange)).rejects.toMatchObject({ code: 'protocol' });
  });

  it.each(['', '002000', '0020008000313233', '00200080043132', '0020008004313233340000'])(
    'bytes that are no short command are not sent: %s',
    async (command) => {
      const { sent, exchange } = script();
      await expect(transmitT0(fromHex(command), exchange)).rejects.toThrow(RangeError);
      expect(sent).toEqual([]);
    },
  );
});

describe('under the response chaining of the card’s own layer', () => {
  it('a reading layer sees the content once and whole, however a card hands it out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 256 }),
        fc.array(fc.integer({ min: 1, max: 256 }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 256 }),
        async (content, pieces, le) => {
          let at = 0;
          let tpdus = 0;
          const exchange: T0Exchange = async (tpdu) => {
            tpdus++;
            if (tpdu[1] === 0xb0) at = 0;
            const wanted = tpdu[4] || 256;
            const left = content.length - at;
            if (wanted > left) return Uint8Array.of(0x6c, left & 0xff);
            const given = Math.min(wanted, pieces[tpdus % (pieces.length + 1)] ?? wanted);
            const part = content.subarray(at, at + given);
            at += given;
            const rest = content.length - at;
            return Uint8Array.from([...part, ...(rest === 0 ? [0x90, 0x00] : [0x61, rest & 0xff])]);
          };
          const read = withResponseChaining((command) => transmitT0(command, exchange));
          const answer = await read(Uint8Array.of(0x00, 0xb0, 0x00, 0x00, le & 0xff));
          expect(toHex(answer)).toBe(`${toHex(content.subarray(0, le))}9000`);
          expect(tpdus).toBeLessThan(2 * content.length + 4);
        },
      ),
    );
  });
});
