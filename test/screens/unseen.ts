/** Sentences that no screen shows, by the beginning of their path in the Japanese words, and why. */
export const UNSEEN: Readonly<Record<string, string>> = {
  'certificate.kinds.other': 'No test certificate is of an unknown kind; unit tests have one.',
  'certificate.chain.not-checked': 'No test certificate is signed in another way; unit tests have one.',
  'certificate.ca.known': 'Only the real CA could sign such a certificate.',
  'certificate.ca.not-read': 'Said on the command line alone.',
  'certificate.unshown.needs-pin': 'Said on the command line alone: the page asks for 署名用 only after its PIN.',
  'certificate.unshown.masked': 'Said of recordings alone.',
  'certificate.holder.sexes.male': 'The person in the test certificates is a woman.',
  'certificate.holder.none': 'She is in every 署名用 test certificate; unit tests have one without.',
  'page.obstacles.connecting': 'Passes in a moment: the page waits in silence.',
  'visit.attract.preparing': 'The same of a kiosk.',
  'guidance.procedures.none': 'Of a PIN that is no longer asked for: no way leads there from a card.',
  'office.weekdays.': 'The closing rule of the example office names two of them; unit tests have others.',
  'office.fee': 'The example office takes none.',
  'typing.readBack.characters': 'A screen has those of one PIN; a unit test has all of them.',
};
