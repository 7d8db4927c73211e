import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Post, TextLink } from '../domain/post.ts';
import { shownText, webLink } from './shown-text.ts';

type IsolatedLink = TextLink & { isolation: { dir?: string } };

/** For every link out of a card: no endorsement, no handle on our window, no word of where the reader came from. */
export const LINK_REL = 'nofollow noopener noreferrer';

/** For every picture in a card: it comes when it is needed, and keeps nothing waiting. */
export const LAZY = { loading: 'lazy', decoding: 'async' } as const;

/**
 * The words of a post as paragraphs: a blank line parts them, a line feed is `<br>`, links stand at their ranges.
 * Where the words may run from right to left, a link has a direction of its own: else its `@` lands behind the handle.
 */
export function postParagraphs({
  text,
  links,
  direction,
}: Pick<Post, 'text' | 'links' | 'direction'>): Element[] {
  const isolation = direction === 'ltr' ? {} : { dir: 'auto' };
  const usable = usableLinks(text, links).map((link) => ({ ...link, isolation }));
  let start = 0;
  return text.split('\n\n').map((paragraph) => {
    const content = lines(text, start, start + paragraph.length, usable);
    start += paragraph.length + 2;
    return h('p', content);
  });
}

/** HTML as text, with named character references: readers of feeds know them best. */
export function toMarkup(nodes: ElementContent | ElementContent[]): string {
  const children = Array.isArray(nodes) ? nodes : [nodes];
  return toHtml({ type: 'root', children }, { characterReferences: { useNamedReferences: true } });
}

function lines(text: string, start: number, end: number, links: readonly IsolatedLink[]): ElementContent[] {
  const content: ElementContent[] = [];
  let from = start;
  for (let at = text.indexOf('\n', from); at >= 0 && at < end; at = text.indexOf('\n', from)) {
    content.push(...stretch(text, from, at, links), h('br'));
    from = at + 1;
  }
  content.push(...stretch(text, from, end, links));
  return content;
}

/** The text from `start` to `end`, with the parts of the links that lie within. */
function stretch(text: string, start: number, end: number, links: readonly IsolatedLink[]): ElementContent[] {
  const content: ElementContent[] = [];
  let done = start;
  const add = (to: number) => {
    if (to > done) content.push({ type: 'text', value: shownText(text.slice(done, to)) });
    done = Math.max(done, to);
  };
  for (const link of links) {
    if (link.end <= done || link.start >= end) continue;
    add(link.start);
    const to = Math.min(link.end, end);
    content.push(
      h('a', { href: link.url, rel: LINK_REL, ...link.isolation }, shownText(text.slice(done, to))),
    );
    done = to;
  }
  add(end);
  return content;
}

/** Links within the text, in order, each to the web; one that is none of this is dropped, its words stay. */
function usableLinks(text: string, links: readonly TextLink[]): TextLink[] {
  let done = 0;
  const usable: TextLink[] = [];
  for (const link of links.toSorted((a, b) => a.start - b.start)) {
    const url = webLink(link.url);
    const whole = Number.isInteger(link.start) && Number.isInteger(link.end) && link.start >= done;
    if (!url || !whole || link.end <= link.start || link.end > text.length) continue;
    if (splitsCharacter(text, link.start) || splitsCharacter(text, link.end)) continue;
    usable.push({ ...link, url });
    done = link.end;
  }
  return usable;
}

function splitsCharacter(text: string, index: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(index - 1, index + 1));
}
