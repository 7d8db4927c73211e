import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';
import type { BodyContext } from './html-body-context.ts';
import { makeFigure, makeTable } from './html-figures.ts';
import { citeOf, inlineContent, inlineShell, isBlank, isBreak, scopeOf, trimInline } from './html-inline.ts';
import { makeDescriptions, makeList } from './html-lists.ts';
import { findElement, isBlockTag, isSilentTag } from './html-nodes.ts';
import { type BlockMaker, block, type Piece, splitAround } from './html-pieces.ts';

/** What the blocks inside an element inherit. */
export interface Surroundings {
  /** Inline elements that were opened around blocks; each block's words are put into them again. */
  shells: readonly Element[];
  /** Language and direction set by an element that is not kept. */
  scope: Properties;
}

const HEADINGS: Record<string, string> = { h1: 'h2', h2: 'h2', h3: 'h3', h4: 'h4', h5: 'h4', h6: 'h4' };
const NOTHING_AROUND: Surroundings = { shells: [], scope: {} };

/**
 * Makes a body anew from what stands in a page: known blocks, each valid HTML by itself, in their order. Containers are
 * unwrapped, loose words become paragraphs, and whatever holds a post is split in two around it.
 */
export function makeBlocks(
  nodes: readonly ElementContent[],
  context: BodyContext,
  around: Surroundings = NOTHING_AROUND,
): Piece[] {
  const pieces: Piece[] = [];
  let run: ElementContent[] = [];
  const endRun = () => {
    pieces.push(...paragraphs(run, context, around));
    run = [];
  };
  for (const node of nodes) {
    const embed = context.embeds.get(node);
    if (!embed && (node.type !== 'element' || !(isBlockTag(node.tagName) || context.parted.has(node)))) {
      run.push(node);
      continue;
    }
    endRun();
    if (embed) pieces.push({ type: 'post', embed });
    else if (node.type === 'element' && !context.dropped.has(node) && !isSilentTag(node.tagName))
      pieces.push(...blocksOf(node, context, around));
  }
  endRun();
  return pieces;
}

function blocksOf(node: Element, context: BodyContext, around: Surroundings): Piece[] {
  const inside: BlockMaker = (nodes) => makeBlocks(nodes, context);
  const scope = { ...around.scope, ...scopeOf(node) };
  const heading = Object.hasOwn(HEADINGS, node.tagName) ? HEADINGS[node.tagName] : undefined;
  if (heading && !context.posted.has(node)) {
    const words = trimInline(inlineContent(node.children, context, []));
    return isBlank(words) ? [] : [block(h(heading, scope, words), context)];
  }
  switch (node.tagName) {
    case 'ul':
    case 'ol':
      return makeList(node, context, scope, inside);
    case 'dl':
      return makeDescriptions(node, context, inside);
    case 'table':
      return makeTable(node, context, inside);
    case 'figure':
      return makeFigure(node, context, inside);
    case 'hr':
      return [block(h('hr'), context)];
    case 'pre':
      return context.posted.has(node) ? inside(node.children) : preformatted(node, context);
    case 'blockquote': {
      const make = (content: Element[]) => h('blockquote', { ...scope, ...citeOf(node, context) }, content);
      return splitAround(inside(node.children), make, context);
    }
    default: {
      const shell = inlineShell(
        node,
        context,
        around.shells.map(({ tagName }) => tagName),
      );
      const shells = shell ? [...around.shells, shell] : around.shells;
      return makeBlocks(node.children, context, { shells, scope: shell ? around.scope : scope });
    }
  }
}

/** Paragraphs of a run of inline nodes; two line breaks in a row part them. */
function paragraphs(run: readonly ElementContent[], context: BodyContext, around: Surroundings): Piece[] {
  if (run.length === 0) return [];
  const open = around.shells.map(({ tagName }) => tagName);
  const parts: ElementContent[][] = [[]];
  let breaks = 0;
  for (const node of inlineContent(run, context, open)) {
    if (isBreak(node)) breaks++;
    else if (node.type !== 'text' || node.value.trim() !== '') {
      if (breaks > 1) parts.push([]);
      breaks = 0;
    }
    parts.at(-1)?.push(node);
  }
  return parts.flatMap((part) => {
    const words = trimInline(part);
    if (isBlank(words)) return [];
    const wrapped = around.shells.reduceRight<ElementContent[]>((inner, shell) => {
      context.count();
      return [{ ...shell, children: inner }];
    }, words);
    return [block(h('p', around.scope, wrapped), context)];
  });
}

function preformatted(node: Element, context: BodyContext): Piece[] {
  const lines: string[] = [];
  const collect = (children: readonly ElementContent[]) => {
    for (const child of children) {
      if (child.type === 'text') lines.push(child.value);
      else if (child.type === 'element' && child.tagName === 'br') lines.push('\n');
      else if (child.type === 'element' && !isSilentTag(child.tagName)) collect(child.children);
    }
  };
  collect(node.children);
  // A parser drops the first line feed after <pre>.
  const text = lines.join('').replace(/\r\n?/g, '\n').replace(/^\n+/, '').trimEnd();
  if (text.trim() === '') return [];
  const isCode = findElement(node, ({ tagName }) => tagName === 'code') !== undefined;
  return [block(h('pre', isCode ? [h('code', text)] : text), context)];
}
