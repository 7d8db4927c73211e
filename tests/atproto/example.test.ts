import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Account, type Network, openNetwork } from './network.ts';
import { type Newsroom, openNewsroom, TOKEN } from './newsroom.ts';
import { POSTS, recordsOf } from './repository.ts';

const fileOf = (path: string) => fileURLToPath(new URL(`../../examples/${path}`, import.meta.url));
const run = promisify(execFile);

let network: Network;
let account: Account;
let newsroom: Newsroom;
beforeAll(async () => {
  [network, newsroom] = await Promise.all([openNetwork(), openNewsroom()]);
  account = await network.openAccount('harbour');
});
afterAll(async () => {
  newsroom?.close();
  await network?.close();
});

it('the example publishes an article and shows the address of its post', async () => {
  await newsroom.setAccount(network, account);
  const service = await newsroom.open();
  const article = fileOf('articles/tramway-de-nuit.txt');
  const { stdout } = await run(process.execPath, [fileOf('crosspost.ts'), service.url, TOKEN, article]);
  await service.shut();
  const [post] = await recordsOf(account, POSTS);
  expect(post?.uri).toBeDefined();
  expect(stdout.split('\n')[1]).toBe(`  posted  ${post?.uri}`);
});
