import { renderReaderCard } from '../cards/reader-card.ts';
import { articleAddress } from '../domain/addresses.ts';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Product } from '../domain/partner.ts';
import type { Database, Statement } from '../domain/ports.ts';
import type { Capture } from '../domain/post.ts';
import { cleanUrl } from '../feeds/feed-text.ts';
import { FEED_VERSION } from '../feeds/feed-version.ts';
import { loadCaptures } from '../store/capture-records.ts';
import { ENTRY_KEY } from '../store/feed-entries.ts';
import { signPictureLink } from './picture-link.ts';
import { termsOf } from './product-records.ts';
import { type PartnerItem, partnerItem } from './profiles/partner-item.ts';
import type { PartnerFormat } from './profiles/profile-writer.ts';
import { PROFILE_VERSION, profileWriter } from './profiles/profiles.ts';
import { rememberedSha256 } from './remembered-digest.ts';

/** Names what an item is made by, besides its article: terms, code and settings. */
export async function itemTerms(product: Product, config: Config): Promise<string> {
  const { publicUrl, onDeleted, publication, secretsKey = '' } = config;
  const settings = await rememberedSha256(
    `${publicUrl} ${onDeleted} ${publication.name} ${secretsKey.slice(0, 8)}`,
    8,
  );
  return `${await termsOf(product)}/${PROFILE_VERSION}.${FEED_VERSION}-${settings}`;
}

/** An article that stands in a product, with the key of what it and its posts say. */
export interface ProductArticle {
  article: Article;
  key: string;
}

/**
 * Those of the articles that stand in a product at this moment; the others are not in the answer. Each is looked up: left
 * to itself SQLite takes every article of the product.
 */
export async function loadProductArticles(
  database: Database,
  productId: string,
  ids: readonly string[],
): Promise<ProductArticle[]> {
  const { results } = await database
    .prepare(
      `SELECT a.content, ${ENTRY_KEY} AS key FROM json_each(?1) i
       CROSS JOIN product_articles m ON m.product_id = ?2 AND m.article_id = i.value AND m.state = 'placed'
       CROSS JOIN articles a ON a.id = m.article_id AND +a.state = 'live'`,
    )
    .bind(JSON.stringify(ids), productId)
    .all<{ content: string; key: string }>();
  return results.map(({ content, key }) => ({ article: JSON.parse(content) as Article, key }));
}

/** A longer item of a feed is told by its summary: no feed may pass 1 MB. By its own address the article is whole. */
const MAX_ITEM_BYTES = 300_000;

/**
 * The articles as a product gives them, or by their summaries; one that cannot be told at all is not in the answer.
 */
export async function partnerItems(
  database: Database,
  config: Config,
  product: Product,
  articles: readonly Article[],
  text = product.rights.text,
): Promise<Map<string, PartnerItem>> {
  const captures = await loadCaptures(database, articles);
  const terms = await termsOf(product);
  const items = new Map<string, PartnerItem>();
  for (const article of articles) {
    const link = await pictureLinkOf(article, terms, config);
    const lead = article.image && cleanUrl(article.image.url);
    const item = partnerItem(article, {
      product: { rights: { ...product.rights, text } },
      publication: config.publication.name,
      address: articleAddress(config.publicUrl, article.id),
      renderEmbed: (ref, pictures) => renderPost(captures.get(ref.capture), article, config, pictures),
      pictureAddress: (url) => (url === lead ? (link ?? url) : url),
    });
    if (item) items.set(article.id, item);
  }
  return items;
}

/**
 * Renders articles for a product's feed in one format and keeps what came of it, unless something changed meanwhile.
 * Returns the fragments by article; `''` where the profile cannot carry one.
 */
export async function renderProductItems(
  database: Database,
  config: Config,
  product: Product,
  format: PartnerFormat,
  articleIds: readonly string[],
): Promise<Map<string, string>> {
  const writer = profileWriter(product.profile, format);
  if (!writer || articleIds.length === 0) return new Map();
  const found = await loadProductArticles(database, product.id, articleIds);
  const articles = found.map(({ article }) => article);
  const items = await partnerItems(database, config, product, articles);
  const terms = await itemTerms(product, config);
  const fragments = new Map<string, string>();
  const statements: Statement[] = [];
  for (const { article, key } of found) {
    const item = items.get(article.id);
    const whole = item ? writer.item(item).fragment : '';
    const isTooLong = new TextEncoder().encode(whole).byteLength > MAX_ITEM_BYTES;
    const fragment = isTooLong ? await summaryOf(article) : whole;
    fragments.set(article.id, fragment);
    statements.push(
      database
        .prepare(
          `INSERT OR REPLACE INTO partner_items (article_id, terms, format, key, fragment)
           SELECT a.id, ?1, ?2, ?3, ?4 FROM articles a WHERE a.id = ?5 AND a.state = 'live' AND ${ENTRY_KEY} = ?3`,
        )
        .bind(terms, format, key, fragment, article.id),
    );
  }
  if (statements.length > 0) await database.batch(statements);
  return fragments;

  async function summaryOf(article: Article): Promise<string> {
    const short = (await partnerItems(database, config, product, [article], 'summary')).get(article.id);
    return short && writer ? writer.item(short).fragment : '';
  }
}

function renderPost(
  capture: Capture | undefined,
  { language }: Article,
  { publicUrl, onDeleted }: Config,
  pictures: boolean,
): string {
  // A card without our address has lines that lead to the post in place of pictures.
  return capture ? renderReaderCard(capture, { language, onDeleted, ...(pictures && { publicUrl }) }) : '';
}

async function pictureLinkOf(
  { id, image }: Article,
  terms: string,
  { publicUrl, secretsKey }: Config,
): Promise<string | undefined> {
  return image && secretsKey
    ? signPictureLink(publicUrl, secretsKey, { terms, articleId: id }, image.url)
    : undefined;
}
