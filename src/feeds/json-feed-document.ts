import type { FeedDocument } from './feed-document.ts';
import type { FeedItem } from './feed-item.ts';
import { soundFeed } from './sound-feed.ts';

/** Renders a JSON Feed 1.1 document (jsonfeed.org). Throws as `soundFeed` does. */
export function renderJsonFeed(feed: FeedDocument): string {
  const { title, description, language, homeUrl, self, hubUrl, items } = soundFeed(feed);
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: homeUrl,
    feed_url: self.json,
    ...(description && { description }),
    ...(language && { language }),
    ...(hubUrl && { hubs: [{ type: 'WebSub', url: hubUrl }] }),
    items: items.map(jsonItem),
  };
  return `${JSON.stringify(document, undefined, 1)}\n`;
}

function jsonItem(item: FeedItem): Record<string, unknown> {
  const { image, summary, authors, categories, language } = item;
  return {
    id: item.id,
    url: item.url,
    title: item.title,
    ...(summary && { summary }),
    content_html: item.contentHtml,
    ...(image && { image: image.url }),
    date_published: item.publishedAt,
    date_modified: item.updatedAt,
    ...(authors.length > 0 && { authors }),
    ...(categories.length > 0 && { tags: categories }),
    ...(language && { language }),
    ...(image?.bytes &&
      image.type && {
        attachments: [{ url: image.url, mime_type: image.type, size_in_bytes: image.bytes }],
      }),
  };
}
