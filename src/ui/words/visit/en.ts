import { pluralIn } from '../../../texts/plural.ts';
import type { VisitWords } from './visit-words.ts';

const plural = pluralIn('en');

export const VISIT_WORDS_EN: VisitWords = {
  attract: {
    title: 'Change the PINs of your My Number card here',
    begin: 'Touch the screen',
    preparing: 'Getting ready. Please wait.',
    outOfOrder: 'This machine is out of order. Please tell the staff.',
    cardLeft: 'There is a card on the reader. Please take it off. If it is not yours, please give it to the staff.',
    unfinished: (time) =>
      `If your change ended in the middle at about ${time}, please bring your card and speak to the staff.`,
  },
  chooseLanguage: 'Choose your language',
  quit: 'Quit',
  finish: 'Finish',
  cardTaken: {
    title: 'The card was taken off',
    lines: [
      'Read the result, print the receipt if you need it, and press “Finish”.',
      'If nothing is done for a while, this goes back to the first screen.',
    ],
  },
  idle: {
    title: 'Do you want to go on?',
    lead: 'Nothing was done for a while. If nothing is done now, everything you typed is cleared, and this goes back to the first screen.',
    secondsLeft: (seconds) => `It goes back in ${seconds} ${plural(seconds, { one: 'second', other: 'seconds' })}.`,
    goOn: 'Go on',
  },
  leaving: {
    title: 'Do you still need the result?',
    lead: 'If nothing is done now, the result is cleared, and this goes back to the first screen.',
    goOn: 'Keep it here',
  },
  thanks: {
    title: 'Thank you',
    takeCard: 'Please take your card.',
    over: 'This goes back to the first screen soon. Please make sure that you have your card and your receipt.',
    back: 'Back to the first screen',
  },
  failed: {
    title: 'Something went wrong with this screen',
    atWork: 'A change is still at work. Do not move the card until it is over.',
    cleared: 'What you typed was cleared. This goes back to the first screen soon.',
    nothingSent: 'What you typed last was not sent to the card.',
    tellStaff: 'If anything is unclear, please ask the staff.',
  },
  unfinishedTitle: (time) => `At about ${time} a change ended here in the middle`,
  unfinishedNotYours: 'If it was not yours, just go on.',
  resetCode: 'QR code of the page about resetting a PIN',
  resetCodeHelp: 'Read it with a smartphone to open the page about resetting a PIN.',
};
