import type { Element, Properties } from 'hast';
import { QUOTE_PLATFORMS, type QuotePlatform } from '../domain/post.ts';
import type { MarkupText } from './markup-text-writer.ts';
import type { PostAddress } from './platforms/link-rules.ts';
import type { PlatformRules } from './platforms/platform-rules.ts';
import { PLATFORM_TABLE } from './platforms/platform-table.ts';

/** The link of a blockquote that points at a post, and where in the text it stands. */
export interface PostLink {
  platform: QuotePlatform;
  address: PostAddress;
  /** As the markup had it. */
  raw: string;
  start: number;
  end: number;
}

/**
 * The last link to a post, with nothing but space behind it, or the address in the platform's own attribute.
 * `marked` is the platform whose class the blockquote has; without it only known hosts count.
 */
export function findPostLink(
  blockquote: Element,
  { text, links }: MarkupText,
  marked?: QuotePlatform,
): PostLink | undefined {
  const platforms = marked
    ? [marked]
    : QUOTE_PLATFORMS.filter((platform) => PLATFORM_TABLE[platform].knownHosts);
  for (const platform of platforms) {
    const rules = PLATFORM_TABLE[platform];
    const given =
      marked && rules.addressAttribute && attribute(blockquote.properties, rules.addressAttribute);
    const own = given ? rules.match(given) : undefined;
    let linked: PostAddress | undefined;
    const link = links.findLast(({ end, href }) => {
      linked = end >= text.length ? match(rules, href) : undefined;
      return linked !== undefined;
    });
    const address = own ?? linked;
    if (!address) continue;
    const start = link?.start ?? text.length;
    return {
      platform,
      address,
      raw: link?.href ?? given ?? address.url,
      start,
      end: link?.end ?? text.length,
    };
  }
  return undefined;
}

/** A copy in the Web Archive is linked where the post is gone; its address holds that of the post. */
function match(rules: PlatformRules, href: string): PostAddress | undefined {
  const archived = /^https?:\/\/web\.archive\.org\/web\/\d{4,14}(?:[a-z]{2}_)?\/(https?:\/\/.{1,2048})$/.exec(
    href,
  );
  return rules.match(archived?.[1] ?? href);
}

/** An attribute that is a string. */
export function attribute(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return typeof value === 'string' ? value : undefined;
}
