import type { Post, TextLink } from '../domain/post.ts';
import { shownLine, webLink } from './shown-text.ts';

/** Words of a post, linked or not, without a line feed. */
export interface Piece {
  text: string;
  url?: string;
}
export type Line = Piece[];
export type Paragraph = Line[];

/** The words of a post in paragraphs (a blank line parts them) of lines of pieces; all of it, unmodified. */
export function postPieces({ text, links }: Pick<Post, 'text' | 'links'>): Paragraph[] {
  const usable = usableLinks(text, links);
  let start = 0;
  return text.split('\n\n').map((paragraph) => {
    const lines = paragraph.split('\n').map((line) => {
      const end = start + line.length;
      // CR LF is one line break; parsers of HTML would make two of it.
      const pieces = piecesOf(text, start, text.startsWith('\r\n', end - 1) ? end - 1 : end, usable);
      start += line.length + 1;
      return pieces;
    });
    start += 1;
    return lines;
  });
}

/** The text from `start` to `end`, with the parts of the links that lie within. */
function piecesOf(text: string, start: number, end: number, links: readonly TextLink[]): Line {
  const pieces: Line = [];
  let done = start;
  for (const link of links) {
    if (link.end <= done || link.start >= end) continue;
    if (link.start > done) pieces.push({ text: text.slice(done, link.start) });
    const from = Math.max(done, link.start);
    done = Math.min(link.end, end);
    const isWhole = from === link.start && done === link.end;
    // X's display requirements: a t.co link is shown as the address it stands for.
    const words = (isWhole && link.shown && shownLine(link.shown)) || text.slice(from, done);
    pieces.push({ text: words, url: link.url });
  }
  if (end > done) pieces.push({ text: text.slice(done, end) });
  return pieces;
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
