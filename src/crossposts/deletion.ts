import type { Crosspost } from './crosspost-records.ts';
import { type Desk, type Outcome, settled } from './desk.ts';
import { POST_COLLECTION } from './post-record.ts';

/** A server that took a record and never answered may still be writing it. */
const SECOND_LOOK_SECONDS = 10 * 60;

/**
 * Deletes a post and the records beside it. Where it is not known what came of the last that was sent, it is deleted once
 * more after a while. A key that was deleted is never used again.
 */
export async function deletePost({ pds, makers, save }: Desk, before: Crosspost): Promise<Outcome> {
  if (before.sent === 'nothing') {
    const words = 'was withdrawn before it was posted';
    return { came: 'ended', post: settled(before, 'deleted', words) };
  }
  if (before.sent === 'deleted') return { came: 'ended', post: settled(before, 'deleted') };
  const post: Crosspost = { ...before, deleting: true };
  // So that a new word of the publisher in the middle does not find half of it.
  if (!before.deleting) await save(post);
  // What was sent and not answered may stand there unknown.
  const perhaps = before.sent === 'unclear' ? makers.filter(({ sharedKey }) => !sharedKey) : [];
  const beside = new Set([
    ...perhaps.map(({ collection }) => collection),
    ...Object.keys(post.companions).filter((collection) => post.companions[collection]?.rkey === undefined),
  ]);
  for (const collection of [...beside, POST_COLLECTION]) {
    const removed = await pds.remove({ collection, rkey: post.rkey });
    if ('failed' in removed) return { came: 'failed', failure: removed.failed, post };
  }
  if (before.sent === 'unclear') {
    return {
      came: 'again',
      afterSeconds: SECOND_LOOK_SECONDS,
      post: { ...post, sent: 'answered', state: 'deleted' },
    };
  }
  const { cid: _, content: __, picture: ___, thumb: ____, ...rest } = post;
  const deleted: Crosspost = { ...rest, companions: {}, deleting: false, gone: false, sent: 'deleted' };
  return { came: 'ended', post: settled(deleted, 'deleted') };
}
