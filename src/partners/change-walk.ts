import type { Config } from '../domain/config.ts';
import type { Instant } from '../domain/instant.ts';
import type { Product } from '../domain/partner.ts';
import type { Database } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import type { Places } from './change-cursor.ts';
import type { Pickup } from './pickups.ts';
import { listChanges, type ProductChange } from './product-changes.ts';
import { loadProductArticles, partnerItems } from './product-items.ts';
import { canceledNinjs, ninjsItem } from './profiles/ninjs-profile.ts';
import type { Ninjs } from './profiles/ninjs-schema.ts';
import { withoutForeign } from './withdrawals.ts';
import { loadStubs } from './withdrawn-articles.ts';

/** A change as a partner is told of it. */
export interface ToldChange {
  change: ProductChange['change'];
  product: string;
  id: string;
  version: number;
  changedAt: Instant;
  /** What the article is now: as it is in the product, or canceled. Absent where a later change says more. */
  article?: Ninjs;
  superseded?: true;
}

export interface ChangePage {
  changes: ToldChange[];
  /** Where the walk goes on. */
  places: Places;
  hasMore: boolean;
  pickups: Pickup[];
}

/** Of bodies in one page, as JavaScript counts: a worker has 128 MB. */
const MAX_PAGE_UNITS = 4_000_000;
/** So many articles, of 600,000 units each at most, are in hand at once. */
const TOGETHER = 20;

/**
 * The next changes of a partner's products, in order, each once. Words come with the newest change of an article alone:
 * what was corrected or taken back since is told of nowhere. What had left before the partner came is passed over: a page
 * may have fewer changes than there are places in it. Throws `cursor-outdated` where a withdrawal since is forgotten.
 */
export async function walkChanges(
  database: Database,
  config: Config,
  { partnerId, products }: { partnerId: string; products: readonly Product[] },
  { places, limit }: { places: Places; limit: number },
): Promise<ChangePage> {
  await refuseOutdated(database, products, places);
  const after: Places = new Map(products.map(({ id }) => [id, places.get(id) ?? 0]));
  const found = await listChanges(database, after, limit + 1);
  const page: ChangePage = { changes: [], places: after, hasMore: found.length > limit, pickups: [] };
  const changes = found.slice(0, limit);
  for (let from = 0, weight = 0; from < changes.length; from += TOGETHER) {
    if (weight > MAX_PAGE_UNITS) return { ...page, hasMore: true };
    const some = changes.slice(from, from + TOGETHER);
    const own = await withoutForeign(database, partnerId, some);
    const { told, pickups } = await toldChanges(database, config, products, own);
    for (const { productId, sequence } of some) after.set(productId, sequence);
    page.changes.push(...told);
    page.pickups.push(...pickups);
    for (const { article } of told) weight += article?.bodies?.[0]?.value.length ?? 0;
  }
  return page;
}

/** Changes as partners are told of them, and what of it goes on record. */
export async function toldChanges(
  database: Database,
  config: Config,
  products: readonly Product[],
  changes: readonly ProductChange[],
): Promise<{ told: ToldChange[]; pickups: Pickup[] }> {
  const articles = await articlesOf(database, config, products, changes);
  const told: ToldChange[] = [];
  const pickups: Pickup[] = [];
  for (const { productId, articleId, version, sequence, isLatest, change, changedAt } of changes) {
    const article = isLatest ? articles.get(`${productId} ${articleId}`) : undefined;
    const head = { change, product: productId, id: articleId, version, changedAt };
    told.push(article ? { ...head, article } : { ...head, superseded: true });
    const taken = change === 'withdrawn' ? change : 'held';
    if (article) pickups.push({ articleId, productId, version, sequence, change: taken });
  }
  return { told, pickups };
}

async function refuseOutdated(
  database: Database,
  products: readonly Product[],
  places: Places,
): Promise<void> {
  const known = products.filter(({ id }) => (places.get(id) ?? 0) > 0);
  if (known.length === 0) return;
  const { results } = await database
    .prepare('SELECT id, horizon FROM products WHERE id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(known.map(({ id }) => id)))
    .all<{ id: string; horizon: number }>();
  const outdated = results.find(({ id, horizon }) => (places.get(id) ?? 0) < horizon);
  if (!outdated) return;
  throw new Problem(
    'cursor-outdated',
    `Withdrawals in the product ${outdated.id} since this cursor are not on record any more. Begin again without "since", and drop what is not listed then.`,
  );
}

/** What the newest changes are about, by product and article. */
async function articlesOf(
  database: Database,
  config: Config,
  products: readonly Product[],
  changes: readonly ProductChange[],
): Promise<Map<string, Ninjs>> {
  const told = new Map<string, Ninjs>();
  for (const product of products) {
    const own = changes.filter(({ productId, isLatest }) => isLatest && productId === product.id);
    const here = own.filter(({ change }) => change !== 'withdrawn').map(({ articleId }) => articleId);
    const found = here.length > 0 ? await loadProductArticles(database, product.id, here) : [];
    const articles = found.map(({ article }) => article);
    for (const [id, item] of await partnerItems(database, config, product, articles))
      told.set(`${product.id} ${id}`, ninjsItem(item));
    const gone = own.filter(({ change }) => change === 'withdrawn');
    const stubs = await loadStubs(
      database,
      product.id,
      gone.map(({ articleId }) => articleId),
    );
    for (const [id, stub] of stubs) told.set(`${product.id} ${id}`, canceledNinjs(stub));
  }
  return told;
}
