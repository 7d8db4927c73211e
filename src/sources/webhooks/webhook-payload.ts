import * as z from 'zod/v4';
import { jsonArticle } from '../../articles/json-article.ts';
import { webUrl } from '../../articles/web-url.ts';
import { sha256 } from '../../domain/digest.ts';
import { Problem } from '../../domain/problem.ts';
import { ghostPost, lookAtPost } from '../origins/ghost-post.ts';
import type { ListedItem, Source } from '../source.ts';

/** What a webhook asks for: articles to be looked at or taken, or that the source be polled. */
export type Asked = { items: ListedItem[] } | { poll: true };

const postId = z.union([z.number().int().positive(), z.string().regex(/^\d{1,18}$/)]);
const wordpress = z.looseObject({ id: postId.optional(), post_id: postId.optional(), ID: postId.optional() });
const named = z.looseObject({ url: z.string().optional(), permalink: z.string().optional() });
const some = z.looseObject({}).optional();
const ghost = z.looseObject({ post: z.looseObject({ current: some, previous: some }) });
const ghostId = z.looseObject({ id: z.string().regex(/^[0-9a-f]{24}$/) });

/**
 * Reads what a source has to say. Only names of articles are taken from it where the source can be asked for them: of
 * `wordpress` and `ghost` an id, of `feed` and `sitemap` that there is news. Of `webhook` an address, an article as JSON, or
 * a post of Ghost. Throws `Problem('invalid-webhook')` and `Problem('invalid-json')`.
 */
export async function readWebhook(source: Source, body: Uint8Array): Promise<Asked> {
  if (source.kind === 'feed' || source.kind === 'sitemap') return { poll: true };
  const json = parseJson(body);
  switch (source.kind) {
    case 'wordpress':
      return { items: [wordpressItem(json)] };
    case 'ghost':
      return { items: [{ id: ghostItemId(json), version: '' }] };
    case 'webhook':
      return { items: [await heardItem(json)] };
  }
}

function wordpressItem(json: unknown): ListedItem {
  const { id, post_id, ID } = wordpress.safeParse(json).data ?? {};
  const known = id ?? post_id ?? ID;
  if (known !== undefined) return { id: String(known), version: '' };
  const url = addressIn(json);
  if (url) return { id: url, version: '', url };
  throw notUnderstood('It names no post: neither id, post_id or ID, nor url.');
}

function ghostItemId(json: unknown): string {
  const { post } = ghost.safeParse(json).data ?? {};
  // Of a deleted post there is only what it was.
  const [known] = [post?.current, post?.previous].flatMap((each) => ghostId.safeParse(each).data ?? []);
  if (!known) throw notUnderstood('It is about no post of Ghost.');
  return known.id;
}

async function heardItem(json: unknown): Promise<ListedItem> {
  if (ghost.safeParse(json).success) return ghostItem(json);
  const article = jsonArticle.safeParse(json);
  const { text, html, markdown } = article.data ?? {};
  const isCanceled = article.data?.status === 'canceled';
  if (article.success && (isCanceled || (html ?? text ?? markdown) !== undefined)) {
    const { id, text: _, html: __, markdown: ___, status, ...rest } = article.data;
    const url = webUrl(rest.url);
    const name = id ?? url;
    if (!name) throw notUnderstood('An article needs an id or a url, by which a correction finds it.');
    if (markdown !== undefined) throw notUnderstood('Send html or text.');
    const item = { id: name, version: await digestOf(json), ...(url && { url }) };
    if (isCanceled) return { ...item, gone: true };
    const stated = { ...rest, ...(status && { status }) };
    return { ...item, article: { ...stated, ...(html !== undefined ? { html } : { plain: text ?? '' }) } };
  }
  const url = addressIn(json);
  if (url) return { id: url, version: '', url };
  throw notUnderstood('It is neither { "url": … } nor an article.');
}

/** Ghost sends all of a post; what it signed is taken at its word. */
async function ghostItem(json: unknown): Promise<ListedItem> {
  const id = ghostItemId(json);
  const current = ghost.safeParse(json).data?.post.current ?? {};
  const version = await digestOf(json);
  if (Object.keys(current).length === 0) return { id, version, gone: true };
  const post = ghostPost.safeParse(current).data;
  if (!post) throw notUnderstood('Its current state is no post of Ghost.');
  const look = lookAtPost(post);
  if (look.outcome !== 'found') return { id, version, gone: true };
  const { article, url, publishedAt } = look;
  return { id, version, article, ...(url && { url }), ...(publishedAt && { publishedAt }) };
}

function addressIn(json: unknown): string | undefined {
  const { url, permalink } = named.safeParse(json).data ?? {};
  return webUrl(url ?? permalink);
}

function digestOf(json: unknown): Promise<string> {
  return sha256(JSON.stringify(json), 32);
}

function notUnderstood(detail: string): Problem {
  return new Problem('invalid-webhook', detail);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body));
  } catch (cause) {
    throw new Problem('invalid-json', 'The body cannot be parsed as JSON.', { cause });
  }
}
