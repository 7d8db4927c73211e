import { Hono } from 'hono';
import { cardAddress } from '../domain/addresses.ts';
import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import { type Capture, captureKey, PLATFORMS } from '../domain/post.ts';
import { Problem } from '../domain/problem.ts';
import { findAddress } from '../embeds/platforms/find-address.ts';
import { LINK_RULES } from '../embeds/platforms/platform-table.ts';
import { requireToken } from '../http/bearer-token.ts';
import { respondConditionally } from '../http/conditional-response.ts';
import { strongTag, weakTag } from '../http/entity-tag.ts';
import { allowOnly } from '../http/method-guard.ts';
import { lap } from '../http/request-watch.ts';
import { renderContactSheet } from '../pages/contact-sheet.ts';
import type { PreviewRenderer } from '../previews/renderer.ts';
import { countTakedownReach } from '../store/article-reach.ts';
import { isHiddenPicture, loadShownCapture } from '../store/capture-records.ts';
import { previewTakedown, type TakedownSubject, takeDown } from '../store/takedown-records.ts';
import { takedownOutputs } from '../store/withdrawal-outputs.ts';
import { type CardFormat, FORMAT_TYPES, pictureOf, renderCard } from './card-formats.ts';
import { samplePicture } from './sample-pictures.ts';

/** Short: a take-down must not be outlived by copies. */
const CACHE_CONTROL = 'public, max-age=300';
const SHARED = { 'Cache-Control': CACHE_CONTROL, 'Access-Control-Allow-Origin': '*' };
const MAX_ADDRESS = 2048;

const PICTURE_TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
};

/**
 * `/cards/{platform}/{id}.{html|mail.html|md|json|txt|png}`: the quote card of a post that a live article shows;
 * `/cards/media/…`: our copies of its pictures; `/cards?url=`: leads the publisher from a post to its card;
 * `/cards/sheet`: every state of a card, of invented posts. `DELETE` takes a post or an author down for good.
 */
export function cardRoutes(ports: Ports, config: Config, renderer: PreviewRenderer): Hono {
  const routes = new Hono();

  routes.get('/', async (context) => {
    await requireToken(context.req.header('Authorization'), config.tokenDigests);
    const capture = await findCapture(ports, context.req.query('url'));
    context.header('Cache-Control', 'no-store');
    return context.redirect(cardAddress(config.publicUrl, captureKey(capture), 'html'), 302);
  });

  routes.get('/sheet', async (context) => {
    const html = renderContactSheet(config);
    const validators = { etag: await weakTag(html), now: ports.clock.now() };
    const headers = {
      'Content-Type': FORMAT_TYPES.html,
      'Cache-Control': CACHE_CONTROL,
      'X-Robots-Tag': 'noindex',
    };
    return respondConditionally(context, validators, headers, async () => html);
  });

  routes.get('/sheet/:file', async (context) => {
    const svg = samplePicture(context.req.param('file'));
    if (!svg) throw new Problem('not-found', 'There is no such sample picture.');
    const validators = { etag: await weakTag(svg), now: ports.clock.now() };
    return respondConditionally(
      context,
      validators,
      { ...SHARED, 'Content-Type': 'image/svg+xml' },
      async () => svg,
    );
  });

  routes.get('/media/:file', async (context) => {
    const file = context.req.param('file');
    const [, digest, extension = ''] = /^([0-9a-f]{32})\.(jpg|png|webp|gif)$/.exec(file) ?? [];
    const isShown = digest && !(await isHiddenPicture(ports, `media/${file}`));
    const bytes = isShown ? await ports.blobs.get(`media/${file}`) : undefined;
    const type = PICTURE_TYPES[extension];
    if (!bytes || !type) throw new Problem('not-found', 'There is no such picture, or it was taken down.');
    const validators = { etag: `"${digest}"`, now: ports.clock.now() };
    return respondConditionally(context, validators, { ...SHARED, 'Content-Type': type }, async () => bytes);
  });

  routes.get('/:platform/:file', async (context) => {
    const { platform, file } = context.req.param();
    const [, id, format] = /^([A-Za-z0-9._-]{1,200}?)\.(mail\.html|html|md|json|txt|png)$/.exec(file) ?? [];
    const known = PLATFORMS.find((name) => name === platform);
    const capture = known && id ? await loadShownCapture(ports, known, id) : undefined;
    lap(context, 'db');
    if (!capture || !format) {
      throw new Problem(
        'not-found',
        'No article here shows this post. A card is /cards/{platform}/{id}.html, .mail.html, .md, .json, .txt or .png.',
      );
    }
    const type = format as CardFormat;
    const headers = { ...SHARED, 'Content-Type': FORMAT_TYPES[type] };
    if (type === 'png') {
      const { png, complete } = await drawCard(ports, config, renderer, capture);
      const validators = { etag: await strongTag(png), now: ports.clock.now() };
      const caching = complete ? {} : { 'Cache-Control': 'no-store' };
      return respondConditionally(context, validators, { ...headers, ...caching }, async () => png);
    }
    const body = renderCard(capture, type, config);
    const validators = { etag: await weakTag(body), now: ports.clock.now() };
    return respondConditionally(context, validators, headers, async () => body);
  });

  routes.delete('/', async (context) => {
    await requireToken(context.req.header('Authorization'), config.tokenDigests);
    return context.json(await takeDownEverywhere(ports, subjectAt(context.req.query('url'))));
  });

  routes.delete('/:platform/:subject', async (context) => {
    await requireToken(context.req.header('Authorization'), config.tokenDigests);
    const { platform, subject } = context.req.param();
    return context.json(await takeDownEverywhere(ports, subjectNamed(platform, subject)));
  });

  for (const path of ['/sheet', '/sheet/:file', '/media/:file']) allowOnly(routes, path, 'GET, HEAD');
  for (const path of ['/', '/:platform/:file']) allowOnly(routes, path, 'GET, HEAD, DELETE');
  return routes;
}

