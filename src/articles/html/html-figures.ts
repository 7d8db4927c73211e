import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';
import type { BodyContext } from './html-body-context.ts';
import { inlineContent, isBlank, trimInline } from './html-inline.ts';
import { attribute, elements, isTag } from './html-nodes.ts';
import { type BlockMaker, block, type Piece, splitAround, tight } from './html-pieces.ts';

/** A figure with its caption. Where it held a post and nothing else, what is left of it is the caption, a paragraph. */
export function makeFigure(node: Element, context: BodyContext, inside: BlockMaker): Piece[] {
  const captions = node.children.filter((child) => isTag(child, 'figcaption') && !context.dropped.has(child));
  const inner = node.children.filter((child) => !isTag(child, 'figcaption'));
  const pieces = splitAround(inside(inner), (content) => h('figure', content.flatMap(bare)), context);
  const captionPieces = inside(captions);
  const caption = captionPieces.flatMap((piece) => (piece.type === 'block' ? [piece.element] : []));
  const last = pieces.findLast((piece) => piece.type === 'block');
  if (last?.type !== 'block' || caption.length === 0) return [...pieces, ...captionPieces];
  context.count();
  last.element.children.push(h('figcaption', tight(caption)));
  return [...pieces, ...captionPieces.filter((piece) => piece.type === 'post')];
}

/** A picture needs no paragraph around it in a figure. */
function bare(element: Element): ElementContent[] {
  const isPicture =
    element.tagName === 'p' && element.children.every((child) => isTag(child, 'img') || isTag(child, 'a'));
  return isPicture ? element.children : [element];
}

type Section = 'thead' | 'tbody' | 'tfoot';
interface Row {
  section: Section;
  row: Element;
  posts: Piece[];
}

/**
 * A table. One that only lays out the page (a single column, tables in tables) is unwrapped. A post in a cell comes after
 * the row it stood in; the table goes on after it.
 */
export function makeTable(node: Element, context: BodyContext, inside: BlockMaker): Piece[] {
  if (isLayout(node)) return cellsOf(node).flatMap((cell) => inside(cell.children));
  const caption = node.children.find((child) => isTag(child, 'caption'));
  const words = caption ? trimInline(inlineContent(caption.children, context, [])) : [];
  const pieces: Piece[] = [];
  let sections: Element[] = isBlank(words) ? [] : [h('caption', words)];
  const end = () => {
    if (sections.some(({ tagName }) => tagName !== 'caption'))
      pieces.push(block(h('table', sections), context));
    sections = [];
  };
  for (const { section, row, posts } of rowsOf(node, context, inside)) {
    if (!row.children.every((cell) => cell.type === 'element' && cell.children.length === 0)) {
      const last = sections.at(-1);
      if (last?.tagName === section) last.children.push(row);
      else sections.push(h(section, row));
    }
    if (posts.length === 0) continue;
    end();
    pieces.push(...posts);
  }
  end();
  return pieces;
}

function rowsOf(table: Element, context: BodyContext, inside: BlockMaker): Row[] {
  const rows: Row[] = [];
  const add = (parent: Element, section: Section) => {
    for (const child of parent.children) {
      if (child.type !== 'element' || context.dropped.has(child)) continue;
      if (child.tagName === 'tr') rows.push(makeRow(child, section, context, inside));
      else if (child.tagName === 'thead' || child.tagName === 'tbody' || child.tagName === 'tfoot')
        add(child, child.tagName);
    }
  };
  add(table, 'tbody');
  return rows;
}

function makeRow(row: Element, section: Section, context: BodyContext, inside: BlockMaker): Row {
  const posts: Piece[] = [];
  const cells = cellsIn(row).map((cell) => {
    context.count();
    const pieces = inside(cell.children);
    posts.push(...pieces.filter((piece) => piece.type === 'post'));
    const content = pieces.flatMap((piece) => (piece.type === 'block' ? [piece.element] : []));
    return h(cell.tagName, cellProperties(cell), tight(content));
  });
  context.count();
  return { section, row: h('tr', cells), posts };
}

function cellProperties(cell: Element): Properties {
  const properties: Properties = {};
  for (const name of ['colSpan', 'rowSpan']) {
    const span = Number(attribute(cell, name));
    if (Number.isInteger(span) && span > 1 && span <= 1000) properties[name] = span;
  }
  const scope = attribute(cell, 'scope').toLowerCase();
  if (cell.tagName === 'th' && (scope === 'row' || scope === 'col')) properties.scope = scope;
  return properties;
}

function isLayout(table: Element): boolean {
  if (/^(?:presentation|none)$/.test(attribute(table, 'role'))) return true;
  let widest = 0;
  for (const element of elements(table)) {
    if (element.tagName === 'table') return true;
    if (element.tagName === 'tr') widest = Math.max(widest, cellsIn(element).length);
  }
  return widest <= 1;
}

/** The cells of a table itself, not of tables in it. */
function cellsOf(table: Element): Element[] {
  return table.children.flatMap((child): Element[] => {
    if (child.type !== 'element') return [];
    if (child.tagName === 'tr') return cellsIn(child);
    return child.tagName === 'td' || child.tagName === 'th' || child.tagName === 'caption'
      ? [child]
      : cellsOf(child);
  });
}

function cellsIn(row: Element): Element[] {
  return row.children.filter((child): child is Element => isTag(child, 'td') || isTag(child, 'th'));
}
