import type { ElementContent, Nodes, Root } from 'hast';
import type { FoundEmbed } from '../domain/embed.ts';
import { readBlockquote } from './blockquote.ts';
import { readConsentScript } from './consent-script.ts';
import { readFrame } from './frame.ts';
import { readLinkQuote } from './link-quote.ts';
import { readLoneNode, readShortcodeBlock } from './lone-nodes.ts';
import { isBlank } from './markup-text.ts';
import { MAX_EMBEDS } from './max-embeds.ts';
import { readNewsletterPost } from './newsletter-post.ts';
import { type Candidate, findCandidates, type Place } from './tree-candidates.ts';
import { readWidget } from './widget.ts';

/** A post in a parsed page: `node` and all below it is the post and nothing else. */
export interface TreeEmbed extends FoundEmbed {
  node: ElementContent;
}

/** What pages put around an embed for its layout. Custom elements count too: their names hold a hyphen. */
const WRAPPERS = new Set(['figure', 'div', 'center', 'span', 'p']);

interface Reading {
  found: FoundEmbed;
  candidate: Candidate;
}

/** Finds the embedded posts of a page, 200 at most, in document order; no node lies within another one's. */
export async function findTreeEmbeds(root: Root): Promise<TreeEmbed[]> {
  const candidates = findCandidates(root);
  const readings: Reading[] = [];
  /** The nodes that are or hold a post. */
  const taken = new Set<Nodes>();
  for (let index = 0; index < candidates.length && readings.length < MAX_EMBEDS; ) {
    const group = candidates.slice(index, candidates[index]?.end ?? index + 1);
    index += group.length;
    for (const reading of await readGroup(group, taken)) {
      const last = readings.at(-1);
      if (!last || !isRepeated(reading, last)) readings.push(reading);
    }
  }
  return readings
    .slice(0, MAX_EMBEDS)
    .map(({ found, candidate }) => ({ ...found, node: outermost(candidate, taken) }));
}

/** Reads a candidate and those inside it. From the last to the first an inner one comes before the one around it. */
async function readGroup(group: readonly Candidate[], taken: Set<Nodes>): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const candidate of group.toReversed()) {
    if (taken.has(candidate.node)) continue;
    const found = await readCandidate(candidate);
    if (!found) continue;
    readings.push({ found, candidate });
    taken.add(candidate.node);
    for (let place: Place | undefined = candidate.place; place && !taken.has(place.node); place = place.up) {
      taken.add(place.node);
    }
  }
  return readings.reverse();
}

async function readCandidate({ kind, node }: Candidate): Promise<FoundEmbed | undefined> {
  if (kind === 'lone') return readLoneNode(node);
  if (node.type !== 'element') return undefined;
  if (kind === 'quote')
    return (await readBlockquote(node)) ?? (await readLinkQuote(node)) ?? readWidget(node);
  if (kind === 'frame') return readFrame(node);
  if (kind === 'newsletter') return readNewsletterPost(node);
  if (kind === 'consent') return readConsentScript(node);
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
function outermost({ node, place }: Candidate, taken: ReadonlySet<Nodes>): ElementContent {
  let outer = node;
  for (let at: Place | undefined = place; at?.node.type === 'element'; at = at.up) {
    const { tagName, children } = at.node;
    if (!WRAPPERS.has(tagName) && !tagName.includes('-')) break;
    const inner = outer;
    const others = children.filter((child) => child !== inner);
    if (others.some((child) => taken.has(child)) || !isBlank(others)) break;
    outer = at.node;
  }
  return outer;
}
