import { describe, expect, it } from 'vitest';
import { MAX_FORM_BYTES, MAX_LOGIN_BYTES } from '../../src/console/sent-form.ts';
import { MAX_BODY_BYTES } from '../../src/http/body-text.ts';
import { openConsole } from '../console/open-console.ts';
import { AS_PUBLISHER, type House, openHouse, PUBLIC_URL } from '../store/open-house.ts';

/** As docs/limits.md has them. */
const [FEW, REQUEST, HUB_FORM, WEBHOOK] = [4096, 65_536, 32_768, 2 * 1024 * 1024];
const FORM = 'application/x-www-form-urlencoded';

/** Every route that takes a body, and how much of it. Of the console: by its one gate, below. */
const TAKEN: [route: string, limit: number, type?: string][] = [
  ['POST /articles', MAX_BODY_BYTES],
  ['PUT /articles/:id', MAX_BODY_BYTES],
  ['POST /hub', HUB_FORM, FORM],
  ['POST /previews/preview', MAX_BODY_BYTES],
  ['POST /sources', REQUEST],
  ['POST /sources/:id/run', REQUEST],
  ['POST /sources/:id/webhook', WEBHOOK],
  ['PUT /crossposts/account', REQUEST],
  ['POST /crossposts/articles/:articleId', REQUEST],
  ['POST /crossposts/:articleId', REQUEST],
  ['PUT /partners/products/:id', REQUEST],
  ['PATCH /partners/products/:id', REQUEST],
  ['PUT /partners/:id', REQUEST],
  ['PATCH /partners/:id', REQUEST],
  ['POST /partners/:id/keys', REQUEST],
  ['POST /partners/:id/endpoints', FEW],
  ['POST /partners/:id/endpoints/:endpoint/replay', FEW],
];
/** Routes that look at no body. */
const UNREAD = [
  'POST /partners/articles/:id/confirmation',
  'POST /partners/:id/endpoints/:endpoint/verify',
  'POST /partners/:id/endpoints/:endpoint/secret',
  'DELETE /articles/:id',
  'DELETE /cards',
  'DELETE /cards/:platform/:subject',
  'DELETE /sources/:id',
  'DELETE /crossposts/account',
  'DELETE /partners/products/:id',
  'DELETE /partners/:id',
  'DELETE /partners/:id/keys/:prefix',
  'DELETE /partners/:id/endpoints/:endpoint',
];

const PIECE = 65_536;
const ENOUGH = 64 * 1024 * 1024;

/** A body that never ends, as long as somebody reads it, and how much of it was read. */
function pour(letter = 'x') {
  const piece = new TextEncoder().encode(letter.repeat(PIECE));
  const poured = { bytes: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        poured.bytes += PIECE;
        controller.enqueue(piece);
        if (poured.bytes >= ENOUGH) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { body, poured };
}

async function send(house: Pick<House, 'app'>, route: string, headers: Record<string, string>) {
  const [method = '', path = ''] = route.split(' ');
  const { body, poured } = pour();
  const init: RequestInit & { duplex: 'half' } = { method, body, headers, duplex: 'half' };
  const answer = await house.app.request(path.replace(/:\w+/g, 'one'), init);
  return { status: answer.status, text: await answer.text(), ...poured };
}

describe('a body without end', () => {
  it('is tried at every address that takes one', async () => {
    const { app } = await openHouse();
    const routes = app.routes.filter(
      ({ method, path }) => /^(?:POST|PUT|PATCH|DELETE)$/.test(method) && !path.startsWith('/console'),
    );
    const known = [...TAKEN.map(([route]) => route), ...UNREAD];
    expect([...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort()).toEqual(known.sort());
  });

  it.each(TAKEN)('%s is refused as soon as it is larger than %i bytes', async (route, limit, type) => {
    const house = await openHouse();
    const headers = { ...AS_PUBLISHER, 'Content-Type': type ?? 'application/json' };
    const answer = await send(house, route, headers);
    expect(answer).toMatchObject({ status: 413, text: expect.stringContaining('body-too-large') });
    expect(answer.bytes).toBeLessThanOrEqual(limit + 2 * PIECE);
  });

  it.each(TAKEN.filter(([route, limit]) => limit === MAX_BODY_BYTES && !route.endsWith('/webhook')))(
    '%s is not read of whoever has no token',
    async (route) => {
      const answer = await send(await openHouse(), route, { 'Content-Type': 'application/json' });
      expect([answer.status, answer.bytes <= PIECE]).toEqual([401, true]);
    },
  );

  it.each(UNREAD)('%s is not read at all', async (route) => {
    const answer = await send(await openHouse(), route, AS_PUBLISHER);
    expect(answer.status).toBeLessThan(500);
    expect(answer.bytes).toBeLessThanOrEqual(PIECE);
  });

  it('every form of the console is refused as soon as it is too large, and none is read of strangers', async () => {
    const console = await openConsole();
    const own = { Origin: PUBLIC_URL, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': FORM };
    const posts = console.app.routes.filter(
      ({ method, path }) => method === 'POST' && path.startsWith('/console'),
    );
    const paths = [...new Set(posts.map(({ path }) => path))];
    expect(paths.length).toBeGreaterThan(15);
    for (const path of paths) {
      const taken = await send(console, `POST ${path}`, { ...own, Cookie: console.cookie });
      expect([path, taken.status]).toEqual([path, 413]);
      expect(taken.bytes).toBeLessThanOrEqual(MAX_FORM_BYTES + 2 * PIECE);
      const strange = await send(console, `POST ${path}`, own);
      const isLogin = path === '/console/login';
      expect([path, strange.status]).toEqual([path, isLogin ? 413 : 401]);
      expect(strange.bytes).toBeLessThanOrEqual(isLogin ? MAX_LOGIN_BYTES + 2 * PIECE : PIECE);
      const elsewhere = await send(console, `POST ${path}`, {
        ...own,
        Cookie: console.cookie,
        'Sec-Fetch-Site': 'cross-site',
      });
      expect([path, elsewhere.status, elsewhere.bytes <= PIECE]).toEqual([path, 403, true]);
    }
  });
});
