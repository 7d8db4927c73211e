import type { ArticleReach, TakedownReach } from './article-reach.ts';

/** One of the things that a withdrawal, or a take-down, reaches. */
export interface WithdrawalOutput {
  output:
    | 'page'
    | 'oembed'
    | 'rewriter'
    | 'feeds'
    | 'archive'
    | 'previews'
    | 'cards'
    | 'partners'
    | 'webhooks'
    | 'hub'
    | 'crossposts';
  /**
   * `done`: the next request sees it. `queued`: it is sent right after, and again until it is taken. `unreachable`: it stands
   * at an account that is not set any more: delete it there by hand. `none`: there is nothing of it.
   */
  state: 'done' | 'queued' | 'unreachable' | 'none';
  count?: number;
  /** For how long caches on the way may still give what they hold. */
  cachedSeconds?: number;
}

/**
 * What the withdrawal of an article with this reach has done when it returns, output by output. Crossposts are there twice
 * where some of them are deleted and others are out of reach.
 */
export function withdrawalOutputs(reach: ArticleReach): WithdrawalOutput[] {
  const once = reach.isPublic ? 1 : 0;
  return [...outputs({ ...reach, pages: once, embeds: once }), ...posted(reach)];
}

/** What a take-down of posts with this reach has done when it returns. A post on another platform that names an article stays. */
export function takedownOutputs(reach: TakedownReach): WithdrawalOutput[] {
  return outputs({ ...reach, pages: reach.articles, embeds: reach.cards });
}

/** What both reach: `pages` of articles, here and in front of the publisher's site, and what oEmbed answers. */
interface Reach extends Omit<TakedownReach, 'articles'> {
  pages: number;
  embeds: number;
}

function outputs(reach: Reach): WithdrawalOutput[] {
  return [
    shown('page', reach.pages, 60),
    shown('oembed', reach.embeds, 60),
    shown('rewriter', reach.pages),
    shown('feeds', reach.feeds, 300),
    shown('archive', reach.feeds, 300),
    // Named by what is on them, so that caches keep them for a year.
    shown('previews', reach.previews, 31_536_000),
    shown('cards', reach.cards, 300),
    shown('partners', reach.partners, 60),
    told('webhooks', reach.endpoints),
    told('hub', reach.subscribers),
  ];
}

function shown(output: WithdrawalOutput['output'], count: number, cachedSeconds?: number): WithdrawalOutput {
  if (count === 0) return { output, state: 'none' };
  return { output, state: 'done', count, ...(cachedSeconds !== undefined && { cachedSeconds }) };
}

function told(output: WithdrawalOutput['output'], count: number): WithdrawalOutput {
  return count === 0 ? { output, state: 'none' } : { output, state: 'queued', count };
}

function posted({ crossposts, strandedCrossposts }: ArticleReach): WithdrawalOutput[] {
  if (strandedCrossposts === 0) return [told('crossposts', crossposts)];
  const stranded = { output: 'crossposts', state: 'unreachable', count: strandedCrossposts } as const;
  return crossposts === 0 ? [stranded] : [told('crossposts', crossposts), stranded];
}
