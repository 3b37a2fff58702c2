import { Command, CommanderError, Option } from 'commander';
import { PIN_IDS, type PinId } from '../../src/card/applications.ts';
import { CARD_TEXTS } from '../../src/texts/cli-card-texts.ts';
import { CLI_TEXTS } from '../../src/texts/cli-texts.ts';
import type { CliTexts, CommandName } from '../../src/texts/cli-words.ts';
import { JOURNAL_TEXTS, type JournalCommandName } from '../../src/texts/journal-texts.ts';
import { PRODUCT_VERSION } from '../product-version.ts';
import type { ExportOptions, VerifyOptions } from './commands/journal.ts';
import type { ServeOptions } from './commands/serve.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './io.ts';
import { type OpenReaders, openReaders } from './open-readers.ts';
import type { CardOptions, Surroundings } from './reach-card.ts';
import { UsageError } from './usage-error.ts';

export interface Program {
  readonly terminal: Terminal;
  /** The built page, for `serve`. */
  readonly pageFolder: string;
  readonly openReaders?: OpenReaders;
}

const MAX_PORT = 65_535;
const MAX_WAIT_SECONDS = 3_600;
const DEFAULT_WAIT_SECONDS = 60;

/** Runs one command line, the arguments after the program's name. Resolves with the exit code. */
export async function runCommandLine(
  args: readonly string[],
  { terminal, pageFolder, openReaders: open = openReaders }: Program,
): Promise<number> {
  const texts = CLI_TEXTS[terminal.language];
  const cardTexts = CARD_TEXTS[terminal.language];
  return run(args, { terminal, texts, cardTexts, openReaders: open }, pageFolder);
}

async function run(args: readonly string[], surroundings: Surroundings, pageFolder: string): Promise<number> {
  const { terminal, texts } = surroundings;
  let code: number = EXIT.done;
  const program = createProgram(surroundings, pageFolder, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(error.message);
      return EXIT.usage;
    }
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    // No command at all: the help was shown on standard error.
    if (error.code === 'commander.help') return EXIT.usage;
    terminal.err(sentenceOf(error, texts));
    return EXIT.usage;
  }
}

/** What is wrong, in one sentence. Of the package's own message only names are used that this program gave to it. */
function sentenceOf({ code, message }: CommanderError, { usage }: CliTexts): string {
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  const similar = /\(Did you mean (?:one of )?([^?]+)\?\)/.exec(message)?.[1];
  const sentences: Record<string, string> = {
    'commander.unknownCommand': usage.unknownCommand,
    'commander.unknownOption': usage.unknownOption,
    'commander.excessArguments': usage.tooManyArguments,
    'commander.missingArgument': usage.argumentMissing(quoted),
    'commander.optionMissingArgument': usage.optionArgumentMissing(quoted),
  };
  const sentence = sentences[code] ?? usage.other;
  return `${sentence} ${similar ? usage.didYouMean(similar) : usage.seeHelp('myna-pin')}`;
}

