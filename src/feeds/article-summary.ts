import type { Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Article } from '../domain/article.ts';
import { cleanLine, cutText } from './feed-text.ts';

/** UTF-16 code units of a summary made from the body. */
const SUMMARY_LENGTH = 280;

/** How much of a paragraph, and how many paragraphs, are looked at: an opening picture may stand in one alone. */
const PARAGRAPH_LENGTH = 4000;
const PARAGRAPHS = 10;

/**
 * The plain text that stands for an article in a list: its dek, or else the beginning of its first paragraph.
 * `undefined` where it has neither. Quoted posts are not looked at.
 */
export function articleSummary(article: Pick<Article, 'dek' | 'body'>): string | undefined {
  const dek = cleanLine(article.dek ?? '');
  if (dek) return dek;
  let seen = 0;
  for (const block of article.body) {
    if (block.type !== 'html') continue;
    for (const html of paragraphs(block.html)) {
      const text = cleanLine(textOf(fromHtml(html, { fragment: true })));
      if (text) return cutText(text, SUMMARY_LENGTH);
      seen += 1;
      if (seen === PARAGRAPHS) return undefined;
    }
  }
  return undefined;
}

/**
 * The source of each `p`, or the block itself where it holds none. Bodies are serialised HTML with every end
 * tag written, so that one paragraph can be cut out without parsing a whole article.
 */
function* paragraphs(html: string): Generator<string> {
  const opening = /<p[\s>]/g;
  let match = opening.exec(html);
  if (!match) yield html.slice(0, PARAGRAPH_LENGTH);
  while (match) {
    const end = html.indexOf('</p>', match.index);
    const stop = end < 0 ? html.length : end;
    yield html.slice(match.index, Math.min(stop, match.index + PARAGRAPH_LENGTH));
    opening.lastIndex = stop;
    match = opening.exec(html);
  }
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'element' && node.tagName === 'br') return ' ';
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
