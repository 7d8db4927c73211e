import { beforeAll, describe, expect, it } from 'vitest';
import { AS_PUBLISHER, PUBLIC_URL } from '../store/open-house.ts';
import { csrfOf, type OpenConsole, openConsole } from './open-console.ts';

// Which forms are taken, and what they do: session.test.ts and the tests of each task. Here every route that does
// something is asked by somebody else's page.
const OWN = { Origin: PUBLIC_URL, 'Sec-Fetch-Site': 'same-origin' };
const FORGERIES: [name: string, headers: Record<string, string>, csrf: 'own' | 'none' | 'other'][] = [
  ['another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, 'own'],
  ['another site that says it is ours', { Origin: PUBLIC_URL, 'Sec-Fetch-Site': 'cross-site' }, 'own'],
  ['a sibling of our host', { Origin: 'https://www.news.example', 'Sec-Fetch-Site': 'same-site' }, 'own'],
  ['an address that was typed', { 'Sec-Fetch-Site': 'none' }, 'own'],
  ['an older browser at another site', { Origin: 'https://evil.example' }, 'own'],
  ['a frame without an origin', { Origin: 'null' }, 'own'],
  ['our host without https', { Origin: PUBLIC_URL.replace('https', 'http') }, 'own'],
  ['nobody knows where', {}, 'own'],
  ['our page, without its token', OWN, 'none'],
  ['our page, with the token of another session', OWN, 'other'],
];
const TABLES = [
  ...['articles', 'article_versions', 'captures', 'takedowns', 'sources', 'hub_deliveries'],
  ...['products', 'partners', 'partner_products', 'partner_keys', 'partner_endpoints', 'console_sessions'],
];

const fill = (path: string) =>
  path
    .replace(/products\/:id/, 'products/all')
    .replace(/partners\/:id/, 'partners/herald')
    .replace(/sources\/:id/, 'sources/wire')
    .replace(/:version\{[^/]*\}/, '1')
    .replace(/:\w+/g, 'one');

async function openFilled(): Promise<OpenConsole> {
  const console = await openConsole();
  await console.put('one');
  for (const [path, body] of [
    ['/partners/products/all', { name: 'All' }],
    ['/partners/herald', { name: 'The Herald', products: ['all'] }],
  ] as const)
    await console.app.request(path, { method: 'PUT', headers: AS_PUBLISHER, body: JSON.stringify(body) });
  await console.ports.database
    .prepare(
      `INSERT INTO sources (id, kind, address, host, settings, added_at) VALUES
         ('wire', 'feed', 'https://wire.example/', 'wire.example', '{"everyMinutes":30,"hosts":[]}', '2026-03-02T08:00:00.000Z')`,
    )
    .bind()
    .run();
  return console;
}

const stateOf = async (console: OpenConsole) =>
  JSON.stringify(await Promise.all(TABLES.map((table) => console.rows(`SELECT * FROM ${table}`))));

function pathsOf({ app }: OpenConsole, method: string): string[] {
  const own = app.routes.filter((route) => route.method === method && /^\/console(?:\/|$)/.test(route.path));
  return [...new Set(own.map(({ path }) => path))].map(fill);
}

describe('what the console does', () => {
  let console: OpenConsole;
  let csrf: string;
  let before: string;
  beforeAll(async () => {
    console = await openFilled();
    csrf = csrfOf(await console.page('/console/articles/one/withdraw'));
    before = await stateOf(console);
  });

  it.each(FORGERIES)('is not done for %s', async (_, headers, sent) => {
    const token = { own: csrf, none: '', other: 'a'.repeat(64) }[sent];
    const fields = {
      csrf: token,
      platform: 'x',
      subject: '1',
      step: 'publish',
      name: 'Forged',
      id: 'forged',
      url: 'https://evil.example/',
    };
    const paths = pathsOf(console, 'POST').filter((path) => path !== '/console/login');
    expect(paths.length).toBeGreaterThan(15);
    for (const path of paths) {
      const answer = await console.app.request(path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { Cookie: console.cookie, ...headers },
      });
      expect([path, answer.status]).toEqual([path, 403]);
      expect([path, answer.headers.get('Cache-Control')]).toEqual([path, 'no-store']);
      expect(answer.headers.get('X-Frame-Options')).toBe('DENY');
      expect(answer.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('Set-Cookie')).toBeNull();
    }
    expect(await stateOf(console)).toBe(before);
  });

  it.each(FORGERIES.filter(([, , sent]) => sent === 'own'))(
    'nobody is logged in from %s',
    async (_, headers) => {
      const answer = await console.app.request('/console/login', {
        method: 'POST',
        body: new URLSearchParams({ token: 'ts_lifecycle-test' }),
        headers,
      });
      expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([403, null]);
    },
  );

  it('is not done by reading, in any page, nor by any other method', async () => {
    for (const path of [...pathsOf(console, 'GET'), ...pathsOf(console, 'POST')]) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await console.app.request(path, { method, headers: { Cookie: console.cookie } });
        expect([path, answer.status < 500, answer.headers.get('Cache-Control')]).toEqual([
          path,
          true,
          'no-store',
        ]);
      }
      for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const answer = await console.app.request(path, {
          method,
          headers: { Cookie: console.cookie, ...OWN },
        });
        expect([method, path, answer.status >= 400]).toEqual([method, path, true]);
        expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
      }
    }
    expect(await stateOf(console)).toBe(before);
  });

  it('is done for nobody with the publisher token alone: the API is for that', async () => {
    for (const path of pathsOf(console, 'POST')) {
      if (path === '/console/login') continue;
      const answer = await console.app.request(path, {
        method: 'POST',
        body: new URLSearchParams({ csrf }),
        headers: { ...AS_PUBLISHER, ...OWN },
      });
      expect([path, answer.status]).toEqual([path, 401]);
    }
    expect(await stateOf(console)).toBe(before);
  });
});
