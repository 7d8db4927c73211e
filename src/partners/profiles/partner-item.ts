import type { Article, ArticleImage, Author } from '../../domain/article.ts';
import type { EmbedRef } from '../../domain/embed.ts';
import type { Product } from '../../domain/partner.ts';
import { type FeedItem, feedItem, summaryItem } from '../../feeds/feed-item.ts';
import { cleanLine, cleanUrl, escapeMarkup } from '../../feeds/feed-text.ts';
import { soundItem } from '../../feeds/sound-feed.ts';
import { partnerBody } from './partner-body.ts';
import { pictureType } from './picture-type.ts';

/**
 * An article as a partner may have it: the one model behind every profile. Sound as `soundItem` makes it, with the way
 * back to the publisher in the content.
 */
export interface PartnerItem extends FeedItem {
  articleId: string;
  version: number;
  /** Whose feed it is: the publisher's name. */
  publication: string;
  /** Reader-safe HTML of allowed elements alone; ends with the attribution. */
  contentHtml: string;
  /** `summary`: the content is the summary, and no other word of the body. */
  form: 'full' | 'summary';
  section?: string;
  tags: string[];
  attribution: Attribution;
  /** The article's own copyright notice; `rights` holds the product's terms as well. */
  notice?: string;
  /** The product's words on use and territories. */
  terms?: string;
  /** The publisher says that others may have the pictures. */
  picturesCleared: boolean;
}

/** Who published the article first: the publisher, or the publication it was taken over from. */
export interface Attribution {
  /** "First published by The Courant: https://…" */
  text: string;
  publication: string;
  url: string;
}

export interface PartnerItemOptions {
  product: Pick<Product, 'rights'>;
  /** The publisher's name, as partners have to print it. */
  publication: string;
  /** Our own page of the article, used where the publisher's is not known. */
  address: string;
  /** Reader-safe HTML of a post, `''` where it may not be shown; best without pictures where they are not asked for. */
  renderEmbed: (ref: EmbedRef, pictures: boolean) => string;
  /** Where partners find a picture of the article; `undefined` leaves it out. The picture's own address where not given. */
  pictureAddress?: (url: string) => string | undefined;
  /** What is known of the lead picture's file; `bytes` is its length. */
  imageFile?: { type: string; bytes: number; width?: number; height?: number };
}

/**
 * Makes of an article what the product's rights let out: its pictures, or none and no address of any; its words, or the
 * summary. The licence and the territories of product and article go along as words. `undefined` where it cannot be told
 * at all: no usable id or date. Same article, same item.
 */
export function partnerItem(article: Article, options: PartnerItemOptions): PartnerItem | undefined {
  const { rights } = options.product;
  const cleared = article.pictureRights === 'syndicate';
  const withPictures = rights.pictures === 'all' || (rights.pictures === 'cleared' && cleared);
  const body = partnerBody(article, {
    renderEmbed: options.renderEmbed,
    // A post's pictures are not the publisher's to clear.
    postPictures: rights.pictures === 'all',
    articlePictures: withPictures,
    pictureAddress: options.pictureAddress,
  });
  const { image: _, ...bare } = article;
  const image = article.image && withPictures ? leadImage(article.image, options) : undefined;
  const item = feedItem(
    { ...bare, ...(image && { image }), body: body.blocks },
    { address: options.address, renderEmbed: (ref) => body.embeds.get(ref) ?? '' },
  );
  const sound = soundItem(rights.text === 'summary' ? summaryItem(item) : item);
  if (!sound) return undefined;
  const attribution = attributionOf(sound, options.publication);
  const direction = article.direction === 'rtl' ? ' dir="rtl"' : '';
  const content = sound.contentHtml ?? `<p${direction}>${escapeMarkup(sound.summary ?? sound.title)}</p>`;
  const terms = joined(rights.licence, rights.territories);
  const notice = sound.rights;
  const told = joined(notice, terms);
  const section = cleanLine(article.section ?? '');
  return {
    ...sound,
    ...(told && { rights: told }),
    articleId: article.id,
    version: article.version,
    publication: cleanLine(options.publication),
    contentHtml: `${content}\n${attributionMarkup(attribution)}`,
    form: rights.text,
    ...(section && { section }),
    tags: article.tags.map(cleanLine).filter(Boolean),
    attribution,
    ...(notice && { notice }),
    ...(terms && { terms }),
    picturesCleared: cleared,
  };
}

/** The names of a byline in one line: "Ada Quay, Noé Quint". */
export function byline(authors: readonly Author[]): string {
  return authors.map(({ name }) => name).join(', ');
}

function leadImage(
  image: ArticleImage,
  { pictureAddress, imageFile }: PartnerItemOptions,
): FeedItem['image'] {
  const known = cleanUrl(image.url);
  const url = known && pictureAddress ? pictureAddress(known) : known;
  if (!known || !url) return undefined;
  const type = imageFile?.type ?? pictureType(known);
  return { ...image, ...imageFile, url, ...(type && { type }) };
}

/** Of what was taken over, the publication it came from published it first. */
function attributionOf({ url, source }: FeedItem, publication: string): Attribution {
  const name = source?.name ?? cleanLine(publication);
  const address = source?.url ?? url;
  return { text: `First published by ${name}: ${address}`, publication: name, url: address };
}

function attributionMarkup({ publication, url }: Attribution): string {
  const [name, address] = [escapeMarkup(publication), escapeMarkup(url)];
  return `<p lang="en" dir="ltr">First published by <bdi>${name}</bdi>: <a href="${address}">${address}</a></p>`;
}

function joined(...words: (string | undefined)[]): string {
  return words
    .map((word) => cleanLine(word ?? ''))
    .filter(Boolean)
    .join(' · ');
}
