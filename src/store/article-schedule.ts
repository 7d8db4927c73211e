import type { Article, ArticleDraft } from '../domain/article.ts';
import type { Instant } from '../domain/instant.ts';
import { toInstant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import type { StoredArticle } from './article-records.ts';

/** Whether, since when and from when on an article is to be read by everyone. */
export type Schedule = Pick<Article, 'state' | 'publishedAt' | 'embargoUntil' | 'opensAt'> & {
  state: 'live' | 'embargoed' | 'withheld';
};

/** How far the clock of another may be ahead of ours: a change cannot be later than that. */
const CLOCK_SKEW_MS = 10 * 60 * 1000;
/** An embargo of more than five years is a mistake in the year. */
const MAX_AHEAD_MS = (5 * 365 + 2) * 24 * 60 * 60 * 1000;

/**
 * What a draft makes of an article at this moment. A date or an embargo that it does not state stays as it was: a
 * correction opens nothing. What is not public yet, and was never given a date, is dated by its opening.
 * Throws `Problem('invalid-article')` for times over five years ahead, and for a guessed date in the future.
 */
export function scheduleOf(draft: ArticleDraft, current: StoredArticle | undefined, now: Instant): Schedule {
  refuseFarOff(draft, now);
  const held = current && isHeld(current.article) ? current.article : undefined;
  const date = draft.publishedAt ?? keptDate(draft, current, now);
  const embargo = draft.embargoUntil ?? held?.embargoUntil;
  const end = later(embargo, date);
  const opensAt = end !== undefined && end > now ? end : undefined;
  const isWithheld = (draft.status ?? (held?.state === 'withheld' ? 'withheld' : 'usable')) === 'withheld';
  const state = isWithheld ? 'withheld' : opensAt ? 'embargoed' : 'live';
  return {
    state,
    publishedAt: date ?? opensAt ?? heldDate(draft, held, state) ?? now,
    ...(embargo && embargo > now && { embargoUntil: embargo }),
    ...(state === 'embargoed' && opensAt && { opensAt }),
  };
}

/** The date it has: the one it was public under, or one that was stated before. */
function keptDate(
  draft: ArticleDraft,
  current: StoredArticle | undefined,
  now: Instant,
): Instant | undefined {
  if (!current) return undefined;
  const { article, wasPublic } = current;
  if (wasPublic) return article.publishedAt;
  if (!isHeld(article) || !article.reading.publishedAt) return undefined;
  // A date in the future was an embargo as well: another embargo takes its place.
  return draft.embargoUntil && article.publishedAt > now ? undefined : article.publishedAt;
}

/** What dates an article that has no date, and no opening ahead: the embargo that is over, or the time it was first withheld. */
function heldDate(
  draft: ArticleDraft,
  held: Article | undefined,
  state: Article['state'],
): Instant | undefined {
  if (!held) return undefined;
  if (state === 'withheld') return held.publishedAt;
  return held.state === 'embargoed' && !draft.embargoUntil ? held.embargoUntil : undefined;
}

/** Whether an article waits to be shown. */
export function isHeld({ state }: Pick<Article, 'state'>): boolean {
  return state === 'embargoed' || state === 'withheld';
}

/** The later one of two instants, of which either may not be there. */
function later(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

function refuseFarOff({ publishedAt, embargoUntil, reading }: ArticleDraft, now: Instant): void {
  const limit = toInstant(new Date(Date.parse(now) + MAX_AHEAD_MS));
  const mend = 'more than five years ahead is a mistake';
  if (embargoUntil && embargoUntil > limit) throw future('embargoUntil', embargoUntil, mend);
  if (!publishedAt || publishedAt <= now) return;
  if (publishedAt > limit) throw future('publishedAt', publishedAt, mend);
  if (reading.publishedAt?.source === 'rule')
    throw future('publishedAt', publishedAt, 'it was guessed from the text; state it');
}

/** Throws `Problem('invalid-article')` for a change later than now and than the opening, but for the difference of two clocks. */
export function refuseFutureChange(
  updatedAt: Instant | undefined,
  { opensAt }: Schedule,
  now: Instant,
): void {
  if (!updatedAt || Date.parse(updatedAt) <= Date.parse(now) + CLOCK_SKEW_MS) return;
  if (opensAt && updatedAt <= opensAt) return;
  throw future('updatedAt', updatedAt, 'say when its words changed, or leave it out');
}

function future(field: string, at: Instant, mend: string): Problem {
  const detail = `lies in the future (${at}); ${mend}`;
  return new Problem('invalid-article', `${field} ${detail}.`, { errors: [{ field, detail }] });
}
