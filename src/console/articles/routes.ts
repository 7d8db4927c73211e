import { type Context, Hono } from 'hono';
import { isArticleId } from '../../articles/article-id.ts';
import type { Article } from '../../domain/article.ts';
import type { Config } from '../../domain/config.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import type { PreviewRenderer } from '../../previews/renderer.ts';
import { countReach } from '../../store/article-reach.ts';
import { listVersions, loadArticle } from '../../store/article-records.ts';
import { withdrawArticle } from '../../store/publishing.ts';
import { deskOf } from '../desk.ts';
import { previewLink } from '../preview-links.ts';
import { visitOwnPage } from '../unfurl/own-visit.ts';
import { renderUnfurl } from '../unfurl/unfurl-page.ts';
import {
  ARTICLE_STATES,
  type ArticleQuery,
  findArticles,
  isAtOrBefore,
  searchEnd,
} from './article-list-records.ts';
import { renderArticle } from './article-page.ts';
import { listFeedsOf, loadPosts, loadVersion } from './article-records.ts';
import { renderChanges } from './changes-page.ts';
import { renderArticleList } from './list-page.ts';
import { listRemainingPosts } from './remaining-posts.ts';
import { renderWithdrawal } from './withdraw-page.ts';
import { renderWithdrawn } from './withdrawn-page.ts';

const PAGE_SIZE = 40;
const VERSIONS = 50;

/** `/console/articles`: the list, each article, what changed in it, and its withdrawal. */
export function articlePages(ports: Ports, config: Config, renderer: PreviewRenderer): Hono {
  const routes = new Hono();

  routes.get('/', async (context) => {
    const query = readQuery(context);
    const [found, end] = await Promise.all([
      findArticles(ports, { ...query, limit: PAGE_SIZE + 1 }),
      searchEnd(ports, query),
    ]);
    // What is found beyond the end in one state is shown with what is beyond it in the others.
    const within = end
      ? found.filter((article) => !isAtOrBefore(article, end) || article.id === end.id)
      : found;
    const articles = within.slice(0, PAGE_SIZE);
    const last = within.length > PAGE_SIZE ? articles.at(-1) : undefined;
    const rest = {
      ...(last && { older: olderThan(query, last) }),
      ...(!last && end && { end: { at: end.publishedAt, on: olderThan(query, end) } }),
    };
    return context.html(renderArticleList(deskOf(context), query, articles, rest));
  });

  routes.get('/:id', async (context) => {
    const desk = deskOf(context);
    const article = await load(ports, context);
    const posts = await loadPosts(ports.database, article);
    const [feeds, versions, preview, remaining] = await Promise.all([
      listFeedsOf(ports, article.id),
      listVersions(ports.database, article.id, VERSIONS),
      article.state === 'withdrawn' ? undefined : previewLink(ports, config, article, posts),
      article.state === 'withdrawn' ? listRemainingPosts(ports, article.id) : [],
    ]);
    const { done } = desk.words.articles;
    const outcome = context.req.query('done') ?? '';
    const notice = Object.hasOwn(done, outcome) ? done[outcome as keyof typeof done] : undefined;
    return context.html(renderArticle(desk, { article, posts, feeds, versions, preview, remaining, notice }));
  });

  routes.get('/:id/versions/:version{[1-9][0-9]{0,8}}', async (context) => {
    const article = await load(ports, context);
    const number = Number(context.req.param('version'));
    const [before, after] = await Promise.all([
      loadVersion(ports, article.id, number - 1),
      loadVersion(ports, article.id, number),
    ]);
    if (!before || !after)
      throw new Problem('not-found', 'The article has no such version, or none before it.');
    return context.html(renderChanges(deskOf(context), before, after));
  });

  routes.get('/:id/unfurl', async (context) => {
    const article = await load(ports, context);
    if (article.state === 'withdrawn') return context.redirect(`/console/articles/${article.id}`, 303);
    const posts = await loadPosts(ports.database, article);
    const [visit, preview] = await Promise.all([
      visitOwnPage(ports, config, renderer, article, posts),
      previewLink(ports, config, article, posts),
    ]);
    return context.html(renderUnfurl(deskOf(context), article, visit, preview?.path));
  });

  routes.get('/:id/withdraw', async (context) => {
    const article = await load(ports, context);
    if (article.state === 'withdrawn') return context.redirect(`/console/articles/${article.id}`, 303);
    return context.html(
      renderWithdrawal(deskOf(context), article, await countReach(ports.database, article.id)),
    );
  });

  routes.post('/:id/withdraw', async (context) => {
    const article = await load(ports, context);
    const { id } = article;
    if (article.state === 'withdrawn') return context.redirect(`/console/articles/${id}`, 303);
    // Counted before: afterwards nothing of it is there to be counted, nor after a redirect.
    const reach = await countReach(ports.database, id);
    await withdrawArticle(ports, id);
    const posts = await listRemainingPosts(ports, id);
    return context.html(renderWithdrawn(deskOf(context), article, reach, posts));
  });
  return routes;
}

/** The article that the address names, whatever its state. Throws the problem `not-found`. */
export async function load(ports: Ports, context: Context): Promise<Article> {
  const id = context.req.param('id') ?? '';
  const stored = isArticleId(id) ? await loadArticle(ports.database, id) : undefined;
  if (!stored) throw new Problem('not-found', `There is no article ${JSON.stringify(id.slice(0, 80))}.`);
  return stored.article;
}

function readQuery(context: Context): Omit<ArticleQuery, 'limit'> {
  const words = context.req.query('q')?.trim().slice(0, 200);
  const state = ARTICLE_STATES.find((name) => name === context.req.query('state'));
  const [publishedAt = '', id = ''] = (context.req.query('after') ?? '').split('~');
  const isCursor = /^[\dTZ:.-]{24}$/.test(publishedAt) && isArticleId(id);
  return {
    ...(words && { words }),
    ...(state && { state }),
    ...(isCursor && { after: { publishedAt, id } }),
  };
}

function olderThan(
  { words, state }: Pick<ArticleQuery, 'words' | 'state'>,
  { publishedAt, id }: { publishedAt: string; id: string },
): string {
  const query = new URLSearchParams({
    ...(words && { q: words }),
    ...(state && { state }),
    after: `${publishedAt}~${id}`,
  });
  return `/console/articles?${query}`;
}
