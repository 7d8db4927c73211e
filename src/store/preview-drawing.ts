import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import { previewOf } from '../previews/article-card.ts';
import { previewHash } from '../previews/card.ts';
import type { PreviewRenderer } from '../previews/renderer.ts';
import { keepPreview, loadPreview } from './preview-records.ts';

/** A preview's bytes; `complete` where it may be kept and answered for ever. */
export interface ObtainedPreview {
  png: Uint8Array;
  complete: boolean;
}

/**
 * An article's preview under `hash`: as kept, or drawn now and kept where that is the article's newest. A full storage
 * keeps nobody from seeing it. `undefined` for a hash the article never had.
 */
export async function obtainPreview(
  ports: Ports,
  config: Config,
  renderer: PreviewRenderer,
  article: Article,
  hash: string,
): Promise<ObtainedPreview | undefined> {
  const kept = await loadPreview(ports, article.id, hash);
  if (kept) return { png: kept, complete: true };
  const card = previewOf(article, config);
  if ((await previewHash(card)) !== hash) return undefined;
  const missing: string[] = [];
  const png = await renderer.png(card, (path) => missing.push(path));
  if (missing.length > 0) {
    // Good enough to be shown once, not to be kept for ever under this address.
    ports.log('warn', 'a preview was drawn without some of its fonts', { article_id: article.id, missing });
    return { png, complete: false };
  }
  try {
    await keepPreview(ports, article.id, hash, png);
  } catch (error) {
    ports.log('warn', 'a preview was drawn and could not be kept', { article_id: article.id, error });
  }
  return { png, complete: true };
}
