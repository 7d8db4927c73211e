import type { ArticleDraft } from '../../src/domain/article.ts';
import { type Capture, captureKey, type Post } from '../../src/domain/post.ts';
import { publishArticle } from '../../src/store/publishing.ts';
import { openMemoryPorts } from '../memory-ports.ts';

export const START = new Date('2025-03-03T08:00:00Z');

export async function openNewsroom() {
  const logged: { level: string; message: string }[] = [];
  const ports = {
    ...(await openMemoryPorts(START.toISOString())),
    log: (level: string, message: string) => void logged.push({ level, message }),
  };
  const { database } = ports;
  const rows = async (sql: string) => (await database.prepare(sql).all<Record<string, unknown>>()).results;
  const publish = (id: string, ...captures: Omit<Capture, 'capturedAt'>[]) =>
    publishArticle(ports, 'example.org,2026', { id, draft: draftOf(id, captures) });
  return { ports, rows, publish, logged };
}

export type Newsroom = Awaited<ReturnType<typeof openNewsroom>>;

function draftOf(title: string, captures: Omit<Capture, 'capturedAt'>[]): ArticleDraft {
  const embeds = captures.map((capture) => ({
    ref: {
      platform: capture.platform,
      capture: captureKey(capture),
      form: 'blockquote' as const,
      confidence: 1,
    },
    capture,
  }));
  return {
    title,
    section: title,
    authors: [],
    tags: [],
    language: 'en',
    direction: 'ltr',
    body: [
      { type: 'html', html: '<p>Words.</p>' },
      ...embeds.map(({ ref }) => ({ type: 'embed' as const, ref })),
    ],
    related: [],
    reading: {},
    embeds,
  };
}

/** A post of X with these words. */
export function postBy(handle: string, id: string, text: string, quote?: Post['quote']): Post {
  const url = `https://x.com/${handle}/status/${id}`;
  return {
    platform: 'x',
    id,
    url,
    author: { name: handle, handle, url: `https://x.com/${handle}` },
    text,
    links: [],
    direction: 'auto',
    media: [],
    ...(quote && { quote }),
    truncated: false,
  };
}

export function captureOf(post: Post, state: Capture['state'] = 'unknown'): Omit<Capture, 'capturedAt'> {
  return {
    platform: post.platform,
    id: post.id ?? 't-0',
    url: post.url ?? '',
    state,
    post,
    sources: ['markup'],
  };
}

export function bareLink(id: string): Omit<Capture, 'capturedAt'> {
  return { platform: 'x', id, url: `https://x.com/i/status/${id}`, state: 'unknown', sources: ['link'] };
}
