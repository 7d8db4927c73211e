import { describe, expect, it } from 'vitest';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { createOfflineFetch } from '../../src/adapters/memory/offline-fetch.ts';
import { createSeededRandom } from '../../src/adapters/memory/random.ts';
import type { Fetch } from '../../src/domain/ports.ts';
import type { Capture, Post, Resolution } from '../../src/domain/post.ts';
import { mergeCapture } from '../../src/resolvers/capture-merge.ts';
import { asObjects } from '../../src/resolvers/json-value.ts';
import type { PostRef } from '../../src/resolvers/resolver.ts';
import { EVERY_PLATFORM, resolvePost } from './asked-platforms.ts';
import { NOW, upstream } from './upstream.ts';

/** Bluesky's client checks every answer by its lexicon, which takes its time. */
const ROUNDS = { x: 400, mastodon: 400, bluesky: 50 };

/** Values that no field expects. */
const ODD: unknown[] = [
  null,
  true,
  -1,
  1e300,
  2 ** 31,
  '',
  'x',
  '\ud83d',
  '🎉',
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)//https://a.example',
  'https://a.example/\u202e<script>',
  '<img src=x onerror=alert(1)><a href="javascript:x">y</a>',
  '2024-13-45T99:99:99Z',
  '99999999999999999999999',
  [],
  {},
  [[]],
  [null],
  { constructor: 1, __proto__: null },
  'a'.repeat(70_000),
];

function mutate(value: unknown, pick: (below: number) => number): unknown {
  const odd = () => ODD[pick(ODD.length)];
  if (Array.isArray(value)) {
    if (value.length === 0 || pick(6) === 0)
      return pick(2) ? [...value, odd()] : value.slice(pick(value.length + 1));
    const at = pick(value.length);
    return value.map((entry, index) => (index === at ? mutate(entry, pick) : entry));
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    const key = keys[pick(keys.length)];
    if (key === undefined || pick(12) === 0) return odd();
    if (pick(10) === 0) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    return { ...value, [key]: mutate((value as Record<string, unknown>)[key], pick) };
  }
  if (typeof value === 'number' && pick(2)) return value + pick(9) - 4;
  if (typeof value === 'string' && value.length > 0 && pick(2)) {
    const at = pick(value.length);
    const piece =
      ['🎉', '<', '&', '&amp', '"', '\u0000', '\u202e', '\ud800', '>', '@', '#', ''][pick(12)] ?? '';
    return value.slice(0, at) + piece + value.slice(at + pick(4));
  }
  return odd();
}

const X_HOST = 'cdn.syndication.twimg.com';
const DID = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaab';
const VIEWS = asObjects(upstream('public.api.bsky.app', 'posts').posts);
const status = upstream('social.example', 'status');

/** What is mangled, whose answer it is, and what is asked. */
const CASES: [name: string, answer: unknown, ref: PostRef, isIts: (url: string) => boolean][] = [
  ...['photos', 'reply-video', 'quote', 'poll-note-edited', 'long-with-card'].map(
    (name): (typeof CASES)[number] => {
      const answer = upstream(X_HOST, name);
      return [
        `x ${name}`,
        answer,
        { platform: 'x', id: String(answer.id_str) },
        (url) => url.includes(X_HOST),
      ];
    },
  ),
  [
    'x oEmbed',
    upstream('publish.x.com', 'oembed'),
    { platform: 'x', id: '1764959161537265664' },
    (url) => url.includes('publish.'),
  ],
  ...VIEWS.map((view): (typeof CASES)[number] => [
    `bluesky ${String(view.uri).slice(-13)}`,
    { posts: [view] },
    { platform: 'bluesky', url: String(view.uri) },
    (url) => url.includes('getPosts'),
  ]),
  ...['status', 'quote'].map((name): (typeof CASES)[number] => {
    const answer = upstream('social.example', name);
    return [
      `mastodon ${name}`,
      answer,
      { platform: 'mastodon', url: String(answer.url) },
      (url) => url.includes('/api/v1/'),
    ];
  }),
  [
    'activitypub',
    upstream('social.example', 'note'),
    { platform: 'mastodon', url: String(status.url) },
    (url) => !url.includes('/api/v1/'),
  ],
];

