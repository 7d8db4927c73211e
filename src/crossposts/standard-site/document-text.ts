import { findElement, innerText, isBlockTag } from '../../articles/html/html-nodes.ts';
import { parseHtml } from '../../articles/html/html-tree.ts';
import type { Article } from '../../domain/article.ts';

type Tree = Parameters<typeof innerText>[0];

/** In UTF-8: what a reader needs to find and to measure an article, and little enough to be asked for at once. */
const MAX_BYTES = 100_000;

/**
 * The words of an article without markup, a paragraph, heading or list item to each piece, parted by blank lines; whole
 * paragraphs are left out at the end where there are more than 100,000 bytes. Quoted posts are not the publisher's to
 * hand on, and are left out.
 */
export function documentText({ body }: Pick<Article, 'body'>): string {
  const encoder = new TextEncoder();
  const kept: string[] = [];
  let bytes = 0;
  for (const block of body) {
    if (block.type !== 'html') continue;
    for (const piece of piecesOf(parseHtml(block.html))) {
      const text = piece.toWellFormed();
      bytes += encoder.encode(text).byteLength + 2;
      if (bytes > MAX_BYTES) return kept.join('\n\n');
      kept.push(text);
    }
  }
  return kept.join('\n\n');
}

function piecesOf(root: ReturnType<typeof parseHtml>): string[] {
  const body = findElement(root, ({ tagName }) => tagName === 'body');
  return body ? textPieces(body) : [];
}

/** Pieces that stand by themselves: each block that holds no other, and what stands between blocks. */
function textPieces(node: Tree): string[] {
  const children = 'children' in node ? node.children : [];
  const isBlock = (child: Tree) => child.type === 'element' && isBlockTag(child.tagName);
  if (!children.some(isBlock)) return [innerText(node)].filter(Boolean);
  const pieces: string[] = [];
  let between: typeof children = [];
  const close = () => {
    pieces.push(...[innerText({ type: 'root', children: between } as Tree)].filter(Boolean));
    between = [];
  };
  for (const child of children) {
    if (isBlock(child)) {
      close();
      pieces.push(...textPieces(child));
    } else between.push(child as never);
  }
  close();
  return pieces;
}
