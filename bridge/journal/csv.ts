import { PIN_IDS, PINS, type PinId } from '../../src/card/applications.ts';
import type { JournalEvent } from '../../src/journal/entry.ts';
import { dayInJapan, timeInJapan } from '../../src/journal/japan-time.ts';
import { CARD_TEXTS } from '../../src/texts/cli-card-texts.ts';
import { JOURNAL_WORDS } from '../../src/texts/journal-words.ts';
import type { CliLanguage } from '../../src/texts/language.ts';
import type { ListedEntry } from './query.ts';

export interface CsvOptions {
  /** Japanese if left out. */
  readonly language?: CliLanguage;
  /** What the office calls its places and documents; ids where it no longer has them. */
  readonly names?: {
    readonly place: (id: string) => string | undefined;
    readonly document: (id: string) => string | undefined;
  };
}

/** Spreadsheets take UTF-8 for something else without it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** RFC 4180, an entry a line, each whole in itself: with the occasion of the change that it ends. */
export function* csvLines(entries: Iterable<ListedEntry>, options: CsvOptions): Generator<string> {
  const { columns } = JOURNAL_WORDS[options.language ?? 'ja'];
  const { note, begun, hash, ...before } = columns;
  const pins = PIN_IDS.map((pin) => PINS[pin].name);
  yield BYTE_ORDER_MARK + line([...Object.values(before), ...pins, note, begun, hash]);
  for (const entry of entries) yield line(fields(entry, options));
}

function fields({ sequence, at, event, begun, hash }: ListedEntry, { language = 'ja', names }: CsvOptions): string[] {
  const words = JOURNAL_WORDS[language];
  const occasion = 'occasion' in event ? event.occasion : begun?.occasion;
  const { place = '', operator = '', application, documents = [] } = occasion ?? {};
  const when = new Date(at);
  return [
    String(sequence),
    dayInJapan(when),
    timeInJapan(when),
    words.events[event.event],
    names?.place(place) ?? place,
    operator,
    application ? words.applications[application] : '',
    documents.map((id) => names?.document(id) ?? id).join('、'),
    ...PIN_IDS.map((pin) => pinField(pin, event, language)),
    noteOf(event, begun, language),
    'of' in event ? String(event.of) : '',
    hash,
  ];
}

function pinField(pin: PinId, event: JournalEvent, language: CliLanguage): string {
  const { meant, tries } = JOURNAL_WORDS[language];
  if (event.event === 'change-begun') return event.pins.includes(pin) ? meant : '';
  const found = event.event === 'change-ended' ? event.outcomes.find((each) => each.pin === pin) : undefined;
  return found ? `${CARD_TEXTS[language].words.outcomes[found.outcome]} / ${tries[found.tries]}` : '';
}

function noteOf(event: JournalEvent, begun: ListedEntry['begun'], language: CliLanguage): string {
  const { refusals, recovery, deleted } = JOURNAL_WORDS[language];
  if (event.event === 'refused') return refusals[event.why];
  if (event.event === 'deleted') return deleted(event.through, event.count);
  return (event.event === 'change-begun' ? event.recovery : begun?.recovery) ? recovery : '';
}

function line(values: readonly string[]): string {
  return `${values.map(field).join(',')}\r\n`;
}

/**
 * Spreadsheets compute what begins with one of these, also in full width; a quotation mark before it makes it a text (OWASP,
 * "CSV Injection").
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function field(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) || text !== value ? `"${text.replaceAll('"', '""')}"` : text;
}
