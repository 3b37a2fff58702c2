import { PIN_IDS } from '../card/applications.ts';
import type { CardTexts } from '../texts/card-texts.ts';
import type { CardWords, Notice } from '../texts/card-words.ts';
import type { CertificateTexts } from '../texts/certificate-texts.ts';
import type { AppModel } from './app-model.ts';
import type { CardState } from './reader-desk.ts';

/** Why the card in the reader cannot be worked with, if so. */
export function cardTrouble(card: CardState, { cardErrors, cardKinds }: CardWords): Notice | undefined {
  if (card.kind === 'failed') return cardErrors[card.code];
  if (card.kind === 'mute') return cardErrors.unresponsive;
  if (card.kind === 'read' && card.overview.kind !== 'my-number-card') return cardKinds[card.overview.kind];
  return undefined;
}

/** In one language. */
export interface TranscriptTexts {
  readonly card: CardTexts;
  readonly certificate: CertificateTexts;
}

/**
 * What a person reads of the card at this moment, line by line, without what is the same on every screen. The page shows it
 * with markup around it; a replayed recording prints it.
 */
export function transcriptOf(model: AppModel, { card: texts, certificate }: TranscriptTexts): string[] {
  const { words } = texts;
  const { desk } = model;
  const lines: string[] = [];
  if (desk.obstacle === 'no-service' || desk.obstacle === 'no-reader') lines.push(words.obstacles[desk.obstacle].title);
  switch (model.step) {
    case 'prepare': {
      const trouble = cardTrouble(desk.card, words);
      if (trouble) lines.push(flat(trouble));
      break;
    }
    case 'choose':
      if (model.anotherCard) lines.push(words.anotherCard);
      lines.push(...pinStates(model, texts), ...certificateLines(model, certificate));
      break;
    case 'last-try':
      lines.push(words.lastTry, ...model.lastTryPins.map((pin) => words.pinNames[pin]));
      break;
    case 'confirm':
      if (model.startFailure) lines.push(flat(words.cardErrors[model.startFailure]), words.notStarted);
      break;
    case 'recover':
      lines.push(words.recover.lead, ...model.openPins.map((pin) => words.pinNames[pin]));
      lines.push(words.recover.states[model.recovery]);
      break;
    case 'result':
      lines.push(texts.resultLead(model.reports));
      for (const report of model.reports) {
        const left =
          report.triesLeft === undefined
            ? []
            : [
                texts.pinState(
                  report.triesLeft > 0 ? { kind: 'ready', triesLeft: report.triesLeft } : { kind: 'locked' },
                ),
              ];
        const said = [words.outcomes[report.outcome], ...texts.reasonLines(report), ...left];
        lines.push(`${words.pinNames[report.pin]}: ${said.join(' ')}`);
      }
      lines.push(...certificateLines(model, certificate));
  }
  return lines;
}

function pinStates({ overview }: AppModel, texts: CardTexts): string[] {
  if (!overview) return [];
  const { words } = texts;
  return [
    ...PIN_IDS.map((pin) => {
      const advice = texts.pinStateAdvice(pin, overview.pins);
      return `${words.pinNames[pin]}: ${[texts.pinState(overview.pins[pin]), ...(advice ? [advice] : [])].join(' ')}`;
    }),
    words.certificates(overview.certificates.sign, overview.certificates.auth),
  ];
}

/** Without the person in them: that is for the screen alone. */
function certificateLines({ certificates: { state, of } }: AppModel, texts: CertificateTexts): readonly string[] {
  switch (state?.kind) {
    case 'shown':
      return texts.lines(state.report, state.at);
    case 'failed':
      return [flat(texts.failure(state.code, of))];
    default:
      return [];
  }
}

function flat({ title, lines }: Notice): string {
  return [title, ...lines].join(' ');
}
