import { type Context, Hono } from 'hono';
import type { Config } from '../domain/config.ts';
import { sha256 } from '../domain/digest.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import { findPictureFormat } from '../domain/picture-format.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { respondConditionally } from '../http/conditional-response.ts';
import { allowOnly } from '../http/method-guard.ts';
import { nextPlaces, readCursor, writeCursor } from './change-cursor.ts';
import { walkChanges } from './change-walk.ts';
import { MEDIA_TYPES, obtainEdition } from './kept-edition.ts';
import { type Access, allowanceHeaders, keyIn, openAccess, productOf } from './key-access.ts';
import { KeyAllowances } from './key-allowance.ts';
import { RecordedFeeds, recordPickups } from './pickups.ts';
import { findPartnerPicture, isSignedPictureLink } from './picture-link.ts';
import { loadProductFeed } from './product-feed.ts';
import type { PartnerFormat } from './profiles/profile-writer.ts';
import { profileFormats } from './profiles/profiles.ts';
import { rememberedSha256 } from './remembered-digest.ts';
import { loadTakenArticle } from './taken-article.ts';
import { confirmWithdrawal, listWithdrawals, type Taker } from './withdrawals.ts';

const PRIVATE = { 'Cache-Control': 'private, max-age=60', Vary: 'Authorization', 'X-Robots-Tag': 'noindex' };
const JSON_TYPE = 'application/json; charset=utf-8';
const PAGE = 100;
const MAX_PAGE = 500;

/**
 * `/partners` as partners have it: feeds, changes, articles and pictures, by key or by a link that is one. `allowances`: where
 * somebody else counts requests of keys too.
 */
export function partnerRoutes(ports: Ports, config: Config, allowances = new KeyAllowances()): Hono {
  const { database, clock } = ports;
  const routes = new Hono();
  const service: FeedService = { ports, config, recorded: new RecordedFeeds() };
  const enter = (context: Context): Promise<Access> => {
    refuseKeyInQuery(context.req.url);
    return openAccess(ports, allowances, keyIn(context.req.header('Authorization')), 'api');
  };

  routes.get('/feeds/:file', async (context) => {
    const access = await enter(context);
    return answerFeed(context, service, access, context.req.param('file'));
  });

  routes.get('/links/:key/:file', async (context) => {
    refuseKeyInQuery(context.req.url);
    const access = await openAccess(ports, allowances, context.req.param('key'), 'link');
    const { key, file } = context.req.param();
    const hub = `<${config.publicUrl}/hub>; rel="hub"`;
    const self = `<${config.publicUrl}/partners/links/${key}/${encodeURIComponent(file)}>; rel="self"`;
    // Only a feed that names its format can be subscribed to.
    const links = /\.[a-z]+$/.test(file) ? { Link: `${hub}, ${self}` } : {};
    return answerFeed(context, service, access, file, links);
  });

  routes.get('/articles', async (context) => {
    const access = await enter(context);
    const { since, product, limit } = context.req.query();
    const places = since === undefined ? new Map() : await readCursor(access.partnerId, since);
    const products = product === undefined ? access.products : [productOf(access, product)];
    const taker = { partnerId: access.partnerId, products };
    const page = await walkChanges(database, config, taker, { places, limit: readLimit(limit) });
    const cursor = await writeCursor(access.partnerId, nextPlaces(places, page.places));
    const query = new URLSearchParams({
      since: cursor,
      ...(product && { product }),
      ...(limit && { limit }),
    });
    const body = `${JSON.stringify({
      products: access.products.map(({ id }) => id),
      changes: page.changes,
      next: `${config.publicUrl}/partners/articles?${query}`,
      more: page.hasMore,
    })}\n`;
    const etag = `W/"${await sha256(`${access.partnerId} ${body}`, 16)}"`;
    const headers = { ...PRIVATE, ...allowanceHeaders(access.allowance), 'Content-Type': JSON_TYPE };
    return respondConditionally(context, { etag, now: clock.now() }, headers, async () => {
      const given = { partnerId: access.partnerId, way: 'changes' as const, at: toInstant(clock.now()) };
      if (!isHead(context)) await recordPickups(database, given, page.pickups).run();
      return body;
    });
  });

  routes.get('/articles/:id', async (context) => {
    const access = await enter(context);
    const { product } = context.req.query();
    const products = product === undefined ? access.products : [productOf(access, product)];
    const id = context.req.param('id').slice(0, 100);
    const taken = await loadTakenArticle(database, config, products, id);
    if (!taken) return refuseArticle(context, ports, { partnerId: access.partnerId, products }, id);
    const body = `${JSON.stringify(taken.ninjs)}\n`;
    const etag = `W/"${await sha256(`${access.partnerId} ${body}`, 16)}"`;
    const headers = { ...PRIVATE, ...allowanceHeaders(access.allowance), 'Content-Type': JSON_TYPE };
    return respondConditionally(context, { etag, now: clock.now() }, headers, async () => {
      const taker = { partnerId: access.partnerId, way: 'article' as const, at: toInstant(clock.now()) };
      const { version } = taken;
      const held = {
        articleId: context.req.param('id'),
        productId: taken.product.id,
        version,
        change: 'held' as const,
      };
      if (!isHead(context)) await recordPickups(database, taker, [held]).run();
      return body;
    });
  });

  routes.post('/articles/:id/confirmation', async (context) => {
    const access = await enter(context);
    const at = toInstant(clock.now());
    const articleId = context.req.param('id').slice(0, 100);
    await confirmWithdrawal(database, access, articleId, at);
    return context.body(null, 204, { 'Cache-Control': 'no-store', ...allowanceHeaders(access.allowance) });
  });

  routes.get('/pictures/:terms/:article/:signature', async (context) => {
    const { terms, article: articleId, signature } = context.req.param();
    const link = { terms, articleId };
    const picture = config.secretsKey ? await findPartnerPicture(ports, link) : undefined;
    const isOurs =
      picture && (await isSignedPictureLink(config.secretsKey ?? '', link, picture.url, signature));
    if (!isOurs)
      throw new Problem('forbidden-link', 'This picture is not, or no longer, part of a contract.');
    const bytes = picture.blob ? await ports.blobs.get(picture.blob) : undefined;
    const format = bytes && findPictureFormat(bytes);
    if (!bytes || !format) return context.redirect(picture.url, 302);
    const headers = { ...PRIVATE, 'Content-Type': `image/${format}` };
    const etag = `"${signature.slice(0, 16)}"`;
    return respondConditionally(context, { etag, now: clock.now() }, headers, async () => bytes);
  });

  for (const path of ['/feeds/:file', '/links/:key/:file', '/articles', '/articles/:id'])
    allowOnly(routes, path, 'GET, HEAD');
  allowOnly(routes, '/articles/:id/confirmation', 'POST');
  allowOnly(routes, '/pictures/:terms/:article/:signature', 'GET, HEAD');
  return routes;
}

