import { describe, expect, it } from 'vitest';
import { lemmy, mastodon, misskey } from './unfurlers/fediverse.ts';
import { signal, telegram, whatsapp } from './unfurlers/messengers.ts';
import { facebook, x } from './unfurlers/networks.ts';
import { discord, mattermost, nextcloud, rocketChat, synapse } from './unfurlers/rooms.ts';
import type { Answer, Shown, Unfurler, Visit } from './unfurlers/visit.ts';

const IMAGE = 'https://paper.example/a.png';
const og = (name: string, content: string) => `<meta property="og:${name}" content="${content}">`;
const SIZE = og('image:width', '1200') + og('image:height', '630');
const TAGS =
  og('title', 'T') +
  og('description', 'D') +
  og('url', 'https://paper.example/a') +
  og('image', IMAGE) +
  SIZE;

interface Parts {
  head?: string;
  page?: Partial<Answer>;
  headStatus?: number;
  picture?: Record<string, string>;
  pictureBytes?: number;
  oembed?: object;
}

function visit({
  head = TAGS,
  page = {},
  headStatus = 200,
  picture,
  pictureBytes = 9,
  oembed,
}: Parts): Visit {
  const bytes = Buffer.from(
    `<!doctype html><html><head><title>Page</title>${head}</head><body></body></html>`,
  );
  const whole = { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, bytes, ...page };
  const headers = picture ?? { 'content-type': 'image/png', 'content-length': String(pictureBytes) };
  const png = { status: 200, headers, bytes: new Uint8Array(pictureBytes) };
  const others = new Map<string, Answer>([
    [IMAGE, png],
    ['https://paper.example/b.png', png],
  ]);
  if (oembed) {
    const json = Buffer.from(JSON.stringify({ version: '1.0', ...oembed }));
    others.set('https://paper.example/o', { status: 200, headers: {}, bytes: json });
  }
  return { address: 'https://paper.example/a', page: whole, head: { ...whole, status: headStatus }, others };
}

const OEMBED = '<link rel="alternate" type="application/json+oembed" href="https://paper.example/o">';
const data = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const nothing = { nothing: expect.any(String) };
const filler = (bytes: number) => `<meta name="x" content="${'x'.repeat(bytes)}">`;
const field = (name: keyof Shown, value: unknown) =>
  value === undefined
    ? expect.not.objectContaining({ [name]: expect.anything() })
    : expect.objectContaining({ [name]: value });

