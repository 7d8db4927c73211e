import type { Hono } from 'hono';

export const TOKEN = 'ts_crash-test';

const story = (ending: string) =>
  JSON.stringify({
    title: 'A bridge opens',
    section: 'Local',
    tags: ['bridges'],
    language: 'en',
    publishedAt: '2024-06-04T05:30:00Z',
    html: `<p>The bridge opened ${ending}.</p><blockquote class="twitter-tweet"><p>We are open.</p>&mdash; Bridge (@bridge) <a href="https://x.com/bridge/status/1797753265873129095">June 3, 2024</a></blockquote>`,
  });

/** What a publisher does with one article: each step is one request. */
const STEPS: RequestInit[] = [
  { method: 'PUT', body: story('on Monday') },
  { method: 'PUT', body: story('on Tuesday') },
  { method: 'DELETE' },
];

/** Takes the steps one after the other, with the background work of each; tells of every answer. */
export async function liveThrough(
  app: Hono,
  work: () => Promise<void>,
  answered: (step: number, status: number) => void,
): Promise<void> {
  for (const [index, step] of STEPS.entries()) {
    const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
    const response = await app.request('/articles/bridge', { ...step, headers });
    await response.text();
    answered(index + 1, response.status);
    await work();
  }
}
