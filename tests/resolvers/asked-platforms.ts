import type { Resolution } from '../../src/domain/post.ts';
import { resolvePosts } from '../../src/resolvers/resolve-posts.ts';
import type { PostRef, ResolverContext, ResolverSettings } from '../../src/resolvers/resolver.ts';

/** Everything on, every server allowed. */
export const EVERY_PLATFORM: ResolverSettings = {
  x: { oembed: true, syndication: true, shortLinks: true },
  bluesky: { enabled: true, appView: 'https://public.api.bsky.app' },
  mastodon: { enabled: true },
};

/** Looks up one post alone. */
export async function resolvePost(ref: PostRef, context: ResolverContext): Promise<Resolution> {
  const [resolution] = await resolvePosts([ref], context);
  if (!resolution) throw new Error('no answer');
  return resolution;
}
