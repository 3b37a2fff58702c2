import { BRIDGE_HEADER, BRIDGE_HEADER_VALUE } from '../../src/readers/bridge/protocol.ts';
import { contentPolicy } from './content-policy.ts';

/** Powers of a browser that the page never uses. WebUSB it does: some readers work without PC/SC. */
const REFUSED_FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
];

/** Headers of every answer, refusals included. There are none for CORS: no other page has any business here. */
export function securityHeaders(port: number): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentPolicy({ 'connect-src': `ws://127.0.0.1:${port}` }),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': [...REFUSED_FEATURES.map((feature) => `${feature}=()`), 'usb=(self)'].join(', '),
    'Cache-Control': 'no-store',
    [BRIDGE_HEADER]: BRIDGE_HEADER_VALUE,
  };
}
