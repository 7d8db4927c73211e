import type { Capture, LinkCard, Poll, Post, PostMedia } from '../domain/post.ts';
import { SAMPLE_TEXTS, type SampleLanguage, type SampleText } from './sample-texts.ts';
import type { OnDeleted } from './shown-capture.ts';

/** An invented post in one of the states that a card can show. */
export interface SamplePost {
  capture: Capture;
  onDeleted?: OnDeleted;
}

const CAPTURED_AT = '2026-01-05T08:00:00.000Z';
const ID = '2007371522048000000';

/** Every state of a card by its name, the same in each language. */
export function samplePosts(language: SampleLanguage): Map<string, SamplePost> {
  const text = SAMPLE_TEXTS[language];
  const post = basicPost(language, text);
  const of = (more: Partial<Post>): SamplePost => ({ capture: captureOf({ ...post, ...more }) });
  const state = (name: Capture['state'], onDeleted?: OnDeleted): SamplePost => ({
    capture: { ...captureOf(post), state: name },
    ...(onDeleted ? { onDeleted } : {}),
  });
  const { quote: _, ...quoted } = basicPost(language, text.other);
  const { post: __, ...unread } = captureOf(post);
  return new Map<string, SamplePost>([
    ['words', of({})],
    ['words-without-id', { capture: withoutId(post) }],
    ['one-picture', of({ media: pictures(text, 1) })],
    ['two-pictures', of({ media: pictures(text, 2) })],
    ['three-pictures', of({ media: pictures(text, 3) })],
    ['four-pictures', of({ media: pictures(text, 4) })],
    [
      'picture-not-copied',
      of({ media: [{ kind: 'image', url: 'https://cdn.example/1.jpg', alt: text.alt }] }),
    ],
    ['video', of({ media: [video(text)] })],
    ['sound', of({ media: [{ kind: 'audio', url: 'https://cdn.example/3.mp3', durationSeconds: 3725 }] })],
    ['sensitive-media', of({ media: pictures(text, 1).map((medium) => ({ ...medium, sensitive: true })) })],
    ['content-warning', of({ contentWarning: text.warning, media: pictures(text, 2) })],
    ['link', of({ linkCard: linkCard(text) })],
    ['poll', of({ poll: poll(text, '2026-01-04T18:00:00.000Z') })],
    ['poll-running', of({ poll: poll(text, '2026-01-09T18:00:00.000Z') })],
    ['reply', of({ replyTo: { handle: text.other.handle, url: `https://x.com/${text.other.handle}` } })],
    ['quote', of({ quote: { ...quoted, media: pictures(text, 1) } })],
    ['quote-deleted', of({ quote: { reason: 'deleted' } })],
    ['quote-blocked', of({ quote: { reason: 'blocked' } })],
    ['quote-taken-down', of({ quote: { reason: 'withdrawn' } })],
    ['quote-logged-in-only', of({ quote: loggedInOnly(text.other) })],
    ['edited', of({ editedAt: '2026-01-04T09:30:00.000Z' })],
    ['truncated', of({ text: `${post.text.slice(0, -1)}…`, truncated: true })],
    ['community-note', of({ communityNote: text.note })],
    ['deleted', state('deleted')],
    ['deleted-kept', state('deleted', 'keep')],
    ['deleted-redacted', state('deleted', 'redact')],
    ['deleted-removed', state('deleted', 'remove')],
    ['suspended', state('suspended')],
    ['private', state('private')],
    ['blocked', state('blocked')],
    ['unavailable', state('unavailable')],
    ['taken-down', state('withdrawn')],
    ['logged-in-only', { capture: captureOf(loggedInOnly(text)) }],
    ['bare-link', { capture: { ...unread, sources: ['link'], ...whose(text) } }],
    ['titled-link', { capture: titledLink(text) }],
  ]);
}

