import type { Article } from '../domain/article.ts';
import { loadArticle } from '../store/article-records.ts';
import { newestPreview } from '../store/preview-drawing.ts';
import { type Beside, isBesideCurrent, planBeside, refsBeside, writeBeside } from './companion-writing.ts';
import type { Crosspost } from './crosspost-records.ts';
import { type Desk, type Outcome, settled } from './desk.ts';
import { contentDigest, POST_COLLECTION, type PostRecord, postRecord, withCard } from './post-record.ts';
import { writeRecord } from './record-writing.ts';
import { type Thumb, uploadThumb } from './thumb.ts';

const PICTURE_PAUSE_SECONDS = 60;

/** What an article's records have to say. */
interface Plan {
  record: PostRecord;
  content: string;
  /** Names the preview. */
  picture: string;
  beside: Beside[];
}

/** Brings a live article's post, and the records beside it, to what they have to say. What says it already is left alone. */
export async function writePost(desk: Desk, article: Article, before: Crosspost): Promise<Outcome> {
  const plan = await planOf(desk, article, before);
  if (before.content === plan.content && isBesideCurrent(plan.beside, before)) {
    return { came: 'ended', post: written(before) };
  }
  const thumb = await uploadThumb(desk, article, before, plan.picture);
  if ('failed' in thumb) return { came: 'failed', failure: thumb.failed, post: before };
  if (thumb.done.isComing) return { came: 'again', afterSeconds: PICTURE_PAUSE_SECONDS, post: before };
  const newest = await loadArticle(desk.ports.database, article.id);
  if (newest?.article.version !== article.version) return { came: 'again', afterSeconds: 0, post: before };
  return writeAll(desk, article, before, plan, thumb.done);
}

async function planOf(
  { ports, config, account, makers }: Desk,
  article: Article,
  post: Crosspost,
): Promise<Plan> {
  const { hash: picture } = await newestPreview(ports, config, article);
  const record = postRecord(article, {
    template: account.settings.template,
    publicUrl: config.publicUrl,
    createdAt: post.createdAt,
  });
  const { did, settings } = account;
  const context = { config, settings, did, rkey: post.rkey, createdAt: post.createdAt };
  return {
    record,
    content: await contentDigest(record, picture),
    picture,
    beside: await planBeside(makers, article, context, picture),
  };
}

async function writeAll(
  desk: Desk,
  article: Article,
  before: Crosspost,
  plan: Plan,
  thumb: Thumb,
): Promise<Outcome> {
  const { pds, account } = desk;
  const place = { collection: POST_COLLECTION, rkey: before.rkey };
  // From here on something may stand there, whatever we hear of it.
  let post: Crosspost = { ...before, sent: 'unclear' };
  await desk.save(post);
  const first = await writeBeside(desk, article, post, plan.beside, thumb.blob);
  post = first.post;
  if (first.failure) return { came: 'failed', failure: first.failure, post };

  if (post.content !== plan.content) {
    const record = withCard(plan.record, thumb.blob, refsBeside(account.did, post));
    const put = await writeRecord(pds, place, record, post.cid);
    const { cid: old, picture: _, thumb: __, ...rest } = post;
    if ('failed' in put) {
      // It may be that the server has lost the picture which stood there before.
      const isOldPicture =
        put.failed.kind === 'refused' && thumb.blob !== undefined && thumb.blob === before.thumb;
      if (isOldPicture) {
        return { came: 'again', afterSeconds: 0, post: { ...rest, ...(old !== undefined && { cid: old }) } };
      }
      return { came: 'failed', failure: put.failed, post };
    }
    if (put.done === 'gone') {
      // What stands beside it goes as well.
      const gone: Crosspost = { ...rest, gone: true, sent: 'answered', deleting: true };
      return { came: 'again', afterSeconds: 0, post: gone };
    }
    post = {
      ...rest,
      cid: put.done.cid,
      content: plan.content,
      edits: post.edits + Number(old !== undefined && old !== put.done.cid),
      ...(thumb.blob && !thumb.isPassing && { picture: plan.picture, thumb: thumb.blob }),
    };
  }
  const second = await writeBeside(desk, article, post, plan.beside, thumb.blob);
  if (second.failure) return { came: 'failed', failure: second.failure, post: second.post };
  return { came: 'ended', post: written({ ...second.post, sent: 'answered' }) };
}

function written(post: Crosspost): Crosspost {
  return settled(post, post.edits > 0 ? 'updated' : 'posted');
}
