import { type Instant, toInstant } from '../domain/instant.ts';
import { loadArticle } from '../store/article-records.ts';
import { isWanted } from './account.ts';
import type { Crosspost } from './crosspost-records.ts';
import { deletePost } from './deletion.ts';
import { type Desk, type Outcome, settled } from './desk.ts';
import { writePost } from './posting.ts';
import { recordKey } from './record-key.ts';

const GONE = 'was deleted there by somebody else, and is not posted again unless it is asked for';
const PAUSED = 'posting was paused';

/**
 * Brings a post to what its article is: there and up to date while the article is live, else deleted. A deletion that was
 * begun is ended first; an article that comes back after it is posted anew.
 */
export async function takeStep(desk: Desk, post: Crosspost): Promise<Outcome> {
  const { ports, account } = desk;
  const stored = await loadArticle(ports.database, post.articleId);
  const article = stored?.article.state === 'live' ? stored.article : undefined;
  if (!article || post.deleting) {
    const outcome = await deletePost(desk, post);
    if (!article || outcome.came !== 'ended') return outcome;
    if (post.gone) return { came: 'ended', post: { ...settled(outcome.post, 'deleted', GONE), gone: true } };
    return { came: 'again', afterSeconds: 0, post: { ...outcome.post, state: 'waiting' } };
  }
  if (post.gone) return { came: 'ended', post: settled(post, 'deleted', GONE) };
  const isNew = post.sent === 'nothing' || post.sent === 'deleted';
  if (isNew && !account.settings.enabled) return { came: 'ended', post: settled(post, 'failed', PAUSED) };
  if (post.sent !== 'deleted') return writePost(desk, article, post);
  if (!isWanted(account.settings, article)) return { came: 'ended', post: settled(post, 'deleted') };
  const next = await nextGeneration(post, toInstant(ports.clock.now()));
  await desk.save(next);
  return writePost(desk, article, next);
}

/** The post that is made after one that was deleted, under a key of its own. */
export async function nextGeneration(post: Crosspost, createdAt: Instant): Promise<Crosspost> {
  const { account, articleId } = post;
  const generation = post.generation + 1;
  const { cid: _, content: __, picture: ___, thumb: ____, ...rest } = post;
  return {
    ...rest,
    generation,
    rkey: await recordKey({ account, articleId, generation }, createdAt),
    createdAt,
    sent: 'nothing',
    deleting: false,
    gone: false,
    companions: {},
    edits: 0,
  };
}
