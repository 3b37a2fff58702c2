import type { PinFormat } from '../../card/pin-rules.ts';

export type OtherFormat = 'letters-for-digits' | 'digits-for-password';

/**
 * Whether `text`, normalised, looks like a PIN of the other format. People who take the one prompt for the other believe that
 * they have five tries where they have three.
 */
export function looksLikeOtherFormat(format: PinFormat, text: string): OtherFormat | undefined {
  if (format === 'four-digits') return /[A-Za-z]/.test(text) ? 'letters-for-digits' : undefined;
  return /^\d{4}$/.test(text) ? 'digits-for-password' : undefined;
}
