import type { ElementContent, Nodes, Parents, Root } from 'hast';
import { loneNodes, mayBeShortcodeBlock } from './lone-nodes.ts';
import { mayBeNewsletterPost } from './newsletter-post.ts';
import { PLATFORM_TABLE } from './platforms/platform-table.ts';
import { mayBeWidget } from './widget.ts';

/** A node that may be an embedded post. */
export interface Candidate {
  kind: 'quote' | 'frame' | 'widget' | 'newsletter' | 'lone' | 'shortcode';
  node: ElementContent;
  parent: Parents;
  /** How many candidates were met up to the end of the node: those between are inside it. */
  end: number;
  /** How many texts a reader has seen before the node. */
  seen: number;
}

/** What may hold an address alone: the blocks of running text, and what lays them out. */
const HOLDERS = new Set(['p', 'div', 'figure', 'center', 'section', 'article', 'main', 'body']);
/** Where an address alone is an entry, a quotation or a part of the page, and no embed. */
const BARRED = new Set(
  'aside blockquote button caption code dd dt figcaption footer form h1 h2 h3 h4 h5 h6 header li nav pre td th'.split(
    ' ',
  ),
);
const UNREAD = new Set(['script', 'style', 'template', 'iframe', 'svg', 'textarea', 'head']);
const QUOTE_CLASSES = new Set<unknown>(
  Object.values(PLATFORM_TABLE).flatMap(({ embedClasses }) => embedClasses),
);
const QUOTE_TAGS = new Set(['div', 'section', 'figure', 'article']);
const NONE: ReadonlySet<Nodes> = new Set();

interface Step {
  node: Nodes;
  parent: Parents;
  barred: boolean;
  lone: boolean;
}

/** Every node of a page that may be an embedded post, in document order. No recursion: pages nest deeply. */
export function findCandidates(root: Root): { candidates: Candidate[]; parents: Map<Nodes, Parents> } {
  const parents = new Map<Nodes, Parents>();
  const candidates: Candidate[] = [];
  let seen = 0;
  const waiting: (Step | Candidate)[] = [{ node: root, parent: root, barred: false, lone: false }];
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    if ('kind' in step) {
      step.end = candidates.length;
      continue;
    }
    const { node, parent } = step;
    if (node.type === 'doctype') continue;
    if (node.type !== 'root') {
      const kind = step.lone ? 'lone' : kindOf(node, step.barred);
      if (kind) {
        const candidate = { kind, node, parent, end: candidates.length + 1, seen };
        candidates.push(candidate);
        waiting.push(candidate);
      }
      if (node.type === 'text' && node.value.trim() !== '') seen++;
      if (node.type !== 'element' || UNREAD.has(node.tagName)) continue;
      parents.set(node, parent);
    }
    const barred = step.barred || (node.type === 'element' && BARRED.has(node.tagName));
    const lone = barred || !isHolder(node) ? NONE : loneNodes(node);
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (!child || child.type === 'doctype' || child.type === 'comment') continue;
      waiting.push({ node: child, parent: node, barred, lone: lone.has(child) });
    }
  }
  return { candidates, parents };
}

function isHolder(node: Parents): boolean {
  return node.type === 'root' || HOLDERS.has(node.tagName);
}

function kindOf(node: ElementContent, barred: boolean): Candidate['kind'] | undefined {
  if (node.type !== 'element') return undefined;
  const { tagName, properties } = node;
  if (tagName === 'blockquote') return 'quote';
  if (tagName === 'iframe') return 'frame';
  const { className } = properties;
  if (
    QUOTE_TAGS.has(tagName) &&
    Array.isArray(className) &&
    className.some((name) => QUOTE_CLASSES.has(name))
  ) {
    return 'quote';
  }
  if (mayBeNewsletterPost(node)) return 'newsletter';
  if (mayBeWidget(node)) return 'widget';
  return !barred && mayBeShortcodeBlock(node) ? 'shortcode' : undefined;
}
