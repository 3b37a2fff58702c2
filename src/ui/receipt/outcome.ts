import type { ReceiptRow } from '../../app/receipt.ts';
import type { IconName } from '../components/icons.ts';

/** Each has a shape of its own, beside its words; nothing became of what was not tried. */
export const OUTCOME_ICONS: Readonly<Record<ReceiptRow['outcome'], IconName | undefined>> = {
  changed: 'success',
  unchanged: 'info',
  'half-changed': 'error',
  unknown: 'warning',
  'not-tried': undefined,
};
