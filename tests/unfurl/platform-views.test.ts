import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/articles/html/html-tree.ts';
import { pageTags } from '../../src/unfurl/page-tags.ts';
import type { PageVisit } from '../../src/unfurl/page-visit.ts';
import { type PlatformView, platformViews } from '../../src/unfurl/platform-views.ts';
import { visitTo } from './article-visit.ts';
import { ARTICLE_KINDS } from './sample-articles.ts';
import type { Answer, Nothing, Shown, Visit } from './unfurlers/visit.ts';
import { UNFURLERS } from './unfurlers.ts';

/** What both sides say; sizes are told of the picture itself here, and as they are stated there. */
const FIELDS = [
  'title',
  'description',
  'image',
  'alt',
  'author',
  'site',
  'date',
  'creator',
  'colour',
] as const;
const NAMES: Record<string, string> = { Synapse: 'Matrix' };

const asPageVisit = (visit: Visit): PageVisit => ({
  ...visit,
  redirects: 0,
  readTags: (html) => pageTags(parseHtml(html)),
});

function ofView({ nothing, picture, ...view }: PlatformView): object {
  if (nothing !== undefined) return { nothing: true };
  return summary({ ...view, title: view.title ?? '', image: picture?.refused ? undefined : picture?.url });
}

function ofOracle(shown: Shown | Nothing): object {
  return 'nothing' in shown ? { nothing: true } : summary(shown);
}

function summary(shown: Shown): object {
  const fields = FIELDS.map((field) => [field, shown[field]?.trim()]);
  return Object.fromEntries(fields.filter(([, value]) => value));
}

function expectSame(visit: Visit): void {
  const views = new Map(platformViews(asPageVisit(visit)).map((view) => [view.platform, view]));
  for (const { name, unfurl } of UNFURLERS) {
    const view = views.get(NAMES[name] ?? name);
    if (!view) throw new Error(`${name} has no view`);
    expect({ name, ...ofView(view) }).toEqual({ name, ...ofOracle(unfurl(visit)) });
  }
}

const IMAGES = [
  'https://paper.example/a.png',
  'https://paper.example/b.jpg',
  '/c.webp',
  'https://elsewhere.example/d.png',
];
const og = (name: string, content: string) => `<meta property="og:${name}" content="${content}">`;
const name = (key: string, content: string) => `<meta name="${key}" content="${content}">`;
const data = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const OEMBED = '<link rel="alternate" type="application/json+oembed" href="https://paper.example/o">';

const FRAGMENTS = [
  og('title', 'The harbour &amp; the goat'),
  og('title', 'T'.repeat(400)),
  og('title', "It's five"),
  og('description', 'Boats leave at five, at seven and not at all.'),
  og('description', 'é'.repeat(1200)),
  og('url', 'https://paper.example/a'),
  og('site_name', 'The Example Times'),
  og('site_name', 'x'.repeat(260)),
  ...IMAGES.map((image) => og('image', image)),
  og('image:secure_url', 'https://paper.example/b.jpg'),
  og('image:width', '1200') + og('image:height', '630'),
  og('image:width', '300') + og('image:height', '200'),
  og('image:alt', 'A goat on a ferry'),
  name('og:title', 'By name'),
  name('og:image', 'https://paper.example/a.png'),
  name('description', 'What the page says of itself.'),
  name('author', 'Ines Okafor'),
  '<meta property="article:author" content="Tom Barrow">',
  '<meta property="article:published_time" content="2024-06-04T05:30:00Z">',
  name('twitter:card', 'summary_large_image'),
  name('twitter:title', 'For X'),
  name('twitter:description', 'For X as well. '.repeat(20)),
  name('twitter:image', 'https://paper.example/b.jpg'),
  name('twitter:image:alt', 'A boat'),
  name('fediverse:creator', '@ines@social.example'),
  name('theme-color', '#c8102e'),
  name('theme-color', 'crimson'),
  "<meta property='og:title' content='In single quotes'>",
  '<meta property=og:title content=Unquoted>',
  '<meta content="The other way round" property="og:title">',
  '<meta name="twitter:title" property="og:title" content="Both">',
  og('x', 'y').repeat(51),
  og('x', '&amp;'.repeat(900)),
  data({ '@type': 'NewsArticle', headline: 'Headline', author: [{ name: 'A' }, { name: 'B' }] }),
  data({ '@graph': [{ '@type': 'NewsArticle', headline: 'In a graph' }] }),
  data({ '@type': ['NewsArticle'], headline: 'In a list' }),
  data({ '@type': 'WebPage', description: 'Of the page', publisher: { name: 'P' }, datePublished: '2024' }),
  OEMBED,
  '<title>The page</title>',
  `<meta name="filler" content="${'x'.repeat(260_000)}">`,
  `<style>${'a{}'.repeat(20_000)}</style>`,
];

const picture = fc.record({
  status: fc.constantFrom(200, 200, 200, 404),
  type: fc.constantFrom(
    'image/png',
    'image/jpeg',
    'image/webp',
    'image/avif',
    'image/png; charset=utf-8',
    'image/svg+xml',
  ),
  bytes: fc.constantFrom(9, 299_999, 600_001, 1_000_001, 1_048_577, 5_000_001, 8_388_609),
  stated: fc.boolean(),
});

const visits = fc
  .record({
    head: fc.shuffledSubarray(FRAGMENTS, { maxLength: 20 }),
    body: fc.subarray(FRAGMENTS.slice(0, 20), { maxLength: 3 }),
    status: fc.constantFrom(200, 200, 200, 200, 404),
    type: fc.constantFrom('text/html; charset=utf-8', 'text/html; charset=utf-8', 'application/xhtml+xml'),
    headStatus: fc.constantFrom(200, 200, 405),
    disposition: fc.constantFrom(undefined, undefined, 'inline', 'attachment; filename=a'),
    pictures: fc.tuple(picture, picture, picture),
    oembed: fc.constantFrom('rich', 'link', 'photo'),
  })
  .map(({ head, body, status, type, headStatus, disposition, pictures, oembed }): Visit => {
    const bytes = Buffer.from(
      `<!doctype html><html><head>${head.join('')}</head><body>${body.join('')}<p>Words.</p></body></html>`,
    );
    const headers = { 'content-type': type, ...(disposition && { 'content-disposition': disposition }) };
    const page = { status, headers, bytes };
    const json = { version: '1.0', type: oembed, title: 'O', author_name: 'A', provider_name: 'P' };
    const others = new Map<string, Answer>(
      pictures.map((one, index) => [
        new URL(IMAGES[index] ?? '', 'https://paper.example').href,
        {
          status: one.status,
          headers: { 'content-type': one.type, ...(one.stated && { 'content-length': String(one.bytes) }) },
          bytes: { length: one.bytes } as Uint8Array,
        },
      ]),
    );
    others.set('https://paper.example/o', {
      status: 200,
      headers: {},
      bytes: Buffer.from(JSON.stringify(json)),
    });
    return { address: 'https://paper.example/a', page, head: { ...page, status: headStatus }, others };
  });

describe('what platforms show', () => {
  it.each(ARTICLE_KINDS)('of an article $name is what their rules say', async (kind) => {
    expectSame(await visitTo(kind));
  });

  it('of any page is what their rules say', () => {
    fc.assert(fc.property(visits, expectSame), { numRuns: 120 });
  });
});
