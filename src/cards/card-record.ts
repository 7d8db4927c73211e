import type { Capture } from '../domain/post.ts';

/** A capture as programs read it. One that was taken down says so and nothing of the post. */
export function cardRecord({ platform, id, url, state, post, sources, capturedAt }: Capture): object {
  const facts =
    state === 'withdrawn' ? {} : { ...(url === undefined ? {} : { url }), ...(post ? { post } : {}) };
  return { platform, id, state, ...facts, sources, capturedAt };
}
