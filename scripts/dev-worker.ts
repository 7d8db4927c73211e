import { existsSync, writeFileSync } from 'node:fs';
import { newToken } from '../src/adapters/node/publisher-token.ts';
import { cryptoRandom } from '../src/adapters/web/random.ts';
import { sha256 } from '../src/domain/digest.ts';
import { runWrangler } from './wrangler.ts';

// The service in workerd on this machine: local D1, R2 and queue under .wrangler/, nothing sent anywhere.

const SECRETS = new URL('../.dev.vars', import.meta.url);

if (!existsSync(SECRETS)) {
  const token = newToken(cryptoRandom);
  writeFileSync(SECRETS, `TOKEN_SHA256=${await sha256(token)}\n`, { mode: 0o600 });
  console.log(`Your publisher token for this local worker, shown this once:\n  ${token}`);
  console.log('(Only its digest is kept, in .dev.vars; delete that file to get a new one.)\n');
}
const portFlag = process.argv.indexOf('--port');
const port = portFlag > 0 ? (process.argv[portFlag + 1] ?? '8787') : '8787';
const address = `http://localhost:${port}`;
console.log('Bringing the local database up to date …');
const migrated = await runWrangler(['d1', 'migrations', 'apply', 'tearsheet', '--local']);
console.log(`\nOnce it is ready, publish something:
  curl -X PUT ${address}/articles/night-trains -H "Authorization: Bearer <token>" \\
    -H "Content-Type: text/html" --data-binary @examples/articles/night-trains.html -o /dev/null\n`);
const dev = ['dev', '--var', `PUBLIC_URL:${address}`, ...process.argv.slice(2)];
process.exitCode = migrated || (await runWrangler(dev));
