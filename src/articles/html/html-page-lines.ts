import type { Element } from 'hast';
import type { RelatedLink } from '../../domain/article.ts';
import { type Findings, offer } from '../findings.ts';
import { LIMITS } from '../limits.ts';
import { isChrome, isSectionName } from '../printed-lines/page-line.ts';
import { isRelatedHeading, relatedTitle } from '../printed-lines/related-line.ts';
import { takeSmallPrint } from '../printed-lines/small-print.ts';
import { columns, endsSentence, sameWords } from '../words.ts';
import { attribute, elements, findElement, innerText } from './html-nodes.ts';
import type { Piece } from './html-pieces.ts';

const HEADING = /^h[2-4]$/;
/** Longest line the word lists are asked about. */
const MAX_LINE = 400;
/** So much of a block's words tells whether it is such a line. */
const MAX_TEXT = 4000;

/**
 * Takes the lines of the page out of a body: the title and dek once more, byline and date, chrome, and links to other
 * articles, which are kept apart. Fills the fields these lines tell, where nothing better did.
 */
export function withoutPageLines(
  pieces: readonly Piece[],
  findings: Findings,
): { kept: Piece[]; related: RelatedLink[] } {
  const related: RelatedLink[] = [];
  const kept: Piece[] = [];
  let listing = false;
  const rest = withoutMasthead(pieces, findings);
  for (const [index, piece] of rest.entries()) {
    if (piece.type === 'post') {
      listing = false;
      kept.push(piece);
      continue;
    }
    const { element } = piece;
    if (listing && (element.tagName === 'ul' || element.tagName === 'ol')) {
      related.push(...linksIn(element));
      continue;
    }
    listing = false;
    const line = lineOf(element);
    if (line === undefined) {
      if (!isSharingList(element)) kept.push(piece);
      continue;
    }
    const title = relatedTitle(line);
    if (title !== undefined) related.push({ title, ...addressOf(element) });
    else if (isRelatedHeading(line) && !isHeadingOfProse(element, rest[index + 1])) listing = true;
    else if (!isChrome(line)) kept.push(piece);
  }
  return { kept, related: related.slice(0, LIMITS.related) };
}

/** A heading like `Further reading` over a paragraph is the article's own. */
function isHeadingOfProse(element: Element, next: Piece | undefined): boolean {
  return (
    HEADING.test(element.tagName) && next?.type === 'block' && next.element.tagName === 'p' && isProse(next)
  );
}

/** Takes off what stands above the first paragraph and repeats a field; pictures among it stay. */
function withoutMasthead(pieces: readonly Piece[], findings: Findings): Piece[] {
  const kept: Piece[] = [];
  let prose = pieces.filter(isProse).length;
  let index = 0;
  for (const piece of pieces) {
    if (piece.type === 'post') break;
    const line = lineOf(piece.element) ?? (isProse(piece) ? innerText(piece.element) : undefined);
    const isPicture =
      line === undefined && (piece.element.tagName === 'figure' || piece.element.tagName === 'p');
    if (isPicture) kept.push(piece);
    else if (line === undefined || !takeLine(piece.element, line, findings, prose)) break;
    else if (isProse(piece)) prose--;
    index++;
  }
  return [...kept, ...pieces.slice(index)];
}

function takeLine(element: Element, line: string, findings: Findings, prose: number): boolean {
  if (findings.title && sameWords(line, findings.title.value)) return true;
  if (!findings.title && HEADING.test(element.tagName)) {
    offer(findings, 'title', line, 'markup', 0.5);
    return true;
  }
  if (findings.dek && sameWords(line, findings.dek.value)) return prose > 1;
  if (isSectionName(line)) {
    offer(findings, 'section', line, 'rule', 0.8);
    return true;
  }
  return takeSmallPrint(line, findings);
}

/** The text of a heading or paragraph that is short enough to be a line of the page. */
function lineOf(element: Element): string | undefined {
  if (element.tagName !== 'p' && !HEADING.test(element.tagName)) return undefined;
  const text = innerText(element, MAX_TEXT);
  return text !== '' && text.length <= MAX_LINE ? text : undefined;
}

function addressOf(element: Element): { url?: string } {
  const link = findElement(element, ({ tagName }) => tagName === 'a');
  return link ? { url: attribute(link, 'href') } : {};
}

function linksIn(list: Element): RelatedLink[] {
  const all = [...elements(list)];
  const links = all.filter(({ tagName }) => tagName === 'a');
  const related = (links.length > 0 ? links : all.filter(({ tagName }) => tagName === 'li')).map((item) => ({
    title: innerText(item),
    ...(item.tagName === 'a' && { url: attribute(item, 'href') }),
  }));
  return related.filter(({ title }) => title !== '' && title.length <= LIMITS.title);
}

/** A list of nothing but "Share", "Print", names of networks. */
function isSharingList(element: Element): boolean {
  if (element.tagName !== 'ul') return false;
  return element.children.every((item) => item.type === 'element' && isChrome(innerText(item)));
}

function isProse(piece: Piece): boolean {
  if (piece.type === 'post' || HEADING.test(piece.element.tagName)) return false;
  const text = innerText(piece.element, MAX_TEXT);
  return columns(text) > 100 || (endsSentence(text) && columns(text) > 30) || piece.element.tagName !== 'p';
}
