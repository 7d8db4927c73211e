import type { Element, ElementContent } from 'hast';
import { parseHtml } from '../articles/html/html-tree.ts';
import type { FoundEmbed } from '../domain/embed.ts';
import { QUOTE_PLATFORMS } from '../domain/post.ts';
import { findTreeEmbeds } from '../embeds/tree-embeds.ts';
import type { PageSpan } from './page-spans.ts';
import type { RecentResults } from './recent-results.ts';

/** A post in a page: the bytes from `start` to `end` are the post and nothing else. */
export interface PageEmbed {
  start: number;
  end: number;
  found: FoundEmbed;
}

/** What the markup of an embed was read as. */
export type RecentEmbeds = RecentResults<Promise<FoundEmbed | undefined>>;

/** In bytes. An embed with pictures in its attributes has some 30,000. */
const MAX_SPAN = 64_000;
const MAX_READ = 512_000;
const MAX_EMBEDS = 200;
/** What stands in every embed of a platform whose posts are quoted, or in what holds it back. */
const HINT = /twit|tweet|x\.com|bsky|bluesky|mastodon|\/@|\/users\/|\/embed|borlabs|brlbs|embed-privacy/i;

/**
 * Finds the embedded posts of X, Bluesky and Mastodon. Each element that may be one is parsed alone, and is one where
 * it holds a post and nothing else. Addresses alone stay what they are: nothing is loaded for them.
 */
export async function findPageEmbeds(
  page: Uint8Array,
  spans: readonly PageSpan[],
  decoder: TextDecoder,
  recent: RecentEmbeds,
): Promise<PageEmbed[]> {
  const embeds: PageEmbed[] = [];
  let [taken, read] = [0, 0];
  for (const { kind, start, end } of spans) {
    if (kind !== 'embed' || start < taken || end < 0 || embeds.length >= MAX_EMBEDS) continue;
    if (end - start > MAX_SPAN) continue;
    const html = decoder.decode(page.subarray(start, end));
    if (!HINT.test(html)) continue;
    read += end - start;
    if (read > MAX_READ) break;
    const found = await recent.of(html, () => readEmbed(html));
    if (!found) continue;
    embeds.push({ start, end, found });
    taken = end;
  }
  return embeds;
}

async function readEmbed(html: string): Promise<FoundEmbed | undefined> {
  const root = parseHtml(html);
  const [embed, another] = await findTreeEmbeds(root);
  if (!embed || another || !isAlone(embed.node, bodyOf(root.children as ElementContent[]))) return undefined;
  const { node: _, ...found } = embed;
  return QUOTE_PLATFORMS.some((platform) => platform === found.ref.platform) ? found : undefined;
}

function isAlone(node: ElementContent, content: readonly ElementContent[]): boolean {
  return content.every((child) => child === node || (child.type === 'text' && child.value.trim() === ''));
}

function bodyOf(children: readonly ElementContent[]): ElementContent[] {
  const elementNamed = (name: string, among: readonly ElementContent[]) =>
    among.find((child): child is Element => child.type === 'element' && child.tagName === name);
  return elementNamed('body', elementNamed('html', children)?.children ?? [])?.children ?? [];
}
