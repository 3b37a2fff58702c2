import { PIN_IDS, PINS } from '../card/applications.ts';

/**
 * What offices, forms and other programs call things. Where a sentence in another language has one in brackets, for people
 * to recognise or to show, it stays Japanese.
 */
export const OFFICIAL_TERMS: readonly string[] = [
  ...PIN_IDS.map((pin) => PINS[pin].name),
  '署名用電子証明書',
  '利用者証明用電子証明書',
  '住民基本台帳カード',
  '再設定',
  '更新',
  '失効',
  '再交付',
  '設定暗証番号記載票',
  'JPKI暗証番号リセット',
];
