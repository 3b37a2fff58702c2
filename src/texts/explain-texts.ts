import type { ApplicationId, PinId } from '../card/applications.ts';
import { PINS } from '../card/applications.ts';
import type { AnswerMeaning, CommandMeaning, DataMeaning, FileMeaning, StatusSense } from '../card/explain-meanings.ts';
import type { RecordedEvent } from '../card/recording/recording.ts';
import type { CardWords } from './card-words.ts';
import { CARD_TEXTS } from './cli-card-texts.ts';
import { EXPLAIN_WORDS_EN } from './explain-words.en.ts';
import { EXPLAIN_WORDS_JA } from './explain-words.ja.ts';
import type { ExplainWords } from './explain-words.ts';
import type { CliLanguage } from './language.ts';

/** Puts what `Explainer` found into sentences, without a full stop: they stand in tables. */
export class ExplainTexts {
  readonly words: ExplainWords;
  readonly #pinNames: CardWords['pinNames'];

  constructor(words: ExplainWords, pinNames: CardWords['pinNames']) {
    this.words = words;
    this.#pinNames = pinNames;
  }

  command(command: CommandMeaning): string {
    const { commands, purposes, applications } = this.words;
    switch (command.kind) {
      case 'select-application':
        return command.application
          ? commands.selectApplication(applications[command.application])
          : commands.selectUnknownApplication(command.aid);
      case 'select-file':
        return command.file.kind === 'pin'
          ? commands.selectPinFile(this.file(command.file))
          : commands.selectFile(this.file(command.file));
      case 'select-other':
        return commands.selectOther;
      case 'ask-tries':
        return commands.askTries(this.file(command.file));
      case 'verify':
        return commands.verify[command.role ?? 'some'](this.file(command.file));
      case 'change': {
        const instruction = command.instruction === 'change-key' ? 'CHANGE KEY' : 'CHANGE REFERENCE DATA';
        return commands.change(this.file(command.file), instruction);
      }
      case 'read-binary':
        return commands.read(this.file(command.file), command.offset, command.length);
      case 'get-response':
        return commands.getResponse(command.length);
      case 'compute-signature':
        return commands.computeSignature;
      case 'instruction':
        return commands.instruction(command.name, purposes[command.name]);
      case 'unknown':
        return commands.unknown(`${hex(command.cla, 2)} ${hex(command.ins, 2)}`);
      case 'malformed':
        return commands.malformed;
    }
  }

  answer(answer: AnswerMeaning): string {
    const { words } = this;
    switch (answer.kind) {
      case 'failure':
        return answer.code.startsWith('refused-by-guard')
          ? words.refusedByGuard(answer.code)
          : words.failure(answer.code);
      case 'malformed':
        return words.answerMalformed;
      case 'status': {
        const data = answer.data ? this.#data(answer.data) : [];
        // That it was done is seen by what came of it.
        const { sense } = answer;
        const spoken =
          data.length > 0 && sense.kind === 'plain' && sense.meaning === 'done' ? [] : [this.#sense(sense)];
        return [...spoken, ...data].join(words.between);
      }
    }
  }

  event({ event, detail }: Pick<RecordedEvent, 'event' | 'detail'>): string {
    const { words } = this;
    if (event === 'connect' && detail !== '') return words.connectFailed(detail);
    if (event === 'last-try') return words.lastTry(this.#pinNames[detail as PinId] ?? detail);
    return words.events[event];
  }

  /** A PIN, and where it has two references, which of them. */
  reference(pin: PinId, application: ApplicationId): string {
    const name = this.#pinNames[pin];
    return PINS[pin].references.length > 1 ? this.words.pinIn(name, this.words.applications[application]) : name;
  }

  /** A file as a noun. */
  file(file: FileMeaning): string {
    const { files, certificates } = this.words;
    switch (file.kind) {
      case 'pin':
        return this.reference(file.pin, file.application);
      case 'certificate':
        return certificates[file.certificate];
      case 'token-info':
        return files.tokenInfo;
      case 'certificate-availability':
        return files.availability;
      case 'other':
        return files.other(hex(file.file, 4));
      case 'short':
        return files.short(hex(file.shortFile, 2));
      case 'unknown':
        return files.unknown;
    }
  }

  #sense(sense: StatusSense): string {
    const { words } = this;
    switch (sense.kind) {
      case 'tries':
        return words.tries(sense.left);
      case 'tries-or-wrong-pin':
        return words.triesOrWrongPin(sense.left);
      case 'wrong-pin':
        return words.wrongPin(sense.left);
      case 'more-data':
        return words.moreData(sense.length);
      case 'repeat-with-length':
        return words.repeatWithLength(sense.length);
      case 'verify-unclear':
        return words.verifyUnclear(words.meanings[sense.meaning]);
      case 'plain':
        return words.meanings[sense.meaning];
      default:
        return words.senses[sense.kind];
    }
  }

  #data({ length, file, card, certificates }: DataMeaning): string[] {
    const { words } = this;
    return [
      words.data(length, file.kind === 'unknown' ? undefined : this.file(file)),
      ...(card ? [words.dataCard(words.cards[card])] : []),
      ...(certificates ? [words.dataCertificates(certificates.sign, certificates.auth)] : []),
    ];
  }
}

export const EXPLAIN_TEXTS: Record<CliLanguage, ExplainTexts> = {
  ja: new ExplainTexts(EXPLAIN_WORDS_JA, CARD_TEXTS.ja.words.pinNames),
  en: new ExplainTexts(EXPLAIN_WORDS_EN, CARD_TEXTS.en.words.pinNames),
};

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
