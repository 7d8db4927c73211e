import type { QuotePlatform } from '../domain/post.ts';
import { keptText, orderedChanges, type PageChange, removal } from './page-changes.ts';
import type { PageEmbed } from './page-embeds.ts';
import type { PageTag } from './page-tags.ts';

interface Loader {
  /** In an attribute of the script: its source, or what a consent manager will make its source. */
  address: RegExp;
  /** What such a script acts on, or is acted on by. */
  uses: RegExp;
}

const LOADERS: Record<QuotePlatform, Loader> = {
  x: {
    address: /\/\/platform\.(?:twitter|x)\.com\/widgets\.js/i,
    uses: /twitter-(?:tweet|video|timeline|moment|grid|[a-z]{2,9}-button)|twttr/i,
  },
  bluesky: {
    address: /\/\/embed\.bsky\.app\/static\/embed\.js/i,
    uses: /bluesky-embed|data-bluesky|\bbluesky\.scan/i,
  },
  // On the server of the post.
  mastodon: { address: /\/\/([a-z0-9.-]{4,253})\/embed\.js/i, uses: /mastodon-embed/i },
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
    if (!uses.test(keptText(page, orderedChanges(gone)))) removed.push(...loaders.map(removal));
  }
  return removed;
}
