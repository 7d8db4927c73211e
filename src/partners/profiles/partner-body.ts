import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Article, Block } from '../../domain/article.ts';
import type { EmbedRef } from '../../domain/embed.ts';
import { cleanUrl } from '../../feeds/feed-text.ts';
import { FEED_RULES } from './markup-rules.ts';
import { isPictureFile, pathOf } from './picture-type.ts';
import { ruledMarkup } from './ruled-markup.ts';

interface BodyRules {
  renderEmbed: (ref: EmbedRef, pictures: boolean) => string;
  postPictures: boolean;
  articlePictures: boolean;
  /** The address of a picture of the article as partners have it; `undefined` leaves it out. */
  pictureAddress?: ((url: string) => string | undefined) | undefined;
}

/** A body as its rights let it out: `embeds` has the HTML of each post. */
export interface PartnerBody {
  blocks: Block[];
  embeds: Map<EmbedRef, string>;
}

/**
 * The body of an article with its pictures at the addresses given, or without them: then no link, source or citation leads
 * to one either. A post that cannot be rendered is left out.
 */
export function partnerBody(
  article: Pick<Article, 'body' | 'image'>,
  { renderEmbed, postPictures, articlePictures, pictureAddress }: BodyRules,
): PartnerBody {
  const trees = article.body.map((block) => ({
    block,
    tree: fromHtml(block.type === 'html' ? block.html : rendered(block.ref), { fragment: true }),
  }));
  const own = new Set<string>();
  const posts = new Set<string>();
  if (article.image) own.add(pathOf(cleanUrl(article.image.url) ?? article.image.url));
  for (const { block, tree } of trees) addPictures(tree, block.type === 'html' ? own : posts);

  const ownPicture = (url: string) =>
    articlePictures ? (pictureAddress ? pictureAddress(url) : url) : undefined;
  const postPicture = (url: string) => (postPictures ? url : undefined);
  const embeds = new Map<EmbedRef, string>();
  const blocks = trees.map(({ block, tree }): Block => {
    const isPost = block.type === 'embed';
    const picture = isPost ? postPicture : ownPicture;
    const link = (url: string) => {
      if (own.has(pathOf(url))) return ownPicture(url);
      if (posts.has(pathOf(url))) return postPicture(url);
      if (isPost ? postPictures : articlePictures) return url;
      // Another size of a picture that is not shown, the next of a series, or a service that resizes it.
      return [url, ...addressesIn(url)].some(isPicture) ? undefined : url;
    };
    const html = ruledMarkup(tree, FEED_RULES, { picture, link });
    if (block.type === 'html') return { type: 'html', html };
    embeds.set(block.ref, html);
    return block;
  });
  return { blocks, embeds };

  function isPicture(url: string): boolean {
    return isPictureFile(url) || own.has(pathOf(url)) || posts.has(pathOf(url));
  }

  function rendered(ref: EmbedRef): string {
    try {
      return renderEmbed(ref, postPictures);
    } catch {
      return '';
    }
  }
}

/** The addresses that an address has in its query. */
function addressesIn(url: string): string[] {
  if (!url.includes('?')) return [];
  return [...new URL(url).searchParams.values()].flatMap((value) => cleanUrl(value) ?? []);
}

function addPictures(node: Root | Root['children'][number], addresses: Set<string>): void {
  if (node.type === 'element' && node.tagName === 'img') {
    const url = cleanUrl(String(node.properties.src ?? ''));
    if (url) addresses.add(pathOf(url));
  }
  if ('children' in node) for (const child of node.children) addPictures(child, addresses);
}
