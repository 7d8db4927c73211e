import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeRuntimes } from '../http/services.ts';
import { type House, openHouse, PUBLIC_URL, quoting } from '../store/open-house.ts';
import { closeRaw, openRaw } from './raw-server.ts';

// That what is not public differs in no byte from what never was: tests/http/embargo-leaks.test.ts. Paths that
// lead nowhere: tests/http/bad-input.test.ts.
afterAll(closeRaw);

const SPLITS = [
  ...[
    'a\r\nX-Injected: yes',
    'a\nX-Injected: yes',
    'a\rX-Injected: yes',
    'a\r\n\r\n<script>alert(1)</script>',
  ],
  ...[
    'a\u010d\u010aX-Injected: yes',
    'a\u560d\u560aX-Injected: yes',
    'a\u2028X-Injected: yes',
    'a\u0085X-Injected: yes',
  ],
  ...['a", <https://evil.example/>; rel="hub', 'a>; rel="self", <https://evil.example/', 'naïve – 日本語 🚂'],
];

const POSTED = quoting('Words of the post.');
const CARD = '/cards/x/1797753265873129095.html';
const PATHS = [
  ...[
    '/',
    '/feeds/all',
    '/feeds/all.rss',
    '/feeds/all.atom',
    '/feeds/all.json',
    '/feeds.opml',
    '/sitemap-news.xml',
  ],
  ...[
    '/articles',
    '/articles/one',
    '/articles/one.json',
    '/articles/gone',
    '/articles/never',
    '/previews/one',
    CARD,
  ],
  `/oembed?url=${encodeURIComponent(`${PUBLIC_URL}/articles/one`)}`,
];

async function openPublished(): Promise<House> {
  const house = await openHouse();
  await house.put('one', { section: 'Local', tags: ['Bridges'], html: POSTED });
  await house.put('gone');
  await house.withdraw('gone');
  await house.settle();
  return house;
}

async function answerOf(house: House, path: string, init: RequestInit = {}) {
  const answer = await house.app.request(path, init);
  // Of this request alone: its name, and how long it took.
  const { 'x-request-id': _, 'server-timing': __, ...headers } = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, body: await answer.text() };
}

describe('a header that is made of text', () => {
  it.each(SPLITS)('holds %j without ending', async (split) => {
    const house = await openHouse();
    const raw = await openRaw(house.app);
    const { status } = await house.put('one', {
      title: split,
      section: split,
      tags: [split],
      authors: [split],
      html: POSTED,
    });
    expect(status).toBeLessThan(500);
    const part = encodeURIComponent(split);
    const reflected = [
      ...[
        `/feeds/section/${part}.rss`,
        `/feeds/tag/${part}`,
        `/feeds/all.rss?${part}=${part}`,
        `/feed?${part}`,
      ],
      ...[
        `/rss.xml?x=${part}`,
        `/previews/one?${part}`,
        `/cards?url=${part}`,
        `/problems/${part}`,
        `/${part}/`,
      ],
      ...[`/feeds/all.rss?before=${part}`, `/oembed?url=${part}`, `/articles/${part}`, `/feeds?${part}`],
    ];
    for (const path of [...PATHS, ...reflected]) {
      const heard = await raw.ask(`GET ${path} HTTP/1.1\r\nHost: news.example\r\nX-Request-Id: ${part}`);
      const [head = ''] = heard.split('\r\n\r\n', 1);
      expect(head, path).toMatch(/^HTTP\/1\.1 [234]\d\d |^HTTP\/1\.1 501 /);
      expect(head, path).not.toMatch(/^X-Injected/im);
      expect(head, path).not.toMatch(/^link:.*<https:\/\/evil/im);
      expect(head, path).toMatch(/^[\x20-\x7e\r\n]*$/);
    }
  });

  it.each(SPLITS)(
    'a topic and a callback named %j are refused, or subscribed to as they are',
    async (split) => {
      const house = await openPublished();
      const fields = {
        'hub.mode': 'subscribe',
        'hub.topic': split,
        'hub.callback': `https://reader.example/${split}`,
      };
      const answer = await house.app.request('/hub', { method: 'POST', body: new URLSearchParams(fields) });
      expect(answer.status).toBe(422);
      expect([...answer.headers].join()).not.toMatch(/injected/i);
    },
  );
});

