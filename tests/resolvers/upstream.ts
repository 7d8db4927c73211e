import { readFileSync } from 'node:fs';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import {
  createOfflineFetch,
  type OfflineAnswer,
  type OfflineFetch,
} from '../../src/adapters/memory/offline-fetch.ts';
import type { Post, TextLink } from '../../src/domain/post.ts';
import type { JsonObject } from '../../src/resolvers/json-value.ts';
import type { PostRef, ResolverSettings } from '../../src/resolvers/resolver.ts';
import { EVERY_PLATFORM, resolvePost } from './asked-platforms.ts';

export const NOW = new Date('2026-05-04T10:00:00Z');

/** An answer as a host would send it: `tests/upstream/<host>/<name>.json`. */
export function upstream(host: string, name: string): JsonObject {
  return JSON.parse(readFileSync(new URL(`../upstream/${host}/${name}.json`, import.meta.url), 'utf8'));
}

/** Looks up one post where only these answers can be had. */
export async function resolveWith(
  ref: PostRef,
  answers: Record<string, OfflineAnswer> | OfflineFetch,
  settings: Partial<ResolverSettings> = {},
) {
  const fetch = 'get' in answers ? (answers as OfflineFetch) : createOfflineFetch(answers);
  return resolvePost(ref, {
    fetch,
    clock: createFixedClock(NOW),
    settings: { ...EVERY_PLATFORM, ...settings },
  });
}

/** The links of a post with the words they cover. */
export function linksOf(post: Pick<Post, 'text' | 'links'>): [TextLink['kind'], string, string][] {
  return post.links.map(({ kind, start, end, url }) => [kind, post.text.slice(start, end), url]);
}
