import { PINS } from '../card/applications.ts';
import type { CliTexts } from './cli-words.ts';

const FIELDS = { current: 'current PIN', next: 'new PIN' };

export const CLI_WORDS_EN: CliTexts = {
  titles: {
    'Usage:': 'Usage:',
    'Arguments:': 'Arguments:',
    'Options:': 'Options:',
    'Commands:': 'Commands:',
  },
  usageForms: {
    program: '<command> [options]',
<<<<<<< HEAD
    serve: '[--no-open] [--port N] [--virtual] [--developer] [--office FILE] [--journal FILE]',
=======
    serve: '[--no-open] [--port N] [--virtual] [--developer] [--office FILE] [--kiosk [--browser PATH]]',
>>>>>>> kiosk
    readers: '[options]',
    status: '[options]',
    change: '[pin...] [options]',
    record: 'FILE [options] -- <command...>',
    doctor: '[options]',
    explain: 'FILE|HEX [options]',
    replay: 'FILE [options]',
    'check-office': 'FILE',
  },
  program: 'Changes the four PINs of a Japanese My Number card (個人番号カード).',
  commands: {
    serve: 'opens the page in a browser (the same as npm start)',
    readers: 'lists the card readers and whether there is a card in them',
    status: 'shows the kind of card, its certificates and the tries left; needs no PIN and spends no try',
    change: 'changes PINs',
    record: 'runs another command and records what is said to the card in a file',
    doctor: 'finds out why something does not work and what to do next; spends no try',
    explain: 'says in words what a recording, an APDU or a status word means',
    replay: 'plays a recording in the place of a card',
    'check-office': 'Checks a file of office settings.',
    help: 'shows the help of a command',
  },
  details: {
    change: [
      'PINs are asked for without echo. With --stdin they are read from standard input, one a line: current, then new, for each PIN in the order named. They are never taken from arguments or the environment.',
    ],
    record: [
      'Commands to record: status, change, readers, doctor. No PIN and nothing personal is recorded.',
      'The recording is kept when the command fails. The exit code is that of the command.',
    ],
  },
  arguments: {
    pin: `sign (signature certificate, ${PINS.sign.name}), auth (user authentication certificate, ${PINS.auth.name}), juki (Basic Resident Register, ${PINS.juki.name}), text (card information input, ${PINS.text.name})`,
    record: 'the file to write the recording to',
    recorded: 'the command to run',
    explain: 'a recording, or an APDU or a status word in hexadecimal digits',
    replay: 'the recording',
    office: 'a file of office settings',
  },
  options: {
    help: 'shows this text',
    version: 'shows the version',
    'no-open': 'opens no browser',
    port: 'the port (default: a free one)',
    'serve-virtual': 'uses no real card',
    developer: 'lets the developer screen send any APDU',
    office: 'a file of office settings (examples: fixtures/offices/)',
<<<<<<< HEAD
    journal:
      'the file of the journal of a counter, for settings with a kiosk mode (default: in the folder for the state of programs)',
=======
    kiosk: 'keeps the page on the whole screen, in a browser of its own; needs --office with kiosk.mode',
    browser: 'that browser, built on Chromium (unless given, it is looked for by its usual names)',
>>>>>>> kiosk
    reader: 'the reader to use: its name or a part of it',
    virtual: 'uses a virtual sample card (sign ABC123, the others 1234)',
    json: 'prints the result as one JSON object on standard output',
    certificates: 'also looks at the user authentication certificate: validity, issuer; needs no PIN',
    stdin: 'reads the PINs from standard input, one a line',
    'last-try': 'the consent to spend the last try of this PIN (may be repeated)',
    wait: 'how long to wait for the card after an interruption (default: 60)',
    force: 'overwrites the file if there is one',
    shows: 'says in one sentence what the recording shows',
    'test-card': 'records the data of a card that calls itself a test card, unmasked',
    expect: 'writes what a person reads into the file, which makes it a test',
    report: 'writes a report that can be given to others',
  },
  epilogue: [
    'Exit codes:',
    '  0  done; all was changed',
    '  1  refused, or not all was changed',
    '  2  not a valid command line',
    '  3  no service, no reader or no card',
    '  4  it is not known whether it was changed',
    '',
    'Examples:',
    '  myna-pin status',
    '  myna-pin change auth text',
    '  myna-pin record trouble.apdu -- change auth',
  ],
  usage: {
    unknownCommand: 'There is no such command.',
    unknownOption: 'There is no such option.',
    tooManyArguments: 'There are too many arguments.',
    argumentMissing: (name) => `The argument ${name} is missing.`,
    optionArgumentMissing: (flags) => `${flags} has no value.`,
    didYouMean: (names) => `Did you mean ${names}?`,
    seeHelp: (command) => `${command} --help shows how to use it.`,
    other: 'That is not a valid command line.',
    port: '--port takes a number from 0 to 65535.',
    seconds: '--wait takes a number of seconds from 0 to 3600.',
    notAPin:
      'The name of a PIN is one of sign, auth, juki and text. Never give a PIN itself as an argument; if you did, delete it from your history.',
    pinTwice: (pin) => `${pin} is named twice.`,
    noPinNamed: 'Name the PINs to change (sign, auth, juki, text).',
    consentForOther: (pin) => `--last-try ${pin} is not among the PINs to change.`,
    inputIsTerminal: 'Standard input is a terminal and would show what you type. Leave out --stdin.',
    nobodyToAsk: 'PINs cannot be asked for here, as this is no terminal. Give them on standard input with --stdin.',
    lineMissing: (line, pin, field) => `Line ${line} of standard input is missing (${pin}, ${FIELDS[field]}).`,
    lineExtra: (line) => `Line ${line} of standard input is one too many.`,
    lineMalformed: (line, pin, field) => `Line ${line} of standard input is malformed (${pin}, ${FIELDS[field]}).`,
    lineSameAsCurrent: (line, pin) => `Line ${line} of standard input is the current PIN again (${pin}, new PIN).`,
    notRecordable: 'The commands that can be recorded are status, change, readers and doctor.',
    fileExists: 'That file exists. To overwrite it, add --force.',
    fileNotWritable: 'That file cannot be written.',
    showsOneLine: '--shows takes one line of text.',
  },
  reach: {
    'module-missing': {
      title: 'The module that reaches card readers is missing',
      lines: ['Install what it needs, then run this again.'],
    },
    'no-service': {
      title: 'The smart card service is not running',
      lines: ['Start the smart card service of this computer (pcscd on Linux).'],
    },
    'no-reader': { title: 'There is no card reader', lines: ['Connect a card reader to the computer.'] },
    'reader-not-found': {
      title: 'No card reader has the name given with --reader',
      lines: ['Check the name, or the part of it.'],
    },
    'reader-ambiguous': {
      title: 'Several card readers have the name given with --reader',
      lines: ['Give a name that only one of them has.'],
    },
    'several-cards': {
      title: 'There are several cards, and it is not clear which one to use',
      lines: ['Choose one with --reader, or take the others off.'],
    },
    'another-card': {
      title: 'This is another card than before',
      lines: ['Stopped to be safe. No PIN was sent to it.'],
    },
  },
  installCommand: (command) => `This installs it: ${command}`,
  readerNames: (names) => `Card readers: ${names.join(', ')}`,
  virtualCard: 'This is a virtual sample card. No real card is changed. Do not enter your own PINs.',
  waitingForCard: 'Put a My Number card on the reader. Ctrl-C ends this.',
  readers: {
    none: 'There are no card readers.',
    card: { empty: 'no card', present: 'card', mute: 'card that does not answer' },
  },
  status: { reader: (name) => `Card reader: ${name}`, card: 'This is a My Number card.' },
  ask: {
    whether: (pin, state) => `Change the ${pin}, ${state}? [y/N]`,
    yes: ['y', 'yes'],
    nothingChosen: 'There is no PIN to change.',
    fields: { current: 'Current PIN', next: 'New PIN', repeat: 'New PIN again' },
    tries: (pin, format, state) => `${pin}, ${format}: ${state}`,
    keepWeak: 'Use it anyway? [y/N]',
    mismatch: 'It differs from the new PIN. Enter the same one again.',
    sameAsCurrent: 'It is the current PIN. Choose another one.',
    tooOften: 'Stopped after too many entries that cannot be used. Nothing was sent to the card.',
    findOut: 'Ask the card whether it is the new PIN already? If it is not, that costs a try. [y/N]',
    lastTry: (pin) => [
      `${pin}: one try is left. A wrong entry locks it, and it has to be set anew (再設定) at the municipal counter.`,
      'If you are not sure, just press Enter. The try is then still there.',
    ],
    typeToConsent: (word) => `To go on, knowing that it may be locked, type ${word}`,
    notConsented: 'This PIN is left alone.',
    cancelled: 'Cancelled. No PIN was sent to the card.',
  },
  progress: {
    checking: 'checking the current PIN',
    checked: 'checked',
    changing: 'changing',
    finished: 'finished',
  },
  doNotMove: 'Do not move the card.',
  finishing: 'Finishing what was begun with the card, so that nothing is cut off. Please wait.',
  recovery: {
    waiting: (seconds) =>
      `It was interrupted, and it is not known yet whether the PIN is the new one. Put the same card on the reader again (within ${seconds} seconds).`,
    waitingToFinish: (seconds) =>
      `It was interrupted, and only one of the two places has the new PIN. To change the rest, put the same card on the reader again (within ${seconds} seconds).`,
    asking: 'Finding out which PIN it is. Do not move the card.',
    finishing: 'Changing the other one of the two places. Do not move the card.',
    anotherCard: 'This seems to be another card. Put the same card on the reader.',
    gaveUp: 'Ending without finding out.',
  },
  resultLine: (pin, outcome) => `${pin}: ${outcome}`,
  recorded: (file) => `Recorded in ${file}`,
  notRecorded: 'The recording could not be written.',
  serve: {
    open: (address) => `Open this address in your browser: ${address}`,
    portInUse: (port) => `Port ${port} is in use by another program. Choose another one with --port.`,
    portForbidden: (port) => `Port ${port} may not be used. Choose one from 1024 on with --port.`,
    noPage: 'The page is not built yet. Start with npm start.',
  },
  kiosk: {
    started: (browser) => `The kiosk is on the screen: ${browser}`,
    noBrowser: (given) =>
      given
        ? `This program cannot be started: ${given}`
        : 'No Chromium, Chrome or Edge was found. Install one, or name it with --browser.',
    noMode: 'The office settings do not say what this screen is for. Set kiosk.mode in the file of --office.',
    lost: {
      'browser-ended': (seconds) => `The browser has ended. It is started again in ${seconds} s.`,
      'page-gone': (seconds) => `The page does not answer any more. The browser is started again in ${seconds} s.`,
    },
  },
  office: {
    good: (file) => `Nothing is wrong with the office settings: ${file}`,
    broken: (file, kept) =>
      `Something is wrong with the office settings: ${file}\n${kept ? 'Until it is put right, the last good ones hold.' : 'Until it is put right, there are none.'}`,
  },
  journal: {
    ready: (file) => `Recording in the journal of the counter: ${file}`,
    trouble: (file) => `The journal of the counter cannot be written: ${file}\nUntil it can, no PIN is changed.`,
    shipped: 'The journal is shipped to the database again.',
  },
};
