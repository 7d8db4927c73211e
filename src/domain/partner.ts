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

/**
 * Whether a product has an article with these facets, whatever its state and age: nothing of it blocked; of each kind of
 * topic that is permitted, one at least; and no uncleared picture where such articles are left out. A product without
 * pictures leaves out none for them. A language stands for its regions and scripts as well.
 */
export function isInContract(
  { permit, block, rights }: Pick<Product, 'permit' | 'block' | 'rights'>,
  facets: readonly string[],
): boolean {
  if (block.some((topic) => hasFacet(facets, topic))) return false;
  const kinds = new Set(permit.map(kindOf));
  const met = new Set(permit.filter((topic) => hasFacet(facets, topic)).map(kindOf));
  if (met.size < kinds.size) return false;
  const needsCleared = rights.pictures === 'cleared' && rights.uncleared === 'leave-out-article';
  return !(needsCleared && facets.includes(UNCLEARED));
}

/** A language is met by what is narrower than it as well, as en is by en-GB (RFC 4647 section 3.3.1). */
function hasFacet(facets: readonly string[], topic: string): boolean {
  if (facets.includes(topic)) return true;
  return topic.startsWith('lang/') && facets.some((facet) => facet.startsWith(`${topic}-`));
}

function kindOf(topic: string): string {
  return topic.slice(0, topic.indexOf('/'));
}
