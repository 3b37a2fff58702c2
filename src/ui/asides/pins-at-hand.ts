import type { AppModel } from '../../app/app-model.ts';
import type { Overview, PinState } from '../../card/overview.ts';
import type { GuidanceTopic } from './aside.ts';

/** Of the card in the reader; one that is away may come back as another. */
export function pinsAtHand({ desk }: AppModel): Overview['pins'] | undefined {
  return desk.card.kind === 'read' ? desk.card.overview.pins : undefined;
}

/** Where 困ったときは tells of a PIN in this state; nowhere while it can be changed. */
export function topicFor({ kind }: PinState): GuidanceTopic | undefined {
  return TOPICS[kind];
}

const TOPICS: Readonly<Record<PinState['kind'], GuidanceTopic | undefined>> = {
  ready: undefined,
  locked: 'locked',
  absent: 'absent',
  unknown: 'unreadable',
};
