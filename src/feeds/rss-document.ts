import type { FeedDocument } from './feed-document.ts';
import type { FeedItem } from './feed-item.ts';
import { escapeMarkup } from './feed-text.ts';
import { type FeedWriter, renderWhole } from './feed-writer.ts';
import { rssFrame } from './rss-frame.ts';
import { cdataText, rssHead } from './rss-head.ts';

/** Declared where it is used, so that an item fits into any document. */
const CC = 'xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule"';

const TAIL = '\t</channel>\n</rss>';

/**
 * RSS 2.0 (rssboard.org), with content, Dublin Core, Atom, Media RSS and feed history (RFC 5005) elements. What `rss`
 * writes around the values of an item is asked of it once; a test holds every document to what it writes in one go.
 */
export const RSS_WRITER: FeedWriter = {
  head: rssHead,
  item: rssItem,
  separator: '',
  tail: TAIL,
};

/** Renders an RSS 2.0 document. Throws as `soundFeed` does. */
export function renderRss(feed: FeedDocument): string {
  return renderWhole(RSS_WRITER, feed);
}

function rssItem(item: FeedItem): string {
  const frame = rssFrame();
  const { image, language, contentHtml, summary } = item;
  let lines = frame.title(cdataText(item.title));
  // The one plain text that readers take for HTML: without this, `a < b` would lose its end.
  if (summary) lines += frame.description(escapeMarkup(summary));
  lines += frame.link(escapeXml(item.url)) + frame.guid(escapeXml(item.id));
  for (const category of item.categories) lines += frame.category(cdataText(category));
  lines += frame.pubDate(new Date(item.publishedAt).toUTCString());
  if (image?.bytes && image.type) {
    lines += frame.enclosure(escapeXml(image.url), String(image.bytes), escapeXml(image.type));
  }
  for (const { name } of item.authors) lines += frame.creator(escapeXml(name));
  if (language) lines += frame.language(language);
  lines += frame.updated(item.updatedAt);
  lines += rightsOf(item);
  if (image) lines += mediaContent(image);
  if (contentHtml !== undefined) lines += frame.content(cdataText(contentHtml));
  return `\t\t<item>\n${lines}\t\t</item>\n`;
}

/** `source` must have an address, for which the original's feed is meant; Dublin Core's takes the name alone. */
function rightsOf({ rights, licence, source }: FeedItem): string {
  let lines = '';
  if (rights) lines += `\t\t\t<dc:rights>${escapeXml(rights)}</dc:rights>\n`;
  if (licence)
    lines += `\t\t\t<creativeCommons:license ${CC}>${escapeXml(licence)}</creativeCommons:license>\n`;
  const origin = source?.feed ?? source?.url;
  if (source && origin) {
    lines += `\t\t\t<source url="${escapeXml(origin)}">${escapeXml(source.name)}</source>\n`;
  } else if (source) lines += `\t\t\t<dc:source>${escapeXml(source.name)}</dc:source>\n`;
  return lines;
}

function mediaContent(image: NonNullable<FeedItem['image']>): string {
  const { url, type, bytes, width, height, alt, credit } = image;
  const attribute = (name: string, value: string | number | undefined) =>
    value ? ` ${name}="${escapeXml(String(value))}"` : '';
  return [
    `\t\t\t<media:content${attribute('url', url)} medium="image"${attribute('type', type)}`,
    `${attribute('fileSize', bytes)}${attribute('width', width)}${attribute('height', height)}>\n`,
    alt ? `\t\t\t\t<media:description type="plain">${escapeXml(alt)}</media:description>\n` : '',
    credit ? `\t\t\t\t<media:credit>${escapeXml(credit)}</media:credit>\n` : '',
    '\t\t\t</media:content>\n',
  ].join('');
}

/** As `rss` escapes what is not in CDATA. */
function escapeXml(text: string): string {
  return escapeMarkup(text).replaceAll("'", '&apos;');
}
