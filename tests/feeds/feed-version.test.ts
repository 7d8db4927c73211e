import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderReaderCard } from '../../src/cards/reader-card.ts';
import { samplePosts } from '../../src/cards/sample-posts.ts';
import type { Article } from '../../src/domain/article.ts';
import { FEED_FORMATS } from '../../src/domain/feed.ts';
import { type FeedItem, feedItem, summaryItem } from '../../src/feeds/feed-item.ts';
import { FEED_VERSION } from '../../src/feeds/feed-version.ts';
import { CASES, type CardCase } from '../cards/captures.ts';
import { randomArticles } from './random-articles.ts';
import { goldenFeed, RENDERERS, sampleArticle, sampleFeed } from './sample-feed.ts';

const cards: Record<string, CardCase> = {
  ...CASES,
  ...Object.fromEntries(
    [...samplePosts('ar')].map(([name, sample]) => [`ar-${name}`, { language: 'ar', ...sample }]),
  ),
  ...Object.fromEntries(
    [...samplePosts('en')].map(([name, sample]) => [`en-${name}`, { language: 'en', ...sample }]),
  ),
};

/** An article as a feed has it, with the card of each post as feeds have it. */
function itemOf(article: Article): FeedItem {
  const item = feedItem(article, {
    address: `https://feeds.courant.example/articles/${article.version}`,
    renderEmbed: ({ capture: name }) => {
      const card = cards[name.slice('x/'.length)];
      return card
        ? renderReaderCard(card.capture, { ...card, publicUrl: 'https://feeds.courant.example' })
        : '';
    },
  });
  return item.image
    ? { ...item, image: { ...item.image, type: 'image/png', bytes: item.title.length } }
    : item;
}

/** An article of one post and nothing else. */
function articleOf(card: string): Article {
  const ref = { platform: 'x', capture: `x/${card}`, form: 'blockquote', confidence: 1 } as const;
  return sampleArticle({ body: [{ type: 'embed', ref }] });
}

function digestOf(documents: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const document of documents) hash.update(document);
  return hash.digest('hex');
}

function* documentsOf(articles: Article[]): Generator<string> {
  for (const format of FEED_FORMATS) {
    for (const article of articles) {
      const item = itemOf(article);
      yield RENDERERS[format](
        sampleFeed({ items: [item, summaryItem({ ...item, id: 'tag:courant.example,2025:short' })] }),
      );
    }
  }
}

test('the same articles give the same bytes, cards included, as long as the version says so', () => {
  const file = new URL('expected/version.json', import.meta.url);
  const names = Object.keys(cards);
  const now = {
    version: FEED_VERSION,
    sampleFeed: digestOf(FEED_FORMATS.map((format) => RENDERERS[format](goldenFeed()))),
    everyCard: digestOf(names.map((name) => itemOf(articleOf(name)).contentHtml ?? '')),
    randomArticles: digestOf(
      documentsOf(
        randomArticles(
          5,
          300,
          names.map((name) => `x/${name}`),
        ),
      ),
    ),
  };
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  if (process.env.UPDATE === '1' && before?.version !== now.version) {
    writeFileSync(file, `${JSON.stringify(now, undefined, 2)}\n`);
    return;
  }
  expect(now, 'other bytes need another FEED_VERSION, then UPDATE=1').toEqual(before);
});
