// The platform's client. Only its origin tells whether Parley or Meta is on the other side.

import messengerApi from 'messaging-api-messenger';

export const GRAPH_VERSION = '12.0';

export function connect({ origin, pageToken, appSecret }) {
  return new messengerApi.MessengerClient({
    accessToken: pageToken,
    appSecret, // makes the client sign every call with an appsecret_proof
    version: GRAPH_VERSION,
    origin,
  });
}

/** The platform's own error inside whatever the client threw, or null if there is none. */
export function graphError(thrown) {
  const error = thrown?.response?.data?.error;
  return error
    ? { code: error.code, error_subcode: error.errorSubcode, message: error.message }
    : null;
}
