// What the bot says. One event in, calls to the Send API out.

const TOPICS = [
  { payload: 'HOURS', title: 'Opening hours', about: /open|close|hour|when/i, answer: 'We are open every day from 8 to 18.' },
  { payload: 'PLACE', title: 'Where are you?', about: /where|address|find/i, answer: 'Harbour Street 12, right at the old crane.' },
];

const CHOICES = TOPICS.map(({ title, payload }) => ({ contentType: 'text', title, payload }));
const AS_ANSWER = { messagingType: 'RESPONSE' };

export async function answer(client, event) {
  const psid = event.sender?.id;
  if (!psid || event.message?.is_echo) return;

  if (event.postback) await greet(client, psid, event.postback);
  else if (event.message) await reply(client, psid, event.message);
  // Reactions, reads and deliveries need no answer.
}

async function greet(client, psid, postback) {
  const name = await firstName(client, psid);
  const hello = postback.referral?.ref ? `Hello ${name}, glad the link worked.` : `Hello ${name}!`;
  await client.sendMessage(
    psid,
    { text: `${hello} I am the echo bot. Ask me something.`, quickReplies: CHOICES },
    AS_ANSWER,
  );
}

async function reply(client, psid, message) {
  await client.markSeen(psid);
  await client.typingOn(psid);
  const topic = topicOf(message);
  if (topic) {
    const others = CHOICES.filter(({ payload }) => payload !== topic.payload);
    await client.sendMessage(psid, { text: topic.answer, quickReplies: others }, AS_ANSWER);
  } else {
    await client.sendText(psid, message.text ? `You said: ${message.text}` : 'Thank you for that.', AS_ANSWER);
  }
}

function topicOf({ quick_reply: tapped, text }) {
  return TOPICS.find(({ payload, about }) => (tapped ? tapped.payload === payload : about.test(text ?? '')));
}

async function firstName(client, psid) {
  const profile = await client.getUserProfile(psid, { fields: ['first_name'] });
  return profile.firstName ?? 'there';
}
