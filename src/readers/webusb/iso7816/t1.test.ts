import { describe, expect, it } from 'vitest';
import { fromAscii, fromHex, toHex } from '../../../card/bytes.ts';
import { Patience } from '../patience.ts';
import { T1, T1Error, type T1Exchange, type T1Parameters } from './t1.ts';
import { type BlockError, decodeBlock, encodeBlock, type SequenceBit, type Supervision } from './t1-block.ts';

/** Plays `script`, rows of what has to be sent (and `× n` where more than one BWT is granted) and what comes then. */
function line(script: readonly (readonly [string, string])[]) {
  const rows = [...script];
  const exchange: T1Exchange = async (block, { waitMultiplier }) => {
    const [sent, answer] = rows.shift() ?? ['nothing more', ''];
    expect(`${toHex(block)}${waitMultiplier === 1 ? '' : ` × ${waitMultiplier}`}`).toBe(sent);
    return answer === 'timeout' ? answer : fromHex(answer);
  };
  return { exchange, rows };
}

describe('the bytes of an ordinary exchange', () => {
  it('are one block each way for a PIN command', async () => {
    const { exchange, rows } = line([['000009002000800431323334A9', '000002900092']]);
    expect(toHex(await new T1({ ifsc: 254 }).transmit(fromHex('002000800431323334'), exchange))).toBe('9000');
    expect(rows).toEqual([]);
  });

  it('alternate numbers from command to command', async () => {
    const t1 = new T1();
    const { exchange, rows } = line([
      ['000004002000' + '80' + 'A4', '0000029000' + '92'],
      ['004004002000' + '80' + 'E4', '004002' + '63C3' + 'E2'],
      ['000004002000' + '80' + 'A4', '000002' + '9000' + '92'],
    ]);
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push(toHex(await t1.transmit(fromHex('00200080'), exchange)));
    expect(answers).toEqual(['9000', '63C3', '9000']);
    expect(rows).toEqual([]);
  });

  it('grant the time a card asks for', async () => {
    const { exchange, rows } = line([
      ['00000400200080A4', '00C30105C7'],
      ['00E30105E7 × 5', '00C301FF3D'],
      ['00E301FF1D × 255', '000002900092'],
    ]);
    expect(toHex(await new T1().transmit(fromHex('00200080'), exchange))).toBe('9000');
    expect(rows).toEqual([]);
  });

  it('chain a command that is longer than the card takes, and an answer that is longer than IFSD', async () => {
    const { exchange, rows } = line([
      ['002004' + '00200080' + '84', '009000' + '90'],
      ['006004' + '04313233' + '50', '008000' + '80'],
      ['000001' + '34' + '35', '002002' + '0102' + '21'],
      ['009000' + '90', '006000' + '60'],
      ['008000' + '80', '000002' + '9000' + '92'],
    ]);
    expect(toHex(await new T1({ ifsc: 4 }).transmit(fromHex('002000800431323334'), exchange))).toBe('01029000');
    expect(rows).toEqual([]);
  });

  it('announce IFSD', async () => {
    const { exchange, rows } = line([['00C101FE3E', '00E101FE1E']]);
    await new T1().negotiateIfsd(254, exchange);
    expect(rows).toEqual([]);
  });

  it('end with two bytes of CRC where the card wants that', async () => {
    // Computed with the table of libccid and OpenCT.
    const { exchange, rows } = line([['00000400200080' + 'D9AC', '0000029000' + '9C6D']]);
    expect(toHex(await new T1({ edc: 'crc' }).transmit(fromHex('00200080'), exchange))).toBe('9000');
    expect(rows).toEqual([]);
  });
});

const NAME = /^(?:I\(([01]),([01])\)|R\(([01])\)(?: (damaged|other))?|S\((\w+) (request|response)(?: (\d+))?\))$/;

/** In the notation of the standard: I(N(S),M), R(N(R)), S(… request), S(… response). */
function nameOf(bytes: Uint8Array): string {
  const block = decodeBlock(bytes, 0, 'lrc');
  if (typeof block === 'string') return block;
  switch (block.kind) {
    case 'I':
      return `I(${block.sequence},${block.more ? 1 : 0})`;
    case 'R':
      return `R(${block.sequence})${block.error === 'none' ? '' : ` ${block.error}`}`;
    case 'S': {
      const { supervision, response, value } = block;
      return `S(${supervision.toUpperCase()} ${response ? 'response' : 'request'}${value ? ` ${value}` : ''})`;
    }
  }
}