function createProgram(surroundings: Surroundings, pageFolder: string, done: (code: number) => void): Command {
  const { terminal, texts } = surroundings;
  const { options, titles } = texts;
  const program = new Command('myna-pin')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
      // Said by `sentenceOf`.
      outputError: () => {},
    })
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      subcommandTerm: (command) => command.name(),
      // Defaults are part of the descriptions, in the language of those.
      optionDescription: ({ description }) => description,
    })
    .usage(texts.usageForms.program)
    .description(texts.program)
    .helpOption('-h, --help', options.help)
    .helpCommand('help [command]', texts.commands.help)
    .version(PRODUCT_VERSION, '-V, --version', options.version)
    .addHelpText('after', `\n${texts.epilogue.join('\n')}`);

  const command = (name: CommandName) => {
    const created = program
      .command(name)
      .summary(texts.commands[name])
      .description([texts.commands[name], '', ...(texts.details[name] ?? [])].join('\n').trimEnd())
      .usage(texts.usageForms[name])
      .helpOption('-h, --help', options.help);
    return created;
  };
  const cardCommand = (name: CommandName) =>
    command(name)
      .option('--reader <NAME>', options.reader)
      .option('--virtual', options.virtual, false)
      .option('--json', options.json, false);

  command('serve')
    .option('--no-open', options['no-open'])
    .addOption(new Option('--port <N>', options.port).default(0).argParser(integer(MAX_PORT, texts.usage.port)))
    .option('--virtual', options['serve-virtual'], false)
    .option('--developer', options.developer, false)
    .option('--office <FILE>', options.office)
    .option('--journal <FILE>', options.journal)
    .option('--kiosk', options.kiosk, false)
    .option('--browser <PATH>', options.browser)
    .action(async (given: Omit<ServeOptions, 'pageFolder'>) => {
      const { runServe } = await import('./commands/serve.ts');
      done(await runServe(surroundings, { ...given, pageFolder }));
    });

  command('readers')
    .option('--virtual', options.virtual, false)
    .option('--json', options.json, false)
    .action(async (given: CardFlags) => {
      const { runReaders } = await import('./commands/readers.ts');
      done(await runReaders(surroundings, cardOptions(given)));
    });

  cardCommand('status')
    .option('--certificates', options.certificates, false)
    .action(async (given: CardFlags & { certificates: boolean }) => {
      const { runStatus } = await import('./commands/status.ts');
      done(await runStatus(surroundings, { ...cardOptions(given), certificates: given.certificates }));
    });

  cardCommand('change')
    .argument('[pin...]', texts.arguments.pin)
    .option('--stdin', options.stdin, false)
    .addOption(
      new Option('--last-try <PIN>', options['last-try'])
        .default([])
        .argParser((name: string, before: PinId[]) => pinsOf([...before, name], texts)),
    )
    .addOption(
      new Option('--wait <SECONDS>', options.wait)
        .default(DEFAULT_WAIT_SECONDS)
        .argParser(integer(MAX_WAIT_SECONDS, texts.usage.seconds)),
    )
    .action(async (names: string[], given: CardFlags & { stdin: boolean; lastTry: PinId[]; wait: number }) => {
      const { runChange } = await import('./commands/change.ts');
      const { stdin, lastTry, wait: waitSeconds } = given;
      const pins = pinsOf(names, texts);
      done(await runChange(surroundings, { ...cardOptions(given), pins, stdin, lastTry, waitSeconds }));
    });

  command('record')
    .argument('<FILE>', texts.arguments.record)
    .argument('<command...>', texts.arguments.recorded)
    .option('--force', options.force, false)
    .option('--shows <TEXT>', options.shows)
    .option('--test-card', options['test-card'], false)
    .action(async (file: string, recorded: string[], given: { force: boolean; shows?: string; testCard: boolean }) => {
      const { runRecord } = await import('./commands/record.ts');
      const { force, shows, testCard } = given;
      const inner = (args: readonly string[], recording: Surroundings) => run(args, recording, pageFolder);
      done(await runRecord(surroundings, { file, force, shows, testCard, command: recorded }, inner));
    });

  cardCommand('doctor')
    .option('--report <FILE>', options.report)
    .action(async ({ reader, virtual, json, report }: CardFlags & { report?: string }) => {
      const { runDoctor } = await import('./commands/doctor.ts');
      const { language } = terminal;
      const { openReaders } = surroundings;
      const asked = { language, readerName: reader, virtual, json, reportFile: report };
      done(await runDoctor(asked, terminal, { openReaders }));
    });

  command('explain')
    .argument('<FILE|HEX...>', texts.arguments.explain)
    .option('--json', options.json, false)
    .action(async (input: string[], { json }: { json: boolean }) => {
      const { runExplain } = await import('./commands/explain.ts');
      done(await runExplain({ language: terminal.language, input: input.join(' '), json }, terminal));
    });

  command('replay')
    .argument('<FILE>', texts.arguments.replay)
    .option('--expect', options.expect, false)
    .option('--json', options.json, false)
    .action(async (file: string, { expect, json }: { expect: boolean; json: boolean }) => {
      const { runReplay } = await import('./commands/replay.ts');
      done(await runReplay({ language: terminal.language, file, expect, json }, terminal));
    });

  command('check-office')
    .argument('<FILE>', texts.arguments.office)
    .action(async (file: string) => {
      const { runCheckOffice } = await import('./commands/check-office.ts');
      done(await runCheckOffice(surroundings, file));
    });

  addJournalCommands(command('journal'), surroundings, done);

  return program;
}

function addJournalCommands(journal: Command, surroundings: Surroundings, done: (code: number) => void): void {
  const { terminal, texts } = surroundings;
  const { options } = texts;
  const words = JOURNAL_TEXTS[terminal.language];
  const command = (name: JournalCommandName) =>
    journal
      .command(name)
      .summary(words.commands[name])
      .description([words.commands[name], '', ...(words.details[name] ?? [])].join('\n').trimEnd())
      .usage(words.usageForms[name])
      .helpOption('-h, --help', options.help);
  journal.helpCommand('help [command]', texts.commands.help);

  command('verify')
    .argument('[FILE]', words.file)
    .option('--noted <NUMBER:HASH>', words.options.noted)
    .option('--json', options.json, false)
    .action(async (file: string | undefined, given: VerifyOptions) => {
      const { runJournalVerify } = await import('./commands/journal.ts');
      done(runJournalVerify(surroundings, file, given));
    });

  command('export')
    .argument('[FILE]', words.file)
    .option('--from <DAY>', words.options.from)
    .option('--to <DAY>', words.options.to)
    .option('--output <FILE>', words.options.output)
    .option('--force', options.force, false)
    .action(async (file: string | undefined, given: ExportOptions) => {
      const { runJournalExport } = await import('./commands/journal.ts');
      done(runJournalExport(surroundings, file, given));
    });

  command('status')
    .argument('[FILE]', words.file)
    .option('--json', options.json, false)
    .action(async (file: string | undefined, given: { json: boolean }) => {
      const { runJournalStatus } = await import('./commands/journal.ts');
      done(runJournalStatus(surroundings, file, given));
    });

  command('sql').action(async () => {
    const { runJournalSql } = await import('./commands/journal.ts');
    done(runJournalSql(surroundings));
  });
}

interface CardFlags {
  readonly reader?: string;
  readonly virtual: boolean;
  readonly json: boolean;
}

function cardOptions({ reader, virtual, json }: CardFlags): CardOptions {
  return { readerName: reader, virtual, json };
}

/** Never repeats a name that it does not know: it may be a PIN. */
function pinsOf(names: readonly string[], { usage }: CliTexts): PinId[] {
  const pins = names.map((name) => {
    const pin = PIN_IDS.find((id) => id === name);
    if (!pin) throw new UsageError(usage.notAPin);
    return pin;
  });
  const twice = pins.find((pin, index) => pins.indexOf(pin) !== index);
  if (twice) throw new UsageError(usage.pinTwice(twice));
  return pins;
}

function integer(max: number, sentence: string): (text: string) => number {
  return (text) => {
    const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value <= max)) throw new UsageError(sentence);
    return value;
  };
}
