import type { DiagnosisWords } from './diagnosis-words.ts';

export const DIAGNOSIS_WORDS_EN: DiagnosisWords = {
  title: 'Check the connection',
  lead: 'Everything from this computer to the card is checked in order. This page changes by itself when something is put right.',
  fine: 'No problem was found',
  pending: 'Checking',
  stages: {
    browser: 'Browser',
    bridge: 'myna-pin (the program on your computer)',
    service: 'Smart card service',
    reader: 'Card reader',
    card: 'Card',
  },
  states: {
    ok: 'No problem',
    problem: 'This is where it stops',
    caution: 'Worth knowing',
    pending: 'Checking',
    later: 'Not known yet',
  },
  address: 'The address is in the window (terminal) where myna-pin was started. It has 127.0.0.1 in it.',
  leaveTrial: 'To use a real card, end myna-pin and start it again with the following command.',
  service: {
    linux: 'Start the service (pcscd) with the following command. Once it runs, it is connected automatically.',
    windows: 'Connect a card reader. If one is connected, open “Services” in Windows and start “Smart Card”.',
    macos: 'Unplug the card reader and plug it in again. If that does not help, restart the Mac.',
  },
  noReader: {
    plugAgain: 'If it is connected, unplug it and plug it in again, or try another USB port.',
    linux: 'If it is still not found, check whether its driver (libccid) is installed.',
    windows: 'PaSoRi readers (such as RC-S300) are found once the NFC Port Software of Sony is installed.',
  },
  doctor: 'If that does not help, run npx myna-pin doctor in the folder of myna-pin. It finds the exact cause.',
  experimental: 'This card reader is still being tested',
  noCard: {
    title: 'There is no card on the reader',
    lines: [
      'Put your My Number card on the card reader.',
      'If it is on the reader, check which side is up and which way round it is, and put it on again.',
    ],
  },
  inUse: {
    programs: 'Close the JPKI client software too, and any other browser in which Mynaportal is open.',
    linux: 'GnuPG (gpg) may be using it. If so, the following command stops it.',
    once: 'Once the card is free, it is read automatically. If you do not know which program it is, restart the computer.',
  },
  copyCommand: 'Copy the command',
  support: {
    title: 'When you ask for help',
    lead: 'Copy this text and send it. It tells how things are now.',
    safe: 'There is no PIN, no name and no card number in it. It is safe to send to anybody.',
    contents:
      'What is in it: the kind of browser and system, the way of connecting, the kind of card reader and card, roughly how many tries are left, and what was found',
    text: 'Information for support',
    copy: 'Copy the information for support',
  },
  copied: 'Copied.',
  notCopied: 'It could not be copied. The text is selected: hold the Ctrl key (⌘ on a Mac) and press C.',
};
