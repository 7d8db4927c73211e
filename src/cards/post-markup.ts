import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Post } from '../domain/post.ts';
import { type Piece, postPieces } from './post-pieces.ts';
import { shownText } from './shown-text.ts';

/** For every link out of a card: no endorsement, no handle on our window, no word of where the reader came from. */
export const LINK_REL = 'nofollow noopener noreferrer';

/** For every picture in a card: it comes when it is needed, and keeps nothing waiting. */
export const LAZY = { loading: 'lazy', decoding: 'async' } as const;

/**
 * The words of a post as paragraphs: a blank line parts them, a line feed is `<br>`, links stand at their ranges.
 * Where the words may run from right to left, a link has a direction of its own: else its `@` lands behind the handle.
 */
export function postParagraphs(post: Pick<Post, 'text' | 'links' | 'direction'>): Element[] {
  const isolation = post.direction === 'ltr' ? {} : { dir: 'auto' };
  const markup = ({ text, url }: Piece): ElementContent => {
    const value = shownText(text);
    return url ? h('a', { href: url, rel: LINK_REL, ...isolation }, value) : { type: 'text', value };
  };
  return postPieces(post).map((lines) =>
    h(
      'p',
      lines.flatMap((line, at) => [...(at > 0 ? [h('br')] : []), ...line.map(markup)]),
    ),
  );
}

/** HTML as text, with named character references: readers of feeds know them best. */
export function toMarkup(nodes: ElementContent | ElementContent[]): string {
  const children = Array.isArray(nodes) ? nodes : [nodes];
  return toHtml({ type: 'root', children }, { characterReferences: { useNamedReferences: true } });
}
