import type { Element, ElementContent } from 'hast';
import type { TreeEmbed } from '../embed-finder.ts';
import { LIMITS } from '../limits.ts';
import { invalidArticle } from '../schema-problem.ts';
import { isFurniture } from './html-body-root.ts';
import { isBlockTag, isSilentTag } from './html-nodes.ts';

/** What the making of a body needs to know of the tree it is made from. */
export interface BodyContext {
  base: string | undefined;
  /** The posts, by the element or text that is each of them. */
  embeds: Map<ElementContent, TreeEmbed>;
  /** Elements that are not part of the body, with all that is in them. */
  dropped: Set<Element>;
  /** Elements with a block or a post somewhere inside: they cannot be made as inline content. */
  parted: Set<Element>;
  /** Elements with a post somewhere inside. */
  posted: Set<Element>;
  /** Counts an element made. Throws when there are too many. */
  count(): void;
}

/** Looks the body over once: which elements go, and which hold blocks or posts. `heading` is the title's own. */
export function bodyContext(
  root: Element,
  found: readonly TreeEmbed[],
  heading: Element | undefined,
  lengths: Map<Element, number>,
  base: string | undefined,
): BodyContext {
  const embeds = new Map<ElementContent, TreeEmbed>(found.map((embed) => [embed.node, embed]));
  const dropped = new Set<Element>(heading ? [heading] : []);
  const parted = new Set<Element>();
  const posted = new Set<Element>();
  const rootLength = lengths.get(root) ?? 0;
  let made = 0;

  /** The characters of text in the posts under an element. */
  const look = (element: Element, parent: Element): number => {
    const length = lengths.get(element) ?? 0;
    if (embeds.has(element)) {
      posted.add(parent);
      parted.add(parent);
      return length;
    }
    let inPosts = 0;
    for (const child of element.children) {
      if (child.type === 'element' && !isSilent(child, embeds)) inPosts += look(child, element);
      else if (child.type === 'text' && embeds.has(child)) {
        posted.add(element);
        parted.add(element);
        inPosts += child.value.length;
      }
    }
    // Side matter that is nothing but a post is the post.
    const isPost = posted.has(element) && inPosts >= length - 20;
    if (element !== root && !isPost && isFurniture(element, parent, length, rootLength)) dropped.add(element);
    if (element !== root && !dropped.has(element)) {
      if (posted.has(element)) posted.add(parent);
      if (parted.has(element) || isBlockTag(element.tagName)) parted.add(parent);
    }
    return inPosts;
  };
  look(root, root);

  const count = () => {
    if (++made <= LIMITS.nodes) return;
    throw invalidArticle('The HTML', [
      { field: 'body', detail: `may have ${LIMITS.nodes} elements at most` },
    ]);
  };
  return { base, embeds, dropped, parted, posted, count };
}

function isSilent(node: ElementContent, embeds: Map<ElementContent, TreeEmbed>): boolean {
  return node.type === 'element' && isSilentTag(node.tagName) && !embeds.has(node);
}
