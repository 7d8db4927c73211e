import { type Context, Hono } from 'hono';
import type { Config } from '../../domain/config.ts';
import { type Instant, parseInstant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { requireToken } from '../../http/bearer-token.ts';
import { allowOnly } from '../../http/method-guard.ts';
import { noStore } from '../../http/no-store.ts';
import { loadPartner } from '../partner-records.ts';
import { listStandings, type StandingCursor } from './article-report.ts';
import { writeCsv } from './csv-lines.ts';
import { hasPickups, type LineCursor, listPickups } from './report-records.ts';
import type { Standing } from './standing.ts';

/** Lines on a page, and the most that may be asked for. */
const PAGE = 1000;
const BETWEEN = '~';
const THE_BEGINNING = '1970-01-01T00:00:00.000Z';

/**
 * The report, with the publisher token, as JSON or CSV: `/partners/report/{article}` says where each partner stands with
 * an article; `/partners/{id}/report` what one was given.
 */
export function reportRoutes(ports: Ports, { publicUrl, tokenDigests }: Config): Hono {
  const { database } = ports;
  const routes = new Hono();
  const permit = (context: Context) => requireToken(context.req.header('Authorization'), tokenDigests);

  routes.get('/report/:file', async (context) => {
    await permit(context);
    const { name: article, isCsv } = readName(context.req.param('file'));
    const limit = readLimit(context.req.query('limit'));
    const cursor = readStandingCursor(context.req.query('after'));
    const standings = await listStandings(database, article, { limit, cursor });
    const last = standings.length === limit ? standings.at(-1) : undefined;
    const next = last && nextPage(context, { limit, after: [last.partner, last.product] });
    if (!isCsv) return noStore(context).json({ article, partners: standings, ...(next && { next }) });
    return csv(context, `article-${article}`, writeCsv(STANDING_HEADER, standings.map(standingRow)), next);
  });

  routes.get('/:id/:file{report(?:\\.csv)?}', async (context) => {
    await permit(context);
    const id = context.req.param('id');
    if (!(await loadPartner(database, id)) && !(await hasPickups(database, id))) {
      throw new Problem('not-found', `There is no partner ${JSON.stringify(id.slice(0, 80))}.`);
    }
    const since = readSince(context.req.query('since'));
    const limit = readLimit(context.req.query('limit'));
    const cursor = readLineCursor(context.req.query('after'));
    const lines = await listPickups(database, id, { since, limit, cursor });
    const last = lines.length === limit ? lines.at(-1) : undefined;
    const after = last && [last.at, last.article, last.product, last.way, String(last.version), last.change];
    const next = after && nextPage(context, { since, limit, after });
    if (!readName(context.req.param('file')).isCsv)
      return noStore(context).json({ lines, ...(next && { next }) });
    const header = ['at', 'partner', 'product', 'article', 'version', 'way', 'change'];
    const rows = lines.map((line) => [
      line.at,
      line.partner,
      line.product,
      line.article,
      line.version,
      line.way,
      line.change,
    ]);
    return csv(context, `partner-${id}`, writeCsv(header, rows), next);
  });

  function nextPage(
    context: Context,
    { since, limit, after }: { since?: Instant; limit: number; after: string[] },
  ): string {
    const query = new URLSearchParams({
      ...(since && { since }),
      ...(limit !== PAGE && { limit: String(limit) }),
      after: after.join(BETWEEN),
    });
    return `${publicUrl}${new URL(context.req.url).pathname}?${query}`;
  }

  allowOnly(routes, '/report/:file', 'GET, HEAD');
  allowOnly(routes, '/:id/:file{report(?:\\.csv)?}', 'GET, HEAD');
  return routes;
}

const STANDING_HEADER = [
  'partner',
  'product',
  'state',
  'version',
  'held at',
  'held by',
  'told at',
  'told by',
  'confirmed at',
  'contract',
  'sent version',
  'sent at',
];

function standingRow({ partner, product, contract, state, held, sent, told, confirmedAt }: Standing) {
  const before = [held?.version, held?.at, held?.way, told?.at, told?.way, confirmedAt];
  return [partner, product, state, ...before, contract, sent?.version, sent?.at];
}

function csv(context: Context, name: string, text: string, next: string | undefined): Response {
  if (next) context.header('Link', `<${next}>; rel="next"`);
  return noStore(context).body(text, 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="${name.replace(/[^a-z0-9-]/gi, '')}.csv"`,
  });
}

function readName(file: string): { name: string; isCsv: boolean } {
  const isCsv = file.endsWith('.csv');
  return { name: (isCsv ? file.slice(0, -'.csv'.length) : file).slice(0, 100), isCsv };
}

function readSince(text: string | undefined): Instant {
  if (text === undefined) return THE_BEGINNING;
  const since = parseInstant(text);
  if (since) return since;
  throw new Problem('invalid-request', '"since" is a date like 2026-03-01.');
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return PAGE;
  if (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= PAGE) return Number(text);
  throw new Problem('invalid-request', `"limit" is a number from 1 to ${PAGE}.`);
}

function readLineCursor(text: string | undefined): LineCursor | undefined {
  if (text === undefined) return undefined;
  const [at, article, product, way, version, change] = readCursor(text, 6);
  if (at && article && product && way && change && /^\d{1,15}$/.test(version ?? '')) {
    const known = { way: way as LineCursor['way'], change: change as LineCursor['change'] };
    return { at, article, product, version: Number(version), ...known };
  }
  throw foreignCursor();
}

function readStandingCursor(text: string | undefined): StandingCursor | undefined {
  if (text === undefined) return undefined;
  const [partner, product] = readCursor(text, 2);
  if (partner && product) return { partner, product };
  throw foreignCursor();
}

function readCursor(text: string, parts: number): string[] {
  const found = text.slice(0, 1000).split(BETWEEN);
  if (found.length === parts) return found;
  throw foreignCursor();
}

function foreignCursor(): Problem {
  return new Problem('invalid-request', 'The cursor in "after" was not given out here; follow "next".');
}