function blockOf(name: string, information: Uint8Array): Uint8Array {
  const parts = NAME.exec(name);
  if (!parts) throw new Error(name);
  const [, ns, more, nr, error = 'none', supervision, direction, value = '0'] = parts;
  const bit = (digit: string): SequenceBit => (digit === '1' ? 1 : 0);
  if (ns) return encodeBlock({ kind: 'I', sequence: bit(ns), more: more === '1', information }, 0, 'lrc');
  if (nr) return encodeBlock({ kind: 'R', sequence: bit(nr), error: error as BlockError }, 0, 'lrc');
  const kind = (supervision ?? '').toLowerCase() as Supervision;
  return encodeBlock(
    { kind: 'S', supervision: kind, response: direction === 'response', value: Number(value) },
    0,
    'lrc',
  );
}

const ANSWER = fromHex('01029000');

/**
 * Plays `scenario`: what the host sends, what the card answers, in turns. `✗` is a block that arrives damaged, `–` none.
 * The card's I-blocks share out `ANSWER`, two bytes in a block of a chain.
 */
async function play(scenario: string, parameters: T1Parameters, commands: readonly number[]) {
  const turns = scenario.split(/\s*[→←]\s*/).filter(Boolean);
  let offset = 0;
  let last = '';
  let bytes: Uint8Array = new Uint8Array(0);
  const sent: string[] = [];
  const t1 = new T1(parameters);
  const exchange: T1Exchange = async (block) => {
    sent.push(nameOf(block));
    const answer = turns[sent.length * 2 - 1];
    if (answer === '–') return 'timeout';
    if (answer === '✗' || answer === undefined) return fromHex('000002900093');
    if (answer !== last) {
      const information = ANSWER.subarray(offset, answer.endsWith(',1)') ? offset + 2 : undefined);
      bytes = blockOf(answer, information);
      if (answer.startsWith('I')) offset = answer.endsWith(',1)') ? offset + 2 : 0;
    }
    last = answer;
    return bytes;
  };
  const results: string[] = [];
  for (const length of commands) {
    results.push(
      await t1
        .transmit(new Uint8Array(length), exchange)
        .then(toHex, (error) => (error instanceof T1Error ? error.code : String(error))),
    );
  }
  expect(sent).toEqual(turns.filter((_, i) => i % 2 === 0));
  return results;
}

const WHOLE = '01029000';

