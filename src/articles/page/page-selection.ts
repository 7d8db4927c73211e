import type { Element, ElementContent } from 'hast';
import { isFurniture } from '../html/html-body-root.ts';
import { innerText } from '../html/html-nodes.ts';

/** So many characters beside a post are a label and no matter of their own. */
const LABEL = 20;

/** How much of a page's body was chosen. */
interface Choice {
  chosen: ReadonlySet<ElementContent>;
  /** Elements that were chosen, or that hold something that was. */
  holders: ReadonlySet<Element>;
  posts: ReadonlySet<ElementContent>;
  /** The characters under each element. */
  lengths: ReadonlyMap<Element, number>;
  /** The characters of all that was chosen. */
  length: number;
}

/**
 * The body of a page with nothing in it but what was chosen and what stands around that. Every post among it stays in its
 * place, chosen or not: what an article quotes often looks like a page's furniture. Posts in real furniture are left out.
 */
export function selectNodes(
  body: Element,
  chosen: ReadonlySet<ElementContent>,
  posts: ReadonlySet<ElementContent>,
  lengths: ReadonlyMap<Element, number>,
): Element {
  const holders = new Set<Element>();
  const length = findHolders(body, chosen, holders);
  return selectIn(body, { chosen, holders, posts, lengths, length });
}

/** Returns how many characters stand in what was chosen. */
function findHolders(element: Element, chosen: ReadonlySet<ElementContent>, holders: Set<Element>): number {
  const isChosen = chosen.has(element);
  let length = 0;
  if (isChosen) holders.add(element);
  for (const child of element.children) {
    if (child.type === 'element') {
      length += findHolders(child, chosen, holders);
      if (holders.has(child)) holders.add(element);
    } else if (child.type === 'text' && (isChosen || chosen.has(child))) {
      length += child.value.length;
      holders.add(element);
    }
  }
  return length;
}

function selectIn(element: Element, choice: Choice): Element {
  const { chosen, holders, posts } = choice;
  const isChosen = chosen.has(element);
  const isHeld = (child: ElementContent) =>
    child.type === 'element' ? holders.has(child) : chosen.has(child) || posts.has(child);
  const first = element.children.findIndex(isHeld);
  const last = element.children.findLastIndex(isHeld);
  const children = element.children.flatMap((child, index): ElementContent[] => {
    if (posts.has(child) && chosen.has(child)) return [child];
    if (child.type === 'element' && holders.has(child)) return [selectIn(child, choice)];
    const isAmong = isChosen || (index > first && index < last);
    if (child.type !== 'element' && !posts.has(child)) return isChosen || chosen.has(child) ? [child] : [];
    if (!isAmong && !isBesideChosen(element, child, choice)) return [];
    return postsIn(child, element, choice);
  });
  return { ...element, children };
}

/** Whether a post ends (or begins) what was chosen, as one paragraph more. */
function isBesideChosen(parent: Element, child: ElementContent, { chosen, posts }: Choice): boolean {
  return posts.has(child) && parent.children.some((sibling) => chosen.has(sibling));
}

/** The posts under a node that was not chosen. */
function postsIn(node: ElementContent, parent: Element, choice: Choice): ElementContent[] {
  if (choice.posts.has(node)) return [node];
  if (node.type !== 'element') return [];
  const words = postWords(node, choice.posts);
  if (words === undefined) return [];
  const length = choice.lengths.get(node) ?? 0;
  if (length - words > LABEL && isFurniture(node, parent, length, choice.length)) return [];
  return node.children.flatMap((child) => postsIn(child, node, choice));
}

/** How many characters the posts under an element have; `undefined` where there are none. */
function postWords(element: Element, posts: ReadonlySet<ElementContent>): number | undefined {
  let words: number | undefined;
  for (const child of element.children) {
    const more = posts.has(child)
      ? innerText(child).length
      : child.type === 'element'
        ? postWords(child, posts)
        : undefined;
    if (more !== undefined) words = (words ?? 0) + more;
  }
  return words;
}