const CONFUSIONS: Record<string, string>[] = [
  { 'X-Forwarded-Host': 'evil.example' },
  { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'http', 'X-Forwarded-Port': '8080' },
  { 'X-Forwarded-For': '127.0.0.1', 'X-Real-IP': '127.0.0.1', 'CF-Connecting-IP': '127.0.0.1' },
  { 'X-Forwarded-Prefix': '/evil', 'X-Forwarded-Path': '/evil', 'X-Script-Name': '/evil' },
  { Forwarded: 'for=127.0.0.1;host=evil.example;proto=http' },
  { 'X-Host': 'evil.example', 'X-HTTP-Host-Override': 'evil.example', 'X-Original-Host': 'evil.example' },
  { 'X-Original-URL': '/articles/never', 'X-Rewrite-URL': '/articles/never' },
  { 'X-HTTP-Method-Override': 'DELETE', 'X-HTTP-Method': 'DELETE', 'X-Method-Override': 'DELETE' },
  { Origin: 'https://evil.example', Referer: 'https://evil.example/' },
  { Cookie: 'session=1; a=b', Authorization: 'Bearer wrong' },
  { 'Accept-Language': 'zz-ZZ', 'User-Agent': '<script>alert(1)</script>' },
  { Range: 'bytes=0-1', 'If-Range': '"x"' },
  { 'If-None-Match': '"none", W/"of these"', 'If-Modified-Since': 'nonsense' },
  { 'Cache-Control': 'no-cache', Pragma: 'no-cache', 'Max-Forwards': '0' },
  { Via: '1.1 evil', 'Content-Type': 'text/html', 'Content-Length': '0' },
];

describe('an answer that others are given too', () => {
  let house: House;
  let plain: Map<string, Awaited<ReturnType<typeof answerOf>>>;
  beforeAll(async () => {
    house = await openPublished();
    plain = new Map();
    for (const path of PATHS) plain.set(path, await answerOf(house, path));
  });

  it.each(CONFUSIONS)('is the same with %j', async (headers) => {
    for (const path of PATHS) {
      // An article's own JSON is for everyone, and fuller for its publisher: a wrong token is answered as one.
      if (headers.Authorization && path.endsWith('.json') && path.startsWith('/articles')) continue;
      const answer = await answerOf(house, path, { headers });
      expect(answer, path).toEqual(plain.get(path));
      expect(await answerOf(house, path), path).toEqual(plain.get(path));
    }
  });

  it.each(['https://evil.example', 'http://news.example:8080', 'http://127.0.0.1', 'http://[::1]:1'])(
    'is the same from the host %s',
    async (host) => {
      for (const path of PATHS) {
        const answer = await answerOf(house, host + path);
        expect(answer, path).toEqual(plain.get(path));
        expect(JSON.stringify(answer)).not.toMatch(/evil\.example|127\.0\.0\.1/);
      }
    },
  );

  it('is not that of another address that looks like it', async () => {
    const whole = plain.get('/feeds/all.rss')?.body;
    for (const path of [
      ...['/FEEDS/ALL.RSS', '/feeds/all.RSS', '/feeds/all.rss/', '//feeds/all.rss', '/feeds//all.rss'],
      ...['/feeds/all.rss;x=1', '/feeds/all.rss%00', '/feeds/all.rss%2f', '/feeds/all.rss%3fcontent=summary'],
      ...['/feeds/all.rss/x.css', '/articles/one/x.css', '/articles/one.css', '/articles/one.json/x.png'],
    ]) {
      const { status, body } = await answerOf(house, path);
      expect([404, 301, 422], path).toContain(status);
      expect(body).not.toBe(whole);
    }
  });

  it('is one answer for one set of parameters, in whatever order', async () => {
    for (const [one, other] of [
      ['/feeds/all.json?section=local&tag=bridges', '/feeds/all.json?tag=bridges&section=local'],
      ['/feeds/all.json?content=summary', '/feeds/all.json?content=summary&content=summary'],
      ['/feeds/all.rss', '/feeds/all.rss?utm_source=x'],
    ] as const) {
      const [first, second] = [await answerOf(house, one), await answerOf(house, other)];
      expect([first.status, second.status]).toContain(200);
      if (first.status === 200 && second.status === 200) expect(second.body).toBe(first.body);
      expect(await answerOf(house, one)).toEqual(first);
    }
  });

  it('to HEAD has the headers of GET, and to no other method the answer', async () => {
    for (const path of PATHS) {
      const { status, headers } = await answerOf(house, path, { method: 'HEAD' });
      expect({ status, headers }).toEqual({
        status: plain.get(path)?.status,
        headers: plain.get(path)?.headers,
      });
      for (const method of ['PROPFIND', 'PURGE', 'SEARCH']) {
        expect((await answerOf(house, path, { method })).status, `${method} ${path}`).toBeGreaterThanOrEqual(
          400,
        );
      }
    }
  });
});

describeRuntimes('confusing headers', (service) => {
  it('change no byte of what is kept for others', async () => {
    const body = JSON.stringify({ title: 'One', html: '<p>Words enough.</p>' });
    expect((await service.publish('/articles/one', 'application/json', body)).status).toBe(201);
    await service.settle();
    for (const path of ['/feeds/all.rss', '/articles/one', '/feeds/all', '/feeds/all.json']) {
      const before = await (await service.fetch(path)).text();
      for (const headers of CONFUSIONS.filter((given) => !('Range' in given) && !('Via' in given))) {
        const answer = await service.fetch(path, { headers });
        expect(await answer.text(), `${path} ${JSON.stringify(headers)}`).toBe(before);
        expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
      }
      expect(await (await service.fetch(path)).text()).toBe(before);
    }
  });
});
