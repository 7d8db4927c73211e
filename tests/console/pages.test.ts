import { describe, expect, it } from 'vitest';
import { AS_PUBLISHER, at, HOUR, quoting } from '../store/open-house.ts';
import { type OpenConsole, openConsole, post } from './open-console.ts';
import { trespasses } from './trespasses.ts';

const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>&lt;`;
const POST_ID = '1797753265873129095';

/** A house in which everything that can be named is named by an attacker. */
async function openHostileConsole(): Promise<OpenConsole> {
  const console = await openConsole();
  const fields = {
    title: HOSTILE,
    dek: HOSTILE,
    section: HOSTILE,
    authors: [{ name: HOSTILE, url: 'https://news.example/a?"><script>' }],
    tags: [HOSTILE],
    rights: HOSTILE,
    image: { url: 'https://news.example/a.png?"onload="x', alt: HOSTILE, credit: HOSTILE },
    source: { name: HOSTILE },
    html: `<p>${HOSTILE.replaceAll('<', '&lt;')}</p><img src="https://evil.example/x.png" alt='${'"><script>'}'>${quoting(HOSTILE.replaceAll('<', '&lt;'), POST_ID)}`,
  };
  await console.put('shown', fields);
  await console.put('shown', { ...fields, dek: `${HOSTILE} again` });
  await console.put('held', { ...fields, url: 'https://news.example/held', embargoUntil: at(HOUR) });
  await console.put('gone', fields);
  await console.withdraw('gone');
  await console.settle();
  const insert = (sql: string, ...values: (string | number | null)[]) =>
    console.ports.database
      .prepare(sql)
      .bind(...values)
      .run();
  await insert(
    `INSERT INTO sources (id, kind, address, host, settings, added_at, next_at, failures, failing_since)
     VALUES ('wire', 'feed', ?, ?, ?, ?1, ?, 3, ?)`.replace('?1', '?'),
    `https://wire.example/?${HOSTILE}`,
    HOSTILE,
    JSON.stringify({ everyMinutes: 30, hosts: [HOSTILE], since: at(0), text: 'auto' }),
    at(0),
    at(HOUR),
    at(0),
  );
  await insert(`INSERT INTO source_runs VALUES ('wire', 1, ?, ?, 1, ?, 1)`, at(0), at(1), HOSTILE);
  await insert(
    `INSERT INTO source_run_lines VALUES ('wire', 1, 1, ?, 'note', ?, 'shown', ?)`,
    at(0),
    HOSTILE,
    HOSTILE,
  );
  for (const [id, nextAt] of [
    ['dead', null],
    ['late', at(HOUR)],
  ] as const) {
    await insert(
      `INSERT INTO hub_subscriptions (id, feed, callback, host, confirmed_at, lease_ends_at, delivered_at)
       VALUES (?, '/feeds/all.rss', 'https://reader.example/secret-path', ?, ?, ?, ?)`,
      id,
      HOSTILE,
      at(0),
      at(9 * HOUR),
      at(0),
    );
    await insert('INSERT INTO hub_deliveries VALUES (?, 1, ?, 5, ?, ?)', id, nextAt, at(0), HOSTILE);
  }
  const product = {
    name: HOSTILE,
    permit: [],
    block: [],
    rights: { licence: HOSTILE, territories: HOSTILE },
  };
  const partner = { name: HOSTILE, products: ['all'] };
  for (const [path, body] of [
    ['/partners/products/all', product],
    ['/partners/herald', partner],
  ] as const)
    await console.app.request(path, { method: 'PUT', headers: AS_PUBLISHER, body: JSON.stringify(body) });
  const key = {
    method: 'POST',
    headers: AS_PUBLISHER,
    body: JSON.stringify({ note: HOSTILE.slice(0, 100) }),
  };
  await console.app.request('/partners/herald/keys', key);
  await insert(
    `INSERT INTO partner_endpoints (id, partner_id, url, host, secret, state, made_at, failure)
     VALUES ('ep-1', 'herald', ?, ?, '', 'disabled', ?, ?)`,
    `https://herald.example/?${HOSTILE}`,
    HOSTILE,
    at(0),
    HOSTILE,
  );
  await insert(
    `INSERT INTO partner_pickups VALUES ('herald', 'shown', 'all', 1, 1, 'feed', 'held', ?)`,
    at(0),
  );
  await insert(`INSERT INTO hub_feeds (feed) VALUES ('/feeds/all.rss')`);
  await insert(`INSERT INTO hub_feed_topics VALUES ('all', '/feeds/all.rss')`);
  return console;
}

