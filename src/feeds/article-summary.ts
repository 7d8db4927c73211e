import type { Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Article } from '../domain/article.ts';
import { cleanLine, cutText } from './feed-text.ts';

/** UTF-16 code units of a summary made from the body. */
const SUMMARY_LENGTH = 280;

/** How much of a piece of HTML, and how many pieces, are looked at: an opening picture may stand in one alone. */
const PIECE_LENGTH = 4000;
const PIECES = 10;

/**
 * The plain text that stands for an article in a list: its dek, or else the beginning of its first paragraph,
 * or of whatever else it says. `undefined` where it has no words. Quoted posts are not looked at.
 */
export function articleSummary(article: Pick<Article, 'dek' | 'body'>): string | undefined {
  const dek = cleanLine(article.dek ?? '');
  if (dek) return dek;
  const blocks = article.body.flatMap((block) => (block.type === 'html' ? [block.html] : []));
  const found = firstText(paragraphs(blocks)) ?? firstText(blocks);
  return found && cutText(found, SUMMARY_LENGTH);
}

function firstText(pieces: Iterable<string>): string | undefined {
  let seen = 0;
  for (const html of pieces) {
    const piece = beginning(html);
    const text = cleanLine(plainWords(piece) ?? textOf(fromHtml(piece, { fragment: true })));
    if (text) return text;
    seen += 1;
    if (seen === PIECES) break;
  }
  return undefined;
}

/**
 * The source of each `p`. Bodies are serialised HTML with every end tag written, so that a paragraph can be cut
 * out without parsing the whole article.
 */
function* paragraphs(blocks: string[]): Generator<string> {
  for (const html of blocks) {
    const opening = /<p[\s>]/g;
    for (let match = opening.exec(html); match; match = opening.exec(html)) {
      const end = html.indexOf('</p>', match.index);
      opening.lastIndex = end < 0 ? html.length : end;
      yield html.slice(match.index, opening.lastIndex);
    }
  }
}

/** The first characters of a piece, without half a tag at the end. */
function beginning(html: string): string {
  if (html.length <= PIECE_LENGTH) return html;
  const piece = html.slice(0, PIECE_LENGTH);
  const tag = piece.lastIndexOf('<');
  return tag > piece.lastIndexOf('>') ? piece.slice(0, tag) : piece;
}

/** The end of a bare inline tag or a paragraph's, and words without a reference. */
const PLAIN_TAG = /^\/?(?:p|b|cite|code|em|i|mark|q|s|small|strong|sub|sup|u)>[^>&\u0000]*$/;

/** What `textOf` would find, where there are only words and bare tags and no parser is needed; else `undefined`. */
function plainWords(html: string): string | undefined {
  const [before = '', ...tags] = html.split('<');
  if (/[>&\u0000]/.test(before) || !tags.every((tag) => PLAIN_TAG.test(tag))) return undefined;
  return before + tags.map((tag) => tag.slice(tag.indexOf('>') + 1)).join('');
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'element' && node.tagName === 'br') return ' ';
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
