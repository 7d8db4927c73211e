import type { Config } from '../domain/config.ts';
import type { Product } from '../domain/partner.ts';
import type { Database } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { loadProductArticles, partnerItems } from './product-items.ts';
import { ninjsItem } from './profiles/ninjs-profile.ts';
import type { Ninjs } from './profiles/ninjs-schema.ts';

/** An article as one of a partner's products gives it. */
export interface TakenArticle {
  product: Product;
  version: number;
  /** Changes with the article and its posts. */
  key: string;
  ninjs: Ninjs;
}

/**
 * An article in the first of these products that has it. Throws `article-withdrawn` where one of them had it, and
 * `not-found` where none ever did: nothing else is told of articles outside the contract.
 */
export async function loadTakenArticle(
  database: Database,
  config: Config,
  products: readonly Product[],
  id: string,
): Promise<TakenArticle> {
  for (const product of products) {
    const [found] = await loadProductArticles(database, product.id, [id]);
    const items = found && (await partnerItems(database, config, product, [found.article]));
    const item = items?.get(id);
    if (found && item) {
      return { product, version: found.article.version, key: found.key, ninjs: ninjsItem(item) };
    }
  }
  const gone = await database
    .prepare(
      `SELECT 1 FROM product_changes WHERE article_id = ? AND change = 'withdrawn'
       AND product_id IN (SELECT value FROM json_each(?)) LIMIT 1`,
    )
    .bind(id, JSON.stringify(products.map((product) => product.id)))
    .first();
  if (gone)
    throw new Problem('article-withdrawn', 'The article was taken out of your contract. Take it down.');
  throw new Problem('not-found', 'Your contract has no such article.');
}
