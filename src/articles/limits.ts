/** What one article may hold. Lengths count UTF-16 code units, `bodyBytes` counts bytes of UTF-8. */
export const LIMITS = {
  title: 500,
  dek: 2000,
  /** A section, an author's name, a tag. */
  name: 200,
  url: 2048,
  alt: 2000,
  credit: 500,
  rights: 500,
  /** Authors; tags. */
  items: 50,
  related: 200,
  bodyBytes: 2 * 1024 * 1024,
  blocks: 5000,
  /** Lines of a text or of Markdown that are not blank. */
  lines: 10_000,
  /** Levels of nested HTML elements, `html` and `body` included. */
  depth: 200,
  /** Elements, texts and comments of one HTML source. */
  nodes: 100_000,
} as const;
