import { fromHtml } from 'hast-util-from-html';
import type { Fetch, FetchOutcome } from '../../domain/ports.ts';
import type { Post, Resolution } from '../../domain/post.ts';
import { findTreeEmbeds } from '../../embeds/tree-embeds.ts';
import { gone, jsonOf, statusOf, unreachable } from '../answer.ts';
import { asObject, asText } from '../json-value.ts';

/** The new host, and the old one to which it has sometimes redirected. */
const HOSTS = ['publish.x.com', 'publish.twitter.com'];
/** In UTF-16 code units, and in tags: an embed has a tenth of either. Misnested markup grows with the square of its tags. */
const MAX_HTML = 20_000;
const MAX_TAGS = 300;

/**
 * Asks X's oEmbed service, documented and open to all, for the markup of a post, and reads that as it would an article's.
 * 404 is a post that was deleted; 403 one of a protected or age-restricted account, or of a suspended one.
 */
export async function resolveFromOembed(id: string, permalink: string, fetch: Fetch): Promise<Resolution> {
  let resolution: Resolution = unreachable();
  for (const host of HOSTS) {
    const answer = await fetch.get(oembedAddress(host, permalink), { accept: 'application/json' });
    resolution = await readAnswer(answer, id);
    if (resolution.outcome !== 'unreachable' || statusOf(answer) === 429) return resolution;
  }
  return resolution;
}

async function readAnswer(answer: FetchOutcome, id: string): Promise<Resolution> {
  const status = statusOf(answer);
  const json = asObject(jsonOf(answer));
  if (status === 404 || status === 410) return gone('deleted');
  const error = asText(json.error, 500);
  // A 403 without X's own words may come from anyone on the way, and is no word on the account.
  if (status === 403 && error) return gone(/not authorized/i.test(error) ? 'private' : 'suspended');
  const post = status === 200 ? await readPost(asText(json.html, MAX_HTML + 1) ?? '', id) : undefined;
  return post ? { outcome: 'found', post, source: 'oembed' } : unreachable(answer);
}

async function readPost(html: string, id: string): Promise<Post | undefined> {
  if (html.length > MAX_HTML || html.split('<').length > MAX_TAGS) return undefined;
  // `hastscript` takes such a name for a selector, and fails at `<template#>`. X writes none.
  if (/<[a-z][a-z0-9:-]{0,100}[#.]/i.test(html)) return undefined;
  const embeds = await findTreeEmbeds(fromHtml(html, { fragment: true }));
  return embeds.find(({ capture }) => capture.platform === 'x' && capture.id === id)?.capture.post;
}

/** The oEmbed address of a post: without its script, without tracking, with the date in English. */
export function oembedAddress(host: string, permalink: string): string {
  const query = new URLSearchParams({
    url: permalink,
    omit_script: '1',
    dnt: 'true',
    lang: 'en',
    hide_thread: 'true',
  });
  return `https://${host}/oembed?${query}`;
}
