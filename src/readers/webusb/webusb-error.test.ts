import { describe, expect, it } from 'vitest';
import { PLATFORM_ERRORS, toWebUsbError, type UsbStep, WebUsbError } from './webusb-error.ts';

describe('what the browser says', () => {
  it.each(PLATFORM_ERRORS)('$during: $name is $code', ({ during, name, platform, code, source }) => {
    const cause = new DOMException('some words', name);
    const steps: readonly UsbStep[] = during === 'anything' ? ['open', 'claim', 'transfer'] : [during];
    for (const step of steps) {
      const error = toWebUsbError(cause, step, platform ? 'Windows' : 'Linux');
      expect(error).toMatchObject({ code, cause });
    }
    expect(source).toMatch(/^https:\/\/(wicg[.]github[.]io|source[.]chromium[.]org)\//);
  });

  it('is nothing we know: it does not answer', () => {
    expect(toWebUsbError(new TypeError('?'), 'open').code).toBe('not-answering');
    expect(toWebUsbError(new DOMException('busy', 'InvalidStateError'), 'open').code).toBe('not-answering');
  });

  it('is a code already', () => {
    const error = new WebUsbError('unsupported-reader');
    expect(toWebUsbError(error, 'open')).toBe(error);
  });
});
