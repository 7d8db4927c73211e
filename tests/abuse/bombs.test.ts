import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharpPixels } from '../../src/adapters/node/sharp-pixels.ts';
import { plainPixels } from '../../src/adapters/web/plain-pixels.ts';
import { closeSites, openSite, openSources } from '../sources/open-sources.ts';
import { AS_PUBLISHER, type House, openHouse } from '../store/open-house.ts';

// Feeds that unfold, nest or never end: tests/sources/hostile.test.ts. Pages: tests/articles/page-hostile.test.ts and
// hostile-html.test.ts. What is fetched in a coding: tests/contracts/fetch-node.test.ts. Pictures that are opened:
// tests/contracts/pixels-opening-contract.ts. Requests to the hub: tests/hub/requests.test.ts.
afterAll(closeSites);

/** An answer takes so long at most, on a slow machine with much to do. */
const PATIENCE_MS = 10_000;
const MEBIBYTE = 1024 * 1024;
const WORDS = 'Words enough to be a paragraph of it.';
const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
const json = (fields: string) => `{"title":"T","html":"<p>${WORDS}</p>",${fields}}`;
const tweet = (id: number) =>
  `<blockquote class="twitter-tweet"><p>Post</p>&mdash; A (@a) <a href="https://x.com/a/status/${1_700_000_000_000_000 + id}">May 1, 2024</a></blockquote>`;
const matter = (lines: string) => `---\ntitle: T\n${lines}\n---\n\n${WORDS}`;
const LAUGHS = Array.from(
  { length: 12 },
  (_, n) =>
    `a${n}: &a${n} [${
      n === 0
        ? 'lol'
        : Array(10)
            .fill(`*a${n - 1}`)
            .join()
    }]`,
).join('\n');

