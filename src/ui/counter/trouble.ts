import { html, nothing } from 'lit';
import type { Visit } from '../../app/visit.ts';
import '../components/notice.ts';
import { causeForStaff } from '../visit/out-of-order.ts';
import { STAFF } from './staff-words.ts';

/** What staff have to see to before a job can begin. */
export function troubleForStaff(visit: Visit) {
  const { obstacle, cardLeft } = visit;
  if (obstacle && obstacle !== 'connecting') {
    return html`<myna-notice kind="error" role="alert" .body=${causeForStaff(visit)}></myna-notice>`;
  }
  if (!cardLeft) return nothing;
  return html`<myna-notice kind="warning" role="alert" .lines=${[STAFF.turn.cardLeft]}></myna-notice>`;
}
