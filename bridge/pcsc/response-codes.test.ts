import { describe, expect, it } from 'vitest';
import { RESPONSE_CODES } from '../../src/readers/web-smart-card/types.ts';
import { RESPONSES, responseOf, toSmartCardError } from './response-codes.ts';

describe('PC/SC return values', () => {
  it.each([
    ['no-service', 0x8010001d, 'the service is not running'],
    ['no-service', 0x8010001e, 'the service was stopped'],
    ['no-service', 0x80100013, 'the service died in the middle'],
    ['no-smartcard', 0x8010000c, 'no card'],
    ['removed-card', 0x80100069, 'the card left'],
    ['reset-card', 0x80100068, 'another program reset the card'],
    ['unresponsive-card', 0x80100066, 'the card is the wrong way round'],
    ['sharing-violation', 0x8010000b, 'another program has the card'],
    ['unknown-reader', 0x80100009, 'no such reader'],
    ['reader-unavailable', 0x80100017, 'the reader left'],
    ['proto-mismatch', 0x8010000f, 'neither T=0 nor T=1'],
  ])('%s for %i: %s', (response, value) => {
    expect(RESPONSES.get(value)).toBe(response);
  });

  it.each([...RESPONSES])('%s is a response of the standard, in every way it is printed', (value, response) => {
    expect(RESPONSE_CODES).toContain(response);
    const hex = Number(value).toString(16).padStart(8, '0');
    for (const digits of [hex, hex.toUpperCase(), `ffffffff${hex}`, ` ${hex}`.trim()]) {
      expect(responseOf(new Error(`SCardTransmit error: Card was removed.(0x${digits})`))).toBe(response);
    }
  });

  it.each([
    new Error('Card Reader not connected'),
    new Error('SCardConnect error: (0x80100069) in the middle of a sentence'),
    new Error('SCardConnect error: something new.(0x8010ffff)'),
    'text',
    undefined,
  ])('%s has no response of its own and becomes the one that the caller chose', (error) => {
    expect(responseOf(error)).toBeUndefined();
    expect(toSmartCardError(error, 'not-ready').responseCode).toBe('not-ready');
  });
});
