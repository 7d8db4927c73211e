import { renderReaderCard } from '../cards/reader-card.ts';
import { articleAddress } from '../domain/addresses.ts';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import { sha256 } from '../domain/digest.ts';
import { FEED_FORMATS, type FeedFormat } from '../domain/feed.ts';
import { batchAtOnce, type Database, type Statement } from '../domain/ports.ts';
import type { Capture, CaptureKey } from '../domain/post.ts';
import { FEED_WRITERS } from '../feeds/feed-formats.ts';
import { type FeedItem, feedItem, summaryItem } from '../feeds/feed-item.ts';
import { FEED_VERSION } from '../feeds/feed-version.ts';
import { soundItem } from '../feeds/sound-feed.ts';
import { loadCaptures } from './capture-records.ts';
import { ENTRY_KEY, type FeedContent, type RenderedItem } from './feed-entries.ts';

/** The items of an article, by `format content`. */
export type ItemForms = Map<`${FeedFormat} ${FeedContent}`, RenderedItem>;

/**
 * A longer item is told by its summary, with the way to the whole: no feed may pass 1 MB, and D1 takes values of 2 MB,
 * here all forms of an item in one.
 */
const MAX_ITEM_BYTES = 300_000;

/** Stands for the code and the settings that an item is made from: the end of every key. */
export async function rendererName({ publicUrl, onDeleted }: Config): Promise<string> {
  return `/${FEED_VERSION}-${await sha256(`${publicUrl} ${onDeleted}`, 8)}`;
}

/**
 * Renders the items of these articles in every form and keeps them, unless something in them changed meanwhile.
 * To be called after publication.
 */
export async function keepFeedItems(
  database: Database,
  config: Config,
  articleIds: readonly string[],
): Promise<void> {
  const { statements } = await renderItems(database, config, articleIds);
  if (statements.length > 0) await database.batch(statements);
}

/**
 * Renders what is missing on a read, and keeps it where that can be: storage that takes nothing now keeps nobody from
 * reading. Articles that are not live are not in the answer.
 */
export async function renderFeedItems(
  database: Database,
  config: Config,
  articleIds: readonly string[],
): Promise<Map<string, ItemForms>> {
  const { rendered, statements } = await renderItems(database, config, articleIds);
  // The job of the article writes the same, and is heard when it cannot.
  if (statements.length > 0) await batchAtOnce(database, statements).catch(() => undefined);
  return rendered;
}

async function renderItems(
  database: Database,
  config: Config,
  articleIds: readonly string[],
): Promise<{ rendered: Map<string, ItemForms>; statements: Statement[] }> {
  if (articleIds.length === 0) return { rendered: new Map(), statements: [] };
  const renderer = await rendererName(config);
  const { results } = await database
    .prepare(
      `SELECT a.content, ${ENTRY_KEY} AS key FROM articles a
       WHERE +a.state = 'live' AND a.id IN (SELECT value FROM json_each(?))`,
    )
    .bind(JSON.stringify(articleIds))
    .all<{ content: string; key: string }>();
  const articles = results.map(({ content, key }) => ({ article: JSON.parse(content) as Article, key }));
  const captures = await loadCaptures(
    database,
    articles.map(({ article }) => article),
  );
  const rendered = new Map<string, ItemForms>();
  const statements: Statement[] = [];
  for (const { article, key } of articles) {
    const forms = renderForms(toItem(article, captures, config));
    rendered.set(article.id, forms);
    statements.push(keepItem(database, article.id, key, renderer, forms));
  }
  return { rendered, statements };
}

function toItem(article: Article, captures: Map<CaptureKey, Capture>, config: Config): FeedItem {
  const { publicUrl, onDeleted } = config;
  return feedItem(article, {
    address: articleAddress(publicUrl, article.id),
    renderEmbed: (ref) => {
      const capture = captures.get(ref.capture);
      return capture ? renderReaderCard(capture, { language: article.language, publicUrl, onDeleted }) : '';
    },
  });
}

function renderForms(item: FeedItem): ItemForms {
  const forms: ItemForms = new Map();
  const summary = renderFormats(summaryItem(item));
  const full = renderFormats(item);
  const tooLong = [...full.values()].some(({ weight }) => weight > MAX_ITEM_BYTES);
  for (const format of FEED_FORMATS) {
    const [short, long] = [summary.get(format), (tooLong ? summary : full).get(format)];
    if (short) forms.set(`${format} summary`, short);
    if (long) forms.set(`${format} full`, long);
  }
  return forms;
}

function renderFormats(item: FeedItem): Map<FeedFormat, RenderedItem> {
  const sound = soundItem(item);
  const fragments = FEED_FORMATS.map((format) => (sound ? FEED_WRITERS[format].item(sound) : ''));
  const encoder = new TextEncoder();
  const weight = Math.max(...fragments.map((fragment) => encoder.encode(fragment).byteLength));
  return new Map(FEED_FORMATS.map((format, index) => [format, { fragment: fragments[index] ?? '', weight }]));
}

/** Nothing is written unless the key is the current one: what was read before a change cannot come after it. */
function keepItem(
  database: Database,
  articleId: string,
  key: string,
  renderer: string,
  forms: ItemForms,
): Statement {
  const rows = [...forms].map(([form, { fragment, weight }]) => [...form.split(' '), weight, fragment]);
  return database
    .prepare(
      `INSERT OR REPLACE INTO feed_items (article_id, format, content, key, weight, fragment)
       SELECT a.id, value ->> 0, value ->> 1, ?1 || ?2, value ->> 2, value ->> 3
       FROM articles a JOIN json_each(?3) WHERE a.id = ?4 AND a.state = 'live' AND ${ENTRY_KEY} = ?1`,
    )
    .bind(key, renderer, JSON.stringify(rows), articleId);
}
