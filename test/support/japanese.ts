import { CertificateTexts } from '../../src/texts/certificate-texts.ts';
import { usbNotice as usbNoticeIn } from '../../src/ui/usb-texts.ts';
import { words } from '../../src/ui/words/ja.ts';

/** What the page says in Japanese, where tests find things by it. */
export const {
  stepTitles: STEP_TITLES,
  steps: STEPS,
  form: FORM,
  titleWithoutReader: TITLE_WITHOUT_READER,
  buttons: BUTTONS,
  trial: TRIAL,
  profileNames: PROFILE_NAMES,
  prepare: PREPARE,
  choose: CHOOSE,
  status: STATUS,
  fields: FIELDS,
  lastTry: LAST_TRY,
  unfinished: UNFINISHED,
  result: RESULT,
  certificates: CERTIFICATES,
  chooser: CHOOSER,
  experimental: EXPERIMENTAL,
} = words.page;

export const TYPING = words.typing;

export const WORDS = words.card;
export const GUIDANCE = words.guidance;
export const RECEIPT = words.receipt;
export const SETTINGS = words.settings;
export const DIAGNOSIS = words.diagnosis;
export const OFFICE = words.office;
export const VISIT = words.visit;
export const COUNTER = words.counter;
export const RECOVER = words.card.recover;
export const OBSTACLES = { ...words.page.obstacles, ...words.card.obstacles };
export const CERTIFICATE_TEXTS = new CertificateTexts(words.certificate, words.card);

export const usbNotice = (...args: Parameters<typeof usbNoticeIn> extends [unknown, ...infer Rest] ? Rest : never) =>
  usbNoticeIn(words.page.usb, ...args);
