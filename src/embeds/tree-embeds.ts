import type { ElementContent, Nodes, Parents, Root } from 'hast';
import type { FoundEmbed } from '../domain/embed.ts';
import { readBlockquote } from './blockquote.ts';
import { readFrame } from './frame.ts';
import { readLinkQuote } from './link-quote.ts';
import { readLoneNode, readShortcodeBlock } from './lone-nodes.ts';
import { isBlank } from './markup-text.ts';
import { readNewsletterPost } from './newsletter-post.ts';
import { type Candidate, findCandidates } from './tree-candidates.ts';
import { readWidget } from './widget.ts';

/** A post in a parsed page: `node` and all below it is the post and nothing else. */
export interface TreeEmbed extends FoundEmbed {
  node: ElementContent;
}

/** Most posts of one article; what comes after them stays as it is. */
export const MAX_EMBEDS = 200;

/** What pages put around an embed for its layout. Custom elements count too: their names hold a hyphen. */
const WRAPPERS = new Set(['figure', 'div', 'center', 'span', 'p']);

interface Reading {
  found: FoundEmbed;
  candidate: Candidate;
}

/** Finds the embedded posts of a page, 200 at most, in document order; no node lies within another one's. */
export async function findTreeEmbeds(root: Root): Promise<TreeEmbed[]> {
  const { candidates, parents } = findCandidates(root);
  const readings: Reading[] = [];
  /** The nodes that are or hold a post. */
  const taken = new Set<Nodes>();
  for (let index = 0; index < candidates.length && readings.length < MAX_EMBEDS; ) {
    const group = candidates.slice(index, candidates[index]?.end ?? index + 1);
    index += group.length;
    for (const reading of await readGroup(group, taken, parents)) {
      const last = readings.at(-1);
      if (!last || !isRepeated(reading, last)) readings.push(reading);
    }
  }
  return readings
    .slice(0, MAX_EMBEDS)
    .map(({ found, candidate }) => ({ ...found, node: outermost(candidate, taken, parents) }));
}

/** Reads a candidate and those inside it. From the last to the first an inner one comes before the one around it. */
async function readGroup(
  group: readonly Candidate[],
  taken: Set<Nodes>,
  parents: Map<Nodes, Parents>,
): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const candidate of group.toReversed()) {
    if (taken.has(candidate.node)) continue;
    const found = await readCandidate(candidate);
    if (!found) continue;
    readings.push({ found, candidate });
    taken.add(candidate.node);
    let up: Parents | undefined = candidate.parent;
    while (up && !taken.has(up)) {
      taken.add(up);
      up = parents.get(up);
    }
  }
  return readings.reverse();
}

async function readCandidate({ kind, node }: Candidate): Promise<FoundEmbed | undefined> {
  if (kind === 'lone') return readLoneNode(node);
  if (node.type !== 'element') return undefined;
  if (kind === 'quote') return (await readBlockquote(node)) ?? readLinkQuote(node);
  if (kind === 'frame') return readFrame(node);
  if (kind === 'newsletter') return readNewsletterPost(node);
  if (kind === 'shortcode') return readShortcodeBlock(node);
  return readWidget(node);
}

/** A frame and its script, or a lazy frame and the one for readers without scripts, are one embed. */
function isRepeated(reading: Reading, last: Reading): boolean {
  return (
    reading.found.ref.capture === last.found.ref.capture &&
    reading.candidate.seen === last.candidate.seen &&
    [reading, last].every(
      ({ candidate: { node } }) => node.type === 'element' && ['iframe', 'script'].includes(node.tagName),
    )
  );
}

/** The largest element that holds the embed, its loader script, and nothing else a reader would see. */
function outermost(
  candidate: Candidate,
  taken: ReadonlySet<Nodes>,
  parents: Map<Nodes, Parents>,
): ElementContent {
  let node = candidate.node;
  let parent: Parents | undefined = candidate.parent;
  while (parent?.type === 'element' && (WRAPPERS.has(parent.tagName) || parent.tagName.includes('-'))) {
    const inner = node;
    const others = parent.children.filter((child) => child !== inner);
    if (others.some((child) => taken.has(child)) || !isBlank(others)) return node;
    node = parent;
    parent = parents.get(parent);
  }
  return node;
}
