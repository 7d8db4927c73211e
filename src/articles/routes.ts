import { Hono } from 'hono';
import { articleAddress } from '../domain/addresses.ts';
import type { Config } from '../domain/config.ts';
import { sha256 } from '../domain/digest.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { prefersHtml } from '../http/accepted-form.ts';
import { requireToken } from '../http/bearer-token.ts';
import { respondConditionally } from '../http/conditional-response.ts';
import { weakTag } from '../http/entity-tag.ts';
import { allowOnly } from '../http/method-guard.ts';
import { lap } from '../http/request-watch.ts';
import { renderArticlePage } from '../pages/article-page.ts';
import { PageValidators } from '../pages/page-validators.ts';
import { renderWithdrawnPage } from '../pages/withdrawn-page.ts';
import { findChange } from '../store/article-changes.ts';
import { listVersions, loadArticle, type StoredArticle } from '../store/article-records.ts';
import { isHeld } from '../store/article-schedule.ts';
import { loadCaptures } from '../store/capture-records.ts';
import { type ListCursor, listArticles, loadPublicArticle } from '../store/public-articles.ts';
import { isArticleId, requireArticleId } from './article-id.ts';
import { articleEntry, articleRecord } from './article-record.ts';

const PAGE_SIZE = 50;
const JSON_TYPE = 'application/json; charset=utf-8';
const HTML_TYPE = 'text/html; charset=utf-8';
/** Short, so that a correction or a withdrawal is not outlived by copies. */
const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=600';
const HELD_CACHE_CONTROL = 'private, no-store';

/** `/articles`: list and read. The publisher also sees what is embargoed or withheld, as data. */
export function articleRoutes(ports: Ports, config: Config): Hono {
  const routes = new Hono();
  const validators = new PageValidators();
  const { publicUrl, tokenDigests } = config;

  routes.get('/', async (context) => {
    const after = readCursor(context.req.query('after'));
    const articles = await listArticles(ports, PAGE_SIZE, after);
    const last = articles.length === PAGE_SIZE ? articles.at(-1) : undefined;
    const body = JSON.stringify({
      articles: articles.map((article) => articleEntry(article, publicUrl)),
      ...(last && { next: `${publicUrl}/articles?after=${writeCursor(last)}` }),
    });
    const headers = { 'Content-Type': JSON_TYPE, 'Cache-Control': CACHE_CONTROL };
    return respondConditionally(
      context,
      { etag: await weakTag(body), now: ports.clock.now() },
      headers,
      async () => `${body}\n`,
    );
  });

  routes.get('/:file', async (context) => {
    const file = context.req.param('file');
    const asJson = file.endsWith('.json');
    const isPublisher = await holdsToken(context.req.header('Authorization'), tokenDigests);
    const stored = await loadShown(ports, asJson ? file.slice(0, -'.json'.length) : file, isPublisher);
    lap(context, 'db');
    const { article } = stored;
    const now = ports.clock.now();
    if (article.state === 'withdrawn') {
      if (asJson || !prefersHtml(context.req.header('Accept'))) {
        throw new Problem('article-withdrawn', `The article ${article.id} was withdrawn by its publisher.`);
      }
      const headers = { 'Content-Type': HTML_TYPE, 'Cache-Control': 'no-store', Vary: 'Accept' };
      return context.body(renderWithdrawnPage(config, article), 410, headers);
    }
    // What is not public yet has no page, only its data.
    if (asJson || isHeld(article)) {
      const caching = isHeld(article) ? HELD_CACHE_CONTROL : CACHE_CONTROL;
      const headers = { 'Content-Type': JSON_TYPE, 'Cache-Control': caching };
      return respondConditionally(
        context,
        { etag: stored.etag, now },
        headers,
        async () => `${JSON.stringify(articleRecord(article, publicUrl))}\n`,
      );
    }
    const [captures, change] = await Promise.all([
      loadCaptures(ports.database, [article]),
      findChange(ports.database, article),
    ]);
    lap(context, 'db');
    const headers = { 'Content-Type': HTML_TYPE, 'Cache-Control': CACHE_CONTROL };
    const state = await sha256(JSON.stringify([stored.etag, [...captures], change, stored.document]), 32);
    const known = validators.find(article.id, state);
    const render = () => renderArticlePage(article, captures, config, change, stored.document);
    if (known) return respondConditionally(context, { etag: known, now }, headers, render);
    const html = await render();
    const etag = await weakTag(html);
    validators.keep(article.id, { state, etag });
    return respondConditionally(context, { etag, now }, headers, async () => html);
  });

  routes.get('/:id/versions', async (context) => {
    await requireToken(context.req.header('Authorization'), tokenDigests);
    const id = requireArticleId(context.req.param('id'));
    const versions = await listVersions(
      ports.database,
      id,
      PAGE_SIZE,
      readVersion(context.req.query('before')),
    );
    const last = versions.length === PAGE_SIZE ? versions.at(-1) : undefined;
    const next = last && `${articleAddress(publicUrl, id)}/versions?before=${last.version}`;
    context.header('Cache-Control', HELD_CACHE_CONTROL);
    return context.json({ versions, ...(next && { next }) });
  });

  allowOnly(routes, '/', 'GET, HEAD, POST');
  allowOnly(routes, '/:id', 'GET, HEAD, PUT, DELETE');
  allowOnly(routes, '/:id/versions', 'GET, HEAD');
  return routes;
}

/** A wrong token is as good as none: it is told no more than anybody. */
async function holdsToken(header: string | undefined, digests: readonly string[]): Promise<boolean> {
  if (!header) return false;
  return requireToken(header, digests).then(
    () => true,
    () => false,
  );
}

/** The article as it may be known of; what is embargoed or withheld is there for the publisher alone. */
async function loadShown(ports: Ports, id: string, isPublisher: boolean): Promise<StoredArticle> {
  const isId = isArticleId(id);
  const known = isId ? await loadPublicArticle(ports, id) : undefined;
  const stored = known ?? (isId && isPublisher ? await loadArticle(ports.database, id) : undefined);
  if (!stored) throw new Problem('not-found', `There is no article ${JSON.stringify(id.slice(0, 80))}.`);
  return stored;
}

function readVersion(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Problem('invalid-request', '"before" is the number of a version; follow the "next" link.');
}

function writeCursor({ publishedAt, id }: ListCursor): string {
  return encodeURIComponent(`${publishedAt}~${id}`);
}

function readCursor(text: string | undefined): ListCursor | undefined {
  if (text === undefined) return undefined;
  const [publishedAt = '', id = ''] = text.split('~');
  if (/^[\dTZ:.-]{24}$/.test(publishedAt) && isArticleId(id)) return { publishedAt, id };
  throw new Problem(
    'invalid-request',
    'The cursor in "after" is not one this service gave out; follow the "next" link.',
  );
}