const RULES: [string, Unfurler, Parts, unknown][] = [
  [
    'Mastodon shows an oEmbed link instead of the page',
    mastodon,
    { head: OEMBED + TAGS, oembed: { type: 'link', title: 'O' } },
    field('description', undefined),
  ],
  [
    'Mastodon passes over rich oEmbed',
    mastodon,
    { head: OEMBED + TAGS, oembed: { type: 'rich', title: 'O' } },
    field('description', 'D'),
  ],
  [
    'Mastodon shows the headline of linked data',
    mastodon,
    { head: TAGS + data({ '@type': 'NewsArticle', headline: 'H' }) },
    field('title', 'H'),
  ],
  [
    'Mastodon reads no type in a list',
    mastodon,
    { head: TAGS + data({ '@type': ['NewsArticle'], headline: 'H' }) },
    field('title', 'T'),
  ],
  [
    'Mastodon reads no graph',
    mastodon,
    { head: TAGS + data({ '@graph': [{ '@type': 'NewsArticle', headline: 'H' }] }) },
    field('title', 'T'),
  ],
  [
    'Mastodon reads names for properties',
    mastodon,
    { head: '<meta name="og:title" content="N">' },
    field('title', 'N'),
  ],
  [
    'Mastodon reads no XHTML',
    mastodon,
    { page: { headers: { 'content-type': 'application/xhtml+xml' } } },
    nothing,
  ],
  ['Mastodon reads 1 MiB', mastodon, { head: filler(1024 * 1024) + TAGS }, field('title', 'Page')],
  [
    'Mastodon takes no AVIF',
    mastodon,
    { picture: { 'content-type': 'image/avif' } },
    field('image', undefined),
  ],
  [
    'Misskey takes no name for a property',
    misskey,
    { head: '<meta name="og:title" content="N">' },
    field('title', 'Page'),
  ],
  [
    'Lemmy follows no relative redirect',
    lemmy,
    { page: { status: 302, headers: { location: '/b' } } },
    nothing,
  ],
  [
    'Synapse takes the last picture',
    synapse,
    { head: TAGS + og('image', 'https://paper.example/b.png') },
    field('image', 'https://paper.example/b.png'),
  ],
  [
    'Synapse drops long values',
    synapse,
    { head: og('title', 'T') + og('description', 'x'.repeat(1001)) },
    field('description', undefined),
  ],
  [
    'Synapse drops all of more than 50 tags',
    synapse,
    { head: TAGS + og('x', '1').repeat(50) },
    field('title', 'Page'),
  ],
  [
    'Signal takes no picture of unknown length',
    signal,
    { picture: { 'content-type': 'image/png' } },
    field('image', undefined),
  ],
  [
    'Signal takes no picture over 1 MiB',
    signal,
    { pictureBytes: 1024 * 1024 + 1 },
    field('image', undefined),
  ],
  [
    'Signal reads no attachment',
    signal,
    { page: { headers: { 'content-type': 'text/html', 'content-disposition': 'attachment' } } },
    nothing,
  ],
  [
    'WhatsApp shows nothing without a description',
    whatsapp,
    { head: og('title', 'T') + og('url', 'https://paper.example/a') },
    nothing,
  ],
  ['WhatsApp reads 300 kB', whatsapp, { head: filler(300_000) + TAGS }, nothing],
  ['WhatsApp takes no picture over 600 kB', whatsapp, { pictureBytes: 600_001 }, field('image', undefined)],
  ['WhatsApp sees no attribute without quotes', whatsapp, { head: TAGS.replaceAll('"', '') }, nothing],
  [
    'Telegram takes no WebP',
    telegram,
    { picture: { 'content-type': 'image/webp' } },
    field('image', undefined),
  ],
  ['Nextcloud asks by HEAD', nextcloud, { headStatus: 405 }, nothing],
  [
    'Nextcloud takes no type with parameters',
    nextcloud,
    { picture: { 'content-type': 'image/png; charset=utf-8', 'content-length': '9' } },
    field('image', undefined),
  ],
  [
    'Nextcloud takes no relative picture',
    nextcloud,
    { head: og('title', 'T') + og('image', '/a.png') },
    field('image', undefined),
  ],
  ['Rocket.Chat reads 250,000 bytes', rocketChat, { head: filler(250_000) + TAGS }, field('title', 'Page')],
  [
    'Rocket.Chat looks for single quotes first',
    rocketChat,
    { head: og('title', "' property='og:title' content='E'") },
    field('title', 'E'),
  ],
  ['Mattermost keeps no more than 5 KiB', mattermost, { head: TAGS + og('x', '&amp;'.repeat(900)) }, nothing],
  [
    'Discord shows the author of oEmbed',
    discord,
    { head: OEMBED + TAGS, oembed: { type: 'rich', author_name: 'A' } },
    field('author', 'A'),
  ],
  [
    'Discord shows nothing under a long site name',
    discord,
    { head: TAGS + og('site_name', 'x'.repeat(254)) },
    nothing,
  ],
  [
    'Discord takes no colour by name',
    discord,
    { head: `${TAGS}<meta name="theme-color" content="red">` },
    field('colour', undefined),
  ],
  [
    'Facebook wants to be told the size',
    facebook,
    { head: TAGS.replace(SIZE, '') },
    field('image', undefined),
  ],
  ['X wants to be told the kind of card', x, {}, nothing],
];

describe('the rules of unfurlers', () => {
  it.each(RULES)('%s', (_, unfurl, parts, expected) => {
    expect(unfurl(visit(parts))).toEqual(expected);
  });

  it.each(
    [
      mastodon,
      misskey,
      lemmy,
      synapse,
      signal,
      whatsapp,
      telegram,
      nextcloud,
      rocketChat,
      mattermost,
      discord,
      facebook,
    ].map((unfurl) => [unfurl.name, unfurl] as const),
  )('%s shows a page that keeps to all of them', (_, unfurl) => {
    expect(unfurl(visit({}))).toMatchObject({ title: 'T', description: 'D', image: IMAGE });
  });
});
