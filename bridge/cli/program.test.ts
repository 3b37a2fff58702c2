import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualDesk } from '../testing/virtual-desk.ts';

const COMMANDS = [
  'serve',
  'readers',
  'status',
  'change',
  'record',
  'doctor',
  'explain',
  'replay',
  'check-office',
  'journal',
];

const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  serve: ['--no-open', '--port', '--virtual', '--developer', '--office', '--journal'],
  readers: ['--virtual', '--json'],
  status: ['--certificates', '--reader', '--virtual', '--json'],
  change: ['sign', 'auth', 'juki', 'text', '--stdin', '--last-try', '--wait', '--reader', '--virtual', '--json'],
  record: ['FILE', '--force', '--shows', '--test-card'],
  doctor: ['--report', '--reader', '--virtual', '--json'],
  explain: ['FILE|HEX', '--json'],
  replay: ['FILE', '--expect', '--json'],
  'check-office': ['FILE'],
  journal: ['verify', 'export', 'status', 'sql'],
};

describe('the command line', () => {
  let desk: VirtualDesk;
  beforeEach(() => {
    desk = new VirtualDesk();
  });

  describe.each(['ja', 'en'] as const)('in %s', (language) => {
    it('explains itself on standard output: every command and every exit code', async () => {
      expect(await desk.run(['--help'], { language })).toBe(0);
      const help = desk.terminal.outLines.join('\n');
      for (const command of COMMANDS) expect(help).toMatch(new RegExp(`^  ${command} +\\S`, 'm'));
      for (const code of [0, 1, 2, 3, 4]) expect(help).toMatch(new RegExp(`^  ${code}  \\S`, 'm'));
      expect(desk.terminal.errLines).toEqual([]);
    });

    it.each(COMMANDS)('explains every option of %s', async (command) => {
      expect(await desk.run([command, '--help'], { language })).toBe(0);
      const help = desk.terminal.outLines.join('\n');
      for (const option of OPTIONS[command] ?? []) expect(help).toContain(option);
      if (language === 'ja') expect(help).not.toMatch(/Usage:|Options:|Arguments:|display help|default/);
      else expect(help).not.toMatch(/[ぁ-ん]/);
    });

    it.each([
      [['bogus'], 'a command that there is not'],
      [['status', '--bogus'], 'an option that there is not'],
      [['status', 'more'], 'an argument too many'],
      [['status', '--reader'], 'an option without its value'],
      [['change', '--wait', '1h', 'auth'], 'a time that is no number'],
      [['change', '--wait', '3601', 'auth'], 'a time too long'],
      [['change', '--stdin'], 'no PIN named'],
      [['change'], 'no PIN named and nobody to ask'],
      [['change', 'auth'], 'nobody to ask'],
      [['change', 'auth', 'auth', '--stdin'], 'a PIN named twice'],
      [['change', 'auth', '--last-try', 'sign', '--stdin'], 'a consent for another PIN'],
      [['record'], 'no file'],
      [['record', '/tmp/x.apdu'], 'no command'],
      [['record', '/tmp/x.apdu', '--', 'serve'], 'a command that is not recorded'],
      [['record', '/tmp/x.apdu', '--', 'record', '/tmp/y.apdu', '--', 'status'], 'a recording of a recording'],
      [['record', '/tmp/x.apdu', '--shows', 'a\nb', '--', 'status'], 'more than a line about a recording'],
      [['serve', '--port', '65536'], 'a port too high'],
      [['serve', '--port', '-1'], 'a port too low'],
      [['serve', '--port', ''], 'an empty port'],
      [['serve', '--port', '80a'], 'a port that is no number'],
      [['serve', '--port', '8080.5'], 'half a port'],
      [['serve', '--open'], 'an option only its opposite of which there is'],
    ])('%j is refused (%s)', async (args) => {
      expect(await desk.run(args, { language })).toBe(2);
      expect(desk.terminal.outLines).toEqual([]);
      expect(desk.terminal.errLines).toHaveLength(1);
      const [sentence] = desk.terminal.errLines;
      expect(sentence).toMatch(/^[^\n]{5,200}$/);
      if (language === 'ja') expect(sentence).toMatch(/[ぁ-ん]/);
      expect(desk.opened).toBe(0);
    });
  });

  it.each([
    [['7391']],
    [['7391', 'auth']],
    [['change', '7391']],
    [['change', 'auth', '7391', '--stdin']],
    [['change', '--pin=7391']],
    [['change', '--7391']],
    [['change', '-7391']],
    [['change', 'auth', '--stdin=7391']],
    [['change', 'auth', '--last-try', '7391']],
    [['change', 'auth', '--wait', '7391x']],
    [['status', '7391']],
    [['serve', '--port', '7391x']],
    [['record', '/tmp/x.apdu', '--', 'change', '7391']],
    [['record', '/tmp/x.apdu', '--', '7391']],
  ])('%j: a PIN in the wrong place is refused and not repeated', async (args) => {
    expect(await desk.run(args, { input: '7391\n' })).toBe(2);
    expect(desk.terminal.text).not.toContain('7391');
    expect(desk.opened).toBe(0);
  });

  it.each([
    [['chnage'], 'change'],
    [['status', '--jsn'], '--json'],
  ])('%j: says what may have been meant', async (args, meant) => {
    expect(await desk.run(args)).toBe(2);
    expect(desk.terminal.errLines.join()).toContain(`Did you mean ${meant}?`);
  });

  it('explains itself on standard error where no command was given', async () => {
    expect(await desk.run([])).toBe(2);
    expect(desk.terminal.outLines).toEqual([]);
    expect(desk.terminal.errLines.join('\n')).toContain('Commands:');
  });

  it('says its version', async () => {
    expect(await desk.run(['--version'])).toBe(0);
    expect(desk.terminal.outLines.join()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('says that the page is not built where it is not', async () => {
    expect(await desk.run(['serve', '--no-open'])).toBe(1);
    expect(desk.terminal.errLines.join()).toContain('not built');
  });
});
