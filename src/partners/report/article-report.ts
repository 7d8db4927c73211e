import type { Database } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { type Standing, type StandingLine, standingOf } from './standing.ts';

/** Where a page of standings ends: the partner and the product after which the next begins. */
export type StandingCursor = Pick<Standing, 'partner' | 'product'>;

interface PlaceRow {
  partner: string;
  product: string;
  is_granted: number;
  is_placed: number;
}

type LineRow = StandingLine & StandingCursor;

/**
 * Every partner whose contract has, or had, an article, and every one that was given it and has it in no contract any
 * more: what it holds, and whether it knows that it is taken back. `limit` at most, after `cursor`. Throws `not-found`
 * for an article that there is nothing of.
 */
export async function listStandings(
  database: Database,
  articleId: string,
  { limit, cursor }: { limit: number; cursor: StandingCursor | undefined },
): Promise<Standing[]> {
  const { results: places } = await database
    .prepare(
      `SELECT partner, product,
         EXISTS (SELECT 1 FROM partner_products g WHERE g.partner_id = partner AND g.product_id = product) AS is_granted,
         EXISTS (SELECT 1 FROM product_articles m WHERE m.product_id = product AND m.article_id = ?1
           AND m.state = 'placed') AS is_placed
       FROM (SELECT g.partner_id AS partner, g.product_id AS product FROM partner_products g
           WHERE EXISTS (SELECT 1 FROM product_changes c WHERE c.product_id = g.product_id AND c.article_id = ?1)
         UNION SELECT partner_id, product_id FROM partner_pickups
           WHERE article_id = ?1 AND change IN ('held', 'sent'))
       WHERE (partner, product) > (?2, ?3) ORDER BY partner, product LIMIT ?4`,
    )
    .bind(articleId, cursor?.partner ?? '', cursor?.product ?? '', limit)
    .all<PlaceRow>();
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) {
    if (!cursor) await refuseUnknown(database, articleId);
    return [];
  }
  const { results: lines } = await database
    .prepare(
      `SELECT partner_id AS partner, product_id AS product, version, sequence, way, change, at FROM partner_pickups
       WHERE article_id = ?1 AND change IN ('held', 'sent', 'withdrawn') AND partner_id BETWEEN ?2 AND ?3`,
    )
    .bind(articleId, first.partner, last.partner)
    .all<LineRow>();
  const byPlace = Map.groupBy(lines, ({ partner, product }) => `${partner} ${product}`);
  return places.map(({ partner, product, is_granted, is_placed }) =>
    standingOf(
      { partner, product, isGranted: is_granted === 1, isPlaced: is_placed === 1 },
      byPlace.get(`${partner} ${product}`) ?? [],
    ),
  );
}

async function refuseUnknown(database: Database, articleId: string): Promise<void> {
  const article = await database.prepare('SELECT 1 FROM articles WHERE id = ?').bind(articleId).first();
  if (!article) throw new Problem('not-found', `There is no article ${JSON.stringify(articleId)}.`);
}
