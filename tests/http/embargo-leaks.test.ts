import { describe, expect, it } from 'vitest';
import { at, HOUR, type House, openHouse, PUBLIC_URL, quoting } from '../store/open-house.ts';

const KNOWN = '1790309205070239367';
const UNSEEN = '1797753265873129095';

const SECRET = {
  title: 'Secret',
  url: 'https://times.example.org/secret',
  section: 'Hush',
  authors: ['Deep Throat'],
  tags: ['clandestine', 'Bridges'],
  language: 'en',
  embargoUntil: at(HOUR),
  html: quoting('Words only the secret has.', KNOWN) + quoting('A post only the secret has.', UNSEEN),
};

/** Every GET there is, and an address of each that speaks of the secret article, or of something around it. */
const READS: Record<string, string[]> = {
  'GET /': ['/'],
  'GET /articles': ['/articles', `/articles?after=${encodeURIComponent(`${at(2 * HOUR)}~z`)}`],
  'GET /articles/:file': [
    '/articles/secret',
    '/articles/secret.json',
    '/articles/first',
    '/articles/first.json',
  ],
  'GET /feeds/:path{.+}': [
    '/feeds/all',
    '/feeds/all.rss',
    '/feeds/all.atom',
    '/feeds/all.json',
    '/feeds/all.json?content=summary',
    '/feeds/all.json?page=1',
    `/feeds/all.json?before=${at(2 * HOUR)}~z`,
    '/feeds/all.atom?section=local&tag=bridges',
    '/feeds/all.atom?section=hush&tag=clandestine',
    '/feeds/lang/en.rss',
    '/feeds/section/local.json',
    '/feeds/section/hush.json',
    '/feeds/author/deep-throat.rss',
    '/feeds/tag/clandestine.atom',
    '/feeds/tag/bridges.atom',
  ],
  'GET /feeds.opml': ['/feeds.opml'],
  'GET /sitemap-news.xml': ['/sitemap-news.xml'],
  'GET /previews/:id': ['/previews/secret', '/previews/first'],
  'GET /previews/:id/:file': ['/previews/secret/0123456789abcdef.png'],
  'GET /cards/:platform/:file': [
    `/cards/x/${UNSEEN}.html`,
    `/cards/x/${UNSEEN}.json`,
    `/cards/x/${KNOWN}.html`,
    `/cards/x/${KNOWN}.json`,
  ],
  'GET /oembed': [
    `/oembed?url=${PUBLIC_URL}/articles/secret`,
    `/oembed?url=${SECRET.url}`,
    `/oembed?url=${PUBLIC_URL}/cards/x/${UNSEEN}.html`,
  ],
  'GET /oembed/articles/:id': ['/oembed/articles/secret'],
};

/** Those that read nothing of articles, or ask for the token. */
const OTHERS = [
  '/articles/:id/versions',
  '/feed',
  '/feed/',
  '/rss',
  '/rss.xml',
  '/feed.xml',
  '/index.xml',
  '/atom.xml',
  '/feed.json',
  '/feeds',
  '/hub',
  '/sources',
  '/crossposts',
  '/crossposts/account',
  '/crossposts/:articleId',
  '/sources/:id',
  '/previews/preview/:file',
  '/cards',
  '/cards/sheet',
  '/cards/sheet/:file',
  '/cards/media/:file',
  '/problems/:code',
  '/.well-known/site.standard.publication',
  '/docs',
  '/docs/:page{[\\w-]+(?:\\.md)?}',
  '/docs/problems/:code',
  '/openapi.json',
  '/healthz',
  '/metrics',
].map((path) => `GET ${path}`);

/** The console's pages are behind a session: tests/console holds each of them to it. */
const isOpen = ({ method, path }: { method: string; path: string }) =>
  method === 'GET' && !/^\/console(?:\/|$)/.test(path);

const routesOf = ({ app }: House) => [...new Set(app.routes.filter(isOpen).map(({ path }) => `GET ${path}`))];
const paths = Object.values(READS).flat();

