import { Hono } from 'hono';
import { shownCapture } from '../cards/shown-capture.ts';
import { articleAddress, cardAddress, previewAddress } from '../domain/addresses.ts';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import { type Capture, captureKey, PLATFORMS } from '../domain/post.ts';
import { Problem } from '../domain/problem.ts';
import { findAddress } from '../embeds/platforms/find-address.ts';
import { respondConditionally } from '../http/conditional-response.ts';
import { weakTag } from '../http/entity-tag.ts';
import { allowOnly } from '../http/method-guard.ts';
import { previewAlt } from '../previews/article-card.ts';
import { PREVIEW_HEIGHT, PREVIEW_WIDTH, previewType } from '../previews/card.ts';
import { loadShownCapture } from '../store/capture-records.ts';
import { newestPreview } from '../store/preview-drawing.ts';
import { loadPublicArticle, loadPublicArticleByUrl } from '../store/public-articles.ts';
import { articleEmbed } from './article-embed.ts';
import { type AskedAddress, readAskedAddress } from './asked-address.ts';
import { cardEmbed } from './card-embed.ts';
import { renderFramePage } from './frame-page.ts';
import { type FrameRoom, readRoom } from './frame-size.ts';
import { oembedJson, oembedXml, type RichEmbed } from './oembed-answer.ts';

const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=600';
const MAX_ADDRESS = 2048;
const FORMATS = {
  json: { type: 'application/json; charset=utf-8', write: oembedJson },
  xml: { type: 'text/xml; charset=utf-8', write: oembedXml },
};

/** `/oembed?url=…`: what to show of an article or a quote card (oembed.com); `/oembed/articles/{id}`: the frame itself. */
export function unfurlRoutes(ports: Ports, config: Config): Hono {
  const routes = new Hono();

  routes.get('/', async (context) => {
    const { url = '', maxwidth, maxheight, ...query } = context.req.query();
    const format = query.format || 'json';
    if (!Object.hasOwn(FORMATS, format)) {
      throw new Problem('format-not-offered', 'oEmbed answers are json or xml; ask for format=json.');
    }
    const room = readRoom(maxwidth, maxheight);
    const { type, write } = FORMATS[format as keyof typeof FORMATS];
    const body = write(await embedAt(ports, config, url, room));
    const headers = {
      'Content-Type': type,
      'Cache-Control': CACHE_CONTROL,
      'Access-Control-Allow-Origin': '*',
    };
    const validators = { etag: await weakTag(body), now: ports.clock.now() };
    return respondConditionally(context, validators, headers, async () => body);
  });

  routes.get('/articles/:id', async (context) => {
    const stored = await loadPublicArticle(ports, context.req.param('id').slice(0, 100));
    const article = live(stored?.article);
    const { preview } = await previewFacts(ports, config, article);
    const html = renderFramePage(article, {
      publicationName: config.publication.name,
      address: article.url ?? articleAddress(config.publicUrl, article.id),
      ...(context.req.query('picture') !== '0' && { preview }),
    });
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': CACHE_CONTROL };
    const validators = { etag: await weakTag(html), now: ports.clock.now() };
    return respondConditionally(context, validators, headers, async () => html);
  });

  allowOnly(routes, '/', 'GET, HEAD');
  allowOnly(routes, '/articles/:id', 'GET, HEAD');
  return routes;
}

/** Finds what an address stands for: an article by ours or the publisher's own, a card by its own or the post's. */
async function embedAt(ports: Ports, config: Config, url: string, room: FrameRoom): Promise<RichEmbed> {
  const asked = url.length <= MAX_ADDRESS ? readAskedAddress(config.publicUrl, url) : undefined;
  if (!asked) {
    throw new Problem('invalid-request', 'Give the address of an article or a card: /oembed?url=https://….');
  }
  const found = findAddress(url);
  const post = asked.card ?? (found && { platform: found.platform, id: found.address.id });
  const platform = PLATFORMS.find((name) => name === post?.platform);
  const capture = post && platform && (await loadShownCapture(ports, platform, post.id));
  if (capture) return embedOfCard(config, capture, room);
  return embedOfArticle(ports, config, await findArticle(ports, asked), room);
}

/** The article, where everybody may see it. Throws the problem `not-found`: oEmbed knows no other absence. */
async function findArticle(ports: Ports, { article, canonical }: AskedAddress): Promise<Article> {
  const own = article ? await loadPublicArticle(ports, article) : undefined;
  if (own) return live(own.article);
  const [first = '', ...others] = canonical;
  const stated = await loadPublicArticleByUrl(ports, first);
  if (stated) return live(stated.article);
  const alike = await Promise.all(others.map((url) => loadPublicArticleByUrl(ports, url)));
  return live(alike.find((stored) => stored !== undefined)?.article);
}

async function embedOfArticle(
  ports: Ports,
  config: Config,
  article: Article,
  room: FrameRoom,
): Promise<RichEmbed> {
  const { preview } = await previewFacts(ports, config, article);
  const { url, width, height } = preview;
  const context = {
    publicationName: config.publication.name,
    publicUrl: config.publicUrl,
    preview: { url, width, height },
  };
  return articleEmbed(article, context, room);
}

/** The card of a post, as it may be shown. A post that nobody is to see any more is not there to be embedded. */
function embedOfCard(config: Config, stored: Capture, room: FrameRoom): RichEmbed {
  const { publicUrl, publication, onDeleted } = config;
  const capture = shownCapture(stored, onDeleted);
  const isGone = capture.state !== 'live' && capture.state !== 'unknown';
  if (capture.state === 'withdrawn' || (isGone && onDeleted === 'remove')) throw nothingHere();
  if (capture.post?.visibility) {
    throw new Problem(
      'post-not-public',
      'The author of this post shows it to people with an account only; link to it.',
    );
  }
  const key = captureKey(capture);
  return cardEmbed(
    capture,
    {
      publicationName: publication.name,
      publicUrl,
      page: cardAddress(publicUrl, key, 'html'),
      picture: { url: cardAddress(publicUrl, key, 'png'), width: PREVIEW_WIDTH, height: PREVIEW_HEIGHT },
    },
    room,
  );
}

async function previewFacts(ports: Ports, config: Config, article: Article) {
  const { hash, card } = await newestPreview(ports, config, article);
  const url = previewAddress(config.publicUrl, article.id, hash, previewType(card));
  return { preview: { url, width: PREVIEW_WIDTH, height: PREVIEW_HEIGHT, alt: previewAlt(card) } };
}

function live(article: Article | undefined): Article {
  if (article?.state === 'live') return article;
  throw nothingHere();
}

function nothingHere(): Problem {
  return new Problem('not-found', 'No article and no card here has this address.');
}
