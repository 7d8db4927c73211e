import { type Context, Hono } from 'hono';
import type { Config } from '../../domain/config.ts';
import { type Instant, parseInstant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { requireToken } from '../../http/bearer-token.ts';
import { allowOnly } from '../../http/method-guard.ts';
import { loadPartner } from '../partner-records.ts';
import { writeCsv } from './csv-lines.ts';
import { type LineCursor, listPickups, listStandings, type PickupLine } from './report-records.ts';

const PAGE = 1000;
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
    const standings = await listStandings(database, article);
    if (!isCsv) return noStore(context).json({ article, partners: standings });
    const header = [
      'partner',
      'product',
      'state',
      'version',
      'held at',
      'held by',
      'told at',
      'told by',
      'confirmed at',
    ];
    const rows = standings.map(({ partner, product, state, held, told, confirmedAt }) => {
      const given = [held?.version, held?.at, held?.way];
      return [partner, product, state, ...given, told?.at, told?.way, confirmedAt];
    });
    return csv(context, `article-${article}`, writeCsv(header, rows));
  });

  routes.get('/:id/:file{report(?:\\.csv)?}', async (context) => {
    await permit(context);
    const id = context.req.param('id');
    if (!(await loadPartner(database, id))) {
      throw new Problem('not-found', `There is no partner ${JSON.stringify(id.slice(0, 80))}.`);
    }
    const since = readSince(context.req.query('since'));
    const cursor = readCursor(context.req.query('after'));
    const lines = await listPickups(database, id, { since, limit: PAGE, cursor });
    const { isCsv } = readName(context.req.param('file'));
    const last = lines.length === PAGE ? lines.at(-1) : undefined;
    const ending = isCsv ? '.csv' : '';
    const query = new URLSearchParams({ since, ...(last && { after: writeCursor(last) }) });
    const next = last && `${publicUrl}/partners/${id}/report${ending}?${query}`;
    if (!isCsv) return noStore(context).json({ lines, ...(next && { next }) });
    if (next) context.header('Link', `<${next}>; rel="next"`);
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
    return csv(context, `partner-${id}`, writeCsv(header, rows));
  });

  allowOnly(routes, '/report/:file', 'GET, HEAD');
  allowOnly(routes, '/:id/:file{report(?:\\.csv)?}', 'GET, HEAD');
  return routes;
}

function csv(context: Context, name: string, text: string): Response {
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

function writeCursor({ at, article, product, way }: PickupLine): string {
  return [at, article, product, way].join('~');
}

function readCursor(text: string | undefined): LineCursor | undefined {
  if (text === undefined) return undefined;
  const [at, article, product, way, ...rest] = text.split('~');
  if (at && article && product && way && rest.length === 0) {
    return { at, article, product, way: way as LineCursor['way'] };
  }
  throw new Problem('invalid-request', 'The cursor in "after" was not given out here; follow "next".');
}

function noStore(context: Context): Context {
  context.header('Cache-Control', 'no-store');
  return context;
}
