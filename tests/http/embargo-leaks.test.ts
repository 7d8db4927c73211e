import { describe, expect, it } from 'vitest';
import { PRODUCT_PROFILES } from '../../src/domain/partner.ts';
import { signPictureLink } from '../../src/partners/picture-link.ts';
import { termsOf } from '../../src/partners/product-records.ts';
import { profileFormats } from '../../src/partners/profiles/profiles.ts';
import { at, HOUR, type House, PUBLIC_URL, quoting } from '../store/open-house.ts';
import { LATE, openHouse, productOf, SECRETS_KEY } from './partnered-house.ts';

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
  image: { url: 'https://pictures.example/secret.jpg' },
  pictureRights: 'syndicate',
};

const { key: KEY, link: LINK } = await openHouse();
const SIGNED = await signPictureLink(
  '',
  SECRETS_KEY,
  { terms: await termsOf(productOf({ id: 'generic' })), articleId: 'secret' },
  SECRET.image.url,
);

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
  'GET /partners/feeds/:file': [
    ...PRODUCT_PROFILES.flatMap((profile) =>
      profileFormats(profile).map((format) => `/partners/feeds/${profile}.${format}`),
    ),
    '/partners/feeds/hush.rss',
  ],
  'GET /partners/links/:key/:file': [`/partners/links/${LINK}/generic.atom`],
  'GET /partners/articles': [
    '/partners/articles',
    '/partners/articles?limit=1',
    '/partners/articles?product=hush',
  ],
  'GET /partners/articles/:id': [
    '/partners/articles/secret',
    '/partners/articles/secret?product=hush',
    '/partners/articles/first',
  ],
  'GET /partners/pictures/:terms/:article/:signature': [SIGNED],
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
  '/crossposts/articles/:articleId',
  '/crossposts/:articleId',
  '/sources/:id',
  '/partners',
  '/partners/products',
  '/partners/products/:id',
  '/partners/report/:file',
  '/partners/:id/:file{report(?:\\.csv)?}',
  '/partners/:id/endpoints',
  '/partners/:id',
  '/partners/:id/keys',
  '/previews/preview/:file',
  '/cards',
  '/cards/sheet',
  '/cards/sheet/:file',
  '/cards/media/:file',
  '/problems/:code',
  '/.well-known/site.standard.publication',
  '/docs',
  '/docs/:page{[\\w-]*(?:\\.md)?}',
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

/** Whoever asks for what partners have, asks as one. */
function rightOf(path: string): Record<string, string> {
  return path.startsWith('/partners/') ? { Authorization: `Bearer ${KEY}` } : {};
}

async function answerOf({ app }: House, path: string, method: string, headers: Record<string, string>) {
  const answer = await app.request(path, { method, headers: { ...rightOf(path), ...headers } });
  const { 'x-request-id': _, ...rest } = Object.fromEntries(answer.headers);
  return { path, status: answer.status, headers: rest, body: await answer.text() };
}

/** All that the outside can ask for, in every form. */
async function everything(house: House, asked: readonly string[] = paths) {
  const answers = [];
  for (const path of asked) {
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
      await house.get(path, rightOf(path));
      expect(await house.rows("SELECT state FROM articles WHERE id = 'secret'")).toEqual([
        { state: 'embargoed' },
      ]);
      house.advance(1);
      const answer = await house.get(path, rightOf(path));
      expect(await house.rows("SELECT state FROM articles WHERE id = 'secret'")).toEqual([{ state: 'live' }]);
      if (/secret|hush|clandestine|deep-throat/.test(path) && !path.includes('cdef'))
        expect(answer.status).toBeLessThan(400);
    },
  );

  it('changes no byte and no header for a partner whose contract gives it later', async () => {
    const asked = [
      ...['rss', 'atom', 'json'].map((ending) => `/partners/feeds/late.${ending}`),
      '/partners/articles',
      '/partners/articles?limit=1',
      '/partners/articles/secret',
      SIGNED,
    ];
    const [without, having] = [await openHouse([LATE]), await openHouse([LATE])];
    for (const house of [without, having]) {
      await house.put('first', first);
      house.advance(2 * HOUR);
      await house.get('/partners/articles', { Authorization: `Bearer ${house.key}` });
    }
    // It is public: a post that it shares with another article would be known from it.
    const html = quoting('A post only the secret has.', UNSEEN);
    await having.put('secret', { ...SECRET, html, embargoUntil: undefined });
    for (const house of [without, having]) {
      await house.settle();
      house.advance(60);
      await house.put('first', { ...first, title: 'About first, corrected' });
      await house.settle();
      // A second before it is due.
      house.advance(2 * HOUR - 61);
    }
    const answers = await everything(having, asked);
    expect(answers).toEqual(await everything(without, asked));
    expect(answers.some(({ body }) => body.includes('corrected'))).toBe(true);
    expect(JSON.stringify(answers)).not.toMatch(/Secret|Deep Throat|only the secret/);
  });

  it.each(['/partners/feeds/late.rss', '/partners/articles', '/partners/articles/secret', SIGNED])(
    'is given to a partner by %s at the time that its contract says, whoever slept until then',
    async (path) => {
      const house = await openHouse([LATE]);
      await house.put('secret', SECRET);
      // Nobody looked when the publisher's own embargo was over.
      house.advance(3 * HOUR - 1);
      const early = await house.get(path, rightOf(path));
      expect(await early.text()).not.toContain('only the secret has');
      house.advance(1);
      const answer = await house.get(path, rightOf(path));
      expect(answer.status).toBeLessThan(400);
      if (path !== SIGNED) expect(await answer.text()).toContain('only the secret has');
    },
  );
});
