import type { Instant } from '../../domain/instant.ts';
import { escapeMarkup } from '../../feeds/feed-text.ts';
import { BARE_MEDIA_TYPES } from '../../feeds/media-type.ts';
import { soundHead } from '../../feeds/sound-feed.ts';
import { element, markupOf, type Xml, xmlDocument } from '../../feeds/xml-writer.ts';
import type { PartnerItem } from './partner-item.ts';
import type { PartnerHead, PartnerStub } from './profile-writer.ts';

/** What every partner's RSS declares: an item may use these and no other prefix but its profile's own. */
const NAMESPACES = {
  version: '2.0',
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
  'xmlns:creativeCommons': 'http://backend.userland.com/creativeCommonsRssModule',
};
const TAIL = '</channel>\n</rss>\n';

/** What a stub says in place of title and words. */
const WITHDRAWN = 'This article has been withdrawn';

/**
 * An RSS 2.0 document around finished items. `more` stands at the end of the channel's own elements. Throws `RangeError`
 * where the head's `updatedAt` is no instant.
 */
export function rssChannel(
  head: PartnerHead,
  namespaces: Record<string, string>,
  fragments: readonly string[],
  more: (Xml | undefined)[] = [],
): string {
  const { title, description, homeUrl, language, copyright, updatedAt, self, hubUrl } = soundHead(head);
  const channel = element('channel', {}, [
    element('title', {}, title),
    element('link', {}, homeUrl),
    element('description', {}, description || title),
    language ? element('language', {}, language) : undefined,
    copyright ? element('copyright', {}, copyright) : undefined,
    element('lastBuildDate', {}, rssDate(updatedAt)),
    element('generator', {}, 'Tearsheet'),
    element('atom:link', { rel: 'self', type: BARE_MEDIA_TYPES.rss, href: self.rss }),
    hubUrl ? element('atom:link', { rel: 'hub', href: hubUrl }) : undefined,
    ...more,
  ]);
  const whole = xmlDocument(element('rss', { ...NAMESPACES, ...namespaces }, [channel]));
  return whole.slice(0, -TAIL.length) + fragments.join('') + TAIL;
}

/** An item with what all of these profiles say alike; `more` stands before its content. */
export function rssItem(
  item: PartnerItem,
  title: string,
  content: string,
  more: (Xml | undefined)[],
): string {
  const { id, url, publishedAt, summary, authors, categories, language, rights, licence, source } = item;
  const origin = source?.feed ?? source?.url;
  return fragment([
    element('guid', { isPermaLink: 'false' }, id),
    element('title', {}, title),
    element('link', {}, url),
    element('pubDate', {}, rssDate(publishedAt)),
    // Readers of RSS take it for HTML.
    summary ? element('description', {}, escapeMarkup(summary)) : undefined,
    ...authors.map(({ name }) => element('dc:creator', {}, name)),
    ...categories.map((category) => element('category', {}, category)),
    language ? element('dc:language', {}, language) : undefined,
    rights ? element('dc:rights', {}, rights) : undefined,
    licence ? element('creativeCommons:license', {}, licence) : undefined,
    source && origin ? element('source', { url: origin }, source.name) : undefined,
    source && !origin ? element('dc:source', {}, source.name) : undefined,
    ...more,
    element('content:encoded', {}, content),
  ]);
}

/** What stands for an article that was taken down: its id, two dates and a sentence; the link is the publisher's front page. */
export function rssStub(stub: PartnerStub, head: PartnerHead, more: (Xml | undefined)[]): string {
  return fragment([
    element('guid', { isPermaLink: 'false' }, stub.id),
    element('title', {}, WITHDRAWN),
    element('link', {}, head.homeUrl),
    element('pubDate', {}, rssDate(stub.publishedAt)),
    element('description', {}, WITHDRAWN),
    ...more,
    element('content:encoded', {}, `<p>${WITHDRAWN}.</p>`),
  ]);
}

/** RFC 822. */
export function rssDate(instant: Instant): string {
  return new Date(instant).toUTCString();
}

/** The picture of an article, with its description and credit (Media RSS); `more` stands inside. */
export function mediaContent(image: NonNullable<PartnerItem['image']>, more: (Xml | undefined)[] = []): Xml {
  const { url, type, bytes, width, height, alt, credit } = image;
  return element('media:content', { url, medium: 'image', type, fileSize: bytes, width, height }, [
    alt ? element('media:description', { type: 'plain' }, alt) : undefined,
    credit ? element('media:credit', {}, credit) : undefined,
    ...more,
  ]);
}

function fragment(children: (Xml | undefined)[]): string {
  return `${markupOf(element('item', {}, children))}\n`;
}
