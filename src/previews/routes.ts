import { type Context, Hono } from 'hono';
import { previewAddress } from '../domain/addresses.ts';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { requireToken } from '../http/bearer-token.ts';
import { readBodyText } from '../http/body-text.ts';
import { respondConditionally } from '../http/conditional-response.ts';
import { allowOnly } from '../http/method-guard.ts';
import { lap } from '../http/request-watch.ts';
import { requireSignature, signPath } from '../http/signed-path.ts';
import { newestPreview, type ObtainedPreview, obtainPreview } from '../store/preview-drawing.ts';
import { drawTrial } from '../store/preview-trial.ts';
import { loadPublicArticle } from '../store/public-articles.ts';
import { previewHash, previewType } from './card.ts';
import { readPreviewFields } from './preview-fields.ts';
import type { PreviewRenderer } from './renderer.ts';
import { packCard, unpackCard } from './trial-link.ts';

/** The address names the bytes, so they never change (RFC 8246). */
const IMMUTABLE = 'public, max-age=31536000, immutable';
/** What is missing may come: the picture is asked for again soon. */
const FOR_NOW = 'public, max-age=60';
/** For as long as somebody writes. */
const LINK_SECONDS = 3600;
const EXTENSIONS = { png: 'image/png', jpg: 'image/jpeg' } as const;

/**
 * `/previews/{id}/{hash}.{png|jpg}`, kept for good; `/previews/{id}`, which leads to the newest; `/previews/preview`, a
 * picture of fields that nothing was published of, for the publisher alone.
 */
export function previewRoutes(ports: Ports, config: Config, renderer: PreviewRenderer): Hono {
  const routes = new Hono();

  routes.post('/preview', async (context) => {
    await requireToken(context.req.header('Authorization'), config.tokenDigests);
    const { type, text } = await readBodyText(context.req.raw);
    if (type !== 'json') {
      throw new Problem('unsupported-media-type', 'Send the fields of the preview as application/json.');
    }
    const card = readPreviewFields(text, config);
    if (/^application\/json\b/i.test(context.req.header('Accept') ?? '')) {
      return linkTo(card, context, config, ports.clock.now());
    }
    return answerTrial(await drawTrial(ports, renderer, card));
  });

  routes.get('/preview/:file', async (context, next) => {
    if (context.req.query('signature') === undefined) return next();
    await requireSignature(config.tokenDigests, new URL(context.req.url), ports.clock.now());
    const packed = /^([A-Za-z0-9_-]+)\.(?:png|jpg)$/.exec(context.req.param('file'))?.[1];
    const card = packed && unpackCard(packed);
    if (!card) throw new Problem('forbidden-link', 'This link is of an earlier version; have it made anew.');
    return answerTrial(await drawTrial(ports, renderer, card));
  });

  routes.get('/:id', async (context) => {
    const article = await loadLive(ports, context.req.param('id'));
    const { hash, card } = await newestPreview(ports, config, article);
    context.header('Cache-Control', 'public, max-age=60');
    return context.redirect(previewAddress(config.publicUrl, article.id, hash, previewType(card)), 302);
  });

  routes.get('/:id/:file', async (context) => {
    const article = await loadLive(ports, context.req.param('id'));
    lap(context, 'db');
    const [, hash, extension] = /^([0-9a-f]{16})\.(png|jpg)$/.exec(context.req.param('file')) ?? [];
    const preview = hash ? await obtainPreview(ports, config, renderer, article, hash, true) : undefined;
    if (!preview || preview.type !== EXTENSIONS[extension as keyof typeof EXTENSIONS]) {
      throw new Problem(
        'not-found',
        `The article has no such preview; /previews/${article.id} leads to the newest.`,
      );
    }
    const headers = {
      ...describe(preview),
      'Cache-Control': preview.complete ? IMMUTABLE : preview.reason === 'font' ? 'no-store' : FOR_NOW,
    };
    // What is incomplete is another picture under the same name.
    const validators = {
      etag: preview.complete ? `"${hash}"` : `"${hash}-incomplete"`,
      now: ports.clock.now(),
    };
    return respondConditionally(context, validators, headers, async () => preview.bytes);
  });

  allowOnly(routes, '/preview', 'GET, HEAD, POST');
  allowOnly(routes, '/:id', 'GET, HEAD');
  allowOnly(routes, '/:id/:file', 'GET, HEAD');
  return routes;
}

/** What a picture is, and what it lacks: a photo that cannot be used is told as `fallback; reason=photo-damaged`. */
function describe({ type, complete, reason }: ObtainedPreview): Record<string, string> {
  return {
    'Content-Type': type,
    'Access-Control-Allow-Origin': '*',
    ...(reason && { 'Tearsheet-Preview': `${complete ? 'fallback' : 'incomplete'}; reason=${reason}` }),
  };
}

function answerTrial(preview: ObtainedPreview): Response {
  // Nothing here shares memory between threads; the types of the two runtimes differ on whether that is known.
  return new Response(preview.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      ...describe(preview),
      'Cache-Control': 'private, no-store',
      'Content-Length': String(preview.bytes.byteLength),
      'X-Robots-Tag': 'noindex',
    },
  });
}

/** A link that shows the picture for an hour to whoever has it: for a page that cannot send the token. */
async function linkTo(
  card: Parameters<typeof packCard>[0],
  context: Context,
  { publicUrl, tokenDigests }: Config,
  now: Date,
): Promise<Response> {
  const packed = packCard(card);
  if (!packed) {
    throw new Problem(
      'invalid-preview',
      'These fields are too long for a link; shorten the dek or the quote.',
    );
  }
  const [key = ''] = tokenDigests;
  const path = `/previews/preview/${packed}.${previewType(card) === 'image/png' ? 'png' : 'jpg'}`;
  const url = `${publicUrl}${await signPath(key, path, now, LINK_SECONDS)}`;
  context.header('Cache-Control', 'no-store');
  return context.json({ url, hash: await previewHash(card), expiresInSeconds: LINK_SECONDS });
}

async function loadLive(ports: Ports, id: string): Promise<Article> {
  const stored = await loadPublicArticle(ports, id.slice(0, 100));
  if (!stored) throw new Problem('not-found', 'There is no such article, so it has no preview.');
  if (stored.article.state === 'withdrawn') {
    throw new Problem('article-withdrawn', 'The article was withdrawn, and its preview with it.');
  }
  return stored.article;
}
