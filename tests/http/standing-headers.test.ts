import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { makeAnswer, requestIdOf, standingHeaders } from '../../src/http/standing-headers.ts';

const app = new Hono();
app.use(standingHeaders());
app.get('/made', (context) => makeAnswer(context, null, 304, { ETag: '"a"', Vary: 'Accept' }));
app.get('/cards/made', (context) => makeAnswer(context, new Uint8Array(3), 200, { ETag: '"a"' }));
app.get('/plain', () => new Response('ok'));
app.get('/text', (context) => context.text('ok'));
app.get('/away', (context) => context.redirect('/plain', 301));
app.get('/replaced', async (context) => {
  const made = makeAnswer(context, null, 204, {});
  return new Response(made.body, { status: 202 });
});
app.get('/broken', () => {
  throw new Error('broken');
});
app.onError((_, context) => new Response(requestIdOf(context), { status: 500 }));

const ALWAYS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'cross-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

describe('standing headers', () => {
  it.each([
    { path: '/made', status: 304 },
    { path: '/plain', status: 200 },
    { path: '/text', status: 200 },
    { path: '/away', status: 301 },
    { path: '/replaced', status: 202 },
    { path: '/broken', status: 500 },
    { path: '/nothing', status: 404 },
  ])('$path ($status) has each of them', async ({ path, status }) => {
    const answer = await app.request(path);
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...ALWAYS,
      'x-frame-options': 'SAMEORIGIN',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src 'self' https: http:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
      'x-request-id': expect.stringMatching(/^[\w-]{36}$/),
    });
  });

  it('a card may stand in frames everywhere', async () => {
    const { headers } = await app.request('/cards/made');
    expect(headers.get('Content-Security-Policy')).toMatch(/frame-ancestors \*$/);
    expect(headers.get('X-Frame-Options')).toBeNull();
    expect(Object.fromEntries(headers)).toMatchObject({ ...ALWAYS, 'content-length': '3', etag: '"a"' });
  });

  it.each([
    { given: 'a-1=b', kept: true },
    { given: 'x'.repeat(255), kept: true },
    { given: 'x'.repeat(256), kept: false },
    { given: '<b>', kept: false },
  ])('the id $given is kept: $kept', async ({ given, kept }) => {
    for (const path of ['/made', '/plain', '/broken']) {
      const answer = await app.request(path, { headers: { 'X-Request-Id': given } });
      const id = answer.headers.get('X-Request-Id');
      if (kept) expect(id).toBe(given);
      else expect(id).toMatch(/^[\w-]{36}$/);
      if (path === '/broken') expect(await answer.text()).toBe(id);
    }
  });
});
