import type { Instant } from '../domain/instant.ts';
import type { Capture, CaptureSource, Post, PostTime, Resolution } from '../domain/post.ts';
import { chooseWords, wordsOf } from './post-words.ts';

/** Sources that know all of a post: what they do not say is not so. The markup of oEmbed has only words. */
const WHOLE = new Set<CaptureSource>(['syndication', 'api', 'activitypub']);

/**
 * What is kept of a post once the network has spoken. The network only adds: the words an article carried stay, and what
 * it did not say comes in beside them; a post that is gone keeps its words and gets a state; `unreachable` changes
 * nothing, nor does anything change a capture that was taken down. A post whose author asks not to be shown outside loses
 * its words. `at` is the time of the answer, and becomes that of the capture where there was a post. `undefined` only
 * where there was no capture and no post was found.
 */
export function mergeCapture(existing: Capture, resolution: Resolution, at: Instant): Capture;
export function mergeCapture(
  existing: Capture | undefined,
  resolution: Resolution,
  at: Instant,
): Capture | undefined;
export function mergeCapture(
  existing: Capture | undefined,
  resolution: Resolution,
  at: Instant,
): Capture | undefined {
  if (resolution.outcome === 'unreachable' || existing?.state === 'withdrawn') return existing;
  if (resolution.outcome === 'gone') {
    if (!existing) return undefined;
    const { reason, url } = resolution.tombstone;
    return { ...existing, ...urlOf(existing.url ?? url), state: reason };
  }
  const { post: found, source } = resolution;
  if (!existing && found.id === undefined) return undefined;
  const post = existing?.post ? mergePost(existing.post, existing.sources, found, source) : found;
  return {
    platform: existing?.platform ?? found.platform,
    id: existing?.id ?? found.id ?? '',
    ...urlOf(found.url ?? existing?.url),
    state: 'live',
    post,
    sources: [...new Set([...(existing?.sources ?? []), source])],
    capturedAt: at,
  };
}

function mergePost(
  carried: Post,
  sources: readonly CaptureSource[],
  found: Post,
  source: CaptureSource,
): Post {
  if (found.visibility) return found;
  const words = chooseWords(carried, sources, found);
  const { author } = found;
  const created = betterTime(carried.created, found.created);
  const language = words.language ?? found.language ?? carried.language;
  return {
    ...(WHOLE.has(source) ? found : withoutVisibility(carried, found)),
    ...wordsOf(words),
    ...(language === undefined ? {} : { language }),
    ...(found.id === undefined ? {} : { id: found.id }),
    ...urlOf(found.url ?? carried.url),
    author: { ...carried.author, ...author, name: nameOf(carried, found) },
    ...(created ? { created } : {}),
    media: found.media.length > 0 || WHOLE.has(source) ? found.media : carried.media,
  };
}

function withoutVisibility({ visibility: _visibility, ...carried }: Post, found: Post): Post {
  return { ...carried, ...found };
}

/** The name as the article printed it; a handle in its place is none. */
function nameOf({ author, visibility }: Post, found: Post): string {
  return visibility || author.name === '' || author.name === author.handle ? found.author.name : author.name;
}

const PRECISIONS: PostTime['precision'][] = ['day', 'minute', 'second', 'millisecond'];

/** The more exact one; of two alike the network's. A doubt about the printed date stays with the id's time. */
function betterTime(carried: PostTime | undefined, found: PostTime | undefined): PostTime | undefined {
  if (!carried || !found) return found ?? carried;
  const better =
    PRECISIONS.indexOf(carried.precision) > PRECISIONS.indexOf(found.precision) ? carried : found;
  return better.source === 'id' && carried.disputed ? { ...better, disputed: true } : better;
}

function urlOf(url: string | undefined): { url?: string } {
  return url === undefined ? {} : { url };
}
