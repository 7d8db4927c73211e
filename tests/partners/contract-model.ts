import type { Product } from '../../src/domain/partner.ts';

/** What a publisher sent last of an article; every version has marks in its words that nothing else has. */
export interface SentArticle {
  /** Of this version. */
  mark: string;
  facets: string[];
  hasPicture: boolean;
  isCleared: boolean;
  status: 'usable' | 'withheld' | 'withdrawn';
  /** Milliseconds; 0: none. */
  embargoUntil: number;
  publicSince?: number;
  isPostTakenDown: boolean;
}

/** Of an article's version: title, summary, words, a picture in the body, the lead picture, and the post of the article. */
export const MARKS = /m\d{4}[tswblq]/g;

/** Whether a product has an article: the contract in five lines. */
export function isGiven(product: Product, article: SentArticle, now: number): boolean {
  if (article.status !== 'usable' || article.embargoUntil > now || article.publicSince === undefined)
    return false;
  if (article.publicSince + product.embargoMinutes * 60_000 > now) return false;
  if (product.block.some((topic) => article.facets.includes(topic))) return false;
  const kinds = Object.values(Object.groupBy(product.permit, (topic) => topic.split('/')[0] ?? ''));
  if (!kinds.every((topics) => topics?.some((topic) => article.facets.includes(topic)))) return false;
  const { pictures, uncleared } = product.rights;
  const isRefused = pictures === 'cleared' && uncleared === 'leave-out-article';
  return !(isRefused && article.hasPicture && !article.isCleared);
}

/** Whether the pictures of an article go with it. */
export function hasPictures({ rights }: Product, { isCleared }: SentArticle): boolean {
  return rights.pictures === 'all' || (rights.pictures === 'cleared' && isCleared);
}

/** The marks that may be seen of an article which the product has, and among them those that have to be. */
export function marksOf(
  product: Product,
  id: string,
  article: SentArticle,
): { allowed: string[]; needed: string[] } {
  const { mark, isPostTakenDown } = article;
  const words = product.rights.text === 'full' ? [`${mark}w`] : [];
  const post = words.length > 0 && !isPostTakenDown ? [`${lastingMark(id)}q`] : [];
  const withPictures = article.hasPicture && hasPictures(product, article);
  const pictures = withPictures ? [`${lastingMark(id)}l`, ...(words.length > 0 ? [`${mark}b`] : [])] : [];
  const needed = [`${mark}t`, ...words, ...post, ...(words.length > 0 ? pictures.slice(1) : [])];
  return { allowed: [`${mark}t`, `${mark}s`, ...words, ...post, ...pictures], needed };
}

/** The mark of an article's post and of its lead picture, which all its versions have. */
export function lastingMark(id: string): string {
  return `m9${String(id.charCodeAt(0)).padStart(3, '0')}`;
}
