import type { AppBskyFeedPost } from '@atproto/api';
import type { Account } from './network.ts';

export const POSTS = 'app.bsky.feed.post';
export const DOCUMENTS = 'site.standard.document';
export const PUBLICATIONS = 'site.standard.publication';

export interface Stored<Value> {
  uri: string;
  cid: string;
  rkey: string;
  value: Value;
}

/** All records of a collection, as anybody can read them, the oldest first. */
export async function recordsOf<Value = AppBskyFeedPost.Record>(
  { reader, did }: Account,
  collection: string,
): Promise<Stored<Value>[]> {
  const { data } = await reader.com.atproto.repo.listRecords({
    repo: did,
    collection,
    limit: 100,
    reverse: true,
  });
  return data.records.map(({ uri, cid, value }) => ({
    uri,
    cid: String(cid),
    rkey: uri.split('/').at(-1) ?? '',
    value: value as Value,
  }));
}

/** The posts whose link cards lead to our page of this article. */
export async function postsOf(account: Account, articleId: string) {
  const posts = await recordsOf(account, POSTS);
  return posts.filter(({ value }) => cardOf(value).uri.endsWith(`/articles/${articleId}`));
}

export interface LinkCard {
  uri: string;
  title: string;
  description: string;
  thumb?: { ref: { toString(): string }; mimeType: string; size: number };
  associatedRefs?: { uri: string; cid: string }[];
}

/** The link card of a post. */
export function cardOf({ embed }: AppBskyFeedPost.Record): LinkCard {
  return (embed as { external: LinkCard }).external;
}

/** What the bytes of each facet say, with what the facet makes of them. */
export function markedPieces({ text, facets = [] }: AppBskyFeedPost.Record) {
  const bytes = new TextEncoder().encode(text);
  return facets.map(({ index, features: [feature] }) => {
    const piece = new TextDecoder('utf-8', { fatal: true }).decode(
      bytes.subarray(index.byteStart, index.byteEnd),
    );
    const { uri, tag } = feature as { uri?: string; tag?: string };
    return { piece, ...(uri !== undefined && { uri }), ...(tag !== undefined && { tag }) };
  });
}
