import type { Config } from '../domain/config.ts';
import { toInstant } from '../domain/instant.ts';
import type { Product } from '../domain/partner.ts';
import type { Ports } from '../domain/ports.ts';
import { loadProductArticles, partnerItems } from './product-items.ts';
import { productTopic } from './product-records.ts';
import type { LeftOutReason } from './profiles/profile-writer.ts';
import { profileFormats, profileWriter } from './profiles/profiles.ts';

/** What a product's feed does not tell of an article, though the contract has it. */
export interface LeftOutArticle {
  article: string;
  why: LeftOutReason[];
}

/** For the publisher, who waits: rendering is what takes time. */
const MOST = 100;

/**
 * Which of a product's newest articles, a hundred at most, its profile cannot carry, or not whole, and why. What is older
 * than a feed is long is not told of.
 */
export async function listLeftOut(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  config: Config,
  product: Product,
): Promise<LeftOutArticle[]> {
  const [format = 'rss'] = profileFormats(product.profile);
  const writer = profileWriter(product.profile, format);
  if (!writer) return [];
  const { results } = await database
    .prepare(
      'SELECT article_id FROM article_topics WHERE topic = ? ORDER BY published_at DESC, article_id DESC LIMIT ?',
    )
    .bind(productTopic(product.id), Math.min(writer.maxItems, MOST))
    .all<{ article_id: string }>();
  const ids = results.map((row) => row.article_id);
  const found = await loadProductArticles(database, product.id, ids);
  const articles = found.map(({ article }) => article);
  const items = await partnerItems(database, config, product, articles);
  const now = toInstant(clock.now());
  const why = new Map<string, LeftOutReason[]>();
  const note = (id: string, ...reasons: LeftOutReason[]) => {
    if (reasons.length > 0) why.set(id, [...(why.get(id) ?? []), ...reasons]);
  };
  const entries = articles.flatMap(({ id, publishedAt }) => {
    const item = items.get(id);
    if (!item) return [];
    const { fragment, leftOut } = writer.item(item);
    note(id, ...leftOut);
    return [{ articleId: id, publishedAt, fragment }];
  });
  const address = `${config.publicUrl}/`;
  const head = {
    title: product.name,
    description: product.name,
    language: config.publication.language,
    homeUrl: address,
    self: { rss: address, atom: address, json: address },
    updatedAt: now,
    asOf: now,
    publication: config.publication.name,
  };
  for (const { articleId, why: reason } of writer.join(head, entries).leftOut) note(articleId, reason);
  return ids.flatMap((article) => {
    const reasons = why.get(article);
    return reasons ? [{ article, why: reasons }] : [];
  });
}
