import type { Resolution, TombstoneReason } from '../../domain/post.ts';
import { PLATFORM_TABLE } from '../../embeds/platforms/platform-table.ts';
import { unreachable } from '../answer.ts';
import type { PostRef, Resolver, ResolverContext } from '../resolver.ts';
import { resolveFromOembed } from './x-oembed.ts';
import { xPermalink } from './x-permalink.ts';
import { findPostOfPicture } from './x-short-link.ts';
import { resolveFromSyndication } from './x-syndication.ts';

const { x } = PLATFORM_TABLE;

/** Looks up posts of X. */
export const resolveXPosts: Resolver = (refs, context) =>
  Promise.all(refs.map((ref) => resolveXPost(ref, context)));

async function resolveXPost(ref: PostRef, { fetch, settings }: ResolverContext): Promise<Resolution> {
  const known = addressOf(ref);
  if (!known && !settings.x.shortLinks) return unreachable();
  const picture = known ? undefined : await findPostOfPicture(ref, fetch);
  const id = known?.id ?? picture?.id;
  if (id === undefined) return unreachable(picture?.answer);
  const permalink = xPermalink(id, ref.handle ?? known?.handle);
  const documented = settings.x.oembed ? await resolveFromOembed(id, permalink, fetch) : unreachable();
  const internal = settings.x.syndication ? await resolveFromSyndication(id, fetch) : unreachable();
  const resolution = combine(documented, internal);
  if (resolution.outcome !== 'gone') return resolution;
  return { outcome: 'gone', tombstone: { url: permalink, ...resolution.tombstone } };
}

function addressOf({ id, url }: PostRef): { id: string; handle?: string } | undefined {
  const address = url === undefined ? undefined : x.match(url);
  if (id === undefined || address?.id === id) return address;
  return x.match(xPermalink(id)) ? { id } : undefined;
}

/** Reasons that X gives outright; what is merely not there may be hidden from who asks. */
const STATED = new Set<TombstoneReason>(['deleted', 'suspended', 'private', 'blocked']);

/** The richer source counts where both have the post; a stated reason counts more than a copy or a guess. */
function combine(documented: Resolution, internal: Resolution): Resolution {
  if (internal.outcome === 'found') return internal;
  if (internal.outcome === 'gone' && STATED.has(internal.tombstone.reason)) return internal;
  if (documented.outcome !== 'unreachable') return documented;
  // X shows nothing to servers it has blocked: rather ask the other source again than say that a post is gone.
  return documented.retryAfterSeconds === undefined ? internal : documented;
}