/** By the rules of T=1 and the annex of ISO/IEC 7816-3. Commands of 4 bytes fill one block, of 8 two, of 12 three. */
describe('the scenarios of the standard', () => {
  const rows: [name: string, scenario: string, commands: number[], results: string[]][] = [
    [
      'I-blocks alternate (rule 2.1)',
      'I(0,0) → I(0,0) ← I(1,0) → I(1,0) ← I(0,0) → I(0,0)',
      [4, 4, 4],
      [WHOLE, WHOLE, WHOLE],
    ],
    ['more time (rule 3)', 'I(0,0) → S(WTX request 3) ← S(WTX response 3) → I(0,0)', [4], [WHOLE]],
    [
      'the card announces IFSC (rule 4)',
      'I(0,1) → S(IFS request 8) ← S(IFS response 8) → R(1) ← I(1,0) → I(0,0)',
      [12],
      [WHOLE],
    ],
    ['the host chains (rule 5)', 'I(0,1) → R(1) ← I(1,1) → R(0) ← I(0,0) → I(0,0)', [12], [WHOLE]],
    ['the card chains (rule 5)', 'I(0,0) → I(0,1) ← R(1) → I(1,0)', [4], [WHOLE]],
    [
      'both chain, and on from there',
      'I(0,1) → R(1) ← I(1,0) → I(0,1) ← R(1) → I(1,0) ← I(0,0) → I(0,0)',
      [8, 4],
      [WHOLE, WHOLE],
    ],

    ['the card asks for the I-block again (rule 7.1)', 'I(0,0) → R(0) damaged ← I(0,0) → I(0,0)', [4], [WHOLE]],
    [
      'the answer is damaged: it is asked for, the command not sent again (rule 7.1)',
      'I(0,0) → ✗ ← R(0) damaged → I(0,0)',
      [4],
      [WHOLE],
    ],
    [
      'no answer: it is asked for, the command not sent again (rule 7.1)',
      'I(0,0) → – ← R(0) other → I(0,0)',
      [4],
      [WHOLE],
    ],
    [
      'the command is lost, which the card says when asked',
      'I(0,0) → – ← R(0) other → R(0) ← I(0,0) → I(0,0)',
      [4],
      [WHOLE],
    ],
    [
      'the request for the command is damaged (rule 7.2)',
      'I(0,0) → ✗ ← R(0) damaged → R(0) ← I(0,0) → I(0,0)',
      [4],
      [WHOLE],
    ],
    [
      'our request for the answer is damaged',
      'I(0,0) → ✗ ← R(0) damaged → R(1) damaged ← R(0) other → I(0,0)',
      [4],
      [WHOLE],
    ],
    [
      'the same after an earlier command',
      'I(0,0) → I(0,0) ← I(1,0) → ✗ ← R(1) damaged → R(1) ← I(1,0) → I(1,0)',
      [4, 4],
      [WHOLE, WHOLE],
    ],
    [
      'an old answer is not the new one',
      'I(0,0) → I(0,0) ← I(1,0) → I(0,0) ← R(1) other → I(1,0)',
      [4, 4],
      [WHOLE, WHOLE],
    ],

    [
      'S(WTX request) is damaged',
      'I(0,0) → ✗ ← R(0) damaged → S(WTX request 2) ← S(WTX response 2) → I(0,0)',
      [4],
      [WHOLE],
    ],
    [
      'S(WTX response) is lost: an R-block, not the response again (rule 7.3)',
      'I(0,0) → S(WTX request 2) ← S(WTX response 2) → – ← R(0) other → S(WTX request 2) ← S(WTX response 2) → I(0,0)',
      [4],
      [WHOLE],
    ],
    [
      'what comes after S(WTX response) is damaged',
      'I(0,0) → S(WTX request 2) ← S(WTX response 2) → ✗ ← R(0) damaged → I(0,0)',
      [4],
      [WHOLE],
    ],
    [
      'S(IFS request) twice',
      'I(0,0) → S(IFS request 8) ← S(IFS response 8) → S(IFS request 8) ← S(IFS response 8) → I(0,0)',
      [4],
      [WHOLE],
    ],

    [
      'in a chain of the host, an acknowledgement is lost',
      'I(0,1) → – ← R(0) other → R(1) ← I(1,0) → I(0,0)',
      [8],
      [WHOLE],
    ],
    [
      'in a chain of the host, a block is damaged',
      'I(0,1) → R(0) damaged ← I(0,1) → R(1) ← I(1,0) → R(1) damaged ← I(1,0) → I(0,0)',
      [8],
      [WHOLE],
    ],
    [
      'in a chain of the host, an answer comes too early',
      'I(0,1) → I(0,0) ← R(0) other → R(1) ← I(1,0) → I(0,0)',
      [8],
      [WHOLE],
    ],
    ['in a chain of the card, a block is damaged', 'I(0,0) → I(0,1) ← R(1) → ✗ ← R(1) damaged → I(1,0)', [4], [WHOLE]],
    [
      'in a chain of the card, our acknowledgement is lost',
      'I(0,0) → I(0,1) ← R(1) → I(0,1) ← R(1) other → I(1,0)',
      [4],
      [WHOLE],
    ],
    [
      'in a chain of the card, a request for the command does not bring it back',
      'I(0,0) → I(0,1) ← R(1) → R(0) ← R(1) other → I(1,0)',
      [4],
      [WHOLE],
    ],
    [
      'in a chain of the card, more time',
      'I(0,0) → I(0,1) ← R(1) → S(WTX request 9) ← S(WTX response 9) → I(1,0)',
      [4],
      [WHOLE],
    ],

    [
      'the card gives up the chain it receives (rule 9)',
      'I(0,1) → S(ABORT request) ← S(ABORT response) → R(1)',
      [8],
      ['aborted'],
    ],
    [
      'the card gives up the chain it sends (rule 9)',
      'I(0,0) → I(0,1) ← R(1) → S(ABORT request) ← S(ABORT response) → R(1)',
      [4],
      ['aborted'],
    ],

    [
      'three times nothing at the start: no RESYNCH, the card is to be reset (rule 7.4.1)',
      'I(0,0) → – ← R(0) other → – ← R(0) other → –',
      [4, 4],
      ['no-answer', 'unusable'],
    ],
    [
      'three times damaged at the start (rule 7.4.1)',
      'I(0,0) → ✗ ← R(0) damaged → ✗ ← R(0) damaged → ✗',
      [4],
      ['protocol'],
    ],
    [
      'three times nothing later: RESYNCH, and the command is not sent again (rule 7.4.2)',
      'I(0,0) → I(0,0) ← I(1,0) → – ← R(1) other → – ← R(1) other → – ← S(RESYNCH request) → S(RESYNCH response)',
      [4, 4, 4],
      [WHOLE, 'resynchronized', 'unusable'],
    ],
    [
      'RESYNCH is asked for three times',
      'I(0,0) → I(0,0) ← I(1,0) → ✗ ← R(1) damaged → ✗ ← R(1) damaged → ✗ ← S(RESYNCH request) → I(1,0) ← S(RESYNCH request) → – ← S(RESYNCH request) → S(RESYNCH response)',
      [4, 4],
      [WHOLE, 'resynchronized'],
    ],
    [
      'RESYNCH is not answered',
      'I(0,0) → I(0,0) ← I(1,0) → – ← R(1) other → – ← R(1) other → – ← S(RESYNCH request) → – ← S(RESYNCH request) → – ← S(RESYNCH request) → –',
      [4, 4],
      [WHOLE, 'no-answer'],
    ],
    [
      'the card asks for the same block without end',
      'I(0,0) → R(0) ← I(0,0) → R(0) ← I(0,0) → R(0) ← S(RESYNCH request) → S(RESYNCH response)',
      [4],
      ['resynchronized'],
    ],
    [
      'the card announces without end',
      'I(0,0) → S(IFS request 8) ← S(IFS response 8) → S(IFS request 9) ← S(IFS response 9) → S(IFS request 8) ← S(IFS response 8) → S(IFS request 9) ← S(RESYNCH request) → S(RESYNCH response)',
      [4],
      ['resynchronized'],
    ],
    [
      'RESYNCH is not the card’s to ask for (rule 6)',
      'I(0,0) → S(RESYNCH request) ← R(0) other → I(0,0)',
      [4],
      [WHOLE],
    ],
  ];
  it.each(rows)('%s', async (_name, scenario, commands, results) => {
    expect(await play(scenario, { ifsc: 4 }, commands)).toEqual(results);
  });
});

