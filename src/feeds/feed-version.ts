/**
 * The version of the documents' form: part of every feed's ETag, and of the name under which a rendered item is kept.
 * Raised whenever the same articles would give other bytes, those of the quote cards in them included.
 */
export const FEED_VERSION = 4;

/**
 * The version of the page that a feed is in a browser: part of that page's ETag and of the name under which it is kept.
 * Raised whenever the same articles would give another page.
 */
export const FEED_PAGE_VERSION = 2;
