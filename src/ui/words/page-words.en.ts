import { pluralIn } from '../../texts/plural.ts';
import type { PageWords } from './page-words.ts';

const plural = pluralIn('en');

const START_BRIDGE = 'It can be used once myna-pin is started on this computer (npm start).';
const NO_TRY_LOST = 'This does not cost a try of any PIN.';
const OTHER_TAB = 'If this page is open in another tab, close that tab.';
const WHY_NOT_LISTED =
  'To be safe, the browser keeps pages away from many card readers (those of the standard kind), so they are not in its list.';

export const PAGE_WORDS_EN: PageWords = {
  title: 'Change the PINs of your My Number card',
  language: 'Language',
  stepTitles: {
    prepare: 'Put your card on the reader',
    choose: 'Choose the PINs to change',
    type: 'Enter the PINs',
    confirm: 'Check what will be changed',
    'last-try': 'Only one try is left',
    working: 'Your PINs are being changed',
    recover: 'Finding out whether they were changed',
    result: 'Result',
  },
  titleWithoutReader: 'Before you start',
  stepCount: (step, steps) => `Step ${step} of ${steps}`,
  steps: {
    names: { prepare: 'Prepare', choose: 'Choose', type: 'Type', confirm: 'Confirm' },
    done: ' (done)',
    allDone: (steps) => `All ${steps} steps are done`,
  },
  promise:
    'The PINs that you type are used on this device only, and sent to the card alone. They are not stored, and not sent over the internet.',
  buttons: {
    next: 'Next',
    back: 'Back',
    change: 'Change',
    show: 'Show',
    hide: 'Hide',
    readAgain: 'Read it again',
    again: 'Change other PINs',
    retry: 'Enter it again',
    reconnect: 'Connect again',
    useRealReader: 'Use the card reader instead',
    removeCard: 'Take the card off',
    insertCard: 'Put the card on',
    useLastTry: 'Use the last try and change',
    giveUp: 'Finish without finding out',
    findOut: 'Find out whether it is the new one',
    finish: 'Change the rest',
    understood: 'I understand',
  },
  trial: {
    mark: 'Trial (virtual card)',
    explanation: 'This is for trying out how it works. No real card is changed.',
    warning: 'Do not enter your own PINs.',
    pins: 'The first PINs of the sample card: ABC123 for signatures, 1234 for the other three',
    tools: 'Change the sample card, or take it off',
    profile: 'Sample card',
    cutOff: 'Take the card off in the middle of the next change',
  },
  profileNames: {
    ordinary: 'An ordinary card',
    'no-sign-certificate': 'A card without a signature certificate',
    'last-try': 'A card with a PIN that has one try left',
    locked: 'A card with a locked PIN',
    'juki-shared': 'A card that keeps the Basic Resident Register PIN in one place',
    'juki-half': 'A card that changes only half of the Basic Resident Register PIN',
    'juki-differs': 'A card whose two copies of the Basic Resident Register PIN differ',
    'juki-card': 'A Basic Resident Register card',
    phone: 'The certificate of a smartphone',
    'other-card': 'A card that is not a My Number card',
  },
  prepare: {
    needTitle: 'What you need',
    need: {
      card: { name: 'Your My Number card', note: 'It has to be valid.' },
      reader: { name: 'A card reader', note: 'The card is slid into some readers and laid on others.' },
      pin: {
        name: 'The current PIN',
        note: 'Of the PIN that you want to change. The next screen explains what each one is for.',
      },
    },
    forgotten:
      'If you do not know the current PIN, or it is locked, it cannot be changed here. It has to be set anew (再設定).',
    reset: 'See how it is set anew',
    whichPin: 'Find out which PIN to change',
    placing: {
      contact: {
        reader: 'Readers with a slot',
        how: 'With the IC chip (the golden square) facing up, slide the card in all the way, chip end first.',
      },
      contactless: {
        reader: 'Readers with a pad',
        how: 'Lay the card on the mark of the reader, and do not move it until everything is done.',
      },
    },
    chosen: (names) => `Chosen for the next screen: ${names}`,
    waiting: 'Put your My Number card on the card reader. The next screen comes when it was read.',
    reading: 'The card is being read. Do not move it.',
  },
  obstacles: {
    connecting: { title: 'Getting ready', lines: [] },
    'not-a-bridge': {
      title: 'This page cannot use a card reader',
      lines: [
        'To use a card reader, start myna-pin on your computer (npm start).',
        'In Chrome or Edge, this page can use some card readers by itself.',
      ],
    },
    'secret-missing': {
      title: 'The card reader cannot be reached',
      lines: ['Open this page from the address that myna-pin showed when it started.'],
    },
    'secret-used': {
      title: 'This address was used already',
      lines: ['An address works once. Start myna-pin again and open the new address.'],
    },
    'secret-wrong': {
      title: 'The address is not right',
      lines: ['Open the address that myna-pin showed, to its very last character.'],
    },
    'in-use': {
      title: 'It is in use in another tab',
      lines: ['PINs can be changed in one window at a time. Close the other tab, and it can be used here.'],
    },
    unreachable: {
      title: 'myna-pin cannot be reached',
      lines: ['Check whether myna-pin is running. If it has stopped, start it again and open the new address.'],
    },
    lost: {
      title: 'The connection to myna-pin was lost',
      lines: ['It is being made again. If that does not work, start myna-pin again and open the new address.'],
    },
    'foreign-worker': {
      title: 'Not connected, to be safe',
      lines: [
        'Another program that used this address before still stands between this page and myna-pin.',
        'Open the address of myna-pin in a private window, or delete the site data of 127.0.0.1 in the settings of the browser and open it again.',
      ],
    },
    'virtual-requested': { title: 'Started as a trial', lines: ['No card reader is used.'] },
    'module-missing': {
      title: 'The part that uses card readers is missing',
      lines: ['Install it with the following command, then start myna-pin again (npm start).'],
    },
  },
  status: {
    noReader: 'Card reader: none',
    trialReader: 'The trial (virtual card) is in use.',
    reader: (name) => `Card reader: ${name}`,
    noCard: 'There is no card on it.',
    reading: 'The card is being read.',
    read: 'The My Number card was read.',
    mute: 'The card does not answer.',
    chooseReader: 'Card reader to use',
    sentence: (title) => `${title}.`,
  },
  choose: {
    legend: 'PINs to change',
    nothing: 'Choose at least one PIN to change.',
    cannotChoose: 'This PIN cannot be chosen.',
    tries:
      '“Tries left” is how often a PIN can be entered wrong in a row. At 0 it is locked. Entering it right brings all tries back.',
    whichPin: 'Find out which PIN to change',
    details: 'Details',
    facts: { format: 'Format', setAt: 'When it was set', lock: 'Locking' },
    setAt:
      'You set it yourself at the counter when you received the card. It may be on the sheet (設定暗証番号記載票) that you were given.',
    lockedAfter: (wrong) => `It locks after ${wrong} wrong entries in a row. It does not unlock by itself.`,
    forgotten: 'If you do not know the current PIN',
    whatToDo: 'See what to do',
    together: 'Do your three 4-digit PINs have the same number? If so, changing all three lets them stay the same.',
    chooseTogether: 'Choose all three 4-digit PINs',
  },
  fields: { current: 'Current PIN', next: 'New PIN', repeat: 'New PIN again' },
  form: {
    combine: 'Make them all the same number',
    combineHelp: 'The 4-digit PINs you chose all become one new number.',
    sameToday: 'They are the same number today, too',
    sameTodayHelp: 'If they have the same number now, you need to enter it only once.',
    combinedGroup: 'The new number for all of them',
    combinedFor: (names) => `For: ${names}`,
    triesNote: (tries) =>
      `${tries} ${plural(tries, { one: 'try', other: 'tries' })} left. A wrong entry costs one of them.`,
    errorSummary: (count) =>
      `${plural(count, { one: `${count} entry needs`, other: `${count} entries need` })} to be corrected. Nothing was sent to the card yet.`,
    safe: 'Nothing is sent to the card yet.',
  },
  ruleStates: { ok: ' (met)', notYet: ' (not yet)' },
  confirm: {
    lead: 'These PINs will be changed to the new ones.',
    afterPress: 'After you press “Change”',
    steps: (count) => [
      count === 1
        ? 'The current PIN is checked. If it is wrong, nothing is changed.'
        : 'All the current PINs are checked. If even one is wrong, nothing is changed.',
      'They are changed to the new ones.',
      'The card is asked whether it has the new ones, and the result is shown.',
    ],
    stay: 'Do not move the card until it has finished.',
  },
  lastTry: {
    unsure: 'If you are not sure, go back. Then the one try is still there.',
    consent: 'I understand that it may be locked',
    consentNeeded: 'To go on, tick the box.',
  },
  working: {
    lead: 'Do not move the card.',
    now: { checking: 'The current PINs are being checked.', changing: 'They are being changed to the new PINs.' },
    phases: {
      waiting: 'waiting',
      checking: 'the current PIN is being checked',
      checked: 'checked',
      changing: 'being changed',
      finished: 'finished',
    },
  },
  recoverCost: 'Where too few tries are left, the card is not asked. The last try is never used for this.',
  unfinished: {
    title: 'The change before was cut off in the middle',
    pins: (names) => `Not known whether they are the new ones: ${names}`,
    lines: [
      'If you change them again, enter the new PIN as “Current PIN” and try it once only. If it is wrong, enter the one before.',
      'The tries left are shown below when you put the card on the reader. If one try is left, do not try it; ask at the municipal counter.',
    ],
  },
  result: {
    trial: 'This is the result of a trial. No real card was changed.',
    remember: 'Take care not to forget the new PINs, and not to let others know them.',
    over: 'That is all. You are done.',
    unrecorded: {
      title: 'The result could not be recorded',
      lines: ['What you see on this screen is correct.', 'Please call the staff, so that it can be recorded.'],
    },
  },
  certificates: {
    check: 'Check when the user authentication certificate expires',
    checkHelp: 'No PIN is used.',
    close: 'Close',
    alsoSign: 'Also show the signature certificate',
    alsoSignHelp:
      'After the change, when it expires and more is read from the card and shown with the result. Name and address are not shown until you press a button.',
    personal: 'Show personal data such as the name',
    hidePersonal: 'Hide personal data',
    personalHelp: 'Shows name, date of birth, sex and address on this screen. Nothing is stored.',
  },
  chooser: {
    title: 'Connect your card reader, then choose it',
    titleBeside: 'The browser can use a USB card reader, too',
    titleOther: 'Use another card reader',
    lead: 'This page can use the SCR3310-NTTCom and Sony’s RC-S380 and RC-S300, among others, by itself.',
    choose: 'Choose a reader',
    chooseAnother: 'Choose another reader',
    chooseAgain: 'Choose the reader again',
    notListed: `${WHY_NOT_LISTED} ${START_BRIDGE}`,
    notListedWithBridge: `${WHY_NOT_LISTED} myna-pin finds them once they are connected to the computer.`,
    gone: 'The card reader is gone. If nothing happens after you connect it again, choose it once more.',
    trialTitle: 'Try it without a card reader',
    trial: 'With a virtual card you can see how it works. No real card is changed.',
    startTrial: 'Start the trial',
  },
  experimental: {
    mark: 'Experimental',
    lines: [
      'Nobody has confirmed yet that this card reader works with a real My Number card.',
      'Please tell the developers whether it worked, with the name of the reader and what the screen said. Do not send PINs, nor the name or numbers on your card.',
    ],
  },
  usb: {
    'no-webusb': {
      title: 'This browser cannot choose a card reader',
      lines: ['Open this page in Chrome or Edge.', `Or: ${START_BRIDGE}`],
    },
    'not-found': {
      title: 'No card reader was chosen',
      lines: ['Nothing has changed. To use one, connect it and press the button again.'],
    },
    'access-denied-linux': {
      title: 'There is no permission to open the card reader',
      lines: ['Run the following command once, then connect the card reader again.', NO_TRY_LOST],
    },
    'access-denied-macos': {
      title: 'The card reader cannot be opened',
      lines: [
        'macOS or another program is using it. Close programs that use the card, and connect the reader again.',
        `Or: ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'access-denied': {
      title: 'The card reader cannot be opened',
      lines: [`Close other programs that use the card, and connect the reader again. ${OTHER_TAB}`, NO_TRY_LOST],
    },
    'claimed-by-port100': {
      title: 'A driver of Linux is using the card reader',
      lines: [
        `Stop the driver port100 with the following command. The reader is then connected by itself. ${OTHER_TAB}`,
        NO_TRY_LOST,
      ],
    },
    'claimed-linux': {
      title: 'Another program is using the card reader',
      lines: [
        `${OTHER_TAB} Or pcscd may be using it. Stop that with the following command, and the reader is connected by itself.`,
        `Without stopping pcscd: ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'claimed-by-sony': {
      title: 'Another program is using the card reader',
      lines: [
        `Close programs for FeliCa, such as Sony’s NFC Port Software. ${OTHER_TAB}`,
        `Or: ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'claimed-macos': {
      title: 'macOS or another program is using the card reader',
      lines: [`Close programs that use the card. ${OTHER_TAB}`, `Or: ${START_BRIDGE}`, NO_TRY_LOST],
    },
    claimed: {
      title: 'Another program is using the card reader',
      lines: [
        `Close programs that use the card, such as those for Mynaportal or e-Tax. ${OTHER_TAB} Once it is free, it is connected by itself.`,
        NO_TRY_LOST,
      ],
    },
    'protected-class': {
      title: 'The browser cannot use this card reader by itself',
      lines: [
        `To be safe, the browser keeps pages away from card readers of the standard kind. ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'no-driver-sony': {
      title: 'Please switch the driver of the card reader',
      lines: [
        'For the browser to use it, its driver has to be WinUSB. Sony’s NFC Port Software can switch it.',
        `Without switching: ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'no-driver': {
      title: 'The driver of the card reader is not one that the browser can use',
      lines: [
        `For the browser to use it, its driver has to be WinUSB. With the driver it has: ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    disconnected: {
      title: 'The card reader can no longer be reached',
      lines: ['Connect the card reader again. If that does not help, choose it once more.'],
    },
    'not-permitted': {
      title: 'There is no permission to use the card reader',
      lines: ['Press “Choose a reader” and choose it once more.', NO_TRY_LOST],
    },
    'unsupported-reader': {
      title: 'This card reader cannot be used here',
      lines: [`If it is a PC/SC reader: ${START_BRIDGE}`, NO_TRY_LOST],
    },
    'not-answering': {
      title: 'The card reader does not answer',
      lines: ['Connect the card reader again. If it still does not answer, try another USB port.'],
    },
  },
};
