import { readArticle } from '../../src/articles/read-article.ts';
import { facetsOf, type Product } from '../../src/domain/partner.ts';
import type { Ports } from '../../src/domain/ports.ts';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';
import { loadArticle } from '../../src/store/article-records.ts';
import { publishArticle } from '../../src/store/publishing.ts';
import { isInContract } from './contract-rule.ts';

const finder = createEmbedFinder();

/** Publishes an article of these fields, as `PUT /articles/{id}` does. */
export async function publish(ports: Ports, id: string, fields: Record<string, unknown>): Promise<void> {
  const { html = '<p>Some words.</p>', ...given } = fields;
  const draft = await readArticle(
    { type: 'html', body: String(html), given: { title: id, ...given } },
    finder,
  );
  await publishArticle(ports, 'example.org,2026', { draft, id });
}

/** Which articles a product has at this moment, by the contract's words alone. */
export async function expectedArticles(
  ports: Ports,
  product: Product,
  ids: readonly string[],
): Promise<string[]> {
  const expected: string[] = [];
  for (const id of ids) {
    const stored = await loadArticle(ports.database, id);
    const since = await ports.database
      .prepare('SELECT public_since FROM articles WHERE id = ?')
      .bind(id)
      .first<{ public_since: string | null }>();
    const isOpen = stored?.article.state === 'live' && since?.public_since;
    if (!isOpen) continue;
    const isDue =
      Date.parse(since.public_since ?? '') + product.embargoMinutes * 60_000 <= ports.clock.now().getTime();
    if (isDue && isInContract(product, facetsOf(stored.article))) expected.push(id);
  }
  return expected.sort();
}
