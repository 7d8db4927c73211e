import { Hono } from 'hono';
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
import { renderFramePage } from './frame-page.ts';
import { articleFrame, cardFrame, type FrameRoom } from './frame-size.ts';
import { oembedJson, oembedXml, type RichEmbed } from './oembed-answer.ts';

const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=600';
/** What whoever embeds us may keep: a withdrawal is not to be outlived for long. */
const CACHE_AGE = 3600;
const MAX_ADDRESS = 2048;
const FORMATS = {
  json: { type: 'application/json; charset=utf-8', write: oembedJson },
  xml: { type: 'text/xml; charset=utf-8', write: oembedXml },
};

/** `/oembed?url=…`: what to show of an article or a quote card (oembed.com); `/oembed/articles/{id}`: the frame itself. */
export function unfurlRoutes(ports: Ports, config: Config): Hono {
  const routes = new Hono();

  routes.get('/', async (context) => {
    const { url = '', format = 'json', maxwidth, maxheight } = context.req.query();
    if (!Object.hasOwn(FORMATS, format)) {
      throw new Problem('format-not-offered', 'oEmbed answers are json or xml; ask for format=json.');
    }
    const room = { ...pixels('width', maxwidth), ...pixels('height', maxheight) };
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
  if (url === '' || url.length > MAX_ADDRESS) {
    throw new Problem('invalid-request', 'Give the address of an article or a card: /oembed?url=https://….');
  }
  const capture = await captureAt(ports, config, url);
  if (capture) return cardEmbed(config, capture, room);
  const own = `${config.publicUrl}/articles/`;
  const id = url.startsWith(own) ? url.slice(own.length).replace(/\.(?:json|html)$|[?#].*$/g, '') : undefined;
  const stored = id
    ? await loadPublicArticle(ports, id.slice(0, 100))
    : await loadPublicArticleByUrl(ports, url);
  return articleEmbed(ports, config, live(stored?.article), room);
}

async function captureAt(ports: Ports, { publicUrl }: Config, url: string): Promise<Capture | undefined> {
  const [, platform, id] =
    (url.startsWith(`${publicUrl}/cards/`) &&
      /^\/cards\/([a-z]+)\/([A-Za-z0-9._-]{1,200}?)(?:\.(?:mail\.html|html|md|json|txt|png))?$/.exec(
        URL.parse(url)?.pathname ?? '',
      )) ||
    [];
  const found = findAddress(url);
  const known = PLATFORMS.find((name) => name === (platform ?? found?.platform));
  const key = id ?? found?.address.id;
  return known && key ? loadShownCapture(ports, known, key) : undefined;
}

async function articleEmbed(
  ports: Ports,
  config: Config,
  article: Article,
  room: FrameRoom,
): Promise<RichEmbed> {
  const { publicUrl, publication } = config;
  const [author] = article.authors;
  const { preview } = await previewFacts(ports, config, article);
  const { picture, ...size } = articleFrame(room);
  return {
    title: article.title,
    ...(author && { authorName: article.authors.map(({ name }) => name).join(', ') }),
    ...(author?.url && { authorUrl: author.url }),
    providerName: publication.name,
    providerUrl: publicUrl,
    cacheAge: CACHE_AGE,
    thumbnail: { url: preview.url, width: preview.width, height: preview.height },
    frame: { url: `${publicUrl}/oembed/articles/${article.id}${picture ? '' : '?picture=0'}`, ...size },
  };
}

function cardEmbed(config: Config, capture: Capture, room: FrameRoom): RichEmbed {
  const { publicUrl, publication } = config;
  const { post } = capture;
  const key = captureKey(capture);
  const author = post?.author.name || (capture.handle ? `@${capture.handle}` : undefined);
  return {
    title: author ? `${author}: ${publication.name}` : publication.name,
    ...(author && { authorName: author }),
    ...(post?.author.url && { authorUrl: post.author.url }),
    providerName: publication.name,
    providerUrl: publicUrl,
    cacheAge: CACHE_AGE,
    thumbnail: { url: cardAddress(publicUrl, key, 'png'), width: PREVIEW_WIDTH, height: PREVIEW_HEIGHT },
    frame: {
      url: cardAddress(publicUrl, key, 'html'),
      ...cardFrame(room, post?.text.length ?? 0, post?.media.length ?? 0),
    },
  };
}

async function previewFacts(ports: Ports, config: Config, article: Article) {
  const { hash, card } = await newestPreview(ports, config, article);
  const url = previewAddress(config.publicUrl, article.id, hash, previewType(card));
  return { preview: { url, width: PREVIEW_WIDTH, height: PREVIEW_HEIGHT, alt: previewAlt(card) } };
}

/** The article, where everybody may see it. Throws the problem `not-found`: oEmbed knows no other absence. */
function live(article: Article | undefined): Article {
  if (article?.state === 'live') return article;
  throw new Problem('not-found', 'No article and no card here has this address.');
}

function pixels(name: keyof FrameRoom, text: string | undefined): FrameRoom {
  if (text === undefined) return {};
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (value > 0) return { [name]: value };
  throw new Problem('invalid-request', `max${name} is a number of pixels, such as 600.`);
}