/**
 * Says that an article is not in the contract: with `article-withdrawn`, which goes on record, where the partner could
 * have it before, and else with `not-found`: nothing more is told of articles outside the contract.
 */
async function refuseArticle(
  context: Context,
  { database, clock }: Ports,
  taker: Taker,
  id: string,
): Promise<never> {
  const withdrawals = await listWithdrawals(database, taker, id);
  if (withdrawals.length === 0) throw new Problem('not-found', 'Your contract has no such article.');
  const told = { partnerId: taker.partnerId, way: 'article' as const, at: toInstant(clock.now()) };
  if (!isHead(context)) await recordPickups(database, told, withdrawals).run();
  throw new Problem('article-withdrawn', 'The article was taken out of your contract. Take it down.');
}

interface FeedService {
  ports: Ports;
  config: Config;
  recorded: RecordedFeeds;
}

async function answerFeed(
  context: Context,
  { ports, config, recorded }: FeedService,
  access: Access,
  file: string,
  links: Record<string, string> = {},
): Promise<Response> {
  const { database, clock } = ports;
  const [, name = file, ending] = /^(.*)\.(rss|atom|json|xml)$/.exec(file) ?? [];
  const product = productOf(access, name);
  const [usual] = profileFormats(product.profile);
  const format = (ending ?? usual) as PartnerFormat;
  const feed = await loadProductFeed(database, config, product, format, toInstant(clock.now()));
  if (!feed) {
    const formats = profileFormats(product.profile).join(', ');
    throw new Problem('not-found', `The product ${product.id} is told as ${formats}.`);
  }
  const { partnerId } = access;
  const etag = `W/"${feed.digest}-${await rememberedSha256(partnerId, 8)}"`;
  const headers = {
    ...PRIVATE,
    ...allowanceHeaders(access.allowance),
    'Content-Type': MEDIA_TYPES[format],
    ...links,
  };
  const validators = { etag, now: clock.now(), ...(feed.asOf ? {} : { modifiedAt: feed.modifiedAt }) };
  return respondConditionally(context, validators, headers, async () => {
    const edition = await obtainEdition(ports, config, feed);
    const at: Instant = toInstant(clock.now());
    const record = () => recordPickups(database, { partnerId, way: 'feed', at }, edition.pickups).run();
    if (!isHead(context)) await recorded.once(access.prefix, feed.digest, at, record);
    return edition.bytes;
  });
}

function isHead(context: Context): boolean {
  return context.req.method === 'HEAD';
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return PAGE;
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= MAX_PAGE) return Number(text);
  throw new Problem('invalid-request', `"limit" is a number from 1 to ${MAX_PAGE}.`);
}

/** Addresses are written down by everyone they pass: a key in one is as good as lost. */
function refuseKeyInQuery(address: string): void {
  if (![...new URL(address).searchParams].flat().some((text) => text.toLowerCase().includes('tsp_'))) return;
  throw new Problem(
    'invalid-request',
    'A key in an address is read by others: revoke this one, and send the next in the header Authorization: Bearer.',
  );
}
