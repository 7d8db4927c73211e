import { beforeEach, describe, expect, test } from 'vitest';
import { renderReaderCard } from '../../src/cards/reader-card.ts';
import { readConfig } from '../../src/config.ts';
import { articleAddress } from '../../src/domain/addresses.ts';
import type { Article } from '../../src/domain/article.ts';
import { FEED_FORMATS } from '../../src/domain/feed.ts';
import type { Database } from '../../src/domain/ports.ts';
import { feedItem } from '../../src/feeds/feed-item.ts';
import { FEED_VERSION } from '../../src/feeds/feed-version.ts';
import { loadCaptures } from '../../src/store/capture-records.ts';
import { joinParts } from '../../src/store/feed-answers.ts';
import { assembleFeed, type FeedPlan } from '../../src/store/feed-assembly.ts';
import { rendererName, renderFeedItems } from '../../src/store/feed-items.ts';
import { loadFeedState } from '../../src/store/feed-state.ts';
import { withdrawArticle } from '../../src/store/publishing.ts';
import { takeDown } from '../../src/store/takedown-records.ts';
import { captureOf, type Newsroom, openNewsroom, postBy } from '../store/newsroom.ts';
import { RENDERERS } from './sample-feed.ts';

const CONFIG = readConfig({
  PUBLIC_URL: 'https://news.example',
  PUBLICATION_NAME: 'Le Courant',
  PUBLICATION_LANGUAGE: 'fr',
  TAG_AUTHORITY: 'example.org,2026',
});

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await openNewsroom();
  const post = postBy('ada', '1790309205070239367', 'Words of Ada & <others>.');
  await newsroom.publish('one', captureOf(post));
  await newsroom.publish('two');
  await newsroom.publish('three', captureOf(post));
});

async function planFor(format: FeedPlan['format'], database: Database): Promise<FeedPlan> {
  const state = await loadFeedState({ ...newsroom.ports, database }, ['all']);
  return { selection: { topics: ['all'], content: 'full' }, format, state };
}

async function feedAs(format: FeedPlan['format']): Promise<string> {
  const { database } = newsroom.ports;
  const plan = await planFor(format, database);
  return new TextDecoder().decode(joinParts(plan, await assembleFeed(database, CONFIG, plan)));
}

/** The feed from the articles and captures as they stand, with nothing that was kept. */
async function feedFromNothing(format: FeedPlan['format']): Promise<string> {
  const { database } = newsroom.ports;
  const plan = await planFor(format, database);
  const { head } = await assembleFeed(database, CONFIG, plan);
  const rows = await newsroom.rows(
    `SELECT content FROM articles WHERE state = 'live' ORDER BY published_at DESC, id DESC`,
  );
  const articles = rows.map(({ content }) => JSON.parse(String(content)) as Article);
  const captures = await loadCaptures(database, articles);
  const items = articles.map((article) =>
    feedItem(article, {
      address: articleAddress(CONFIG.publicUrl, article.id),
      renderEmbed: ({ capture: key }) => {
        const capture = captures.get(key);
        const { publicUrl } = CONFIG;
        return capture ? renderReaderCard(capture, { language: article.language, publicUrl }) : '';
      },
    }),
  );
  return RENDERERS[format]({ ...head, items });
}

const kept = () =>
  newsroom.rows('SELECT article_id, format, content, key, fragment FROM feed_items ORDER BY 1, 2, 3');

test.each(FEED_FORMATS)(
  '%s joined from kept items is the document made from nothing, at any time',
  async (format) => {
    const expected = await feedFromNothing(format);
    await newsroom.ports.database.prepare('DELETE FROM feed_items').run();
    const first = await feedAs(format);
    expect(first).toContain('Words of Ada');
    expect(first).toBe(expected);
    expect(await kept()).toHaveLength(18);
    expect(await feedAs(format)).toBe(expected);

    await newsroom.publish('two', captureOf(postBy('bob', '1790309205070239368', 'Words of Bob.')));
    expect(await feedAs(format)).toBe(await feedFromNothing(format));
    expect(await feedAs(format)).toContain('Words of Bob.');
  },
);

