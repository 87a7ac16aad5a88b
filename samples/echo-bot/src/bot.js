// The webhook: answers the verification handshake, checks signatures, and hands events on in order.

import { createServer } from 'node:http';
import { readConfig } from './config.js';
import { answer } from './conversation.js';
import { connect, graphError } from './graph.js';
import { isGenuine } from './signature.js';

const MOST_BYTES = 1024 * 1024;
const REMEMBERED_MIDS = 10_000;

const config = readConfig({ receives: true });
const client = connect(config);
const queues = new Map(); // person -> promise of their last event: one person's events are answered in order
const seen = new Set(); // a webhook may come twice; its mid tells

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://bot');
  if (url.pathname === '/') return end(response, 200, 'echo-bot is listening');
  if (url.pathname !== '/webhook') return end(response, 404, 'not found');
  if (request.method === 'GET') return handshake(url.searchParams, response);
  if (request.method !== 'POST') return end(response, 405, 'GET or POST');

  const body = await readBody(request);
  if (body === null) return end(response, 413, 'too large');
  if (!isGenuine(request.headers, body, config.appSecret)) {
    console.error('echo-bot: refused a webhook with a missing or wrong signature');
    return end(response, 403, 'wrong signature');
  }

  const events = readEvents(body);
  if (events === null) return end(response, 400, 'not a webhook');
  end(response, 200, 'EVENT_RECEIVED'); // first the receipt, then the work: a slow answer would be retried
  events.forEach(enqueue);
});

function handshake(query, response) {
  const genuine = query.get('hub.mode') === 'subscribe' && query.get('hub.verify_token') === config.verifyToken;
  return genuine ? end(response, 200, query.get('hub.challenge') ?? '') : end(response, 403, 'wrong verify token');
}

function readEvents(body) {
  try {
    return JSON.parse(body.toString('utf8')).entry.flatMap((entry) => entry.messaging ?? []);
  } catch {
    return null;
  }
}

function enqueue(event) {
  if (isRepeated(event)) return;
  const person = event.sender?.id ?? '';
  const done = (queues.get(person) ?? Promise.resolve())
    .then(() => answer(client, event))
    .catch((thrown) => console.error(`echo-bot: ${describe(thrown)}`))
    .finally(() => queues.get(person) === done && queues.delete(person));
  queues.set(person, done);
}

function isRepeated(event) {
  const mid = event.message?.mid ?? event.postback?.mid;
  if (!mid) return false;
  if (seen.has(mid)) return true;
  if (seen.size >= REMEMBERED_MIDS) seen.delete(seen.values().next().value);
  seen.add(mid);
  return false;
}

function describe(thrown) {
  const refused = graphError(thrown);
  return refused ? `send refused, code ${refused.code}/${refused.error_subcode ?? '-'}: ${refused.message}` : thrown.message;
}

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function end(response, status, text) {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
}

server.on('error', (error) => {
  console.error(`echo-bot: cannot listen on port ${config.port}: ${error.message}`);
  process.exit(1);
});
server.listen(config.port, '127.0.0.1', () => {
  console.log(`echo-bot listens on http://127.0.0.1:${server.address().port}/webhook`);
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