/** Takes down, and says what that has reached, output by output: counted before, as afterwards nothing is there. */
async function takeDownEverywhere(ports: Ports, subject: TakedownSubject) {
  const reach = await countTakedownReach(ports.database, await previewTakedown(ports, subject));
  return { ...(await takeDown(ports, subject)), outputs: takedownOutputs(reach) };
}

/** Drawn anew each time, never kept: what was drawn before a take-down is nowhere. `complete` where no font was missing. */
async function drawCard(ports: Ports, config: Config, renderer: PreviewRenderer, capture: Capture) {
  const missing: string[] = [];
  const picture = { ...pictureOf(capture, config), theme: config.theme };
  const png = await renderer.quote(picture, (path) => missing.push(path));
  if (missing.length > 0) {
    ports.log('warn', 'a card was drawn without some of its fonts', {
      capture: captureKey(capture),
      missing,
    });
  }
  return { png, complete: missing.length === 0 };
}

/** The post at an address, whether it is stored here or not. */
function subjectAt(url: string | undefined): TakedownSubject {
  for (const platform of url && url.length <= MAX_ADDRESS ? PLATFORMS : []) {
    const address = LINK_RULES[platform].match(url ?? '');
    if (address) return { platform, id: address.id };
  }
  throw new Problem('invalid-request', 'Give the address of a post: /cards?url=https://….');
}

function subjectNamed(name: string, subject: string): TakedownSubject {
  const platform = PLATFORMS.find((known) => known === name);
  if (platform && /^@[^\s/]{1,300}$/.test(subject)) return { platform, handle: subject.slice(1) };
  if (platform && /^[A-Za-z0-9._-]{1,200}$/.test(subject)) return { platform, id: subject };
  throw new Problem(
    'invalid-request',
    `A take-down is of /cards/{platform}/{id}, or of an author: /cards/{platform}/@{handle}. Platforms are ${PLATFORMS.join(', ')}.`,
  );
}

/** The capture of the post at an address. Throws the problem that says why there is none. */
async function findCapture(ports: Ports, url: string | undefined): Promise<Capture> {
  if (!url || url.length > MAX_ADDRESS)
    throw new Problem('invalid-request', 'Give the address of a post: /cards?url=https://….');
  const found = findAddress(url);
  const capture = found && (await loadShownCapture(ports, found.platform, found.address.id));
  if (capture) return capture;
  throw new Problem('not-found', 'No article here shows the post at this address.');
}
