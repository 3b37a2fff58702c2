/** What is loaded once the first screen stands: see `rest.ts`. */

import './later-words.ts';
// `createUsbReaders` loads it by itself as well.
import '../app/usb-engine.ts';
import './steps/type-step.ts';

export { findBrowserSmartCard } from '../readers/browser-smart-card.ts';
export { guardedDriver } from '../readers/guarded-driver.ts';
export { ASIDE_VIEWS } from './asides/aside-views.ts';
export { certificatesPanel } from './certificates-panel.ts';
export { clearedNotice } from './input/idle-warning.ts';
export { officeProblems } from './office-problems.ts';
export { confirmStep } from './steps/confirm-step.ts';
export { lastTryStep } from './steps/last-try-step.ts';
export { recoverStep } from './steps/recover-step.ts';
export { resultStep } from './steps/result-step.ts';
export { workingStep } from './steps/working-step.ts';
export { trialBanner } from './trial-banner.ts';
export { VirtualTrial } from './virtual-trial.ts';
