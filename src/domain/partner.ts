import type { ArticleContent } from './article.ts';
import { type Topic, topicsOf } from './feed.ts';

/** A public topic that a product can name: `section/sport`, `tag/climate`, `author/ada-lovelace`, `lang/fr`. */
export type ProductTopic = Exclude<Topic, 'all'>;

/** In whose form a product is told. */
export const PRODUCT_PROFILES = ['generic', 'ninjs', 'msn', 'smartnews', 'flipboard', 'google-news'] as const;
export type ProductProfile = (typeof PRODUCT_PROFILES)[number];

/** What a partner may take, and how: the contract as the software keeps it. */
export interface Product {
  id: string;
  name: string;
  /** Within one kind of topic any of them, between kinds all; empty: everything. */
  permit: ProductTopic[];
  /** An article of any of these is left out, whatever is permitted. */
  block: ProductTopic[];
  rights: ProductRights;
  profile: ProductProfile;
  /** The partner has an article so many minutes after its publication: 0 to 525600, a year. */
  embargoMinutes: number;
}

export interface ProductRights {
  text: 'full' | 'summary';
  /** `cleared`: those the publisher says may be passed on. */
  pictures: 'all' | 'cleared' | 'none';
  /** What becomes of an article whose pictures are not cleared, where `pictures` asks for cleared ones. */
  uncleared: 'leave-out-picture' | 'leave-out-article';
  /** Where it may be used, in words. */
  territories?: string;
  /** The terms of use, in words. */
  licence?: string;
}

/** Said of an article that has a picture which is not cleared. */
export const UNCLEARED = 'pictures/uncleared';

/** An article's body is serialised HTML, in which words that look like a tag are written with a reference. */
const PICTURE = /<img[\s/>]/i;

/**
 * What a contract looks at: the article's topics without `all`, and `pictures/uncleared` where it has a picture, as lead
 * or in the body, that the publisher does not say may be passed on. Pictures of quoted posts are not looked at.
 */
export function facetsOf(
  article: Pick<
    ArticleContent,
    'section' | 'authors' | 'tags' | 'language' | 'image' | 'body' | 'pictureRights'
  >,
): string[] {
  const facets: string[] = [...topicsOf(article).keys()].filter((topic) => topic !== 'all');
  const pictured =
    article.image !== undefined ||
    article.body.some((block) => block.type === 'html' && PICTURE.test(block.html));
  return pictured && article.pictureRights !== 'syndicate' ? [...facets, UNCLEARED] : facets;
}
