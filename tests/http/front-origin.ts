import { describe, expect, it } from 'vitest';
import { PUBLIC_URL, type RunningFront } from '../rewriter/fronts.ts';
import { page } from '../rewriter/origin-server.ts';
import { PAGE, readerOf } from './front-pages.ts';

/** How a front asks its origin, and what it says of one that does not answer. */
export function originOf(front: () => RunningFront): void {
  const get = readerOf(front);

  describe('the origin is asked', () => {
    const asked = async (headers: Record<string, string>, path = '/one') => {
      let seen: Record<string, unknown> = {};
      front().origin.handle = (request, response) => {
        seen = request.headers;
        page(PAGE)(request, response);
      };
      await get(path, headers);
      return seen;
    };

    it('for whole pages in a coding that can be undone, without what is between neighbours', async () => {
      const seen = await asked({
        'Accept-Encoding': 'zstd, br, gzip;q=0.5',
        'If-None-Match': '"one"',
        'If-Modified-Since': 'Mon, 04 May 2026 08:00:00 GMT',
        Cookie: 'a=1',
        Connection: 'keep-alive, X-Private',
        'X-Private': '1',
        'Proxy-Authorization': 'Basic eA==',
      });
      expect(seen).toMatchObject({
        'accept-encoding': 'gzip',
        cookie: 'a=1',
        'x-forwarded-host': 'news.example',
        'x-forwarded-proto': expect.stringMatching(/^https?$/),
        'tearsheet-front': '1',
      });
      for (const name of ['if-none-match', 'if-modified-since', 'x-private', 'proxy-authorization']) {
        expect(seen).not.toHaveProperty(name);
      }
    });

    it('for files as the reader asks for them', async () => {
      const seen = await asked({ 'Accept-Encoding': 'br', 'If-None-Match': '"one"' }, '/a.css');
      expect(seen).toMatchObject({ 'accept-encoding': 'br', 'if-none-match': '"one"' });
    });

    it.each(['//elsewhere.example/x', '/..//x', '/@elsewhere.example/', '/x?y=//z', '/%2e%2e/x'])(
      'and nobody else is, whatever the path: %s',
      async (path) => {
        let seen = '';
        front().origin.handle = (request, response) => {
          seen = request.url ?? '';
          response.end('here');
        };
        expect((await get(path)).body.toString()).toBe('here');
        expect(seen.startsWith('/')).toBe(true);
      },
    );
  });

  describe('an origin', () => {
    it('that cannot be reached is a problem with a plain sentence', async () => {
      front().origin.handle = (request) => request.socket.destroy();
      const { status, headers, body } = await get();
      expect(status).toBe(502);
      expect(headers['content-type']).toBe('application/problem+json');
      expect(headers['cache-control']).toBe('no-store');
      expect(JSON.parse(body.toString())).toMatchObject({
        type: `${PUBLIC_URL}/problems/origin-unreachable`,
        detail: 'The server behind this address does not answer. Try again in a moment.',
      });
    });

    it('that is this service is found out', async () => {
      const { status, body } = await get('/one', { 'Tearsheet-Front': '1' });
      expect(status).toBe(502);
      expect(body.toString()).toContain('leads back');
    });

    it('that does not speak HTTP is one that does not answer', async () => {
      front().origin.handle = (request) => request.socket.end('hello\r\n\r\n');
      expect((await get()).status).toBe(502);
    });
  });
}
