import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import type { Capture, CaptureKey } from '../domain/post.ts';
import { signPath } from '../http/signed-path.ts';
import { previewAlt, previewOf } from '../previews/article-card.ts';
import { type PreviewCard, previewHash, previewType } from '../previews/card.ts';
import { packCard } from '../previews/trial-link.ts';
import { findMainQuote } from '../store/main-quote.ts';

/** A picture of a card, by a path on this host. */
export interface PreviewLink {
  path: string;
  alt: string;
}

/** As long as somebody looks at the page. */
const LINK_SECONDS = 3600;

/** The preview that a stored article leads to; of one that is not public, a picture that is drawn for this page alone. */
export async function previewLink(
  ports: Ports,
  config: Config,
  article: Article,
  captures: ReadonlyMap<CaptureKey, Capture>,
): Promise<PreviewLink | undefined> {
  const card = previewOf(article, config, findMainQuote(article, captures, config)?.quote);
  if (article.state !== 'live') return trialLink(config, card, ports.clock.now());
  const extension = extensionOf(card);
  return { path: `/previews/${article.id}/${await previewHash(card)}.${extension}`, alt: previewAlt(card) };
}

/** A signed link to a picture of a card that belongs to no article; `undefined` where it says too much for an address. */
export async function trialLink(
  { tokenDigests }: Pick<Config, 'tokenDigests'>,
  card: PreviewCard,
  now: Date,
): Promise<PreviewLink | undefined> {
  const packed = packCard(card);
  const [key] = tokenDigests;
  if (!packed || !key) return undefined;
  const path = `/previews/preview/${packed}.${extensionOf(card)}`;
  return { path: await signPath(key, path, now, LINK_SECONDS), alt: previewAlt(card) };
}

function extensionOf(card: PreviewCard): 'png' | 'jpg' {
  return previewType(card) === 'image/png' ? 'png' : 'jpg';
}
