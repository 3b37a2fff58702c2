/**
 * The invariants, broken on purpose: one place in the code at a time. `find` has to be in the file exactly once.
 *
 * @typedef {{ name: string, breaks: string, file: string, find: string, replace: string }} Mutant
 * @type {Mutant[]}
 */
export const MUTANTS = [
  ...of('src/card/change.ts', [
    ['VERIFY in spite of trouble', 'I2', '    if (job.trouble) return;\n    // Earlier', '    // Earlier'],
    ['the last try without consent', 'I2', 'counter.left === 1 && !job.wish.lastTryConsent', 'counter.left === 0'],
    [
      'VERIFY with the tries unknown',
      'I2',
      "else if (counter.kind === 'unknown') job.trouble = { reason: 'tries-unknown', sw: counter.sw };",
      '',
    ],
    ['go on after a wrong PIN', 'I1', '  throw new Stop();', ''],
    [
      'a shared 住基 value is not recognised',
      'I4',
      "  if (answer.kind === 'refused') await askWhether(session, job, entry, 'next');\n  if (proved",
      '  if (proved',
    ],
    [
      'sure of a PIN while it is being changed',
      'I4',
      "  entry.holding = 'unknown';\n  // What it refused",
      '  // What it refused',
    ],
    ['refusals from before the change still count', 'I7', '  entry.refused = [];\n', ''],
    [
      'a new PIN is taken for proved without a proof',
      'I4',
      "    const answer = await presentPin(session, job, entry, 'next');\n",
      "    const answer = { kind: 'accepted' };\n",
    ],
    [
      'a refused proof counts as one',
      'I4',
      "    if (answer.kind === 'accepted') {\n      entry.holding = 'next';",
      "    if (answer.kind !== 'unclear') {\n      entry.holding = 'next';",
    ],
    ['every instruction, whatever the first was answered', 'I1', '    if (!saysNotImplemented(sw)) break;\n', ''],
    [
      'full tries taken for granted after a refused change',
      'I2',
      "  if (counter.kind === 'tries') entry.triesLeft = counter.left;",
      '  entry.triesLeft = job.maxTries;',
    ],
    [
      'asks for the new PIN although the old one was proved',
      'I1',
      "  if (filled && !proved(entry, 'current')) await askWhether",
      '  await askWhether',
    ],
    [
      'a reference that was overlooked is not looked for again',
      'I4',
      "if (counter.kind === 'absent' && references.length > 1) {",
      'if (references.length > 9) {',
    ],
    [
      'the second reference is changed after the first was refused',
      'I4',
      "    if (!proved(entry, 'next')) return;\n",
      '',
    ],
  ]),
  ...of('src/card/pin-job.ts', [
    [
      'no format checked',
      'I3',
      'if (!isWellFormed(format, current) || !isWellFormed(format, next)) throw',
      'if (format === undefined) throw',
    ],
    ['a PIN in an error', 'I5', ': format`', ': format ` + String.fromCharCode(...current)'],
    ['a question with the last try', 'I2', 'entry.triesLeft < 2', 'entry.triesLeft < 1'],
    [
      'a question with the tries unknown',
      'I2',
      'entry.triesLeft === undefined || entry',
      'entry.triesLeft !== undefined && entry',
    ],
    [
      'a PIN that is refused is asked for once more under its other name',
      'I1',
      'refused.includes(which) || (refused.length > 0 && keepsItsPin(wish))',
      'refused.includes(which)',
    ],
    [
      'half of a PIN that stays as it is was changed',
      'I4',
      "  if (!holdings.includes('next') || !keepsItsPin(wish)) return holdings;",
      '  if (holdings) return holdings;',
    ],
    ['refusals are not remembered', 'I1', "  if (answer.kind === 'refused') entry.refused.push(which);\n", ''],
    [
      'goes on when no answer comes',
      'I1',
      "    throw new Stop('interrupted', { cause: error });",
      '    return {} as T;',
    ],
    ['believes a "no" that the counter contradicts', 'I7', '  return contradicts ? ', '  return false ? '],
    [
      'half is changed',
      'I4',
      "holdings.every((holding) => holding === 'next')) return 'changed'",
      "holdings.some((holding) => holding === 'next')) return 'changed'",
    ],
    [
      'unknown is unchanged',
      'I4',
      "holding === 'untouched' || holding === 'current')) return 'unchanged'",
      "holding !== 'next')) return 'unchanged'",
    ],
    ['forgets what was asked last', 'I7', '  entry.asked = { which, triesBefore };\n', ''],
    ['says tries that may be gone', 'I4', '  entry.triesLeft = undefined;\n  entry.asked', '  entry.asked'],
    [
      'forgets what an earlier session proved',
      'I4',
      '    references: PINS[wish.pin].references.flatMap((reference) => knownBefore(wish, reference)),',
      '    references: [],',
    ],
  ]),
  ...of('src/card/recover.ts', [
    ['asks on after an odd answer', 'I1', "      if (trouble?.reason === 'card-refused') return;\n", ''],
    [
      'asks for what was refused',
      'I1',
      '  return questions.filter((which) => !hasRefused(job, entry, which));',
      '  return questions;',
    ],
    [
      'does not read in the counter what was refused',
      'I7',
      '  if (asked && triesLeft < asked.triesBefore) entry.refused.push(asked.which);\n',
      '',
    ],
    [
      'a reference that does not answer is no longer there',
      'I4',
      "if (counter.kind === 'absent' && !reported(job.wish, entry.reference)) {",
      "if (counter.kind === 'absent') {",
    ],
    [
      'what was not asked is unchanged',
      'I4',
      "  for (const entry of references) if (entry.holding === 'untouched') entry.holding = 'unknown';\n",
      '',
    ],
    [
      'a try that is gone says nothing',
      'I7',
      'const currentFirst = untouched || triesLeft < maxTries;',
      'const currentFirst = untouched;',
    ],
    [
      'one question only',
      'I7',
      "    if (answer.kind === 'unclear') return",
      "    if (answer.kind !== 'accepted') return",
    ],
  ]),
  ...of('src/card/guard.ts', [
    ['any bytes as a PIN', 'I3', "    if (!isWellFormed(PINS[current.pin].format, pin)) return 'pin-format';\n", ''],
    [
      'any bytes as a new PIN',
      'I3',
      '    if (!newPin || !isWellFormed(PINS[current.pin].format, newPin)) return',
      '    if (!newPin) return',
    ],
    ['VERIFY with the tries unknown', 'I2', "    if (current.triesLeft === undefined) return 'tries-unknown';\n", ''],
    [
      'a consent for one PIN is one for all',
      'I2',
      '!this.#lastTryConsents.has(current.pin)',
      'this.#lastTryConsents.size === 0',
    ],
    [
      'a refused PIN again',
      'I1',
      "    if (current.refused.some((refused) => equalBytes(refused, pin))) return 'pin-already-refused';\n",
      '',
    ],
    [
      'CHANGE without VERIFY',
      'grammar',
      "return this.#verified === current ? undefined : 'not-verified';",
      'return undefined;',
    ],
    ['on after a lost answer', 'I1', '      this.#closed = fault;\n', '      this.#closed = undefined;\n'],
    [
      'two commands at once',
      'I1',
      "      this.#closed = new GuardRefusal('answer-lost');\n      const answer",
      '      const answer',
    ],
    ['any answer will do', 'I1', '      if (!canAnswer(decoded as CommandApdu, answer)) return answer;\n', ''],
    [
      'a shared counter is forgotten',
      'I2',
      '          sibling.triesLeft = Math.min(sibling.triesLeft, answer.triesLeft);\n',
      '',
    ],
    [
      'neighbouring files',
      'grammar',
      'const listed = this.#reference(file) !== undefined || this.#readable(file);',
      'const listed = true;',
    ],
    ['verified for ever', 'grammar', '        this.#verified = undefined;\n        this.#file', '        this.#file'],
    [
      'the other CHANGE instruction is refused',
      'no false refusals',
      '        if (saysNotImplemented(sw)) return;\n',
      '',
    ],
    [
      'tries taken for granted after a refused change',
      'I2',
      '          current.triesLeft = undefined;\n        }',
      '        }',
    ],
    [
      'what was refused before a change is refused after it',
      'no false refusals',
      '          wipe(...current.refused.splice(0));\n',
      '',
    ],
    [
      'VERIFY with a PIN by short file identifier',
      'I2',
      "return data ? 'command-not-allowed' : this.#judgeShortFile(p2);",
      'return this.#judgeShortFile(p2);',
    ],
    [
      'any short file identifier',
      'grammar',
      'shortFile !== undefined && p2 === (CURRENT_FILE | shortFile)',
      'shortFile !== undefined && p2 > CURRENT_FILE',
    ],
    [
      'the file is still the same after a short file identifier',
      'I4',
      '    this.#verified = undefined;\n    this.#file = undefined;\n    for (const entry',
      '    for (const entry',
    ],
    [
      'tries known before a short file identifier',
      'I2',
      '      entry.triesLeft = undefined;\n      entry.absent',
      '      entry.absent',
    ],
    ['absent for ever after a short file identifier', 'I2', '      entry.absent = false;\n', ''],
    [
      'a short file identifier takes the tries of other applications along',
      'no false refusals',
      '      if (entry.reference.application !== this.#application) continue;\n',
      '',
    ],
    [
      'a short file identifier with the tries of its own PIN alone',
      'I2',
      '    for (const entry of inIt) {',
      '    for (const entry of [asked]) {',
    ],
    [
      'a short file identifier with the tries of its neighbours alone',
      'I2',
      '    for (const entry of inIt) {',
      '    for (const entry of inIt.filter((neighbour) => neighbour !== asked)) {',
    ],
    [
      'a short file identifier with the tries unknown',
      'I2',
      "      if (triesLeft === undefined) return 'tries-unknown';\n",
      '',
    ],
    ['a short file identifier beside a locked PIN', 'I2', "      if (triesLeft === 0) return 'locked';\n", ''],
    [
      'a short file identifier with the last try',
      'I2',
      "      if (triesLeft === 1) return 'last-try-without-consent';\n",
      '',
    ],
    [
      'a short file identifier with a consent for something else',
      'I2',
      '      if (triesLeft === 1) return',
      '      if (triesLeft === 1 && !this.#lastTryConsents.has(entry.pin)) return',
    ],
    [
      'a short file identifier never beside a PIN that is absent',
      'no false refusals',
      '      if (triesLeft === undefined && absent && entry !== asked) continue;\n',
      '',
    ],
    ['a short file identifier of a PIN that is absent', 'I2', ' && absent && entry !== asked)', ' && absent)'],
    [
      'absent with tries that were read',
      'I2',
      'triesLeft === undefined && absent && entry !== asked',
      'absent && entry !== asked',
    ],
    [
      'absent whatever the SELECT was answered',
      'I2',
      "entry.absent = meaningOf(sw) === 'not-on-this-card';",
      'entry.absent = sw !== 0x9000;',
    ],
    ['absent once is absent for ever', 'I2', 'entry.absent = meaningOf', 'entry.absent ||= meaningOf'],
    ['GET RESPONSE after anything', 'grammar', ' && (ins === INS.readBinary || ins === INS.getResponse);', ';'],
  ]),
  ...of('src/card/field-report.ts', [
    ['asks by short file identifier whatever is at stake', 'no false refusals', ' || !safe) continue;', ') continue;'],
    [
      'takes any PIN that could not be selected for absent',
      'no false refusals',
      "counter === undefined ? meaningOf(select) === 'not-on-this-card' :",
      'counter === undefined ? true :',
    ],
    ['asks on after it cost a try', 'I2', '    if (costATry) break;\n', ''],
    [
      'asks on in the next application after it cost a try',
      'I2',
      '    trustsShortFile &&= !pins.some(({ byShortFile }) => byShortFile?.costATry);\n',
      '',
    ],
  ]),
  ...of('src/card/session.ts', [
    ['commands are not wiped', 'I5', '      wipe(bytes);\n', ''],
    ['any answer will do', 'I1', "      if (!canAnswer(command, answer)) throw new CardError('bad-answer');\n", ''],
    [
      'what was selected stays so',
      'I4',
      '    if (this.#application === id) return 0x9000;\n    this.forgetSelection();\n',
      '    if (this.#application === id) return 0x9000;\n',
    ],
    [
      '6F00 at first is the end',
      'no false refusals',
      "if (this.#firstCommand && meaningOf(sw) === 'general-failure')",
      "if (meaningOf(sw) === 'unknown' && sw < 0)",
    ],
  ]),
  ...of('src/card/overview.ts', [
    [
      'the counter of whatever is selected',
      'I2',
      '  if (sw === 0x9000) return session.triesLeft();',
      "  if (meaningOf(sw) !== 'not-on-this-card') return session.triesLeft();",
    ],
    [
      'a locked half is no lock',
      'I2',
      "  if (present.some((counter) => counter.kind === 'locked')) return { kind: 'locked' };\n",
      '',
    ],
  ]),
  ...of('src/card/status-word.ts', [
    [
      'JICSAP 6300 is a number of tries',
      'I2',
      "{ sw: 0x63c0, mask: 0xfff0, meaning: 'wrong-pin'",
      "{ sw: 0x6300, mask: 0xff00, meaning: 'wrong-pin'",
    ],
    [
      'a verified PIN has tries',
      'I2',
      "    case 'locked':\n      return { kind: 'locked' };\n",
      "    case 'locked':\n      return { kind: 'locked' };\n    case 'done':\n      return { kind: 'tries', left: 3 };\n",
    ],
  ]),
  ...of('src/card/apdu.ts', [
    ['only VERIFY is masked', 'I5', 'PIN_INSTRUCTIONS.has(ins) &&', 'ins === INS.verify &&'],
    ['the length of a PIN is shown', 'I5', 'subarray(0, 4))}(PIN)', 'subarray(0, 5))}(PIN)'],
    ['data in any answer', 'I1', 'answer.length - 2 <= le', 'answer.length - 2 <= le + 256'],
  ]),
  ...of('src/card/response-chaining.ts', [
    [
      'VERIFY repeated and continued',
      'I1',
      'command[1] === INS.readBinary ? decodeCommand(command) : undefined',
      'decodeCommand(command)',
    ],
  ]),
  ...of('src/readers/guarded-driver.ts', [
    ['no guard', 'grammar', 'guard.pass(command, send)', 'send(command)'],
    ['shared access', 'I6', "accessMode !== 'exclusive'", "accessMode === 'direct'"],
    ['a card is left with power', 'I6', "disposition === 'leave' ? 'unpower' : disposition", 'disposition'],
    ['a consent is not heard', 'no false refusals', '      guard.allowLastTry(pin);\n', ''],
    [
      'one guard for all connections',
      'I2',
      'function guarded(connection: DriverConnection, rawAccess: boolean): DriverConnection {\n  const guard = new ApduGuard();',
      'const guard = new ApduGuard();\nguard.end = () => {};\nfunction guarded(connection: DriverConnection, rawAccess: boolean): DriverConnection {',
    ],
    ['raw access for everybody who asks', 'raw access', ' && rawAccess && data', ' && data'],
    ['raw access unless it is denied', 'raw access', '{ rawAccess = false }', '{ rawAccess = true }'],
    ['raw access without being asked for', 'raw access', '  let raw = false;', '  let raw = rawAccess;'],
    [
      'raw access for the next connection too',
      'raw access',
      'function guarded(connection: DriverConnection, rawAccess: boolean): DriverConnection {\n  const guard = new ApduGuard();\n  let raw = false;',
      'let raw = false;\nfunction guarded(connection: DriverConnection, rawAccess: boolean): DriverConnection {\n  const guard = new ApduGuard();',
    ],
    ['raw access with any data', 'raw access', ' && data.length === 0', ''],
    [
      'raw access by a consent',
      'raw access',
      '    async control(code, data) {\n',
      '    async control(code, data) {\n      raw = rawAccess;\n',
    ],
    ['on after a lost answer', 'raw access', '    if (fault) throw fault;\n', ''],
  ]),
  ...of('src/readers/card-access.ts', [
    ['shared with other programs', 'I6', ".connect(readerName, 'exclusive',", ".connect(readerName, 'shared',"],
    ['the card keeps its power', 'I6', "connection.disconnect('unpower')", "connection.disconnect('leave')"],
    ['the card is not let go', 'I6', "    await connection.disconnect('unpower').catch(() => {});\n", ''],
    [
      'consents are not passed on',
      'no false refusals',
      'for (const pin of lastTryConsents) {',
      'for (const pin of lastTryConsents.slice(9)) {',
    ],
  ]),
];

/**
 * @param {string} file
 * @param {[name: string, breaks: string, find: string, replace: string][]} rows
 * @returns {Mutant[]}
 */
function of(file, rows) {
  return rows.map(([name, breaks, find, replace]) => ({ name, breaks, file, find, replace }));
}
