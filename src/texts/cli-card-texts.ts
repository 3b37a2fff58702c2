import { PIN_IDS, PINS, type PinId } from '../card/applications.ts';
import { CardTexts } from './card-texts.ts';
import { CARD_WORDS_EN } from './card-words.en.ts';
import { CARD_WORDS_JA } from './card-words.ja.ts';
import type { CardWords } from './card-words.ts';
import { CertificateTexts } from './certificate-texts.ts';
import { CERTIFICATE_WORDS_EN } from './certificate-words.en.ts';
import { CERTIFICATE_WORDS_JA } from './certificate-words.ja.ts';
import type { CliLanguage } from './language.ts';

const EN = withOfficialNames(CARD_WORDS_EN);

/** What is said of cards and PINs without a page: on the command line, in its reports, of recordings. */
export const CARD_TEXTS: Record<CliLanguage, CardTexts> = { ja: new CardTexts(CARD_WORDS_JA), en: new CardTexts(EN) };

export const CERTIFICATE_TEXTS: Record<CliLanguage, CertificateTexts> = {
  ja: new CertificateTexts(CERTIFICATE_WORDS_JA, CARD_WORDS_JA),
  en: new CertificateTexts(CERTIFICATE_WORDS_EN, EN),
};

/** The page sets the official names beside the translated ones as it sees fit; a line of text has them in brackets. */
function withOfficialNames(words: CardWords): CardWords {
  const named = PIN_IDS.map((pin) => [pin, `${words.pinNames[pin]} (${PINS[pin].name})`]);
  return { ...words, pinNames: Object.fromEntries(named) as Record<PinId, string> };
}
