import { Hono } from 'hono';
import { articleAddress } from '../../domain/addresses.ts';
import type { Config } from '../../domain/config.ts';
import { sha256 } from '../../domain/digest.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { createEmbedFinder } from '../../embeds/embed-finder.ts';
import { requireToken } from '../../http/bearer-token.ts';
import { readBodyText } from '../../http/body-text.ts';
import { writePrecondition } from '../../http/write-precondition.ts';
import { publishPage } from '../../sources/pages/page-publishing.ts';
import { countReach } from '../../store/article-reach.ts';
import { type PublishRequest, publishArticle, withdrawArticle } from '../../store/publishing.ts';
import { withdrawalOutputs } from '../../store/withdrawal-outputs.ts';
import { requireArticleId } from '../article-id.ts';
import { articleRecord } from '../article-record.ts';
import { readGivenFromQuery } from '../given.ts';
import { readJsonArticle } from '../json-article.ts';
import { readArticle } from '../read-article.ts';
import type { Source } from '../source.ts';

/**
 * `/articles`: publish, correct, withdraw, with the publisher's token. To be mounted before the routes that read, which
 * say what methods there are.
 */
export function publishingRoutes(ports: Ports, config: Config): Hono {
  const routes = new Hono();
  const finder = createEmbedFinder();
  const { publicUrl, tagAuthority, tokenDigests } = config;

  const publish = async (request: Request, rest: Omit<PublishRequest, 'draft'>): Promise<Response> => {
    const { id: statedId, source, text } = await readSource(request);
    if (statedId && rest.id && statedId !== rest.id) {
      throw new Problem('invalid-request', `The body names the article ${statedId}, the address ${rest.id}.`);
    }
    const key = request.headers.get('Idempotency-Key');
    const precondition = writePrecondition(request.headers);
    const wanted = {
      ...(statedId && { id: statedId, mustBeNew: true }),
      ...rest,
      ...(key !== null &&
        request.method === 'POST' && { idempotency: await idempotency(key, request, text) }),
      ...(precondition && { precondition }),
    };
    const publication =
      source.type === 'page'
        ? await publishPage(ports, tagAuthority, finder, { ...source, rest: wanted, mayVisit: anywhere })
        : await publishArticle(ports, tagAuthority, { ...wanted, draft: await readArticle(source, finder) });
    const created = publication.outcome === 'created';
    return new Response(`${JSON.stringify(articleRecord(publication.article, publicUrl))}\n`, {
      status: created ? 201 : 200,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        ETag: publication.etag,
        Location: articleAddress(publicUrl, publication.article.id),
        'Cache-Control': 'no-store',
      },
    });
  };

  routes.post('/', async (context) => {
    await requireToken(context.req.header('Authorization'), tokenDigests);
    return publish(context.req.raw, {});
  });

  routes.put('/:id', async (context) => {
    await requireToken(context.req.header('Authorization'), tokenDigests);
    return publish(context.req.raw, { id: requireArticleId(context.req.param('id')) });
  });

  routes.delete('/:id', async (context) => {
    await requireToken(context.req.header('Authorization'), tokenDigests);
    const id = requireArticleId(context.req.param('id'));
    // Counted before: afterwards nothing of it is there to be counted.
    const reach = await countReach(ports.database, id);
    await withdrawArticle(ports, id, writePrecondition(context.req.raw.headers));
    context.header('Cache-Control', 'no-store');
    return context.json({ id, state: 'withdrawn', outputs: withdrawalOutputs(reach) });
  });

  return routes;
}

/** A publisher says with a token what is to be fetched; the guarded way out keeps it to public servers. */
async function anywhere(): Promise<boolean> {
  return true;
}

async function readSource(request: Request): Promise<{ id?: string; source: Source; text: string }> {
  const { type, text } = await readBodyText(request);
  const query = readQuery(request.url);
  if (type === 'json') {
    if (query.size > 0) {
      throw new Problem(
        'invalid-request',
        'A JSON article carries its fields in the body; send no query with it.',
      );
    }
    return { ...readJsonArticle(text), text };
  }
  return { source: { type, body: text, given: readGivenFromQuery(query) }, text };
}

/** The query, once it is sure that nothing in it is lost: URLSearchParams makes U+FFFD of what is not UTF-8. */
function readQuery(address: string): URLSearchParams {
  const { search, searchParams } = new URL(address);
  try {
    decodeURIComponent(search);
  } catch {
    throw new Problem('invalid-request', 'The query is not UTF-8 in percent-encoding; encode it as such.');
  }
  return searchParams;
}

/** draft-ietf-httpapi-idempotency-key-header: the key may stand in quotes. */
async function idempotency(header: string, request: Request, body: string) {
  const key = header.trim().replace(/^"(.*)"$/, '$1');
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new Problem('invalid-request', 'An Idempotency-Key is 1 to 255 visible ASCII characters.');
  }
  const address = new URL(request.url);
  const type = request.headers.get('Content-Type');
  const fingerprint = await sha256(
    JSON.stringify([request.method, address.pathname, address.search, type, body]),
  );
  return { key, fingerprint };
}