describe('a reader that has less room than the card', () => {
  it('gets no longer blocks, whatever the card announces', async () => {
    const scenario = 'I(0,1) → S(IFS request 254) ← S(IFS response 254) → R(1) ← I(1,1) → R(0) ← I(0,0) → I(0,0)';
    expect(await play(scenario, { ifsc: 254, room: 4 }, [12])).toEqual([WHOLE]);
  });
});

describe('a card may take its time', () => {
  it('a hundred times for one command', async () => {
    const more = Array.from({ length: 100 }, () => 'S(WTX request 1) ← S(WTX response 1) → ').join('');
    expect(await play(`I(0,0) → ${more}I(0,0)`, {}, [4])).toEqual([WHOLE]);
  });

  it('but not for ever: a thousand times, and then nothing more is sent', async () => {
    const more = Array.from({ length: 1000 }, () => 'S(WTX request 1) ← S(WTX response 1) → ').join('');
    expect(await play(`I(0,0) → ${more}S(WTX request 1)`, {}, [4, 4])).toEqual(['out-of-patience', 'unusable']);
  });

  it('nor for longer than its patience lasts, whatever it asks for in between', async () => {
    let now = 0;
    const t1 = new T1();
    const sent: string[] = [];
    const answers = ['S(WTX request 1)', 'S(IFS request 8)', 'S(WTX request 1)', '✗'];
    const endless = t1.transmit(
      fromHex('00200080'),
      async (block) => {
        sent.push(nameOf(block));
        now += 60_000;
        const name = answers[sent.length % answers.length] ?? '✗';
        return name === '✗' ? fromHex('000002900093') : blockOf(name, new Uint8Array());
      },
      new Patience(() => now),
    );
    await expect(endless).rejects.toMatchObject({ code: 'out-of-patience' });
    expect(sent.length).toBeLessThan(15);
    // The command itself went out once.
    expect(sent.filter((name) => name.startsWith('I'))).toEqual(['I(0,0)']);
  });

  it('and has all of it again for the next command', async () => {
    const more = Array.from({ length: 600 }, () => 'S(WTX request 1) ← S(WTX response 1) → ').join('');
    expect(await play(`I(0,0) → ${more}I(0,0) ← I(1,0) → ${more}I(1,0)`, {}, [4, 4])).toEqual([WHOLE, WHOLE]);
  });

  it('and noise in it does not shorten it', async () => {
    const waits: number[] = [];
    const answers = ['00C30107C5', 'FF', '000002900092'];
    await new T1().transmit(fromHex('00200080'), async (_block, { waitMultiplier }) => {
      waits.push(waitMultiplier);
      return fromHex(answers.shift() ?? '');
    });
    expect(waits).toEqual([1, 7, 7]);
  });
});