function basicPost(
  language: SampleLanguage,
  { name, handle, words, tag }: Pick<SampleText, 'name' | 'handle' | 'words' | 'tag'>,
): Post {
  const text = `${words} ${tag}`;
  const start = text.length - tag.length;
  const url = `https://x.com/hashtag/${encodeURIComponent(tag.slice(1))}`;
  return {
    platform: 'x',
    id: ID,
    url: `https://x.com/${handle}/status/${ID}`,
    author: { name, handle, url: `https://x.com/${handle}` },
    text,
    links: [{ start, end: text.length, kind: 'hashtag', url }],
    language,
    direction: 'auto',
    created: { at: '2026-01-03T08:12:40.000Z', precision: 'second', source: 'api' },
    media: [],
    truncated: false,
  };
}

function captureOf(post: Post): Capture {
  const { platform } = post;
  const url = post.url ?? '';
  return { platform, id: ID, url, state: 'live', post, sources: ['api'], capturedAt: CAPTURED_AT };
}

/** As a resolver leaves it: where it is, and nothing that it says. */
function loggedInOnly({ handle }: Pick<SampleText, 'handle'>): Omit<Post, 'quote'> {
  const name = `${handle}.example`;
  return {
    platform: 'bluesky',
    id: `${name}_3mbhzq2kx7c2s`,
    url: `https://bsky.app/profile/${name}/post/3mbhzq2kx7c2s`,
    author: { name, handle: name },
    text: '',
    links: [],
    direction: 'auto',
    media: [],
    visibility: 'logged-in-only',
    truncated: false,
  };
}

function withoutId({ id: _, url: __, ...post }: Post): Capture {
  const created: Post['created'] = { at: '2026-01-03T00:00:00.000Z', precision: 'day', source: 'printed' };
  const { url: ___, ...capture } = captureOf({ ...post, created });
  return { ...capture, id: 't-05a87e3e580b4a5b', state: 'unknown', sources: ['flattened-text'] };
}

function whose({ handle }: SampleText): Pick<Capture, 'handle' | 'created'> {
  return { handle, created: { at: '2026-01-03T08:12:40.000Z', precision: 'second', source: 'id' } };
}

function titledLink({ title, handle }: SampleText): Capture {
  const url = 'https://www.youtube.com/watch?v=aBcDeFgHiJk';
  return {
    platform: 'youtube',
    id: 'aBcDeFgHiJk',
    url,
    state: 'unknown',
    handle,
    title,
    sources: ['markup'],
    capturedAt: CAPTURED_AT,
  };
}

/** The third picture has no known size, the second no description. */
function pictures({ alt }: SampleText, count: number): PostMedia[] {
  const all: PostMedia[] = [
    {
      kind: 'image',
      url: 'https://cdn.example/1.jpg',
      copy: 'sheet/wide.svg',
      alt,
      width: 1200,
      height: 800,
    },
    { kind: 'image', url: 'https://cdn.example/2.jpg', copy: 'sheet/tall.svg', width: 800, height: 1200 },
    { kind: 'image', url: 'https://cdn.example/3.jpg', copy: 'sheet/square.svg', alt },
    {
      kind: 'image',
      url: 'https://cdn.example/4.jpg',
      copy: 'sheet/wide.svg',
      alt,
      width: 1200,
      height: 800,
    },
  ];
  return all.slice(0, count);
}

function video({ alt }: SampleText): PostMedia {
  const still = { still: 'https://cdn.example/5.jpg', copy: 'sheet/wide.svg', width: 1200, height: 800 };
  return { kind: 'video', url: 'https://cdn.example/5.mp4', ...still, alt, durationSeconds: 61 };
}

function poll({ options }: SampleText, endsAt: string): Poll {
  const votes = [1240, 613, 88];
  return {
    options: options.map((label, at) => ({ label, votes: votes[at] ?? 0 })),
    endsAt,
    multiple: false,
  };
}

function linkCard({ title, description }: SampleText): LinkCard {
  return { url: 'https://www.ferries.example/winter', title, description };
}
