import type { ReceiptWords } from './receipt-words.ts';

const OR_RESET = 'If you are not, do not try: have it set anew (再設定).';

export const RECEIPT_WORDS_EN: ReceiptWords = {
  open: 'Print a receipt',
  dialogTitle: 'Print a receipt',
  dialogLead: 'Choose the paper and check what will be printed. No PIN is printed.',
  paper: 'Paper',
  papers: { a4: 'A4 paper', roll: 'Receipt roll (80 mm wide)' },
  print: 'Print',
  title: 'Receipt: PINs of a My Number card',
  at: 'Date and time',
  office: 'Office',
  notTried: 'not tried',
  triesLeft: 'Tries left',
  tries: {
    all: 'all of them',
    some: 'some of them',
    one: 'only 1; a wrong entry locks it',
    none: 'none; it is locked',
    'not-known': 'not known',
  },
  reasons: {
    'wrong-pin': 'What was entered is not the PIN of the card.',
    locked: 'It is locked.',
    'last-try-kept': 'One try is left, and it was not used.',
    absent: 'It is not on this card.',
    'card-refused': 'The card did not accept it.',
    stopped: 'It was left alone because another PIN stopped the work.',
    interrupted: 'It was interrupted.',
    'references-differ': 'Its two places on the card hold different numbers.',
  },
  nextTitle: 'What to do next',
  next: {
    use: {
      sign: 'From now on, use the new PIN for online applications such as e-Tax.',
      auth: 'From now on, enter the new PIN for Mynaportal and at convenience stores.',
      juki: 'From now on, enter the new PIN at the counter, for example when you move.',
      text: 'From now on, use the new PIN when forms are filled in with your name and address.',
    },
    finish:
      'Change the other of its two places with the same card. If that does not work, have it set anew (再設定) at the municipal counter.',
    again: 'It is still the PIN it was. To change it, start again.',
    againIfSure: `It is still the PIN it was. Start again only if you are sure of the current PIN. ${OR_RESET}`,
    beSure: `Start again only if you are sure of the current PIN. ${OR_RESET}`,
    ask: 'It is still the PIN it was. If this happens again and again, ask at the municipal counter.',
    doNotTry: 'Do not try any PIN. Ask at the municipal counter.',
  },
  phone: 'The certificate on a smartphone has a PIN of its own. It was not changed here.',
  noSecrets: 'There is no PIN and no card number on this receipt.',
};
