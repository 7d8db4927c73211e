// Publishes an article and shows its post: npx node examples/crosspost.ts ADDRESS TOKEN FILE
// The account is set before, once, with PUT /crossposts/account.

import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const [address = '', token = '', file = ''] = process.argv.slice(2);
const types: Record<string, string> = {
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.json': 'application/json',
};
const Authorization = `Bearer ${token}`;

interface Crosspost {
  state: 'waiting' | 'posted' | 'updated' | 'deleted' | 'failed';
  uri?: string;
  url?: string;
  words?: string;
}

async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(`${address}${path}`, { ...init, headers: { Authorization, ...init.headers } });
  const body = (await answer.json()) as Answer & { detail?: string };
  if (!answer.ok) throw new Error(body.detail);
  return body;
}

const article = await ask<{ id: string; title: string }>('/articles', {
  method: 'POST',
  headers: { 'Content-Type': `${types[extname(file)] ?? 'text/html'}; charset=utf-8` },
  body: readFileSync(file),
});
console.log(article.title);
// News is posted by itself; what is days old, as these examples are, is posted where that is asked for.
let post = await ask<Crosspost>(`/crossposts/articles/${article.id}`, { method: 'POST' });
while (post.state === 'waiting') {
  await setTimeout(500);
  post = await ask<Crosspost>(`/crossposts/articles/${article.id}`);
}
console.log(`  ${post.state}  ${post.uri ?? post.words}`);
if (post.url) console.log(`  to see  ${post.url}`);
