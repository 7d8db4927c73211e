import type { Capture } from '../domain/post.ts';

/** A capture as programs read it. One that was taken down says so and nothing of the post. */
export function cardRecord(capture: Capture): object {
  const { platform, id, url, state, post, sources, capturedAt } = capture;
  const shown = state === 'withdrawn' ? undefined : post;
  return {
    platform,
    id,
    ...(url === undefined ? {} : { url }),
    state,
    ...(shown ? { post: shown } : {}),
    sources,
    capturedAt,
  };
}
