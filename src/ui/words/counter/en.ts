import type { CounterWords } from './counter-words.ts';

export const COUNTER_WORDS_EN: CounterWords = {
  call: {
    open: 'Call the staff',
    title: 'Please speak to the staff',
    lines: ['You can leave the screen as it is. What you typed cannot be seen.'],
    goOn: 'Go on',
  },
  giveBack: 'Please turn the screen back to the staff.',
  sheet: {
    accepted: 'Application taken in: PINs of a My Number card',
    notYet: 'This is not finished yet. The PINs have not been changed.',
    toBring: 'What to bring to change the PINs of a My Number card',
    application: 'Who applies',
    missing: 'What was not complete today',
    nextTime: 'What to bring next time',
    notHere: 'This cannot be done here.',
    where: 'Where it can be done',
    noSecrets: 'There is no PIN, no name and no card number on this paper.',
  },
};
