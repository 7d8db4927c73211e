import { element, xmlDocument } from './xml-writer.ts';

/** A feed in a list of feeds. */
export interface OpmlFeed {
  title: string;
  feedUrl: string;
  homeUrl: string;
  /** BCP 47; empty where it is not known. */
  language: string;
}

/** A list of feeds that readers import (OPML 2.0, opml.org/spec2.opml). */
export function renderOpml(title: string, feeds: readonly OpmlFeed[]): string {
  return xmlDocument(
    element('opml', { version: '2.0' }, [
      element('head', {}, [element('title', {}, title)]),
      element(
        'body',
        {},
        feeds.map((feed) =>
          element('outline', {
            type: 'rss',
            // Readers take one or the other for the name.
            text: feed.title,
            title: feed.title,
            xmlUrl: feed.feedUrl,
            htmlUrl: feed.homeUrl,
            language: feed.language || undefined,
          }),
        ),
      ),
    ]),
  );
}