test('what is kept is read, not rendered again', async () => {
  await feedAs('rss');
  await newsroom.ports.database
    .prepare(`UPDATE feed_items SET fragment = replace(fragment, 'Ada', 'ADA')`)
    .run();
  expect(await feedAs('rss')).toContain('ADA');
});

test('another address of the service, or another version of the renderer, is another key', async () => {
  await feedAs('rss');
  const { database } = newsroom.ports;
  const moved = { ...CONFIG, publicUrl: 'https://moved.example' };
  expect(await rendererName({ ...CONFIG, onDeleted: 'redact' })).not.toBe(await rendererName(CONFIG));
  const plan = await planFor('rss', database);
  const xml = new TextDecoder().decode(joinParts(plan, await assembleFeed(database, moved, plan)));
  expect(xml).toContain('https://moved.example/articles/one');
  expect(xml).not.toContain('https://news.example');
  expect(String((await kept())[0]?.key)).toContain(`/${FEED_VERSION}-`);
});

describe('a post that is taken down', () => {
  test('is gone from every kept item when the call returns', async () => {
    for (const format of FEED_FORMATS) await feedAs(format);
    await takeDown(newsroom.ports, { platform: 'x', id: '1790309205070239367' });
    expect(JSON.stringify(await kept())).not.toContain('Words of Ada');
    for (const format of FEED_FORMATS) {
      expect(await feedAs(format)).not.toContain('Words of Ada');
      expect(await feedAs(format)).toBe(await feedFromNothing(format));
    }
  });

  test('is not brought back by a reader that had begun before', async () => {
    const { database } = newsroom.ports;
    await database.prepare('DELETE FROM feed_items').run();
    // The take-down comes between the reading of the article and the keeping of its item.
    const late: Database = {
      prepare: (sql) => database.prepare(sql),
      batch: async (statements) => {
        await takeDown(newsroom.ports, { platform: 'x', id: '1790309205070239367' });
        return database.batch(statements);
      },
    };
    const rendered = await renderFeedItems(late, CONFIG, ['one', 'two']);
    expect(rendered.get('one')?.get('rss full')?.fragment).toContain('Words of Ada');
    expect((await kept()).map(({ article_id }) => article_id)).toEqual(Array(6).fill('two'));
  });
});

test('the newest articles of a feed are looked up by their places, not walked to', async () => {
  const { database } = newsroom.ports;
  const asked: string[] = [];
  const listening: Database = {
    ...database,
    prepare: (sql) => {
      asked.push(sql);
      return database.prepare(sql);
    },
  };
  await assembleFeed(listening, CONFIG, await planFor('rss', database));
  const [newest = ''] = asked.filter((sql) => sql.includes('held'));
  const plan = await newsroom.rows(`EXPLAIN QUERY PLAN ${newest}`);
  const steps = plan.map(({ detail }) => String(detail));
  expect(steps).toContainEqual(expect.stringMatching(/^SEARCH t .*topic=\? AND sequence=\?/));
  expect(steps.filter((step) => step.startsWith('SCAN') && !/^SCAN (held|\()/.test(step))).toEqual([]);
});

test('a withdrawn article leaves nothing rendered', async () => {
  await feedAs('rss');
  await withdrawArticle(newsroom.ports, 'one');
  expect((await kept()).filter(({ article_id }) => article_id === 'one')).toEqual([]);
  expect(await renderFeedItems(newsroom.ports.database, CONFIG, ['one'])).toEqual(new Map());
});

test('an article too long for feeds is told by its summary, in every format', async () => {
  const { database } = newsroom.ports;
  await database
    .prepare(`UPDATE articles SET content = json_set(content, '$.body', json_array(json_object('type', 'html', 'html', ?)))
              WHERE id = 'two'`)
    .bind(`<p>Long. ${'&amp;'.repeat(110_000)}</p>`)
    .run();
  for (const format of FEED_FORMATS) {
    const document = await feedAs(format);
    expect(document.length).toBeLessThan(100_000);
    expect(document).toContain('tag:example.org,2026:articles/two');
  }
});
