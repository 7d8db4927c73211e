import type { Article, Author } from '../../src/domain/article.ts';
import type { Capture, CaptureKey } from '../../src/domain/post.ts';

/** An article of a kind that has given unfurlers trouble. */
export interface ArticleKind {
  name: string;
  fields: Partial<Article>;
  publication?: string;
  captures?: Capture[];
}

const HOSTILE = [
  `"><script>alert(1)</script><meta property="og:image" content="https://evil.example/x.png">`,
  `' property='og:image' content='https://evil.example/x.png' x='`,
  `</title></head><body onload="alert(1)">`,
  '&quot;,"headline":"Forged","x":"',
  '</script><script type="application/ld+json">{"@type":"NewsArticle","headline":"Forged"}</script>',
  '<!--<script>',
  'A &amp; B &#34;C&#34; &lt;D&gt; &notin; \\u0022 \\" `E`',
];

const QUOTED: CaptureKey = 'x/1797753265873129095';
const POST: Capture = {
  platform: 'x',
  id: '1797753265873129095',
  url: 'https://x.com/ada/status/1797753265873129095',
  state: 'live',
  post: {
    platform: 'x',
    id: '1797753265873129095',
    author: { name: 'Ada', handle: 'ada' },
    text: 'The ferry left at five, and nobody was on it.',
    links: [],
    direction: 'auto',
    media: [],
    truncated: false,
  },
  sources: ['markup'],
  capturedAt: '2026-01-05T08:00:00.000Z',
};

const ADA: Author = { name: 'Ada Lind', url: 'https://social.example/@ada' };

/** What an article is made of, with the fewest and with the most fields. */
export const ARTICLE_KINDS: ArticleKind[] = [
  {
    name: 'plain',
    fields: { dek: 'Boats leave at five.', section: 'Sea', authors: [ADA], tags: ['ferries'] },
  },
  { name: 'without a dek', fields: { authors: [ADA] } },
  { name: 'without an author', fields: { dek: 'Boats leave at five.' } },
  { name: 'with a territory', fields: { language: 'pt-BR', title: 'O porto às cinco', authors: [ADA] } },
  { name: 'of 300 characters', fields: { title: `${'word '.repeat(60)}`.slice(0, 300), authors: [ADA] } },
  { name: 'of emoji', fields: { title: '👩‍👩‍👧‍👦🏳️‍🌈🇫🇷'.repeat(12), dek: '🚲'.repeat(300), authors: [ADA] } },
  {
    name: 'in Arabic',
    fields: {
      title: 'الميناء عند الخامسة',
      dek: 'تغادر القوارب.',
      language: 'ar',
      direction: 'rtl',
      authors: [{ name: 'ليلى' }],
    },
  },
  {
    name: 'in Japanese',
    fields: {
      title: '夜行バスの停留所に本棚　小さな図書館'.repeat(12),
      dek: '本。'.repeat(400),
      language: 'ja',
      authors: [{ name: '松原恵子' }],
    },
  },
  ...HOSTILE.map((text, index) => ({
    name: `hostile, ${index + 1}`,
    fields: {
      title: text,
      dek: text,
      section: text.slice(0, 200),
      authors: [{ name: text.slice(0, 200) }],
      tags: [text.slice(0, 200)],
    },
  })),
  {
    name: 'with a dek of 2,000 characters',
    fields: { dek: 'Boats & ferries leave at five. '.repeat(64).trim(), authors: [ADA] },
  },
  {
    name: 'by 40 authors under 50 tags',
    fields: {
      dek: 'Boats leave at five.',
      authors: Array.from({ length: 40 }, (_, at) => ({
        name: `Author ${at} & Co`,
        url: `https://news.example/by/${at}`,
      })),
      tags: Array.from({ length: 50 }, (_, at) => `${at} ${'&'.repeat(190)}`),
    },
  },
  {
    name: 'with a long address',
    fields: { url: `https://paper.example/${'a'.repeat(2000)}`, authors: [ADA] },
  },
  {
    name: 'with an address of ampersands',
    fields: {
      url: `https://paper.example/?${'a&'.repeat(500)}`,
      dek: 'Boats leave at five.',
      authors: [ADA],
    },
  },
  {
    name: 'that quotes a post',
    fields: {
      authors: [ADA],
      body: [
        { type: 'html', html: '<p>The ferry left at five.</p>' },
        { type: 'embed', ref: { platform: 'x', capture: QUOTED, form: 'blockquote', confidence: 1 } },
      ],
    },
    captures: [POST],
  },
  {
    name: 'with a photo',
    fields: {
      dek: 'Boats leave at five.',
      authors: [ADA],
      image: { url: 'https://paper.example/harbour.jpg' },
    },
  },
];

/** Such as no publisher can send: what the head has to bear all the same. */
export const UNBOUNDED_KINDS: ArticleKind[] = [
  { name: 'with a dek of 5,000 characters', fields: { dek: '<&>"'.repeat(1250), authors: [ADA] } },
  {
    name: 'under 200 tags',
    fields: { tags: Array.from({ length: 200 }, (_, at) => `<tag ${at}>`.repeat(20)), authors: [ADA] },
  },
  {
    name: 'by authors with addresses of ampersands',
    fields: {
      authors: Array.from({ length: 50 }, (_, at) => ({
        name: `<${at}>`,
        url: `https://news.example/?${'&'.repeat(2000)}`,
      })),
    },
  },
  {
    name: 'of a publication with a name of 300 bytes',
    fields: { authors: [ADA] },
    publication: '新聞'.repeat(50),
  },
  {
    name: 'of every control character',
    fields: { title: `a${String.fromCharCode(...Array(32).keys())}b\u2028c\ud800d`, authors: [ADA] },
  },
];

/** A whole article of a kind. */
export function articleOf({ fields }: ArticleKind): Article {
  return {
    id: 'harbour',
    guid: 'tag:example.org,2026:articles/harbour',
    version: 1,
    state: 'live',
    title: 'The harbour at five',
    authors: [],
    tags: [],
    language: 'en',
    direction: 'ltr',
    body: [{ type: 'html', html: '<p>The ferry left at five, and <b>nobody</b> was on it.</p>' }],
    related: [],
    reading: {},
    publishedAt: '2025-03-04T05:06:07.000Z',
    updatedAt: '2025-03-05T05:06:07.000Z',
    ...fields,
  };
}
