// Publishes an article and shows what was made of it: node examples/client.ts ADDRESS TOKEN FILE
import { readFileSync } from 'node:fs';

const [address = '', token = '', file = ''] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'text/html; charset=utf-8' };
const answer = await fetch(`${address}/articles`, { method: 'POST', headers, body: readFileSync(file) });
const article = (await answer.json()) as {
  detail?: string;
  title: string;
  links: { page: string; preview: string };
};
if (!answer.ok) throw new Error(article.detail);
console.log(`${article.title}\n  page     ${article.links.page}\n  preview  ${article.links.preview}`);
