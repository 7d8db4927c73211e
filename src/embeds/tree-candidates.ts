import type { Element, ElementContent, Nodes, Parents, Root } from 'hast';
import { mayBeConsentScript } from './consent-script.ts';
import { loneNodes, mayBeShortcodeBlock, NO_NODES } from './lone-nodes.ts';
import { mayBeNewsletterPost } from './newsletter-post.ts';
import { PLATFORM_TABLE } from './platforms/platform-table.ts';
import { mayBeWidget } from './widget.ts';

/** A node that may be an embedded post. */
export interface Candidate {
  kind: 'quote' | 'frame' | 'widget' | 'newsletter' | 'lone' | 'shortcode' | 'consent';
  node: ElementContent;
  /** The element it stands in, and those around it. */
  place: Place;
  /** How many candidates were met up to the end of the node: those between are inside it. */
  end: number;
  /** How many texts a reader has seen before the node. */
  seen: number;
}

/** An element on the way from the root to a node. */
export interface Place {
  node: Parents;
  up: Place | undefined;
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

/** An element that is being walked through. */
interface Step extends Place {
  up: Step | undefined;
  /** Its next child. */
  next: number;
  barred: boolean;
  /** Those of its children that stand alone in it. */
  lone: ReadonlySet<Nodes>;
  /** The candidate that it is. */
  self: Candidate | undefined;
}

/** Every node of a page that may be an embedded post, in document order. No recursion: pages nest deeply. */
export function findCandidates(root: Root): Candidate[] {
  const candidates: Candidate[] = [];
  let seen = 0;
  let step: Step | undefined = open(root, undefined, undefined);
  while (step) {
    const node: Nodes | undefined = step.node.children[step.next++];
    if (!node) {
      if (step.self) step.self.end = candidates.length;
      step = step.up;
      continue;
    }
    if (node.type !== 'element' && node.type !== 'text') continue;
    const kind = step.lone.has(node) ? 'lone' : node.type === 'element' ? kindOf(node, step) : undefined;
    const self = kind && { kind, node, place: step, end: candidates.length + 1, seen };
    if (self) candidates.push(self);
    if (node.type === 'text') seen += node.value.trim() === '' ? 0 : 1;
    else if (node.children.length > 0 && !UNREAD.has(node.tagName)) step = open(node, step, self);
  }
  return candidates;
}

function open(node: Parents, up: Step | undefined, self: Candidate | undefined): Step {
  const barred = up?.barred === true || (node.type === 'element' && BARRED.has(node.tagName));
  return { node, up, next: 0, barred, lone: barred || !isHolder(node) ? NO_NODES : loneNodes(node), self };
}

function isHolder(node: Parents): boolean {
  return node.type === 'root' || HOLDERS.has(node.tagName);
}

function kindOf(node: Element, { node: parent, barred }: Step): Candidate['kind'] | undefined {
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
  if (mayBeConsentScript(node, parent)) return 'consent';
  return !barred && mayBeShortcodeBlock(node) ? 'shortcode' : undefined;
}
