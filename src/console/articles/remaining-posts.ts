import type { Element } from 'hast';
import { h } from 'hastscript';
import { loadAccount } from '../../crossposts/account-records.ts';
import { placeOf } from '../../crossposts/crosspost-answer.ts';
import { isStranded, mayStand } from '../../crossposts/crosspost-outlook.ts';
import { findCrossposts } from '../../crossposts/crosspost-records.ts';
import type { Ports } from '../../domain/ports.ts';
import type { Desk } from '../desk.ts';
import { address, documented, foreign, rows, section } from '../parts.ts';
import { fill } from '../words/console-words.ts';

/** A post of a withdrawn article that stands on another platform, or may. */
export interface RemainingPost {
  account: string;
  uri: string;
  url: string;
  isSure: boolean;
  /** `stranded`: at an account that is not set any more; `failed`: it is not tried again. */
  way: 'stranded' | 'deleting' | 'failed';
  /** What came in the way. */
  words?: string;
}

/** The posts of an article that still stand somewhere, at twenty accounts at most. */
export async function listRemainingPosts(
  { database }: Pick<Ports, 'database'>,
  articleId: string,
): Promise<RemainingPost[]> {
  const account = await loadAccount({ database });
  const posts = await findCrossposts({ database }, articleId, account?.did);
  return posts.filter(mayStand).map((post) => ({
    account: post.account,
    ...placeOf(post),
    isSure: post.sent === 'answered' && !post.deleting,
    way: isStranded(post, account) ? 'stranded' : post.state === 'failed' ? 'failed' : 'deleting',
    ...(post.words !== undefined && { words: post.words }),
  }));
}

/** Each of them with its address, and what to do about it; nothing where there is none. */
export function remainingPosts(desk: Desk, posts: readonly RemainingPost[]): Element | undefined {
  const words = desk.words.withdrawn;
  if (posts.length === 0) return undefined;
  const todo = { stranded: words.byHand, deleting: words.beingDeleted, failed: words.notDeleted };
  const entry = ({ account, uri, url, isSure, way, words: said }: RemainingPost) =>
    h('li', [
      h('p', { class: 'row-title' }, [address(url)]),
      h('p', [
        isSure ? words.sure : words.unsure,
        ...(way === 'stranded' ? [' ', fill(words.atAccount, { account })] : []),
        ...(said && way !== 'stranded' ? [' ', h('span', { lang: 'en' }, [foreign(said)])] : []),
      ]),
      h('p', documented(todo[way])),
      h('p', { class: 'row-facts' }, [`${words.record} `, h('code', uri)]),
    ]);
  return section(words.posts, [rows(posts.map(entry), '')]);
}