const BODIES: [what: string, type: string, body: string][] = [
  ['a JSON list in lists', 'application/json', json(`"tags":${deep('[', ']', 500_000)}`)],
  [
    'a JSON object in objects',
    'application/json',
    json(`"image":${deep('{"url":', '}', 150_000).replace('}', '1}')}`),
  ],
  ['JSON that opens and never closes', 'application/json', '['.repeat(2_000_000)],
  [
    '100,000 unknown fields',
    'application/json',
    json(Array.from({ length: 100_000 }, (_, n) => `"f${n}":1`).join()),
  ],
  ['a field given 100,000 times', 'application/json', json(Array(100_000).fill('"dek":"d"').join())],
  ['100,000 tags', 'application/json', json(`"tags":[${Array(100_000).fill('"t"').join()}]`)],
  [
    '100,000 related articles',
    'application/json',
    json(`"related":[${Array(100_000).fill('{"title":"t"}').join()}]`),
  ],
  ['a number of a million digits', 'application/json', json(`"version":${'9'.repeat(1_000_000)}`)],
  ['prototypes', 'application/json', json('"__proto__":{"admin":true},"constructor":{"prototype":{}}')],
  ['YAML that laughs a billion times', 'text/markdown', matter(LAUGHS)],
  ['YAML that is its own', 'text/markdown', matter('tags: &a [*a]')],
  ['YAML in YAML', 'text/markdown', matter(`tags: ${deep('[', ']', 5000)}`)],
  ['YAML of a million lines', 'text/markdown', matter('x:\n'.repeat(300_000))],
  ['YAML that builds an object', 'text/markdown', matter('tags: !!js/function "function(){}"')],
  ['front matter that never ends', 'text/markdown', `---\n${'title: x\n'.repeat(200_000)}`],
  ['quotations in quotations', 'text/markdown', `# T\n\n${'> '.repeat(500_000)}${WORDS}`],
  [
    'lists in lists',
    'text/markdown',
    `# T\n\n${Array.from({ length: 1500 }, (_, n) => `${' '.repeat(n)}- x`).join('\n')}`,
  ],
  ['brackets', 'text/markdown', `# T\n\n${'['.repeat(200_000)}`],
  ['links in links', 'text/markdown', `# T\n\n${deep('[', '](x)', 50_000)}`],
  ['stars', 'text/markdown', `# T\n\n${'*a **b '.repeat(50_000)}`],
  ['backticks', 'text/markdown', `# T\n\n${Array.from({ length: 1500 }, (_, n) => '`'.repeat(n)).join(' ')}`],
  [
    'a table of 10,000 columns',
    'text/markdown',
    `# T\n\n${'|a'.repeat(10_000)}|\n${'|-'.repeat(10_000)}|\n${'|b'.repeat(10_000)}|`,
  ],
  ['references without end', 'text/markdown', `# T\n\n${'[a]: https://a.example/\n'.repeat(60_000)}`],
  ['20,000 stops', 'text/markdown', `# T\n\n${`${'.'.repeat(4999)}x\n`.repeat(400)}`],
  [
    '20,000 posts',
    'text/html',
    `<title>T</title><p>${WORDS}</p>${Array.from({ length: 9000 }, (_, n) => tweet(n)).join('')}`,
  ],
  ['one post 9,000 times', 'text/html', `<title>T</title><p>${WORDS}</p>${tweet(1).repeat(9000)}`],
  [
    '100,000 links',
    'text/html',
    `<title>T</title><p>${'<a href=https://a.example/>a</a> '.repeat(60_000)}</p>`,
  ],
  [
    '50,000 pictures',
    'text/html',
    `<title>T</title><p>${WORDS}</p>${'<img src=https://a.example/p.jpg>'.repeat(50_000)}`,
  ],
  [
    'an address as long as the body',
    'text/html',
    `<title>T</title><p><a href="https://a.example/${'x'.repeat(MEBIBYTE)}">${WORDS}</a></p>`,
  ],
  [
    'linked data in linked data',
    'text/html',
    `<title>T</title><script type="application/ld+json">${deep('{"@graph":[', ']}', 60_000)}</script><p>${WORDS}</p>`,
  ],
  [
    'linked data in loops',
    'text/html',
    `<title>T</title>${'<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"A"}]}</script>'.repeat(20_000)}<p>${WORDS}</p>`,
  ],
  [
    'text of addresses',
    'text/plain',
    `A title of it\n\n${'https://x.com/a/status/1700000000000000 '.repeat(40_000)}`,
  ],
  [
    'text of handles and hashtags',
    'text/plain',
    `A title of it\n\n${'@a #b — A (@a) May 1, 2024\n\n'.repeat(50_000)}`,
  ],
  ['one line of text', 'text/plain', `A title of it\n\n${'word '.repeat(400_000)}`],
  ['marks without a letter', 'text/plain', `A title of it\n\na${'\u0301'.repeat(900_000)}`],
  ['directions in directions', 'text/plain', `A title of it\n\n${'\u202e\u2066'.repeat(300_000)}${WORDS}`],
];

describe('an article', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });

  it.each(BODIES)('of %s is refused or taken, in time', async (_, type, body) => {
    const start = performance.now();
    const headers = { ...AS_PUBLISHER, 'Content-Type': type };
    const answer = await house.app.request('/articles/bomb', { method: 'PUT', body, headers });
    expect(answer.status, (await answer.text()).slice(0, 300)).toBeLessThan(500);
    if (answer.status < 300) {
      for (const path of ['/articles/bomb', '/feeds/all.rss', '/feeds/all.json']) {
        expect(await house.status(path)).toBe(200);
      }
    }
    expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
    expect(house.logged).toEqual([]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('with 100,000 parameters in its address is refused', async () => {
    const query = Array.from({ length: 100_000 }, (_, n) => `tag=${n}`).join('&');
    const answer = await house.app.request(`/articles/bomb?${query}`, {
      method: 'PUT',
      body: WORDS,
      headers: { ...AS_PUBLISHER, 'Content-Type': 'text/plain' },
    });
    expect(answer.status).toBe(422);
  });
});

describe('a read', () => {
  it.each([
    `/feeds/all.rss?${'tag=a&'.repeat(20_000)}`,
    `/feeds/all.rss?before=${'9'.repeat(100_000)}`,
    `/feeds/${'a/'.repeat(20_000)}b.rss`,
    `/articles?after=${'%00'.repeat(10_000)}`,
    `/oembed?url=${encodeURIComponent(`https://news.example/articles/${'x'.repeat(100_000)}`)}`,
    `/cards?url=https://x.com/${'a'.repeat(100_000)}`,
    `/previews/${'x'.repeat(100_000)}`,
  ])('of an address without end is answered (%#)', async (path) => {
    const house = await openHouse();
    const start = performance.now();
    expect(await house.status(path)).toBeLessThan(500);
    expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
  });

  it.each([
    'Accept',
    'If-None-Match',
    'Accept-Language',
    'A-IM',
    'Authorization',
    'Accept-Encoding',
    'Range',
  ])('with %s without end is answered', async (name) => {
    const house = await openHouse();
    await house.put('a');
    for (const value of [
      'a,'.repeat(50_000),
      '"a", '.repeat(20_000),
      ';q=0.1'.repeat(20_000),
      ' '.repeat(100_000),
      '*/*;q=1,'.repeat(20_000),
    ]) {
      const start = performance.now();
      for (const path of ['/feeds/all', '/feeds/all.rss', '/articles/a']) {
        expect((await house.get(path, { [name]: value })).status).toBeLessThan(500);
      }
      expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
    }
  });
});

describe('a source', () => {
  it.each([
    [
      'a JSON feed in lists',
      `{"version":"https://jsonfeed.org/version/1.1","items":${deep('[', ']', 2_000_000)}}`,
    ],
    [
      'a JSON feed of a million items',
      `{"version":"https://jsonfeed.org/version/1.1","items":[${Array(1_000_000).fill('{}').join()}]}`,
    ],
    ['an item in items', `<rss><channel>${'<item><title>a'.repeat(90)}</channel></rss>`],
    [
      'attributes without end',
      `<rss ${Array.from({ length: 100_000 }, (_, n) => `a${n}="b"`).join(' ')}><channel/></rss>`,
    ],
    ['a name without end', `<${'a'.repeat(3_000_000)}>`],
    [
      'references without end',
      `<rss><channel><item><title>${'&amp;'.repeat(1_000_000)}</title></item></channel></rss>`,
    ],
  ])('that answers %s ends with a reason', { timeout: 30_000 }, async (_, body) => {
    const site = await openSite((_asked, response) => void response.end(body));
    const sources = await openSources();
    const start = performance.now();
    await sources.add({ kind: 'feed', address: `${site.origin}/feed` });
    expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
    expect((await sources.show()).runs).toHaveLength(1);
    expect(await sources.titles()).toEqual([]);
  });
});

describe('a picture', () => {
  const blank = sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } });
  it.each(['png', 'jpeg', 'gif', 'webp'] as const)(
    'whose %s header says 60,000 × 60,000 is not kept',
    async (format) => {
      const bytes = new Uint8Array(await blank.clone().toFormat(format).toBuffer());
      const view = new DataView(bytes.buffer);
      const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0);
      if (format === 'png') for (const at of [16, 20]) view.setUint32(at, 60_000);
      if (format === 'gif') for (const at of [6, 8]) view.setUint16(at, 60_000, true);
      // A lossy frame has fourteen bits for each (RFC 6386 §9.1).
      if (format === 'webp') for (const at of [26, 28]) view.setUint16(at, 0x3fff, true);
      if (format === 'jpeg') for (const at of [5, 7]) view.setUint16(frame + at, 60_000);
      for (const pixels of [sharpPixels, plainPixels])
        expect(await pixels.shrink(bytes, 1200)).toBeUndefined();
      expect(await sharpPixels.open(bytes, { width: 100, height: 100, fit: 'cover' })).toMatchObject({
        outcome: 'unusable',
      });
    },
  );
});
