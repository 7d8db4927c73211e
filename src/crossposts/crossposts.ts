import { after } from '../deliveries/retry-schedule.ts';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { CrosspostMessage, Ports } from '../domain/ports.ts';
import type { PreviewRenderer } from '../previews/renderer.ts';
import { isWanted } from './account.ts';
import { holdAccount, loadAccount, releaseAccount } from './account-records.ts';
import { workFor } from './account-work.ts';
import { duePosts, expirePosts, hasten, markDue, putOff } from './crosspost-due.ts';
import { addCrosspost } from './crosspost-records.ts';
import { recordKey } from './record-key.ts';
import type { ArticleRecordMaker } from './record-makers.ts';

/** What becomes of articles on Bluesky. All of it bears being done twice, and at once in several places. */
export interface Crossposts {
  /** Does what is due for one article. */
  handle(message: CrosspostMessage): Promise<void>;
  /** Notes that a version of a live article is to be posted, or its post corrected; to be called before the event is done. */
  published(article: Article): Promise<void>;
  /** Everything that a post needs is there: its work may begin. */
  ready(articleId: string): Promise<void>;
  /** Notes that whatever was posted of an article is to be deleted; to be called before the event is done. */
  withdrawn(articleId: string): Promise<void>;
  /** Puts what is due into the queue, a few of them, and gives up on what waited too long. */
  sweep(): Promise<void>;
}

const POSTS_A_SWEEP = 5;
/** By then the preview is drawn, or will not be. */
const GRACE_SECONDS = 2 * 60;
/** What was published longer than this before it came here is part of an archive that is taken over. */
const NEWS_SECONDS = 2 * 24 * 60 * 60;

/**
 * The crossposts over their tables. `makers`: further records that stand and fall with an article's post.
 */
export function createCrossposts(
  ports: Ports,
  config: Config,
  renderer: PreviewRenderer,
  makers: readonly ArticleRecordMaker[] = [],
): Crossposts {
  const { queue, clock, log } = ports;
  const workshop = { ports, config, renderer, makers };

  async function tell(articleId: string): Promise<void> {
    try {
      await queue.send({ crosspost: articleId });
    } catch (error) {
      log('warn', 'the queue could not be told of a crosspost; the next sweep will', {
        article_id: articleId,
        error,
      });
    }
  }

  return {
    async handle({ crosspost: articleId }) {
      const account = await holdAccount(ports, articleId);
      if (!account) return;
      try {
        await workFor(workshop, account, articleId);
      } catch (error) {
        log('error', 'work on a crosspost failed', { article_id: articleId, error });
        // Behind the others: whatever is wrong with it, they do not wait for it.
        await putOff(ports, account, articleId);
      } finally {
        await releaseAccount(ports, account);
      }
      // Those whose message came while the account was held.
      const [next] = await duePosts(ports, 1);
      if (next !== undefined) await tell(next);
    },
    async published(article) {
      const account = await loadAccount(ports);
      if (!account) return;
      const { did, since, settings } = account;
      const dueAt = after(clock.now(), GRACE_SECONDS);
      if (await markDue(ports, { articleId: article.id, account: did, dueAt, deleted: true })) return;
      if (!isWanted(settings, article)) return;
      const createdAt = await publicSince(ports, article.id);
      if (createdAt === undefined || createdAt < since) return;
      if (after(new Date(article.publishedAt), NEWS_SECONDS) < createdAt) return;
      await addPost(ports, did, article.id, createdAt, dueAt);
    },
    async ready(articleId) {
      if (await hasten(ports, articleId)) await tell(articleId);
    },
    async withdrawn(articleId) {
      if (await markDue(ports, { articleId, deleted: false })) await tell(articleId);
    },
    async sweep() {
      await expirePosts(ports);
      for (const articleId of await duePosts(ports, POSTS_A_SWEEP))
        await queue.send({ crosspost: articleId });
    },
  };
}

/** Adds the first post of an article to what is due. */
export async function addPost(
  ports: Ports,
  account: string,
  articleId: string,
  createdAt: Instant,
  dueAt = toInstant(ports.clock.now()),
): Promise<void> {
  const rkey = await recordKey({ account, articleId, generation: 1 }, createdAt);
  await addCrosspost(ports, { account, articleId, rkey, createdAt }, dueAt);
}

/** When an article was first to be read by everyone. */
export async function publicSince({ database }: Ports, articleId: string): Promise<Instant | undefined> {
  const row = await database
    .prepare("SELECT public_since FROM articles WHERE id = ? AND state = 'live'")
    .bind(articleId)
    .first<{ public_since: Instant | null }>();
  return row?.public_since ?? undefined;
}
