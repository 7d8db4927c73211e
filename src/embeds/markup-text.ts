import type { Element, ElementContent, Nodes } from 'hast';
import { type MarkupText, MarkupTextWriter } from './markup-text-writer.ts';

/** Deeper, and more, than any embed: what lies beyond is not read. */
const MAX_DEPTH = 60;
const MAX_NODES = 5000;

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
  const writer = new MarkupTextWriter();
  let visited = 0;
  const visit = (node: Nodes, depth: number): void => {
    if (++visited > MAX_NODES) {
      writer.omit();
      return;
    }
    if (node.type === 'text') writer.write(keepLineFeeds ? node.value : joinLines(node.value));
    if (node.type !== 'element' || SKIPPED.has(node.tagName)) return;
    if (depth > MAX_DEPTH) {
      writer.omit();
      return;
    }
    if (node.tagName === 'br') writer.lineFeed();
    if (node.tagName === 'img') writer.write(emojiOf(node));
    const gap = PARAGRAPHS.has(node.tagName) ? 2 : LINES.has(node.tagName) ? 1 : 0;
    const href = node.tagName === 'a' ? node.properties.href : undefined;
    writer.gap(gap);
    const close = typeof href === 'string' ? writer.openLink(href) : undefined;
    for (const child of node.children) {
      if (visited > MAX_NODES) break;
      visit(child, depth + 1);
    }
    close?.();
    writer.gap(gap);
  };
  for (const child of element.children) {
    if (visited > MAX_NODES) break;
    visit(child, 0);
  }
  return writer.finish();
}

/** Whether anything in the nodes would be seen. */
export function isBlank(nodes: readonly ElementContent[], depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  return nodes.every((node) => {
    if (node.type === 'comment') return true;
    if (node.type === 'text') return node.value.trim() === '';
    return (
      node.tagName === 'script' ||
      (['br', 'p', 'div'].includes(node.tagName) && isBlank(node.children, depth + 1))
    );
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
