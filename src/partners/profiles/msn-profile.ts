import { fromHtml } from 'hast-util-from-html';
import { cutText } from '../../feeds/feed-text.ts';
import { element } from '../../feeds/xml-writer.ts';
import { MAX_ITEM_BYTES, withinLimits } from './item-limits.ts';
import { MSN_RULES } from './markup-rules.ts';
import type { PartnerItem } from './partner-item.ts';
import type { ProfileWriter } from './profile-writer.ts';
import { mediaContent, rssChannel, rssItem, rssStub } from './rss-channel.ts';
import { ruledMarkup } from './ruled-markup.ts';

const NAMESPACES = {
  'xmlns:dcterms': 'http://purl.org/dc/terms/',
  'xmlns:mi': 'http://schemas.ingestion.microsoft.com/common/',
};

/** "MSN feed item metadata requirements" (support.microsoft.com), in characters. */
const SHORTEST_TITLE = 20;
const LONGEST_TITLE = 150;

const DAY_MS = 24 * 60 * 60 * 1000;
/** "Feed management FAQ": about twenty items are looked at. However many stubs there are, articles have ten places. */
const MAX_ITEMS = 20;
const LEAST_ARTICLES = 10;
const MAX_STUBS = 100;

/** A Chinese or Japanese headline of ten characters says as much as twenty letters do. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/**
 * MSN's RSS ("MSN content expiration and takedown rules" and the pages it links). A title under 20 characters is not
 * padded: the article is left out. One over 150 stands whole, with its beginning as short title. `dcterms:modified` is
 * when the article last changed; a stub has the time it was taken down, and is expired since then.
 */
export const MSN_PROFILE: ProfileWriter = {
  format: 'rss',
  maxItems: MAX_ITEMS,
  tellsWithdrawals: true,
  item(item) {
    if (titleLength(item.title) < SHORTEST_TITLE) return { fragment: '', leftOut: ['title-too-short'] };
    const { title, updatedAt, image } = item;
    const fragment = rssItem(item, title, msnContent(item), [
      title.length > LONGEST_TITLE ? element('mi:shortTitle', {}, cutText(title, LONGEST_TITLE)) : undefined,
      element('dcterms:modified', {}, updatedAt),
      image &&
        mediaContent(image, [item.picturesCleared ? element('mi:hasSyndicationRights', {}, '1') : undefined]),
    ]);
    return { fragment, leftOut: [] };
  },
  join(head, given, stubs = []) {
    const gone = stubs
      .slice(0, MAX_STUBS)
      .map((stub) =>
        rssStub(stub, head, [
          element('dcterms:modified', {}, stub.at),
          element('dcterms:valid', {}, stub.at),
          element('mi:expirationDate', {}, stub.at),
        ]),
      );
    const items = Math.max(LEAST_ARTICLES, MAX_ITEMS - gone.length);
    const limits = { items, bytes: MAX_ITEM_BYTES, ageMs: 365 * DAY_MS };
    const { entries, leftOut } = withinLimits(head, given, limits);
    const fragments = [...gone, ...entries.map(({ fragment }) => fragment)];
    return { document: rssChannel(head, NAMESPACES, fragments), leftOut };
  },
};

function titleLength(title: string): number {
  return [...title].length + (title.match(WIDE)?.length ?? 0);
}

function msnContent({ contentHtml }: PartnerItem): string {
  const same = (url: string) => url;
  return ruledMarkup(fromHtml(contentHtml, { fragment: true }), MSN_RULES, { picture: same, link: same });
}
