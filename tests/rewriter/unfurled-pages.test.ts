import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectWordsOf } from '../unfurl/shown-article.ts';
import { parsePage, property } from '../unfurl/unfurlers/parsed-page.ts';
import type { Answer, Visit } from '../unfurl/unfurlers/visit.ts';
import { UNFURLERS } from '../unfurl/unfurlers.ts';
import { type Answered, type NodeFront, startNodeFront } from './fronts.ts';
import { page } from './origin-server.ts';

const ADDRESS = 'https://news.example/2026/night-boat';
const ARTICLE = {
  url: ADDRESS,
  title: 'The night boat sails again',
  dek: 'It leaves at five, and nobody is on it.',
  section: 'Sea',
  authors: [{ name: 'Ada Lind', url: 'https://social.example/@ada' }],
  language: 'en',
  html: '<p>It sails again.</p>',
  publishedAt: '2025-03-04T05:06:07Z',
};

const BODY = '<body><h1>Night boat</h1><p>It sails.</p></body></html>';
const CANONICAL = `<link rel="canonical" href="${ADDRESS}">`;
/** Heads as sites have them, each with what keeps somebody from unfurling it. */
const HEADS: Record<string, string> = {
  'without a tag': '<title>Boat | News</title>',
  'with tags of X alone':
    '<title>Boat</title><meta name="twitter:card" content="summary"><meta name="twitter:title" content="Boat"><meta name="twitter:image" content="/small.png">',
  'with two pictures':
    '<meta charset="utf-8"><title>Boat</title><meta property="og:title" content="Old"><meta property="og:image" content="https://news.example/a.png"><meta property="og:image" content="https://news.example/b.png">',
  'with names in place of properties':
    '<title>Boat</title><meta name="og:title" content="Old"><meta name="og:image" content="/relative.png">',
  'with linked data in a graph':
    '<title>Boat</title><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"News"},{"@type":"NewsArticle","headline":"Old &quot;headline&quot;","author":{"@type":"Person","name":"Nobody"}}]}</script>',
  'of a blog system':
    '<meta charset="UTF-8"><title>Boat – News</title><meta property="og:locale" content="en_GB"><meta property="og:type" content="article"><meta property="og:title" content="Boat – News"><meta property="og:description" content="Old words"><meta property="og:site_name" content="News"><meta property="og:image" content="https://news.example/wp/boat.webp"><meta property="og:image:width" content="300"><meta name="twitter:card" content="summary_large_image"><link rel="alternate" type="application/json+oembed" href="https://news.example/wp-json/oembed/1.0/embed?url=x">',
};
const PICTURE: Answer = {
  status: 200,
  headers: { 'content-type': 'image/png', 'content-length': '40000' },
  bytes: new Uint8Array(40_000),
};

describe('a page of the publisher’s own, on its way through', () => {
  let front: NodeFront;
  beforeAll(async () => {
    front = await startNodeFront();
    expect((await front.publish('night-boat', ARTICLE)).status).toBe(201);
  });
  afterAll(() => front.stop());

  const answerOf = ({ status, headers, body }: Answered): Answer => ({
    status,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    ),
    bytes: new Uint8Array(body),
  });

  async function visit(head: string): Promise<Visit> {
    front.origin.handle = page(`<!doctype html><html lang="en"><head>${head}${CANONICAL}</head>${BODY}`);
    const [got, asked] = [
      await front.ask('/2026/night-boat'),
      await front.ask('/2026/night-boat', { method: 'HEAD' }),
    ];
    const parsed = parsePage(got.body.toString());
    const others = new Map([[property(parsed, 'og:image') ?? '', PICTURE]]);
    for (const { href } of parsed.links.filter(({ type }) => type?.endsWith('+oembed'))) {
      const own = URL.parse(href ?? '');
      if (own?.host === 'cards.news.example') {
        others.set(own.href, answerOf(await front.ask(own.pathname + own.search, { host: own.host })));
      }
    }
    return { address: ADDRESS, page: answerOf(got), head: answerOf(asked), others };
  }

  it.each(Object.entries(HEADS))('%s is shown by everybody as the article is known', async (_kind, head) => {
    const seen = await visit(head);
    for (const { name, unfurl, reads } of UNFURLERS) {
      const shown = unfurl(seen);
      if ('nothing' in shown) throw new Error(`${name} shows nothing: ${shown.nothing}`);
      expectWordsOf(shown.title, ARTICLE.title);
      expectWordsOf(shown.description, ARTICLE.dek);
      expect([name, shown.image]).toEqual([
        name,
        expect.stringMatching(/^https:\/\/cards\.news\.example\/previews\/night-boat\/[0-9a-f]{16}\.png$/),
      ]);
      const expected = { width: 1200, height: 630, date: '2025-03-04T05:06:07.000Z', author: 'Ada Lind' };
      for (const [field, value] of Object.entries(expected)) {
        if (reads.includes(field as never))
          expect([name, field, shown[field as keyof typeof shown]]).toEqual([name, field, value]);
      }
      if (reads.includes('alt' as never)) expect(shown.alt).toContain(ARTICLE.title);
    }
  });
});
