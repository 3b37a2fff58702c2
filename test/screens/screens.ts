import { ASIDE_SCREENS } from './registry/asides.ts';
import { CERTIFICATE_SCREENS } from './registry/certificates.ts';
import { CHOOSE_SCREENS } from './registry/choose.ts';
import { CONFIRM_SCREENS } from './registry/confirm.ts';
import { COUNTER_SCREENS } from './registry/counter.ts';
import { DIAGNOSIS_SCREENS, SETTINGS_SCREENS } from './registry/diagnosis.ts';
import { JOURNAL_SCREENS } from './registry/journal.ts';
import { OBSTACLE_SCREENS } from './registry/obstacles.ts';
import { OFFICE_SCREENS } from './registry/office.ts';
import { PREPARE_SCREENS } from './registry/prepare.ts';
import { RECEIPT_SCREENS, RESULT_SCREENS } from './registry/result.ts';
import { TYPE_SCREENS } from './registry/type.ts';
import { USB_SCREENS } from './registry/usb.ts';
import { VISIT_SCREENS } from './registry/visit.ts';
import type { Screen } from './screen.ts';

/** Every screen of the page in every state, in the order in which people meet them. */
export const SCREENS: readonly Screen[] = [
  ...PREPARE_SCREENS,
  ...OBSTACLE_SCREENS,
  ...USB_SCREENS,
  ...CHOOSE_SCREENS,
  ...CERTIFICATE_SCREENS,
  ...ASIDE_SCREENS,
  ...DIAGNOSIS_SCREENS,
  ...SETTINGS_SCREENS,
  ...TYPE_SCREENS,
  ...CONFIRM_SCREENS,
  ...RESULT_SCREENS,
  ...RECEIPT_SCREENS,
  ...OFFICE_SCREENS,
  ...JOURNAL_SCREENS,
  ...VISIT_SCREENS,
  ...COUNTER_SCREENS,
];

/** Throws where there is none. */
export function screenNamed(name: string): Screen {
  const screen = SCREENS.find((one) => one.name === name);
  if (!screen) throw new Error(`there is no screen ${name}`);
  return screen;
}
