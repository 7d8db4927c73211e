import { expect, it } from 'vitest';
import { createMemoryBlobs } from '../../src/adapters/memory/blobs.ts';
import { publicFonts } from '../../src/adapters/node/font-folder.ts';
import { loadPreviewAssets } from '../../src/adapters/node/preview-assets.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Capture } from '../../src/domain/post.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { openMemoryPorts } from '../memory-ports.ts';

const TOKEN = 'ts_posts';
const ID = '1797753265873129095';
const URL_OF_POST = `https://x.com/ada/status/${ID}`;

/** What is answered about a post that has become something else since it was captured. */
async function answerAbout(change: (capture: Capture) => Capture, onDeleted: string): Promise<Response> {
  const ports = { ...(await openMemoryPorts('2026-01-05T08:00:00Z')), blobs: createMemoryBlobs() };
  const config = readConfig({
    PUBLIC_URL: 'https://news.example',
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(TOKEN),
    ON_DELETED: onDeleted,
  });
  const app = createApp(ports, config, createPreviewRenderer(loadPreviewAssets(), publicFonts));
  const html = `<p>See:</p><blockquote class="twitter-tweet"><p>Words</p>&mdash; Ada Lind (@ada) <a href="${URL_OF_POST}">June 3, 2024</a></blockquote>`;
  const published = await app.request('/articles/a', {
    method: 'PUT',
    headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ title: 'A', language: 'en', html }),
  });
  expect(published.status).toBe(201);
  const row = await ports.database.prepare('SELECT content FROM captures').first<{ content: string }>();
  const capture = change(JSON.parse(row?.content ?? '') as Capture);
  await ports.database.prepare('UPDATE captures SET content = ?').bind(JSON.stringify(capture)).run();
  return app.request(`/oembed?url=${encodeURIComponent(URL_OF_POST)}`);
}

const gone = (capture: Capture): Capture => ({ ...capture, state: 'deleted' });
const hidden = (capture: Capture): Capture =>
  capture.post ? { ...capture, post: { ...capture.post, visibility: 'logged-in-only' } } : capture;

it.each([
  ['mark', 'Ada Lind'],
  ['keep', 'Ada Lind'],
  ['redact', '@ada'],
])('with ON_DELETED=%s the author of a deleted post is %s', async (onDeleted, author) => {
  const answer = await answerAbout(gone, onDeleted);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ author_name: author });
});

it('with ON_DELETED=remove a deleted post is not there to be embedded', async () => {
  const answer = await answerAbout(gone, 'remove');
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toMatch(/ada/i);
});

it('a post for people with an account is 401, which tells consumers to link to it', async () => {
  const answer = await answerAbout(hidden, 'mark');
  expect(answer.status).toBe(401);
  expect(await answer.text()).not.toMatch(/Ada Lind|Words/);
});
