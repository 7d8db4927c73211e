import type { Element, ElementContent, Root } from 'hast';
import { Problem } from '../../domain/problem.ts';
import type { EmbedFinder, TreeEmbed } from '../embed-finder.ts';
import type { Findings, SourceContent } from '../findings.ts';
import { readBody } from '../html/html-article.ts';
import { chooseBodyRoot, textLengths } from '../html/html-body-root.ts';
import { partLoneLines } from '../html/html-lone-lines.ts';
import { readMetadata } from '../html/html-metadata.ts';
import { asRoot, findElement } from '../html/html-nodes.ts';
import { parseHtml } from '../html/html-tree.ts';
import { LIMITS } from '../limits.ts';
import { settlePageAddress } from './page-address.ts';
import { extractNodes } from './page-extraction.ts';
import { refuseOtherPages } from './page-kind.ts';
import { takeLinkLines } from './page-link-lines.ts';
import { settlePictures } from './page-pictures.ts';
import { selectNodes } from './page-selection.ts';
import { unwrapLayoutTables } from './page-tables.ts';

/** Where Readability leaves so small a part of what a page marks as its article, it has gone wrong. */
const LEAST_SHARE = 0.4;

/**
 * Reads the article out of a page that was fetched from `address`: Readability says what of it the body is, which is then
 * made from the page itself like any HTML, posts in place. Fields come from JSON-LD, Open Graph, `meta` and markup.
 * Throws `Problem`: `no-article-found` (a list of articles, a live blog, nothing to read), `html-too-deep`,
 * `invalid-article`.
 */
export async function readPage(
  html: string,
  findings: Findings,
  finder: EmbedFinder,
  address: string,
): Promise<SourceContent> {
  const tree = parseHtml(html);
  const { base, pageTitle, canonical, types } = readMetadata(tree, findings, address);
  settlePageAddress(findings, canonical, address);
  const body = findElement(tree, ({ tagName }) => tagName === 'body');
  if (!body) throw new Problem('no-article-found', 'The page has no body.');
  settlePictures(tree);
  unwrapLayoutTables(body, textLengths(asRoot(body)));
  partLoneLines(body);
  const found = await finder.findInTree(asRoot(body));
  const root = chooseRoot(tree, body, found, findings.title?.value ?? pageTitle ?? '');
  const kept = nodesIn(root);
  const posts = found.filter(({ node }) => kept.has(node));
  refuseOtherPages({ types, address, body, root, posts: posts.length });
  const lines = takeLinkLines(root, new Set(posts.map(({ node }) => node)), address, base);
  const content = readBody({ tree, root, found: posts, base, pageTitle }, findings);
  return { ...content, related: [...content.related, ...lines].slice(0, LIMITS.related) };
}

/** The body of the article: what Readability chooses, or else the element that is the body of pasted HTML. */
function chooseRoot(tree: Root, body: Element, found: readonly TreeEmbed[], title: string): Element {
  const lengths = textLengths(tree);
  const posts = new Set(found.map(({ node }) => node));
  const plain = chooseBodyRoot(tree, lengths) ?? body;
  const chosen = extractNodes(body, posts, title, lengths);
  if (!chosen) return plain;
  const selected = selectNodes(body, chosen, posts, lengths);
  if (plain.tagName === 'body') return selected;
  const length = textLengths(asRoot(selected)).get(selected) ?? 0;
  return length < LEAST_SHARE * (lengths.get(plain) ?? 0) && isMarked(plain) ? plain : selected;
}

/** Only the markup of the article's body itself is believed more than Readability. */
function isMarked({ properties }: Element): boolean {
  return String(properties.itemProp ?? '')
    .toLowerCase()
    .includes('articlebody');
}

function nodesIn(root: Element): Set<ElementContent> {
  const nodes = new Set<ElementContent>([root]);
  // A set is walked on through what is added meanwhile.
  for (const node of nodes) if (node.type === 'element') for (const child of node.children) nodes.add(child);
  return nodes;
}
