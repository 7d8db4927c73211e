import type { Config } from '../domain/config.ts';
import type { Product } from '../domain/partner.ts';
import type { Database } from '../domain/ports.ts';
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

/** An article in the first of these products that has it; `undefined` where none has. */
export async function loadTakenArticle(
  database: Database,
  config: Config,
  products: readonly Product[],
  id: string,
): Promise<TakenArticle | undefined> {
  for (const product of products) {
    const [found] = await loadProductArticles(database, product.id, [id]);
    const items = found && (await partnerItems(database, config, product, [found.article]));
    const item = items?.get(id);
    if (found && item) {
      return { product, version: found.article.version, key: found.key, ninjs: ninjsItem(item) };
    }
  }
  return undefined;
}
