import type { Element, Root } from 'hast';
import { refuseTooManyBlocks } from '../draft-limits.ts';
import type { EmbedFinder, TreeEmbed } from '../embed-finder.ts';
import { type Findings, offer, type SourceContent } from '../findings.ts';
import { LIMITS } from '../limits.ts';
import { invalidArticle } from '../schema-problem.ts';
import { webUrl } from '../web-url.ts';
import { sameWords } from '../words.ts';
import { renderElement } from './html-allowed.ts';
import { makeBlocks } from './html-blocks.ts';
import { bodyContext } from './html-body-context.ts';
import { chooseBodyRoot, firstHeading, textLengths } from './html-body-root.ts';
import { partLoneLines } from './html-lone-lines.ts';
import { readHeadMarkup } from './html-masthead.ts';
import { readMetadata } from './html-metadata.ts';
import { asRoot, attribute, elements, findElement, innerText } from './html-nodes.ts';
import { withoutPageLines } from './html-page-lines.ts';
import type { Piece } from './html-pieces.ts';
import { parseHtml } from './html-tree.ts';

/**
 * Reads a page or a fragment of one. Metadata comes from JSON-LD, Open Graph, `meta` and markup, in this order; the body
 * is made anew from the allow-list, one block for each element on its top level, posts in place.
 * `address` is the base of relative links; without any base they lose the link and keep their words.
 * Throws `Problem('html-too-deep')` and `Problem('invalid-article')`.
 */
export async function readHtml(
  html: string,
  findings: Findings,
  finder: EmbedFinder,
  address: string | undefined,
): Promise<SourceContent> {
  const tree = parseHtml(html);
  const { base, pageTitle } = readMetadata(tree, findings, address);
  const root = chooseBodyRoot(tree, textLengths(tree));
  if (!root) return { body: [], embeds: [], related: [] };
  partLoneLines(root);
  const found = await finder.findInTree(asRoot(root));
  return readBody({ tree, root, found, base, pageTitle }, findings);
}

/** A page whose body is chosen and whose posts are found. */
export interface ReadablePage {
  /** All of the page: what stands around the body names its title, authors and dates. */
  tree: Root;
  root: Element;
  /** In `root`. */
  found: readonly TreeEmbed[];
  base: string | undefined;
  /** The words of the `title` element, the last resort for a title. */
  pageTitle: string | undefined;
}

/**
 * Makes the blocks of a chosen body, and fills what is still open from visible markup.
 * Throws `Problem('invalid-article')` for more blocks than an article has, and for a title that is too long.
 */
export function readBody(
  { tree, root, found, base, pageTitle }: ReadablePage,
  findings: Findings,
): SourceContent {
  const lengths = textLengths(asRoot(root));
  const heading = firstHeading(root) ?? firstHeading(tree);
  const title = findings.title?.value;
  readHeadMarkup({ tree, heading, base, posts: new Set(found.map(({ node }) => node)) }, findings);
  offerTitle(findings, pageTitle);
  const own = heading && isTitle(heading, root, title) ? heading : undefined;
  // Where a post is all there is, it may be the body itself.
  const content = found.some(({ node }) => node === root) ? [root] : root.children;
  const pieces = makeBlocks(content, bodyContext(root, found, own, lengths, base));
  // What has twice as many is not saved by the lines of the page among them.
  refuseTooManyBlocks(pieces.length / 2);
  const { kept, related } = withoutPageLines(pieces, findings);
  offerPicture(findings, kept);
  refuseLongTitle(findings, heading ? innerText(heading) : pageTitle);
  return { ...contentOf(kept), related };
}

/** Whether a heading is the title and not one of several chapters: it says the same, or there is no other. */
function isTitle(heading: Element, root: Element, title: string | undefined): boolean {
  if (title === undefined || sameWords(innerText(heading), title)) return true;
  return [...elements(root)].filter(({ tagName }) => tagName === 'h1').length <= 1;
}

function offerTitle(findings: Findings, pageTitle: string | undefined): void {
  if (pageTitle && pageTitle.length <= LIMITS.title) offer(findings, 'title', pageTitle, 'markup', 0.6);
}

/** Titles over the limit are passed over while there is a better one; where there is none, it has to be said. */
function refuseLongTitle(findings: Findings, candidate: string | undefined): void {
  if (findings.title || !candidate || candidate.length <= LIMITS.title) return;
  throw invalidArticle('The article', [
    { field: 'title', detail: `may have ${LIMITS.title} characters at most` },
  ]);
}

function offerPicture(findings: Findings, pieces: readonly Piece[]): void {
  for (const piece of pieces) {
    if (piece.type !== 'block' || piece.element.tagName !== 'figure') continue;
    const image = findElement(piece.element, ({ tagName }) => tagName === 'img');
    const url = image && webUrl(attribute(image, 'src'));
    if (!image || !url) continue;
    const alt = attribute(image, 'alt').slice(0, LIMITS.alt);
    offer(findings, 'image', { url, ...(alt && { alt }) }, 'markup', 0.5);
    return;
  }
}

function contentOf(pieces: readonly Piece[]): Pick<SourceContent, 'body' | 'embeds'> {
  refuseTooManyBlocks(pieces.length);
  const made: Pick<SourceContent, 'body' | 'embeds'> = { body: [], embeds: [] };
  for (const piece of pieces) {
    if (piece.type === 'block') {
      made.body.push({ type: 'html', html: renderElement(piece.element) });
    } else {
      const { ref, capture } = piece.embed;
      made.body.push({ type: 'embed', ref });
      made.embeds.push({ ref, capture });
    }
  }
  return made;
}
