import { MAX_NEWS, NEWS_AGE_MS, renderNewsSitemap } from '../../feeds/news-sitemap.ts';
import { withinLimits } from './item-limits.ts';
import type { ProfileWriter } from './profile-writer.ts';

const END = '</urlset>';
/** A sitemap may have 50 MB uncompressed (sitemaps.org). */
const LIMITS = { items: MAX_NEWS, bytes: 49_000_000, ageMs: NEWS_AGE_MS };

/**
 * A news sitemap ("Create a News sitemap", developers.google.com): addresses, titles and dates of two days. No words, no
 * picture; what was taken down is not in it.
 */
export const GOOGLE_NEWS_PROFILE: ProfileWriter = {
  format: 'xml',
  maxItems: MAX_NEWS,
  tellsWithdrawals: false,
  item({ url, title, language, publishedAt, publication }) {
    const whole = renderNewsSitemap(publication, [{ url, title, language, publishedAt }]);
    const start = whole.indexOf('<url>');
    return { fragment: start < 0 ? '' : whole.slice(start, whole.lastIndexOf(END)), leftOut: [] };
  },
  join(head, given) {
    const { entries, leftOut } = withinLimits(head, given, LIMITS);
    const empty = renderNewsSitemap(head.publication, []);
    const at = empty.lastIndexOf(END);
    const fragments = entries.map(({ fragment }) => fragment).join('');
    return { document: empty.slice(0, at) + fragments + empty.slice(at), leftOut };
  },
};
