import { type Check, type DiagnosedDesk, diagnose } from '../../app/diagnosis.ts';
import type { CheckCode, CheckId } from '../../texts/diagnosis-codes.ts';

const STAGES = {
  browser: ['webusb'],
  bridge: ['bridge', 'module'],
  service: ['service'],
  reader: ['reader', 'usb-reader', 'proven'],
  card: ['card', 'card-free', 'card-answers', 'card-kind'],
} as const satisfies Record<string, readonly CheckId[]>;

/** What people can tell apart on the way from the computer to the card. */
export type StageId = keyof typeof STAGES;

/** `later`: nothing can be said before the one that stops it is in order. */
export type StageState = 'ok' | 'problem' | 'caution' | 'pending' | 'later';

export interface Stage {
  readonly id: StageId;
  readonly state: StageState;
  /** What was found; there is none where a stage is in order or says nothing. */
  readonly code?: CheckCode;
}

/** The first of these that a check of a stage has is the state of the stage. */
const WORST_FIRST = ['problem', 'pending', 'caution', 'ok'] as const;

/** The stages that matter for the way in use, in order: one of them at most has a problem, and is to be put right first. */
export function stagesOf(desk: DiagnosedDesk): readonly Stage[] {
  const checks = diagnose(desk);
  const bridgeMatters = !usesOwnReader(desk) && stageOf('bridge', checks) !== undefined;
  const stages: Stage[] = [];
  let stopped = false;
  for (const id of Object.keys(STAGES) as StageId[]) {
    if (id === (bridgeMatters ? 'browser' : 'bridge') || (id === 'service' && !bridgeMatters)) continue;
    if (stopped) {
      stages.push({ id, state: 'later' });
      continue;
    }
    // What is found on a virtual card says nothing of a real one.
    if (id === 'card' && desk.trial) continue;
    // A reader in use shows that the browser can; what came of choosing another one changes nothing of that.
    const stage = id === 'browser' && usesOwnReader(desk) ? ({ id, state: 'ok' } as const) : stageOf(id, checks);
    if (!stage) continue;
    stages.push(stage);
    stopped = stage.state === 'problem' || stage.state === 'pending';
  }
  return stages;
}

function stageOf(id: StageId, checks: readonly Check[]): Stage | undefined {
  const own = checks.filter((check) => (STAGES[id] as readonly CheckId[]).includes(check.id));
  for (const state of WORST_FIRST) {
    const check = own.find((one) => one.state === state);
    if (check) return { id, state, ...(check.code ? { code: check.code } : {}) };
  }
  return undefined;
}

/** One that the page or the browser drives: the bridge does not come into it. */
function usesOwnReader({ selected }: DiagnosedDesk): boolean {
  return selected?.way === 'webusb' || selected?.way === 'browser';
}
