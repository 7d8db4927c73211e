import type { Element } from 'hast';
import { h } from 'hastscript';
import { feedAddress } from '../domain/addresses.ts';
import { FEED_FORMATS, type FeedFormat } from '../domain/feed.ts';

const TYPES: Record<FeedFormat, string> = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
};

/** Feed discovery (RSS Autodiscovery; JSON Feed 1.1 "Discovery"): one link for each format of a topic's feed. */
export function feedLinks(publicUrl: string, topic: string, title: string): Element[] {
  return FEED_FORMATS.map((format) =>
    h('link', {
      rel: 'alternate',
      type: TYPES[format],
      title: `${title} (${format === 'json' ? 'JSON Feed' : format.toUpperCase()})`,
      href: feedAddress(publicUrl, topic, format),
    }),
  );
}
