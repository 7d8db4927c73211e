import type { Element, Parents } from 'hast';
import type { FoundEmbed } from '../domain/embed.ts';
import { foundLink } from './found-post.ts';
import { findAddress } from './platforms/find-address.ts';

/** What a consent manager holds back, in UTF-16 code units. */
const MAX_HELD = 60_000;
const HOLDERS = new Set<unknown>([
  'embed-privacy-content',
  'borlabs-hide',
  'BorlabsCookie',
  'brlbs-cmpnt-container',
]);

/** Whether a script may hold an embed that waits for the reader's consent: what is around it says so. */
export function mayBeConsentScript({ tagName, children }: Element, holder: Parents): boolean {
  if (tagName !== 'script' || children.length === 0 || holder.type !== 'element') return false;
  const { className } = holder.properties;
  return (
    'dataBorlabsCookieType' in holder.properties ||
    (Array.isArray(className) && className.some((name) => HOLDERS.has(name)))
  );
}

/**
 * Reads the script in which Embed Privacy (JSON of escaped HTML) and Borlabs Cookie (Base64 of HTML) keep an embed. The
 * post is the one that the last of its addresses names, as in the embed itself.
 */
export function readConsentScript({ children }: Element): FoundEmbed | undefined {
  const held = children[0]?.type === 'text' ? children[0].value.trim() : '';
  if (held.length > MAX_HELD) return undefined;
  const html = /^[A-Za-z0-9+/\s]{40,}={0,2}$/.test(held) ? fromBase64(held) : held.replace(/\\{1,3}\//g, '/');
  const addresses = html.match(/https?:\/\/[^\s"'\\<>]{1,2048}/g) ?? [];
  for (const address of addresses.slice(-50).reverse()) {
    const found = findAddress(
      address.replace(/&(?:quot|#0?39|lt|gt);.{0,2048}$/, '').replaceAll('&amp;', '&'),
    );
    if (found && found.platform !== 'mastodon') return foundLink(found, { form: 'data', confidence: 0.9 });
  }
  return undefined;
}

function fromBase64(held: string): string {
  try {
    return atob(held);
  } catch {
    return '';
  }
}