/** Answers some addresses with a value, and the others with nothing. */
function answering(value: unknown, isIts: (url: string) => boolean): Fetch {
  return {
    ...createOfflineFetch({}),
    async get(url) {
      if (!isIts(url))
        return { outcome: 'answered', url, status: 401, contentType: 'text/plain', body: new Uint8Array() };
      const body = new TextEncoder().encode(JSON.stringify(value) ?? 'null');
      return { outcome: 'answered', url, status: 200, contentType: 'application/json', body };
    },
  };
}

function check(post: Omit<Post, 'quote'>, log: () => string): void {
  let done = 0;
  expect(post.text.length, log()).toBeLessThanOrEqual(100_000);
  for (const { start, end, url } of post.links) {
    expect(Number.isInteger(start) && start >= done && end > start && end <= post.text.length, log()).toBe(
      true,
    );
    expect(
      /[\ud800-\udbff]$/.test(post.text.slice(0, start)) && /^[\udc00-\udfff]/.test(post.text.slice(start)),
      log(),
    ).toBe(false);
    expect(url, log()).toMatch(/^https?:\/\//);
    done = end;
  }
  const addresses = [
    post.url,
    post.author.url,
    post.author.avatar?.url,
    post.replyTo?.url,
    post.linkCard?.url,
    post.linkCard?.image?.url,
    ...post.media.flatMap(({ url, still }) => [url, still]),
  ];
  for (const address of addresses) if (address !== undefined) expect(address, log()).toMatch(/^https?:\/\//);
  expect(post.author.name.length, log()).toBeGreaterThan(0);
  if (post.created) expect(post.created.at, log()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  if (post.visibility) expect([post.text, post.links, post.media], log()).toEqual(['', [], []]);
}

describe('answers mangled at random', () => {
  it.each(CASES)('%s: nothing is thrown, and what is found is sound', async (name, answer, ref, isIts) => {
    const random = createSeededRandom([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
    const pick = (below: number) => {
      const [high = 0, low = 0] = random.bytes(2);
      return below === 0 ? 0 : (high * 256 + low) % below;
    };
    const context = { clock: createFixedClock(NOW), settings: EVERY_PLATFORM };
    const outcomes = new Set<Resolution['outcome']>();
    const existing = await startOf(ref);
    for (let round = 0; round < ROUNDS[ref.platform as keyof typeof ROUNDS]; round++) {
      let value = answer;
      for (let times = 0; times <= round % 10; times++) value = mutate(value, pick);
      const resolution = await resolvePost(ref, { ...context, fetch: answering(value, isIts) });
      outcomes.add(resolution.outcome);
      const log = () => `${name}, round ${round}: ${JSON.stringify(value)?.slice(0, 3000)}`;
      const merged = mergeCapture(existing, resolution, NOW.toISOString());
      for (const post of [resolution.outcome === 'found' ? resolution.post : undefined, merged.post]) {
        if (!post) continue;
        check(post, log);
        if (post.quote && !('reason' in post.quote)) check(post.quote, log);
      }
    }
    expect(outcomes.size).toBeGreaterThan(1);
  });
});

async function startOf({ platform }: PostRef): Promise<Capture> {
  const post: Post = {
    platform,
    author: { name: 'Ines', handle: 'ines' },
    text: 'Two bridges',
    links: [{ start: 4, end: 11, kind: 'url', url: 'https://news.example/' }],
    direction: 'auto',
    media: [],
    truncated: false,
  };
  return { platform, id: DID, state: 'unknown', post, sources: ['markup'], capturedAt: NOW.toISOString() };
}
