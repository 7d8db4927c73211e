import type { FeedDocument } from './feed-document.ts';
import type { FeedItem } from './feed-item.ts';
import { type FeedWriter, renderWhole } from './feed-writer.ts';

/** JSON Feed 1.1 (jsonfeed.org), one item a line. What was withdrawn stands in the extension `_tearsheet`. */
export const JSON_FEED_WRITER: FeedWriter = {
  head(feed) {
    const { title, description, language, homeUrl, self, hubUrl, previous, next, deleted } = feed;
    const older = next ?? previous;
    const head = {
      version: 'https://jsonfeed.org/version/1.1',
      title,
      home_page_url: homeUrl,
      feed_url: self.json,
      ...(description && { description }),
      ...(language && { language }),
      ...(older && { next_url: older.json }),
      ...(hubUrl && { hubs: [{ type: 'WebSub', url: hubUrl }] }),
      ...(deleted && { _tearsheet: { deleted: deleted.map(({ id, at }) => ({ id, date_deleted: at })) } }),
    };
    return `${JSON.stringify(head, undefined, 1).slice(0, -'\n}'.length)},\n "items": [\n`;
  },
  item: (item) => JSON.stringify(jsonItem(item)),
  separator: ',\n',
  tail: '\n ]\n}\n',
};

/** Renders a JSON Feed 1.1 document. Throws as `soundFeed` does. */
export function renderJsonFeed(feed: FeedDocument): string {
  return renderWhole(JSON_FEED_WRITER, feed);
}

function jsonItem(item: FeedItem): Record<string, unknown> {
  const { image, summary, contentHtml, authors, categories, language } = item;
  return {
    id: item.id,
    url: item.url,
    title: item.title,
    ...(summary && { summary }),
    // One of the two is required.
    ...(contentHtml === undefined ? { content_text: summary } : { content_html: contentHtml }),
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
