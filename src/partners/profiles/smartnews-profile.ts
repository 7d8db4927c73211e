import { cleanUrl, cutText } from '../../feeds/feed-text.ts';
import { element } from '../../feeds/xml-writer.ts';
import { MAX_ITEM_BYTES, withinLimits } from './item-limits.ts';
import type { ProfileWriter } from './profile-writer.ts';
import { mediaContent, rssChannel, rssDate, rssItem, rssStub } from './rss-channel.ts';

const NAMESPACES = { 'xmlns:snf': 'http://www.smartnews.be/snf' };

/** Of the channel, in characters. */
const LONGEST_DESCRIPTION = 30;
/** Minutes between two looks. */
const TTL = '15';
const LIMITS = { items: 100, bytes: MAX_ITEM_BYTES };
const MAX_STUBS = 100;

/**
 * SmartFormat 2.1 (publishers.smartnews.com): RSS within 1 MB; what was taken down stays as `media:status` deleted. The
 * W3C validator knows neither that (Media RSS 1.5) nor the bare `url` that SmartFormat asks for in the logo.
 */
export const SMARTNEWS_PROFILE: ProfileWriter = {
  format: 'rss',
  maxItems: LIMITS.items,
  tellsWithdrawals: true,
  item(item) {
    const { image, title, contentHtml } = item;
    const fragment = rssItem(item, title, contentHtml, [
      image && element('media:thumbnail', { url: image.url, width: image.width, height: image.height }),
      image?.credit || image?.alt ? mediaContent(image) : undefined,
    ]);
    return { fragment, leftOut: [] };
  },
  join(head, given, stubs = []) {
    const { entries, leftOut } = withinLimits(head, given, LIMITS);
    const gone = stubs
      .slice(0, MAX_STUBS)
      .map((stub) => rssStub(stub, head, [element('media:status', { state: 'deleted' })]));
    const description = cutText(head.description || head.title, LONGEST_DESCRIPTION);
    const logo = cleanUrl(head.logoUrl);
    const document = rssChannel(
      { ...head, description },
      NAMESPACES,
      [...gone, ...entries.map(({ fragment }) => fragment)],
      [
        element('pubDate', {}, rssDate(head.updatedAt)),
        element('ttl', {}, TTL),
        logo ? element('snf:logo', {}, [element('url', {}, logo)]) : undefined,
      ],
    );
    return { document, leftOut };
  },
};
