import type { Element, ElementContent, Nodes } from 'hast';

/** A stretch of the text that was an `<a>`, in UTF-16 code units; empty where the link had no words. */
export interface MarkupLink {
  start: number;
  end: number;
  href: string;
  /** The text between. */
  words: string;
}

export interface MarkupText {
  /** Plain text: `<br>` is a line feed, a paragraph is set off by a blank line. */
  text: string;
  links: MarkupLink[];
  /** More text than any post has: only the beginning was read. */
  tooLong: boolean;
}

/** In UTF-16 code units. X's longest posts have 25,000 characters; embed markup carries the first 280. */
const MAX_TEXT = 30_000;
/** Deeper than any embed; below it nothing is read. */
const MAX_DEPTH = 60;

const SKIPPED = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'svg',
  'button',
  'video',
  'audio',
]);
const PARAGRAPHS = new Set(['p', 'blockquote', 'ul', 'ol', 'pre', 'figure', 'section', 'header', 'footer']);
const LINES = new Set([
  'div',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'article',
  'figcaption',
  'cite',
  'center',
]);
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[\d#*]\ufe0f?\u20e3)/u;

/**
 * The text of markup as a reader sees it, with its links. Line breaks of the source count as spaces, unless
 * `keepLineFeeds`: Bluesky's embeds hold the post's own line feeds. Spaces are kept as they are.
 */
export function readMarkupText(element: Element, keepLineFeeds = false): MarkupText {
  const writer = new TextWriter();
  const visit = (node: Nodes, depth: number): void => {
    if (node.type === 'text') writer.write(keepLineFeeds ? node.value : joinLines(node.value));
    if (node.type !== 'element' || SKIPPED.has(node.tagName) || depth > MAX_DEPTH) return;
    if (node.tagName === 'br') writer.lineFeed();
    if (node.tagName === 'img') writer.write(emojiOf(node));
    const gap = PARAGRAPHS.has(node.tagName) ? 2 : LINES.has(node.tagName) ? 1 : 0;
    const href = node.tagName === 'a' ? node.properties.href : undefined;
    writer.gap(gap);
    const close = typeof href === 'string' ? writer.openLink(href) : undefined;
    for (const child of node.children) visit(child, depth + 1);
    close?.();
    writer.gap(gap);
  };
  for (const child of element.children) visit(child, 0);
  return writer.finish();
}

/** Whether anything in the nodes would be seen. */
export function isBlank(nodes: readonly ElementContent[]): boolean {
  return nodes.every((node) => {
    if (node.type === 'comment') return true;
    if (node.type === 'text') return node.value.trim() === '';
    return node.tagName === 'script' || (['br', 'p', 'div'].includes(node.tagName) && isBlank(node.children));
  });
}

// A line break in the source, with its indentation, is one space to a reader.
function joinLines(value: string): string {
  return value.replace(/[\t\n\f\r]+/g, '\n').replace(/(?<! ) *\n[\n ]*/g, ' ');
}

/** WordPress and others put pictures in place of emoji; their alternative text is the emoji. */
function emojiOf(image: Element): string {
  const { alt } = image.properties;
  return typeof alt === 'string' && alt.length <= 20 && EMOJI.test(alt) ? alt : '';
}

class TextWriter {
  private text = '';
  private links: MarkupLink[] = [];
  private open: MarkupLink[] = [];
  private feeds = 0;

  write(words: string): void {
    let rest = words;
    if (this.text === '' || this.feeds > 0 || this.text.endsWith('\n'))
      rest = rest.replace(/^[ \t\n\f\r]+/, '');
    else if (/[ \n]$/.test(this.text)) rest = rest.replace(/^ +/, '');
    if (rest === '' || this.text.length > MAX_TEXT) return;
    if (this.feeds > 0 && this.text !== '') this.text = `${trimEnd(this.text)}${'\n'.repeat(this.feeds)}`;
    this.feeds = 0;
    for (const link of this.open) if (link.start < 0) link.start = this.text.length;
    this.text += rest;
  }

  lineFeed(): void {
    if (this.text !== '') this.feeds += this.feeds > 3 ? 0 : 1;
  }

  gap(feeds: number): void {
    if (this.text !== '') this.feeds = Math.max(this.feeds, feeds);
  }

  openLink(href: string): () => void {
    const link = { start: -1, end: -1, href, words: '' };
    this.open.push(link);
    return () => {
      this.open.pop();
      if (link.start < 0) link.start = this.text.length;
      link.end = this.text.length;
      this.links.push(link);
    };
  }

  finish(): MarkupText {
    const text = trimEnd(this.text);
    const links = this.links
      .map(({ href, ...link }) => {
        const start = Math.min(link.start, text.length);
        const end = Math.min(link.end, text.length);
        return { start, end, href, words: text.slice(start, end) };
      })
      .sort((a, b) => a.start - b.start || a.end - b.end);
    return { text, links, tooLong: this.text.length > MAX_TEXT };
  }
}

// A pattern anchored at the end alone would be quadratic in long runs of spaces.
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\n'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
