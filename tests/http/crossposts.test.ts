import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { APP_PASSWORD, createPdsDouble, HANDLE, type PdsDouble } from '../crossposts/pds-double.ts';
import { type LocalServer, openLocalServer } from '../local-server.ts';
import { describeRuntimes, TOKEN } from './services.ts';

/** The double, over HTTP on this machine. */
function serve(pds: PdsDouble): Promise<LocalServer> {
  return openLocalServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = `http://pds.example${request.url}`;
    const headers = request.headers as Record<string, string>;
    const answer =
      request.method === 'GET'
        ? await pds.fetch.get(url, { headers })
        : await pds.fetch.post(url, { headers, body: new Uint8Array(Buffer.concat(chunks)) });
    if (answer.outcome === 'refused') return void request.destroy();
    response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body);
  });
}

describeRuntimes(
  'crossposts over HTTP',
  (service) => {
    const pds = createPdsDouble();
    let server: LocalServer;
    beforeAll(async () => {
      server = await serve(pds);
    });
    afterAll(() => server.close());

    const send = (method: string, path: string, body?: object, token = TOKEN) =>
      service.fetch(path, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
    const setAccount = (fields: object = {}) =>
      send('PUT', '/crossposts/account', {
        service: server.origin,
        identifier: HANDLE,
        appPassword: APP_PASSWORD,
        ...fields,
      });

    it.each([
      ['GET', '/crossposts'],
      ['GET', '/crossposts/account'],
      ['PUT', '/crossposts/account'],
      ['DELETE', '/crossposts/account'],
      ['GET', '/crossposts/articles/bridge'],
      ['POST', '/crossposts/articles/bridge'],
      ['GET', '/crossposts/bridge'],
      ['POST', '/crossposts/bridge'],
    ])('%s %s is for the publisher alone', async (method, path) => {
      expect((await service.fetch(path, { method })).status).toBe(401);
      expect((await send(method, path, undefined, 'ts_wrong')).status).toBe(401);
    });

    it('refuses bodies and methods that are not meant', async () => {
      for (const body of ['', '{', '[]', '"x"', '{}']) {
        const answer = await service.fetch('/crossposts/account', {
          method: 'PUT',
          headers: { Authorization: `Bearer ${TOKEN}` },
          body,
        });
        expect([400, 422]).toContain(answer.status);
      }
      const large = await send('PUT', '/crossposts/account', { identifier: 'x'.repeat(70_000) });
      expect(large.status).toBe(413);
      const posted = await send('DELETE', '/crossposts');
      expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    });

    it('sets the account, posts an article with its picture, lists, deletes, and forgets', async () => {
      expect((await send('GET', '/crossposts/account')).status).toBe(404);
      const refused = await setAccount({ appPassword: 'wrong' });
      expect([refused.status, await refused.json()]).toMatchObject([
        422,
        { errors: [{ field: 'appPassword' }] },
      ]);
      const set = await setAccount();
      expect([set.status, set.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(await set.text()).not.toContain(APP_PASSWORD);

      const body = JSON.stringify({ title: 'A bridge opens', language: 'en', html: '<p>Words.</p>' });
      await service.publish('/articles/bridge', 'application/json', body);
      const reach = (state: string) =>
        vi.waitFor(
          async () => {
            const listed = await (await send('GET', '/crossposts')).json();
            expect(listed).toMatchObject({ crossposts: [{ articleId: 'bridge', state }] });
          },
          { timeout: 20_000, interval: 50 },
        );
      await reach('posted');
      expect([...pds.records().values()]).toMatchObject([
        { text: 'A bridge opens', embed: { external: { thumb: { mimeType: 'image/png' } } } },
      ]);
      expect([...pds.records('site.standard.document').keys()]).toEqual([...pds.records().keys()]);
      expect((await send('POST', '/crossposts/articles/bridge')).status).toBe(202);
      await reach('posted');
      expect(pds.records().size).toBe(1);

      await send('DELETE', '/articles/bridge');
      await reach('deleted');
      expect(pds.records().size).toBe(0);
      expect((await send('DELETE', '/crossposts/account')).status).toBe(204);
      expect((await send('GET', '/crossposts/account')).status).toBe(404);
    });
  },
  { HUB_CALLBACKS: 'loopback', SECRETS_KEY: '5e'.repeat(32) },
);
