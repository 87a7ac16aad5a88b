// Was this webhook really sent by the platform? Both headers are an HMAC of the exact bytes under the app secret.

import { createHmac, timingSafeEqual } from 'node:crypto';

const HEADERS = [
  ['x-hub-signature-256', 'sha256'],
  ['x-hub-signature', 'sha1'],
];

/** True if at least one signature header is there and none of those there is wrong. */
export function isGenuine(headers, rawBody, appSecret) {
  const present = HEADERS.filter(([header]) => headers[header] !== undefined);
  return present.length > 0 && present.every(([header, hash]) => matches(headers[header], hash, rawBody, appSecret));
}

function matches(given, hash, rawBody, appSecret) {
  const expected = Buffer.from(`${hash}=${createHmac(hash, appSecret).update(rawBody).digest('hex')}`);
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
