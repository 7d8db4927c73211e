import type { QuotePlatform } from '../domain/post.ts';
import { findBytes } from './byte-search.ts';
import { orderedChanges, type PageChange, removal } from './page-changes.ts';
import type { PageEmbed } from './page-embeds.ts';
import type { PageTag } from './page-tags.ts';

/** A word, and how what comes after it begins. */
type Use = [word: string, then?: RegExp];

interface Loader {
  /** In an attribute of the script: its source, or what a consent manager will make its source. */
  address: RegExp;
  /** What such a script acts on, or is acted on by. */
  uses: readonly Use[];
}

const LOADERS: Record<QuotePlatform, Loader> = {
  x: {
    address: /\/\/platform\.(?:twitter|x)\.com\/widgets\.js/i,
    uses: [['twttr'], ['twitter-', /^(?:tweet|video|timeline|moment|grid|collection|[a-z]{2,9}-button)/]],
  },
  bluesky: {
    address: /\/\/embed\.bsky\.app\/static\/embed\.js/i,
    uses: [['bluesky-embed'], ['data-bluesky'], ['bluesky.scan']],
  },
  // On the server of the post.
  mastodon: { address: /\/\/([a-z0-9.-]{4,253})\/embed\.js/i, uses: [['mastodon-embed']] },
};

/**
 * The scripts that would have filled the embeds, to be taken out where nothing is left for them to do: every embed of
 * their platform became a card, and nothing else on the page names what they look for.
 */
export function removedLoaders(
  page: Uint8Array,
  tags: readonly PageTag[],
  replaced: readonly PageEmbed[],
): PageChange[] {
  const scripts = tags.filter(
    ({ kind, inner, innerEnd, end }) => kind === 'script' && end > 0 && inner === innerEnd,
  );
  const removed: PageChange[] = [];
  for (const platform of Object.keys(LOADERS) as QuotePlatform[]) {
    const embeds = replaced.filter(({ found }) => found.ref.platform === platform);
    const servers = new Set(embeds.map(({ found }) => found.capture.id.split('_')[0]));
    const { address, uses } = LOADERS[platform];
    const loaders = scripts.filter((script) => {
      const match = embeds.length > 0 && address.exec(Object.values(script.attributes).join(' '));
      return match && (match[1] === undefined || servers.has(match[1].toLowerCase()));
    });
    if (loaders.length === 0) continue;
    const gone = [...embeds, ...loaders].map(removal);
    if (!uses.some((use) => stays(page, use, orderedChanges(gone)))) removed.push(...loaders.map(removal));
  }
  return removed;
}

/** What may come after a word, in bytes. */
const AFTER = 24;

/** Whether something stands in what is left of a page when these changes are made. */
function stays(page: Uint8Array, [word, then]: Use, changes: readonly PageChange[]): boolean {
  for (let at = findBytes(page, word); at >= 0; ) {
    const gone = changes.find(({ start, end }) => start <= at && at < end);
    const after = at + word.length;
    const follows = !then || then.test(String.fromCharCode(...page.subarray(after, after + AFTER)));
    if (!gone && follows) return true;
    at = findBytes(page, word, gone?.end ?? after);
  }
  return false;
}
