/**
 * The version of the documents' form: part of what a feed's ETag is made from.
 * Raised whenever the same articles would give other bytes.
 */
export const FEED_VERSION = 1;