/** Every page there is to be read, by its route, and addresses of it. */
const PAGES: Record<string, string[]> = {
  '/console': ['/console'],
  '/console/login': [],
  '/console/articles': ['/console/articles', `/console/articles?q=${encodeURIComponent(HOSTILE)}&state=live`],
  '/console/articles/:id': ['/console/articles/shown', '/console/articles/held', '/console/articles/gone'],
  '/console/articles/:id/versions/:version{[1-9][0-9]{0,8}}': ['/console/articles/shown/versions/2'],
  '/console/articles/:id/unfurl': ['/console/articles/shown/unfurl', '/console/articles/held/unfurl'],
  '/console/articles/:id/withdraw': ['/console/articles/shown/withdraw', '/console/articles/held/withdraw'],
  '/console/paste': ['/console/paste'],
  '/console/posts': ['/console/posts', '/console/posts?q=ada&state=unknown&page=1'],
  '/console/posts/takedown': [
    `/console/posts/takedown?platform=x&subject=${POST_ID}`,
    `/console/posts/takedown?platform=x&subject=${encodeURIComponent('@<script>')}`,
    `/console/posts/takedown?url=${encodeURIComponent('https://x.com/ada/status/1')}`,
  ],
  '/console/posts/:platform/:id': [`/console/posts/x/${POST_ID}`],
  '/console/feeds': ['/console/feeds'],
  '/console/feeds/view': ['/console/feeds/view?topic=all', '/console/feeds/view?topic=lang/en'],
  '/console/partners': ['/console/partners'],
  '/console/partners/products/:id': ['/console/partners/products/all'],
  '/console/partners/products/:id/end': ['/console/partners/products/all/end'],
  '/console/partners/:id': ['/console/partners/herald', '/console/partners/herald?done=partner'],
  '/console/partners/:id/end': ['/console/partners/herald/end'],
  '/console/partners/:id/keys/:prefix/revoke': ['/console/partners/herald/keys/abc/revoke'],
  '/console/deliveries': ['/console/deliveries', '/console/deliveries?revived=1'],
  '/console/sources': ['/console/sources', '/console/sources?done=removed'],
  '/console/sources/:id': ['/console/sources/wire', '/console/sources/wire?done=added'],
  '/console/sources/:id/remove': ['/console/sources/wire/remove'],
  '/console/sources/:id/permit': ['/console/sources/wire/permit'],
  '/console/themes': ['/console/themes', '/console/themes?scheme=dark&font=serif&accent=%23336699'],
};
const addresses = Object.values(PAGES).flat();

const routesOf = ({ app }: OpenConsole, method: string) => [
  ...new Set(
    app.routes
      .filter((route) => route.method === method && /^\/console/.test(route.path))
      .map(({ path }) => path),
  ),
];

describe('every page', () => {
  it('is known here', async () => {
    const console = await openConsole();
    expect(routesOf(console, 'GET').sort()).toEqual(Object.keys(PAGES).sort());
  });

  it('escapes what others wrote, asks no other host, and has one heading', async () => {
    const console = await openHostileConsole();
    for (const address of addresses) {
      const answer = await console.get(address);
      const html = await answer.text();
      expect([address, answer.status]).toEqual([address, 200]);
      expect([address, trespasses(html)]).toEqual([address, []]);
      expect(html.match(/<h1[ >]/g), address).toHaveLength(1);
      expect(html, address).not.toContain('secret-path');
      expect(html, address).toMatch(/<html lang="en" dir="ltr">/);
    }
    expect(await console.page('/console/articles/shown')).toContain('&lt;script>alert(1)&lt;/script>');
  });

  it('is for whoever is logged in alone, kept by nobody, and framed by nobody', async () => {
    const console = await openHostileConsole();
    for (const address of [...addresses, '/console/login', '/console/nothing']) {
      const [own, strange] = [await console.get(address), await console.app.request(address)];
      for (const { headers } of [own, strange]) {
        expect([address, headers.get('Cache-Control')]).toEqual([address, 'no-store']);
        expect(headers.get('Content-Security-Policy')).toBe(
          "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        );
        expect(headers.get('X-Robots-Tag')).toBe('noindex, nofollow');
        expect(headers.get('Referrer-Policy')).toBe('same-origin');
        expect(headers.get('X-Frame-Options')).toBe('DENY');
      }
      if (address === '/console/login') continue;
      expect([address, strange.status]).toEqual([address, 303]);
      const next = new URL(strange.headers.get('Location') ?? '', 'https://a.example').searchParams.get(
        'next',
      );
      expect(next?.replaceAll('%27', "'")).toBe(address);
    }
  });

  it('nothing is done for whoever is not logged in', async () => {
    const console = await openHostileConsole();
    const before = JSON.stringify(
      await Promise.all(
        ['articles', 'captures', 'sources', 'hub_deliveries', 'takedowns'].map((table) =>
          console.rows(`SELECT * FROM ${table}`),
        ),
      ),
    );
    const actions = routesOf(console, 'POST').filter((path) => path !== '/console/login');
    expect(actions.length).toBeGreaterThan(7);
    for (const path of actions) {
      const address = path.replace(':id', path.includes('sources') ? 'wire' : 'shown');
      const answer = await post(console, address, { platform: 'x', subject: POST_ID, step: 'publish' });
      expect([path, answer.status]).toEqual([path, 401]);
    }
    const after = JSON.stringify(
      await Promise.all(
        ['articles', 'captures', 'sources', 'hub_deliveries', 'takedowns'].map((table) =>
          console.rows(`SELECT * FROM ${table}`),
        ),
      ),
    );
    expect(after).toBe(before);
  });

  it('is there in French, with nothing left in English but what others wrote', async () => {
    const console = await openConsole();
    await console.put('one');
    for (const address of [
      '/console',
      '/console/articles',
      '/console/articles/one',
      '/console/paste',
      '/console/sources',
      '/console/themes',
    ]) {
      const html = await console.page(address, { 'Accept-Language': 'fr' });
      expect(html).toMatch(/<html lang="fr" dir="ltr">/);
      expect(html, address).not.toMatch(
        />(?:Articles of|Withdraw|Publish|Search|Log out|What it says|Add a source|Minutes)</,
      );
    }
  });

  it('what is not there has a page that says so', async () => {
    const console = await openConsole();
    for (const address of [
      '/console/nothing',
      '/console/articles/none',
      '/console/posts/x/1',
      '/console/sources/none',
      '/console/articles/%2e%2e/withdraw',
    ])
      expect([address, (await console.get(address)).status]).toEqual([address, 404]);
    expect((await console.get('/console/articles/')).headers.get('Location')).toBe('/console/articles');
  });
});