async function answerOf({ app }: House, path: string, method: string, headers: Record<string, string>) {
  const answer = await app.request(path, { method, headers });
  const { 'x-request-id': _, ...rest } = Object.fromEntries(answer.headers);
  return { path, status: answer.status, headers: rest, body: await answer.text() };
}

/** All that the outside can ask for, in every form. */
async function everything(house: House) {
  const answers = [];
  for (const path of paths) {
    answers.push(await answerOf(house, path, 'GET', {}));
    answers.push(await answerOf(house, path, 'HEAD', {}));
    answers.push(await answerOf(house, path, 'GET', { Accept: 'text/html' }));
    answers.push(await answerOf(house, path, 'GET', { Authorization: 'Bearer wrong' }));
    const held: string | undefined = answers.at(-4)?.headers.etag;
    if (held) answers.push(await answerOf(house, path, 'GET', { 'If-None-Match': held, 'A-IM': 'feed' }));
  }
  return answers;
}

const first = { section: 'Local', tags: ['Bridges'], html: quoting('', KNOWN) };

describe('what is not public yet', () => {
  it('every address that reads anything is known here', async () => {
    const routes = routesOf(await openHouse());
    expect(routes.filter((route) => !(route in READS) && !OTHERS.includes(route))).toEqual([]);
    expect(routes.length).toBeGreaterThan(20);
  });

  it.each<[string, (house: House) => Promise<unknown>]>([
    ['embargoed', (house) => house.put('secret', SECRET)],
    [
      'embargoed by its date',
      (house) => house.put('secret', { ...SECRET, embargoUntil: undefined, publishedAt: at(HOUR) }),
    ],
    ['withheld', (house) => house.put('secret', { ...SECRET, status: 'withheld' })],
    [
      'embargoed, corrected and put off',
      async (house) => {
        await house.put('secret', SECRET);
        await house.put('secret', { ...SECRET, section: 'Hush hush' });
        await house.put('secret', { ...SECRET, embargoUntil: at(5 * HOUR) });
      },
    ],
    [
      'withdrawn before anybody could read it',
      async (house) => {
        await house.put('secret', SECRET);
        await house.withdraw('secret');
      },
    ],
    [
      'canceled before anybody could read it',
      async (house) => {
        await house.put('secret', { ...SECRET, status: 'withheld' });
        await house.put('secret', { ...SECRET, status: 'canceled' });
      },
    ],
  ])('changes no byte and no header of any answer: %s', async (_, keepBack) => {
    const [without, having] = [await openHouse(), await openHouse()];
    for (const house of [without, having]) await house.put('first', first);
    await keepBack(having);
    for (const house of [without, having]) {
      await house.settle();
      house.advance(60);
      await house.put('second', { tags: ['Bridges'] });
      await house.settle();
      house.advance(60);
    }
    const answers = await everything(having);
    expect(answers).toEqual(await everything(without));
    expect(answers.some(({ body }) => body.includes('About second'))).toBe(true);
    expect(JSON.stringify(answers)).not.toMatch(/Secret|Deep Throat|clandestine<|only the secret/);
  });

  it.each(Object.entries(READS).flatMap(([route, paths]) => paths.map((path) => [path, route] as const)))(
    'is opened by whoever asks for %s once it is time',
    async (path, route) => {
      const house = await openHouse();
      if (!routesOf(house).includes(route)) return;
      await house.put('first', first);
      await house.put('secret', SECRET);
      house.advance(HOUR - 1);
      await house.get(path);
      expect(await house.rows("SELECT state FROM articles WHERE id = 'secret'")).toEqual([
        { state: 'embargoed' },
      ]);
      house.advance(1);
      const answer = await house.get(path);
      expect(await house.rows("SELECT state FROM articles WHERE id = 'secret'")).toEqual([{ state: 'live' }]);
      if (/secret|hush|clandestine|deep-throat/.test(path) && !path.includes('cdef'))
        expect(answer.status).toBeLessThan(400);
    },
  );
});
