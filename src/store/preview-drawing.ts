import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import type { CaptureKey } from '../domain/post.ts';
import { previewOf } from '../previews/article-card.ts';
import { LOGO_ROOM, PHOTO_ROOM, type PreviewCard, previewHash, previewType } from '../previews/card.ts';
import type { CardPictures, PreviewRenderer } from '../previews/renderer.ts';
import { loadCaptures } from './capture-records.ts';
import { findMainQuote, firstPost, type MainQuote, mayStillQuote } from './main-quote.ts';
import { keepPicture, LOGO_OWNER, loadPicture } from './preview-pictures.ts';
import { findPreview, keepPreview, loadPreview, mayStay, type PreviewType } from './preview-records.ts';

/** A preview's bytes; `complete` where it may be kept and answered for ever. */
export interface ObtainedPreview {
  bytes: Uint8Array;
  type: PreviewType;
  complete: boolean;
  /** Why it is not the picture that was meant: `font`, or `photo-` or `logo-` and what is wrong with it. */
  reason?: string;
}

/** The preview that an article leads to now. */
export interface NewestPreview {
  card: PreviewCard;
  hash: string;
  quotes: MainQuote | undefined;
}

/** What an article's preview says now, and its name. */
export async function newestPreview(ports: Ports, config: Config, article: Article): Promise<NewestPreview> {
  const captures =
    article.image || !firstPost(article) ? new Map() : await loadCaptures(ports.database, [article]);
  const quotes = findMainQuote(article, captures, config);
  const card = previewOf(article, config, quotes?.quote);
  return { card, hash: await previewHash(card), quotes: card.design === 'quote' ? quotes : undefined };
}

/** Fetches what an article's preview needs from outside. For after publishing: drawing itself asks nobody. */
export async function prepareDrawing(ports: Ports, { theme }: Config, article: Article): Promise<void> {
  if (theme.logo) await keepPicture(ports, LOGO_OWNER, theme.logo, LOGO_ROOM);
  if (article.image) await keepPicture(ports, article.id, article.image.url, PHOTO_ROOM);
}

/**
 * An article's preview under `hash`: as kept, or drawn now and kept where that is the article's newest. A full storage
 * keeps nobody from seeing it. `undefined` for a hash the article never had, for one that quotes a post which may not be
 * shown any more, and for what was withdrawn or taken down while it was drawn. `forReader`: nothing is waited for only to
 * keep it.
 */
export async function obtainPreview(
  ports: Ports,
  config: Config,
  renderer: PreviewRenderer,
  article: Article,
  hash: string,
  forReader = false,
): Promise<ObtainedPreview | undefined> {
  const kept = await findPreview(ports, article.id, hash);
  if (kept && (!kept.quotes || (await mayShow(ports, config, article, kept.quotes)))) {
    const bytes = await loadPreview(ports, article.id, hash, kept.type).catch((error: unknown) => {
      ports.log('warn', 'a preview that was kept cannot be read, and is drawn anew', {
        article_id: article.id,
        error,
      });
      return undefined;
    });
    if (bytes) return { bytes, type: kept.type, complete: true, ...(kept.reason && { reason: kept.reason }) };
  }
  const newest = await newestPreview(ports, config, article);
  if (newest.hash !== hash) return undefined;
  const drawn = await drawPreview(ports, renderer, newest.card, article.id);
  if (!drawn.complete) {
    // Good enough to be shown once, not to be kept for ever under this address.
    ports.log('warn', 'a preview was drawn without something', {
      article_id: article.id,
      reason: drawn.reason,
    });
    return drawn;
  }
  const { type, reason } = drawn;
  const note = { type, ...(newest.quotes && { quotes: newest.quotes.capture }), ...(reason && { reason }) };
  try {
    await keepPreview(ports, article.id, hash, note, drawn.bytes, forReader);
    if (!(await mayStay(ports, article.id, hash, note))) return undefined;
  } catch (error) {
    ports.log('warn', 'a preview was drawn and could not be kept', { article_id: article.id, error });
  }
  return drawn;
}

/** Draws a card with our copies of its pictures. Those of the article `owner` are its photos. */
export async function drawPreview(
  ports: Ports,
  renderer: PreviewRenderer,
  card: PreviewCard,
  owner: string,
): Promise<ObtainedPreview> {
  const pictures: CardPictures = {};
  const reasons: string[] = [];
  let complete = true;
  const take = async (name: 'photo' | 'logo', from: string, url: string) => {
    const kept = await loadPicture(ports, from, url, name === 'photo' ? PHOTO_ROOM : LOGO_ROOM);
    if (kept.outcome === 'opened') pictures[name] = kept.picture;
    else {
      reasons.push(`${name}-${kept.reason}`);
      // Its time may yet come; what is no picture never will be one.
      if (kept.reason === 'pending') complete = false;
    }
  };
  if (card.design === 'hero' && card.photo) await take('photo', owner, card.photo);
  if (card.theme.logo) await take('logo', LOGO_OWNER, card.theme.logo);
  const bytes = await renderer.draw(card, pictures, () => {
    complete = false;
    reasons.unshift('font');
  });
  const [reason] = reasons;
  return { bytes, type: previewType(card), complete, ...(reason && { reason }) };
}

async function mayShow(ports: Ports, config: Config, article: Article, key: CaptureKey): Promise<boolean> {
  const captures = await loadCaptures(ports.database, [article]);
  return mayStillQuote(captures.get(key), config);
}
