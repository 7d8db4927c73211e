// Publishes an article and shows what was made of it: npx node examples/client.ts ADDRESS TOKEN FILE

import { readFileSync } from 'node:fs';
import { extname } from 'node:path';

const [address = '', token = '', file = ''] = process.argv.slice(2);
const types: Record<string, string> = {
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.json': 'application/json',
};
const type = types[extname(file)] ?? 'text/html';
const headers = { Authorization: `Bearer ${token}`, 'Content-Type': `${type}; charset=utf-8` };
const answer = await fetch(`${address}/articles`, { method: 'POST', headers, body: readFileSync(file) });
const article = (await answer.json()) as {
  detail?: string;
  title: string;
  links: { page: string; preview: string };
};
if (!answer.ok) throw new Error(article.detail);
console.log(`${article.title}\n  page     ${article.links.page}\n  preview  ${article.links.preview}`);
