import { PIN_IDS, type PinId } from '../../../src/card/applications.ts';
import { wipe } from '../../../src/card/bytes.ts';
import type { PinReport, PinWish } from '../../../src/card/pin-job.ts';
import { askPins, askToFindOut, askWhichPins } from '../change/ask-pins.ts';
import { ChangeJob } from '../change/change-job.ts';
import { readPins } from '../change/read-pins.ts';
import { EXIT } from '../exit-codes.ts';
import { orFail, printJson } from '../fail.ts';
import { hexStatusWord } from '../json.ts';
import { type CardOptions, type ReachedCard, reachCard, type Surroundings, withReaders } from '../reach-card.ts';
import { UsageError } from '../usage-error.ts';

export interface ChangeOptions extends CardOptions {
  /** In the order named; none: ask which. */
  readonly pins: readonly PinId[];
  /** PINs come from standard input. */
  readonly stdin: boolean;
  /** PINs whose last try may be spent. */
  readonly lastTry: readonly PinId[];
  readonly waitSeconds: number;
}

export function runChange(surroundings: Surroundings, options: ChangeOptions): Promise<number> {
  const { json, stdin } = options;
  const { terminal } = surroundings;
  return orFail(surroundings, 'change', json, async () => {
    checkUsage(surroundings, options);
    // Before any card is touched: what is malformed is so whatever the card.
    const read = stdin ? await readPins(surroundings, options.pins, options.lastTry) : undefined;
    try {
      return await withReaders(surroundings, options, async (manager) => {
        const asksPeople = terminal.interactive && !json && !stdin;
        const card = await reachCard(surroundings, manager, { ...options, waits: asksPeople });
        const { wishes, leftAlone } = read ? { wishes: read, leftAlone: [] } : await ask(surroundings, options, card);
        const { waitSeconds } = options;
        const job = new ChangeJob(surroundings, {
          manager,
          card,
          wishes,
          waitSeconds,
          waitsAtStart: asksPeople,
          ...(asksPeople ? { asks: (report) => askToFindOut(surroundings, report) } : {}),
        });
        const reports = inOrder([...leftAlone, ...(wishes.length > 0 ? await job.run() : [])]);
        const exitCode = exitCodeOf(reports);
        if (json) sayJson(surroundings, options, card, reports, exitCode);
        else say(surroundings, reports);
        return exitCode;
      });
    } finally {
      forget(read ?? []);
    }
  });
}

function checkUsage({ terminal, texts }: Surroundings, { pins, stdin, lastTry }: ChangeOptions): void {
  const stray = lastTry.find((pin) => pins.length > 0 && !pins.includes(pin));
  if (stray) throw new UsageError(texts.usage.consentForOther(stray));
  if (pins.length === 0 && (stdin || !terminal.interactive)) throw new UsageError(texts.usage.noPinNamed);
  if (stdin && terminal.inputIsTerminal) throw new UsageError(texts.usage.inputIsTerminal);
  if (!stdin && !terminal.interactive) throw new UsageError(texts.usage.nobodyToAsk);
}

async function ask(surroundings: Surroundings, { pins, lastTry }: ChangeOptions, { overview }: ReachedCard) {
  const named = pins.length > 0 ? pins : await askWhichPins(surroundings, overview);
  return askPins(surroundings, overview, named, lastTry);
}

function inOrder(reports: readonly PinReport[]): readonly PinReport[] {
  return PIN_IDS.flatMap((pin) => reports.filter((report) => report.pin === pin));
}

function exitCodeOf(reports: readonly PinReport[]) {
  if (reports.some(({ outcome }) => outcome === 'unknown')) return EXIT.unknown;
  return reports.every(({ outcome }) => outcome === 'changed') ? EXIT.done : EXIT.refused;
}

function say({ terminal, texts, cardTexts }: Surroundings, reports: readonly PinReport[]): void {
  const { words } = cardTexts;
  terminal.out(cardTexts.resultLead(reports));
  for (const report of reports) {
    terminal.out(texts.resultLine(words.pinNames[report.pin], words.outcomes[report.outcome]));
    for (const line of cardTexts.reasonLines(report)) terminal.out(`  ${line}`);
    const { triesLeft } = report;
    if (report.outcome !== 'changed' && triesLeft) terminal.out(`  ${words.states.ready(triesLeft)}`);
  }
}

function sayJson(
  { terminal }: Surroundings,
  { virtual }: CardOptions,
  { reader }: ReachedCard,
  reports: readonly PinReport[],
  exitCode: (typeof EXIT)[keyof typeof EXIT],
): void {
  const results = reports.map(({ pin, outcome, reason, triesLeft, sw, error }) => ({
    pin,
    outcome,
    ...(reason ? { reason } : {}),
    ...(triesLeft === undefined ? {} : { triesLeft }),
    ...(sw === undefined ? {} : { statusWord: hexStatusWord(sw) }),
    ...(error ? { error } : {}),
  }));
  printJson(terminal, { command: 'change', exitCode, virtual, reader: reader.name, results });
}

function forget(wishes: readonly PinWish[]): void {
  for (const { current, next } of wishes) wipe(current, next);
}
