/**
 * The grammar of the guard, stated once more and on purpose without wit: all that passed so far is a list of texts, and
 * every question is answered by reading that list from its beginning. Shares nothing with the product.
 */
export interface Passed {
  /** Hexadecimal, lower case. */
  readonly command: string;
  /** `lost` where no answer came, or none that could be one. */
  readonly sw: number | 'lost';
}

const READABLE = ['0006', '0008', '0001', '0002', '000a', '000b'];

interface Pin {
  readonly id: string;
  readonly aid: string;
  readonly file: string;
  readonly changes: readonly string[];
  /** The empty VERIFY by short file identifier. */
  readonly short?: string;
}

const JPKI = 'd392f000260100000001';
const PIN_FILES: readonly Pin[] = [
  { id: 'sign', aid: JPKI, file: '001b', changes: ['00240180'], short: '0020009b' },
  { id: 'auth', aid: JPKI, file: '0018', changes: ['00240180'], short: '00200098' },
  { id: 'juki', aid: 'd3921000310001010401', file: '001c', changes: ['80320080', '00240180'] },
  { id: 'juki', aid: 'd3921000310001010100', file: '001c', changes: ['80320080', '00240180'] },
  { id: 'text', aid: 'd3921000310001010408', file: '0011', changes: ['00240180'], short: '00200091' },
];

/** Whether `command` may follow `passed` with these consents. */
export function mayPass(passed: readonly Passed[], command: string, consents: ReadonlySet<string>): boolean {
  if (passed.some(({ sw }) => sw === 'lost')) return false;
  if (/^00a4040c0a/.test(command)) return PIN_FILES.some(({ aid }) => command === `00a4040c0a${aid}`);
  const aid = currentApplication(passed);
  if (/^00a4020c02....$/.test(command)) {
    const file = command.slice(10);
    return (aid === JPKI && READABLE.includes(file)) || PIN_FILES.some((pin) => pin.aid === aid && pin.file === file);
  }
  if (isShort(command)) return mayAskShort(passed, command, aid);
  const file = currentFile(passed);
  if (/^00b0[0-7].....$/.test(command)) return aid === JPKI && file !== undefined && READABLE.includes(file);
  if (/^00c00000..$/.test(command)) return moreAnnounced(passed);
  const pin = PIN_FILES.find((candidate) => candidate.aid === aid && candidate.file === file);
  if (!pin) return false;
  if (command === '00200080') return true;
  const value = wellFormed(pin.id, command);
  if (value === undefined) return false;
  if (command.startsWith('00200080')) {
    const tries = triesKnown(passed, pin);
    if (tries === undefined || tries === 0 || (tries === 1 && !consents.has(pin.id))) return false;
    return !refused(passed, pin).includes(value);
  }
  return pin.changes.some((change) => command.startsWith(change)) && verified(passed);
}

/** By short file identifier: it may be about any PIN of the application, so none of them may have less than two tries. */
function mayAskShort(passed: readonly Passed[], command: string, aid: string | undefined): boolean {
  const inIt = PIN_FILES.filter((pin) => pin.aid === aid);
  if (!inIt.some(({ short }) => short === command)) return false;
  return inIt.every((pin) => {
    const tries = triesKnown(passed, pin);
    if (tries === undefined) return pin.short !== command && notThere(passed, pin);
    return tries >= 2;
  });
}

/** The card said last that it has no such file, and was not asked by short file identifier since. */
function notThere(passed: readonly Passed[], pin: Pin): boolean {
  const last = passed.findLast(
    ({ command }, index) =>
      (isShort(command) || command === `00a4020c02${pin.file}`) &&
      currentApplication(passed.slice(0, index)) === pin.aid,
  );
  return last?.sw === 0x6a82 && !isShort(last.command);
}

function currentApplication(passed: readonly Passed[]): string | undefined {
  const last = passed.findLast(({ command }) => command.startsWith('00a4040c'));
  return last?.sw === 0x9000 ? last.command.slice(10) : undefined;
}

