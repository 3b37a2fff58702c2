import type { CommandMeaning, Outcome, StatusSense } from './explain-meanings.ts';
import { interpretCounter, interpretVerify, meaningOf } from './status-word.ts';

/** What `sw` says to `command`; `first`: it answers the first command since the card got its power. */
export function senseOf(sw: number, command: CommandMeaning | undefined, first: boolean): StatusSense {
  const meaning = meaningOf(sw);
  if (meaning === 'more-data' || meaning === 'wrong-le') {
    return { kind: meaning === 'more-data' ? 'more-data' : 'repeat-with-length', length: sw & 0xff || 256 };
  }
  switch (command?.kind) {
    case 'select-application':
      if (meaning === 'done') return { kind: 'application-selected' };
      if (meaning === 'not-on-this-card') return { kind: 'application-absent' };
      if (meaning === 'general-failure' && first) return { kind: 'not-awake-yet' };
      break;
    case 'select-file':
      if (meaning === 'done') return { kind: 'file-selected' };
      if (meaning === 'not-on-this-card') return { kind: 'file-absent' };
      break;
    case 'ask-tries':
      return counterSense(sw);
    case 'verify':
      return verifySense(sw);
    case 'change':
      if (meaning === 'done') return { kind: 'pin-changed' };
      if (meaning === 'security-status') return { kind: 'change-needs-verify' };
      if (meaning === 'locked') return { kind: 'already-locked' };
      // An instruction that the card does not know was not executed.
      if (meaning !== 'instruction-unknown' && meaning !== 'class-unknown' && meaning !== 'unknown') {
        return { kind: 'change-refused' };
      }
      break;
    case 'read-binary':
    case 'get-response':
      if (meaning === 'end-reached') return { kind: 'file-ends' };
      if (meaning === 'past-the-end') return { kind: 'past-the-end' };
      if (meaning === 'security-status') return { kind: 'needs-pin' };
      break;
    case undefined:
      // A status word alone: the only thing that 63Cx and the lock are said of is a PIN.
      if (meaning === 'wrong-pin')
        return sw & 0x0f ? { kind: 'tries-or-wrong-pin', left: sw & 0x0f } : { kind: 'already-locked' };
      if (meaning === 'locked') return { kind: 'already-locked' };
      break;
    case 'compute-signature':
      if (meaning === 'security-status') return { kind: 'needs-pin' };
  }
  return { kind: 'plain', meaning };
}

function counterSense(sw: number): StatusSense {
  const counter = interpretCounter(sw);
  switch (counter.kind) {
    case 'tries':
      return { kind: 'tries', left: counter.left };
    case 'locked':
      return { kind: 'already-locked' };
    case 'absent':
      return { kind: 'pin-absent' };
    case 'unknown': {
      const meaning = meaningOf(sw);
      if (meaning === 'done') return { kind: 'counter-not-told' };
      return meaning === 'no-retry-limit' ? { kind: 'no-retry-limit' } : { kind: 'plain', meaning };
    }
  }
}

function verifySense(sw: number): StatusSense {
  const answer = interpretVerify(sw);
  switch (answer.kind) {
    case 'accepted':
      return { kind: 'verified' };
    case 'refused':
      return answer.triesLeft === 0 ? { kind: 'locked-now' } : { kind: 'wrong-pin', left: answer.triesLeft };
    case 'locked':
      return { kind: 'already-locked' };
    case 'unclear':
      return { kind: 'verify-unclear', meaning: meaningOf(sw) };
  }
}

const OUTCOMES: Record<Exclude<StatusSense['kind'], 'plain'>, Outcome> = {
  'application-selected': 'done',
  'file-selected': 'done',
  'application-absent': 'refused',
  'file-absent': 'refused',
  tries: 'told',
  'tries-or-wrong-pin': 'told',
  'counter-not-told': 'told',
  'already-locked': 'locked',
  'pin-absent': 'refused',
  'no-retry-limit': 'told',
  verified: 'done',
  'locked-now': 'locked',
  'wrong-pin': 'refused',
  'verify-unclear': 'refused',
  'pin-changed': 'done',
  'change-needs-verify': 'refused',
  'change-refused': 'refused',
  'file-ends': 'told',
  'past-the-end': 'refused',
  'needs-pin': 'refused',
  'more-data': 'told',
  'repeat-with-length': 'told',
  'not-awake-yet': 'refused',
};

export function outcomeOf(sense: StatusSense): Outcome {
  if (sense.kind !== 'plain') return OUTCOMES[sense.kind];
  if (sense.meaning === 'done') return 'done';
  return sense.meaning === 'end-reached' ? 'told' : 'refused';
}
