import { element } from '../../feeds/xml-writer.ts';
import { MAX_ITEM_BYTES, withinLimits } from './item-limits.ts';
import type { PartnerItem } from './partner-item.ts';
import type { ProfileWriter } from './profile-writer.ts';
import { mediaContent, rssChannel, rssItem } from './rss-channel.ts';

/** "No less than 400px in the smallest dimension". */
const SMALLEST_SIDE = 400;
const LIMITS = { items: 30, bytes: MAX_ITEM_BYTES };

/**
 * Flipboard's RSS (about.flipboard.com/rss-spec): whole bodies, thirty items, the picture as an enclosure. One that is
 * known to be too small is left out; the article stays. Flipboard has no word for a take-down: the item is gone.
 */
export const FLIPBOARD_PROFILE: ProfileWriter = {
  format: 'rss',
  maxItems: LIMITS.items,
  tellsWithdrawals: false,
  item(item) {
    const image = item.image && isLarge(item.image) ? item.image : undefined;
    const fragment = rssItem(item, item.title, item.contentHtml, [
      // RSS asks for a length; zero stands for one that is not known.
      image?.type
        ? element('enclosure', { url: image.url, length: image.bytes ?? 0, type: image.type })
        : undefined,
      image && mediaContent(image),
    ]);
    return { fragment, leftOut: item.image && !image ? ['picture-too-small'] : [] };
  },
  join(head, given) {
    const { entries, leftOut } = withinLimits(head, given, LIMITS);
    const fragments = entries.map(({ fragment }) => fragment);
    return { document: rssChannel(head, {}, fragments), leftOut };
  },
};

function isLarge({ width, height }: NonNullable<PartnerItem['image']>): boolean {
  return (width ?? SMALLEST_SIDE) >= SMALLEST_SIDE && (height ?? SMALLEST_SIDE) >= SMALLEST_SIDE;
}
