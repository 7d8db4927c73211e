import type { Article } from '../domain/article.ts';
import type { Crosspost } from './crosspost-records.ts';
import type { Desk } from './desk.ts';
import type { Failure } from './failure.ts';
import { type BlobJson, contentDigest, POST_COLLECTION, type StrongRef } from './post-record.ts';
import type { ArticleRecordMaker, RecordContext } from './record-makers.ts';
import { writeRecord } from './record-writing.ts';

/** A record beside the post, and what names its content; without one there is to be no such record. */
export interface Beside {
  maker: ArticleRecordMaker;
  context: RecordContext;
  content?: string;
}

/** What the makers want beside a post. Neither the post's CID nor the picture's counts as content. */
export function planBeside(
  makers: readonly ArticleRecordMaker[],
  article: Article,
  context: RecordContext,
  picture: string,
): Promise<Beside[]> {
  return Promise.all(
    makers.map(async (maker) => {
      const bare = maker.make(article, context);
      return { maker, context, ...(bare && { content: await contentDigest(bare, picture) }) };
    }),
  );
}

/** Whether each record beside the post says what it has to. */
export function isBesideCurrent(beside: readonly Beside[], { companions, cid }: Crosspost): boolean {
  return beside.every((one) => companions[one.maker.collection]?.content === wantedContent(one, cid));
}

/** What a companion's `content` is when it says what it has to: of the article's own, which post it refers to as well. */
function wantedContent({ maker, content }: Beside, postCid: string | undefined): string | undefined {
  if (content === undefined || maker.sharedKey) return content;
  return `${content} ${postCid ?? 'without its post'}`;
}

/** What the post's card refers to, in the order of the collections' names. */
export function refsBeside(did: string, { companions, rkey }: Crosspost): StrongRef[] {
  return Object.entries(companions)
    .map(([collection, { cid, rkey: own = rkey }]) => ({ uri: `at://${did}/${collection}/${own}`, cid }))
    .sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

/**
 * Writes the records beside a post that do not say what they have to. Before there is a post they are written without it,
 * which is noted, so that they are written again with it.
 */
export async function writeBeside(
  { pds, account }: Desk,
  article: Article,
  before: Crosspost,
  beside: readonly Beside[],
  thumb: BlobJson | undefined,
): Promise<{ post: Crosspost; failure?: Failure }> {
  let post = before;
  const { rkey, cid } = before;
  const ref = cid === undefined ? undefined : { uri: `at://${account.did}/${POST_COLLECTION}/${rkey}`, cid };
  for (const one of beside) {
    const { maker, context } = one;
    const { [maker.collection]: standing, ...others } = post.companions;
    const shared = maker.sharedKey?.(context);
    const place = { collection: maker.collection, rkey: shared ?? rkey };
    const wanted = wantedContent(one, cid);
    if (standing?.content === wanted) continue;
    const record = maker.make(article, { ...context, ...(thumb && { thumb }), ...(ref && { post: ref }) });
    if (!record || !wanted) {
      if (shared === undefined) {
        const removed = await pds.remove(place);
        if ('failed' in removed) return { post, failure: removed.failed };
      }
      post = { ...post, companions: others };
      continue;
    }
    if (shared !== undefined) {
      const put = await pds.put(place, record);
      if ('failed' in put) return { post, failure: put.failed };
      const companion = { cid: put.done.cid, content: wanted, rkey: shared };
      post = { ...post, companions: { ...others, [maker.collection]: companion } };
      continue;
    }
    let put = await writeRecord(pds, place, record, standing?.cid);
    if ('done' in put && put.done === 'gone') put = await writeRecord(pds, place, record, undefined);
    if ('failed' in put) return { post, failure: put.failed };
    if (put.done === 'gone') continue;
    post = { ...post, companions: { ...others, [maker.collection]: { cid: put.done.cid, content: wanted } } };
  }
  return { post };
}
