import { articleAddress } from '../domain/addresses.ts';
import type { Article } from '../domain/article.ts';
import { sha256 } from '../domain/digest.ts';
import type { Instant } from '../domain/instant.ts';
import { articleSummary } from '../feeds/article-summary.ts';
import { clip, fits, plainLine } from './clusters.ts';
import { postText } from './post-text.ts';
import { type Facet, TAG_ROOM } from './rich-text.ts';

export const POST_COLLECTION = 'app.bsky.feed.post';

/** A blob in a repository, as JSON (https://atproto.com/specs/data-model#blob-type). */
export interface BlobJson {
  $type: 'blob';
  ref: { $link: string };
  mimeType: string;
  size: number;
}

/** com.atproto.repo.strongRef. */
export interface StrongRef {
  uri: string;
  cid: string;
}

/** app.bsky.feed.post, as far as we write one. */
export interface PostRecord {
  $type: typeof POST_COLLECTION;
  text: string;
  facets?: Facet[];
  embed: {
    $type: 'app.bsky.embed.external';
    external: {
      uri: string;
      title: string;
      description: string;
      thumb?: BlobJson;
      associatedRefs?: StrongRef[];
    };
  };
  langs: string[];
  tags?: string[];
  createdAt: Instant;
}

/** What a link card has room for; the lexicon sets no limit. */
const CARD_TITLE = { graphemes: 300, bytes: 3000 };
const CARD_DESCRIPTION = { graphemes: 300, bytes: 3000 };
const MAX_TAGS = 8;

/**
 * The post of an article: text by the template, and a link card that leads to the canonical address. Without what comes
 * from the repository: the picture, and the records beside it. `tags` are those that the text does not show.
 */
export function postRecord(
  article: Article,
  { template, publicUrl, createdAt }: { template: string; publicUrl: string; createdAt: Instant },
): PostRecord {
  const uri = canonicalAddress(article, publicUrl);
  const { text, facets } = postText(article, template, uri);
  const shown = new Set(
    facets.flatMap(({ features: [feature] }) => ('tag' in feature ? [feature.tag.toLowerCase()] : [])),
  );
  const tags = article.tags
    .map(plainLine)
    .filter((tag) => tag && fits(tag, TAG_ROOM) && !shown.has(squeezed(tag)))
    .slice(0, MAX_TAGS);
  return {
    $type: POST_COLLECTION,
    text,
    ...(facets.length > 0 && { facets }),
    embed: {
      $type: 'app.bsky.embed.external',
      external: {
        uri,
        title: clip(plainLine(article.title), CARD_TITLE),
        description: clip(plainLine(articleSummary(article) ?? ''), CARD_DESCRIPTION),
      },
    },
    langs: [article.language],
    ...(tags.length > 0 && { tags }),
    createdAt,
  };
}

/** Where an article's card leads. */
function canonicalAddress(article: Article, publicUrl: string): string {
  return article.url ?? articleAddress(publicUrl, article.id);
}

/** The record with what the repository gave. */
export function withCard(
  record: PostRecord,
  thumb: BlobJson | undefined,
  refs: readonly StrongRef[],
): PostRecord {
  const external = {
    ...record.embed.external,
    ...(thumb && { thumb }),
    ...(refs.length > 0 && { associatedRefs: [...refs] }),
  };
  return { ...record, embed: { ...record.embed, external } };
}

/** Names what a record says; `picture` names the picture on its card. */
export function contentDigest(record: object, picture: string | undefined): Promise<string> {
  return sha256(JSON.stringify([record, picture ?? null]), 32);
}

function squeezed(tag: string): string {
  return (tag.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join('').toLowerCase();
}