describe('an answer that never ends', () => {
  it.each([
    ['of full blocks', new Uint8Array(32)],
    ['of empty blocks', new Uint8Array(0)],
  ])('%s is given up', async (_name, information) => {
    let sequence: SequenceBit = 0;
    const endless = new T1().transmit(fromHex('00200080'), async (block) => {
      if (nameOf(block) === 'S(RESYNCH request)') return blockOf('S(RESYNCH response)', information);
      const answer = encodeBlock({ kind: 'I', sequence, more: true, information }, 0, 'lrc');
      sequence = sequence === 0 ? 1 : 0;
      return answer;
    });
    await expect(endless).rejects.toMatchObject({ code: 'resynchronized' });
  });
});

describe('blocks that no card may send are asked for again', () => {
  it.each([
    ['nothing at all', ''],
    ['too short', '0000'],
    ['LEN too long for what came', '000003900093'],
    ['LEN too short for what came', '000001900091'],
    ['LEN=FF', `0000FF${'00'.repeat(255)}FF`],
    ['more than IFSD', `000021${'00'.repeat(33)}21`],
    ['another node address', '120002900080'],
    ['an I-block with reserved bits', '000102900093'],
    ['an R-block with information', '00800100' + '81'],
    ['an R-block with a reserved error', '00830083'],
    ['S(WTX request) without a value', '00C300C3'],
    ['S(WTX request) of 0', '00C30100C2'],
    ['S(IFS request) of 0', '00C10100C0'],
    ['S(IFS request) of FF', '00C101FF3F'],
    ['an S-block of no kind', '00C400C4'],
    ['a response to nothing', '00E000E0'],
  ])('%s', async (_name, hex) => {
    const sent: string[] = [];
    const answer = await new T1().transmit(fromHex('00200080'), async (block) => {
      sent.push(nameOf(block));
      return fromHex(sent.length === 1 ? hex : '000002900092');
    });
    expect(toHex(answer)).toBe('9000');
    expect(sent[1]).toMatch(/^R\(0\) (damaged|other)$/);
    expect(sent).toHaveLength(2);
  });
});

describe('IFSD', () => {
  it('is announced three times at most, and the card is not used after that', async () => {
    const t1 = new T1();
    const { exchange, rows } = line([
      ['00C101FE3E', 'timeout'],
      ['00C101FE3E', '00E1012ECE'],
      ['00C101FE3E', 'timeout'],
      ['00C000C0', '00E000E0'],
    ]);
    await expect(t1.negotiateIfsd(254, exchange)).rejects.toMatchObject({ code: 'resynchronized' });
    await expect(t1.transmit(fromHex('00200080'), exchange)).rejects.toMatchObject({ code: 'unusable' });
    expect(rows).toEqual([]);
  });

  it.each([0, 255, 1.5])('of %s is refused before anything is sent', async (size) => {
    await expect(new T1().negotiateIfsd(size, async () => 'timeout')).rejects.toThrow(RangeError);
    expect(() => new T1({ ifsc: size })).toThrow(RangeError);
  });
});

describe('a PIN', () => {
  it('does not stay in the blocks that carried it, and the caller’s bytes are the caller’s', async () => {
    const command = new Uint8Array([...fromHex('0020008006'), ...fromAscii('SECRET')]);
    const before = toHex(command);
    const blocks: Uint8Array[] = [];
    const answers = ['008100' + '81', '009000' + '90', 'timeout'];
    const t1 = new T1({ ifsc: 8 });
    const outcome = t1.transmit(command, async (block) => {
      blocks.push(block);
      const answer = answers.shift() ?? 'lost';
      if (answer === 'lost') throw new Error('the reader is gone');
      return answer === 'timeout' ? answer : fromHex(answer);
    });
    await expect(outcome).rejects.toThrow('the reader is gone');
    expect(blocks.length).toBe(4);
    expect(blocks.every((block) => block.every((byte) => byte === 0))).toBe(true);
    expect(toHex(command)).toBe(before);
    await expect(t1.transmit(command, async () => 'timeout')).rejects.toMatchObject({ code: 'unusable' });
  });
});

describe('one command at a time', () => {
  it('a second one is refused and does not disturb the first', async () => {
    const t1 = new T1();
    let answer: (block: Uint8Array) => void = () => {};
    const first = t1.transmit(fromHex('00200080'), () => new Promise((resolve) => (answer = resolve)));
    await expect(t1.transmit(fromHex('00200080'), async () => 'timeout')).rejects.toMatchObject({ code: 'busy' });
    answer(fromHex('000002900092'));
    expect(toHex(await first)).toBe('9000');
  });

  it('what is no command is refused, and the card stays usable', async () => {
    const t1 = new T1();
    await expect(t1.transmit(new Uint8Array(3), async () => 'timeout')).rejects.toThrow(RangeError);
    expect(toHex(await t1.transmit(fromHex('00200080'), async () => fromHex('000002900092')))).toBe('9000');
  });
});
