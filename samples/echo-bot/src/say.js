// Sends one message outside a conversation, as a reminder job would:
//   npm run say -- PSID "See you at nine" [TAG]
// Prints the platform's answer as JSON; exit code 1 if it refused, 2 for bad usage.

import { readConfig } from './config.js';
import { connect, graphError } from './graph.js';

const [psid, text, tag] = process.argv.slice(2);
if (!psid || !text) {
  console.error('usage: npm run say -- PSID TEXT [TAG]');
  process.exit(2);
}

const client = connect(readConfig({ receives: false }));
try {
  const sent = await client.sendText(psid, text, tag ? { tag } : { messagingType: 'UPDATE' });
  console.log(JSON.stringify({ recipient_id: sent.recipientId, message_id: sent.messageId }));
} catch (thrown) {
  const refused = graphError(thrown);
  console.log(JSON.stringify({ error: refused ?? { message: thrown.message } }));
  process.exitCode = refused ? 1 : 3;
}
