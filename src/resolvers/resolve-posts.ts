import type { QuotePlatform, Resolution } from '../domain/post.ts';
import { unreachable } from './answer.ts';
import { resolveBlueskyPosts } from './bluesky/bluesky-posts.ts';
import { resolveMastodonPosts } from './mastodon/mastodon-posts.ts';
import type { PostRef, Resolver, ResolverContext } from './resolver.ts';
import { resolveXPosts } from './x/x-posts.ts';

/** Every platform that can be asked: one that is missing is a type error. */
const RESOLVERS = {
  x: resolveXPosts,
  bluesky: resolveBlueskyPosts,
  mastodon: resolveMastodonPosts,
} satisfies Record<QuotePlatform, Resolver>;

function resolverOf(platform: string): Resolver | undefined {
  return Object.hasOwn(RESOLVERS, platform) ? RESOLVERS[platform as QuotePlatform] : undefined;
}

/**
 * Looks posts up, those of a platform together where it takes several at once; answers in the order of `refs`. Never on a
 * read path: each post asks up to four servers, five seconds each. Nothing is thrown for any answer; a rejection is a
 * mistake of the program.
 */
export async function resolvePosts(
  refs: readonly PostRef[],
  context: ResolverContext,
): Promise<Resolution[]> {
  const answers = new Map<PostRef, Resolution>();
  const platforms = Object.entries(Object.groupBy(refs, ({ platform }) => platform));
  await Promise.all(
    platforms.map(async ([platform, group]) => {
      const found = (await resolverOf(platform)?.(group, context)) ?? [];
      for (const [index, resolution] of found.entries()) {
        const ref = group[index];
        if (ref) answers.set(ref, resolution);
      }
    }),
  );
  return refs.map((ref) => answers.get(ref) ?? unreachable());
}