function isShort(command: string): boolean {
  return PIN_FILES.some(({ short }) => short === command);
}

/** None after an empty VERIFY by short file identifier, whatever was current before. */
function currentFile(passed: readonly Passed[]): string | undefined {
  const last = passed.findLast(({ command }) => command.startsWith('00a4') || isShort(command));
  return last?.command.startsWith('00a4020c') && last.sw === 0x9000 ? last.command.slice(10) : undefined;
}

function moreAnnounced(passed: readonly Passed[]): boolean {
  const last = passed.at(-1);
  return last !== undefined && /^00[bc]0/.test(last.command) && Number(last.sw) >> 8 === 0x61;
}

/** The PIN in the command where length and characters are right. */
function wellFormed(id: string, command: string): string | undefined {
  const length = Number.parseInt(command.slice(8, 10), 16);
  const value = Buffer.from(command.slice(10), 'hex').toString('latin1');
  if (command.length !== 10 + 2 * length) return undefined;
  if (id !== 'sign') return /^[0-9]{4}$/.test(value) ? value : undefined;
  return /^[A-Z0-9]{6,16}$/.test(value) && /[A-Z]/.test(value) && /[0-9]/.test(value) ? value : undefined;
}

/** What happened to PIN files, in order: which one, and by which command. A short one happens to its whole application. */
function events(passed: readonly Passed[]): { pin: Pin; command: string; sw: number }[] {
  return passed.flatMap(({ command, sw }, index) => {
    if (!/^(0020|0024|8032)/.test(command)) return [];
    const before = passed.slice(0, index);
    if (isShort(command)) {
      return PIN_FILES.filter(({ aid }) => aid === currentApplication(before)).map((pin) => ({ pin, command, sw: 0 }));
    }
    const pin = PIN_FILES.find(({ aid, file }) => aid === currentApplication(before) && file === currentFile(before));
    return pin ? [{ pin, command, sw: Number(sw) }] : [];
  });
}

function triesKnown(passed: readonly Passed[], asked: Pin): number | undefined {
  let tries: number | undefined;
  for (const { pin, command, sw } of events(passed)) {
    const told = sw >> 4 === 0x63c ? sw & 0x0f : undefined;
    const withPin = command.length > 8;
    if (pin !== asked) {
      // A sibling may be the same counter under another name.
      const sibling = pin.id === asked.id && withPin && command.startsWith('0020');
      if (sibling && told !== undefined && tries !== undefined) tries = Math.min(tries, told);
    } else if (command.startsWith('0020')) {
      if (sw === 0x6983 || sw === 0x6984) tries = 0;
      else if (sw === 0x9000 && withPin) tries = pin.id === 'sign' ? 5 : 3;
      else tries = told;
    } else if (sw !== 0x9000 && !notKnown(sw)) {
      tries = undefined;
    }
  }
  return tries;
}

function refused(passed: readonly Passed[], asked: Pin): string[] {
  let values: string[] = [];
  for (const { pin, command, sw } of events(passed)) {
    if (pin !== asked) continue;
    if (!command.startsWith('0020')) values = sw === 0x9000 ? [] : values;
    else if (command.length > 8 && sw >> 4 === 0x63c)
      values.push(Buffer.from(command.slice(10), 'hex').toString('latin1'));
  }
  return values;
}

/** A VERIFY was accepted, and since then nothing was selected, presented or changed. */
function verified(passed: readonly Passed[]): boolean {
  for (const { command, sw } of passed.toReversed()) {
    if (command.startsWith('00a4') || isShort(command)) return false;
    if (/^00200080./.test(command)) return sw === 0x9000;
    if (/^(0024|8032)/.test(command) && !notKnown(Number(sw))) return false;
  }
  return false;
}

function notKnown(sw: number): boolean {
  return sw >> 8 === 0x6d || sw >> 8 === 0x6e || sw === 0x6a86;
}
