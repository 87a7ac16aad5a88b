// Everything the bot must be told, from the environment. A missing value ends it with one clear line.

const missing = [];

function required(name) {
  const value = process.env[name];
  if (!value) missing.push(name);
  return value;
}

function port() {
  const value = Number(process.env.PORT ?? 5290);
  if (Number.isInteger(value) && value >= 0 && value <= 65535) return value;
  console.error(`echo-bot: PORT is not a port number: ${process.env.PORT}`);
  process.exit(2);
}

export function readConfig({ receives }) {
  const config = {
    origin: (process.env.PARLEY_URL ?? 'http://127.0.0.1:5280').replace(/\/+$/, ''),
    pageToken: required('PAGE_TOKEN'),
    appSecret: required('APP_SECRET'),
    verifyToken: receives ? required('VERIFY_TOKEN') : undefined,
    port: receives ? port() : undefined,
  };

  if (missing.length > 0) {
    console.error(`echo-bot: please set ${missing.join(', ')} (see README.md)`);
    process.exit(2);
  }
  return config;
}
