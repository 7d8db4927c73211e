import { Hono } from 'hono';
import { cardAddress } from '../domain/addresses.ts';
import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import { type Capture, captureKey, PLATFORMS } from '../domain/post.ts';
import { Problem } from '../domain/problem.ts';
import { respondConditionally } from '../http/conditional-response.ts';
import { weakTag } from '../http/entity-tag.ts';
import { allowOnly } from '../http/method-guard.ts';
import { loadShownCapture } from '../store/capture-records.ts';
import { renderCardPage } from './card-page.ts';
import { cardRecord } from './card-record.ts';
import { renderTextCard } from './text-card.ts';

/** Short: a take-down must not be outlived by copies. */
const CACHE_CONTROL = 'public, max-age=300';

const MEDIA_TYPES = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};
type CardFormat = keyof typeof MEDIA_TYPES;

/** `/cards/{platform}/{id}.{html|json|txt}`: the quote card of a post that a live article shows. */
export function cardRoutes(ports: Ports, config: Config): Hono {
  const routes = new Hono();

  const render = (capture: Capture, format: CardFormat): string => {
    const context = { language: config.publication.language };
    if (format === 'json') return JSON.stringify(cardRecord(capture));
    if (format === 'txt') return renderTextCard(capture, context);
    return renderCardPage(capture, {
      ...context,
      stylesheet: '/styles/card.css',
      homeUrl: `${config.publicUrl}/`,
      address: cardAddress(config.publicUrl, captureKey(capture), 'html'),
    });
  };

  routes.get('/:platform/:file', async (context) => {
    const { platform, file } = context.req.param();
    const [, id, format] = /^([A-Za-z0-9._-]{1,200})\.(html|json|txt)$/.exec(file) ?? [];
    const known = PLATFORMS.find((name) => name === platform);
    const capture = known && id ? await loadShownCapture(ports.database, known, id) : undefined;
    if (!capture || !format) {
      throw new Problem(
        'not-found',
        'No article here shows this post. A card is /cards/{platform}/{id}.html, .json or .txt.',
      );
    }
    const body = render(capture, format as CardFormat);
    const headers = {
      'Content-Type': MEDIA_TYPES[format as CardFormat],
      'Cache-Control': CACHE_CONTROL,
      'Access-Control-Allow-Origin': '*',
    };
    return respondConditionally(
      context,
      { etag: await weakTag(body), now: ports.clock.now() },
      headers,
      async () => body,
    );
  });

  allowOnly(routes, '/:platform/:file', 'GET, HEAD');
  return routes;
}
