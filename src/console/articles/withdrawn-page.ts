import { h } from 'hastscript';
import type { Article } from '../../domain/article.ts';
import type { ArticleReach } from '../../store/article-reach.ts';
import { type WithdrawalOutput, withdrawalOutputs } from '../../store/withdrawal-outputs.ts';
import type { Desk } from '../desk.ts';
import { consolePage } from '../layout.ts';
import { facts, foreign, section } from '../parts.ts';
import { fill } from '../words/console-words.ts';
import { type RemainingPost, remainingPosts } from './remaining-posts.ts';

/** There is one of these, or none. */
const SINGLE: readonly WithdrawalOutput['output'][] = ['page', 'oembed', 'rewriter'];

/** What the withdrawal of an article has reached, output by output, and what is left to do by hand. */
export function renderWithdrawn(
  desk: Desk,
  { id, title, language }: Article,
  reach: ArticleReach,
  posts: readonly RemainingPost[],
): string {
  const words = desk.words.withdrawn;
  const isLeft = posts.some(({ way }) => way !== 'deleting');
  const content = [
    isLeft ? h('p', { class: 'warning', role: 'status' }, words.hereOnly) : undefined,
    remainingPosts(desk, posts),
    section(words.reached, [
      h('p', words.reachedLead),
      facts(withdrawalOutputs(reach).map((output) => [words.outputs[output.output], said(desk, output)])),
    ]),
    h('p', desk.words.articles.republish),
    h('p', { class: 'actions' }, [
      h('a', { href: `/console/articles/${id}` }, words.article),
      h('a', { href: `/console/paste?id=${encodeURIComponent(id)}` }, desk.words.articles.again),
    ]),
  ];
  const trail = [
    { href: '/console/articles', words: desk.words.articles.title },
    { href: `/console/articles/${id}`, words: foreign(title, language) },
  ];
  return consolePage({
    desk,
    title: fill(words.title, { title }),
    section: 'articles',
    trail,
    notice: isLeft ? undefined : words.everywhere,
    content,
  });
}

function said(desk: Desk, { output, state, count, cachedSeconds }: WithdrawalOutput): string {
  const { words, language } = desk;
  const number = new Intl.NumberFormat(language);
  const { cached, cachedApart } = words.withdrawn;
  const pattern = output === 'previews' ? cachedApart : cached;
  return [
    ...(count !== undefined && !SINGLE.includes(output) ? [number.format(count)] : []),
    words.withdrawn.states[state],
    ...(cachedSeconds ? [fill(pattern, { time: duration(language, cachedSeconds) })] : []),
  ].join(' · ');
}

/** In whole days, else in minutes. */
function duration(language: string, seconds: number): string {
  const [amount, unit] = seconds >= 86_400 ? [seconds / 86_400, 'day'] : [seconds / 60, 'minute'];
  const style = { style: 'unit', unit: String(unit), unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(language, style).format(Math.ceil(Number(amount)));
}
