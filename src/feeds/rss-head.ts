import type { FeedHead } from './feed-document.ts';
import { escapeMarkup } from './feed-text.ts';
import { BARE_MEDIA_TYPES } from './media-type.ts';

/** What every document made by `rss` declares, and Media RSS. */
const NAMESPACES = {
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  version: '2.0',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
};
const HISTORY = { 'xmlns:fh': 'http://purl.org/syndication/history/1.0' };

/**
 * Everything of a sound feed before its items, in the form that `rss` gives it. Written here because `rss` puts the time
 * of day into lastBuildDate; a test holds it to what `rss` writes.
 */
export function rssHead(feed: FeedHead): string {
  const {
    title,
    description,
    homeUrl,
    updatedAt,
    self,
    copyright,
    language,
    hubUrl,
    previous,
    next,
    archive,
  } = feed;
  const link = (rel: string, href: string | undefined, type: string = BARE_MEDIA_TYPES.rss) =>
    href === undefined ? '' : `\t\t<atom:link${attributes({ href, rel, type })}/>\n`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?><rss${attributes({ ...NAMESPACES, ...(archive && HISTORY) })}>\n`,
    '\t<channel>\n',
    `\t\t<title><![CDATA[${cdataText(title)}]]></title>\n`,
    `\t\t<description><![CDATA[${cdataText(description || title)}]]></description>\n`,
    `\t\t<link>${escapeMarkup(homeUrl)}</link>\n`,
    '\t\t<generator>Tearsheet</generator>\n',
    `\t\t<lastBuildDate>${new Date(updatedAt).toUTCString()}</lastBuildDate>\n`,
    link('self', self.rss),
    copyright ? `\t\t<copyright><![CDATA[${cdataText(copyright)}]]></copyright>\n` : '',
    language ? `\t\t<language><![CDATA[${cdataText(language)}]]></language>\n` : '',
    hubUrl ? `\t\t<atom:link${attributes({ href: hubUrl, rel: 'hub' })}/>\n` : '',
    link('alternate', homeUrl, 'text/html'),
    link('current', archive?.current.rss),
    link('prev-archive', previous?.rss),
    // One way to walk is enough: the archive, where there is one.
    link('next', previous || archive ? undefined : next?.rss),
    link('next-archive', archive?.next?.rss),
    archive ? '\t\t<fh:archive></fh:archive>\n' : '',
  ].join('');
}

function attributes(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeMarkup(value)}"`)
    .join('');
}

/** Text as it stands in a CDATA section, which ends at the first `]]>`. */
export function cdataText(text: string): string {
  return text.replaceAll(']]>', ']]]]><![CDATA[>');
}
