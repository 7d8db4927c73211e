import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import { previewOf } from '../previews/article-card.ts';
import { previewHash } from '../previews/card.ts';
import type { PreviewRenderer } from '../previews/renderer.ts';
import { keepPreview, loadPreview } from './preview-records.ts';

/**
 * The bytes of an article's preview under `hash`: as kept, or drawn now and kept where that is the article's newest.
 * `undefined` for a hash the article never had.
 */
export async function obtainPreview(
  ports: Ports,
  config: Config,
  renderer: PreviewRenderer,
  article: Article,
  hash: string,
): Promise<Uint8Array | undefined> {
  const kept = await loadPreview(ports, article.id, hash);
  if (kept) return kept;
  const card = previewOf(article, config);
  if ((await previewHash(card)) !== hash) return undefined;
  const png = await renderer.png(card);
  await keepPreview(ports, article.id, hash, png);
  return png;
}
