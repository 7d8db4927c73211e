import { beforeAll, describe, expect, it } from 'vitest';
import { PRODUCT_PROFILES } from '../../src/domain/partner.ts';
import { profileFormats } from '../../src/partners/profiles/profiles.ts';
import { writeCsv } from '../../src/partners/report/csv-lines.ts';
import { parseXml } from '../feeds/xml-tree.ts';
import { openPartnerHouse, type PartnerHouse } from '../partners/partner-house.ts';
import { contentsOf, faultsInHtml } from './markup-judge.ts';
import { PAYLOADS } from './payloads.ts';

// The writers have lists of their own: tests/partners/profiles/hostile-articles.test.ts. The console:
// tests/console/pages.test.ts. Here a text goes in at the front, and all that partners are given is judged.
const RIGHTS = { full: {}, summary: { text: 'summary' }, bare: { pictures: 'none' } };
const TITLE = 'A headline that is long enough: ';
/** As many articles as the shortest of the feeds has room for. */
const TOGETHER = 6;
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** An article with a payload wherever text may stand. */
function fieldsWith(payload: string, id: number): object {
  const line = payload.replace(/\s+/g, ' ');
  const words = escaped(payload);
  return {
    title: TITLE + line,
    dek: line,
    section: line,
    authors: [line, { name: `${line} two`, url: 'https://a.example/' }],
    tags: [line],
    image: { url: 'https://a.example/p.jpg', alt: line, credit: line },
    pictureRights: 'syndicate',
    rights: line,
    source: { name: line, url: 'https://a.example/' },
    html: `<p>Words ${payload} and more.</p>${payload}<p>${words}</p><figure><img src="https://a.example/q.jpg" alt="${words}"><figcaption>${payload}</figcaption></figure><blockquote class="twitter-tweet"><p>${words} ${payload}</p>&mdash; ${words} (@ada) <a href="https://x.com/ada/status/17977532658731${10000 + id}">June 3, 2024</a></blockquote><p>The end.</p>`,
  };
}

interface NinjsItem {
  bodies?: { contenttype: string; value: string }[];
  associations?: NinjsItem[];
}

const bodiesOf = ({ bodies = [], associations = [] }: NinjsItem): string[] => [
  ...bodies.filter(({ contenttype }) => contenttype === 'text/html').map(({ value }) => value),
  ...associations.flatMap(bodiesOf),
];

/** The HTML in whatever a partner is given. */
function htmlIn(type: string, text: string): string[] {
  if (!type.includes('json')) return contentsOf(parseXml(text));
  const {
    items = [],
    changes = [],
    ...one
  } = JSON.parse(text) as NinjsItem & {
    items?: (NinjsItem & { content_html?: string })[];
    changes?: { article?: NinjsItem }[];
  };
  return [
    ...bodiesOf(one),
    ...items.flatMap((item) => [...(item.content_html ? [item.content_html] : []), ...bodiesOf(item)]),
    ...changes.flatMap(({ article }) => (article ? bodiesOf(article) : [])),
  ];
}

const FEEDS = PRODUCT_PROFILES.flatMap((profile) =>
  Object.keys(RIGHTS).flatMap((rights) =>
    profileFormats(profile).map((format) => `/partners/feeds/${profile}-${rights}.${format}`),
  ),
);

describe('a payload in every field', () => {
  let house: PartnerHouse;
  let key: string;
  let judged = 0;
  beforeAll(async () => {
    house = await openPartnerHouse();
    const products: string[] = [];
    for (const profile of PRODUCT_PROFILES) {
      for (const [name, rights] of Object.entries(RIGHTS)) {
        const words = { licence: PAYLOADS[0], territories: PAYLOADS[1] };
        await house.product(`${profile}-${name}`, {
          name: PAYLOADS[2],
          profile,
          rights: { pictures: 'all', ...words, ...rights },
        });
        products.push(`${profile}-${name}`);
      }
    }
    await house.partner('herald', products, { name: PAYLOADS[3], requestsPerMinute: 6000 });
    ({ key } = await house.makeKey('herald', { note: PAYLOADS[4] }));
  });

  const batches = Array.from({ length: Math.ceil(PAYLOADS.length / TOGETHER) }, (_, n) => n);
  it.each(batches)('runs nowhere: payloads of batch %i', async (batch) => {
    const first = batch * TOGETHER;
    const ids: string[] = [];
    for (const [index, payload] of PAYLOADS.slice(first, first + TOGETHER).entries()) {
      const id = `p${first + index}`;
      house.advance(1);
      const answer = await house.article(id, fieldsWith(payload, first + index));
      if (answer.status < 300) ids.push(id);
    }
    const faults: string[] = [];
    for (const path of [...FEEDS, ...ids.map((id) => `/partners/articles/${id}`)]) {
      const answer = await house.get(path, { key });
      const type = answer.headers.get('Content-Type') ?? '';
      const found = htmlIn(type, await answer.text());
      judged += found.length;
      for (const html of found) faults.push(...faultsInHtml(html).map((fault) => `${path}: ${fault}`));
      if (answer.status !== 200) faults.push(`${path}: ${answer.status}`);
      if (path.includes('-bare')) {
        for (const html of found)
          if (/<img|a\.example\/[pq]\.jpg/i.test(html)) faults.push(`${path}: a picture`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('nor in the walk of changes, from the first to the last', async () => {
    let next = '/partners/articles?limit=500';
    let pages = 0;
    for (let more = true; more; pages++) {
      const answer = await house.get(next, { key });
      const text = await answer.text();
      const page = JSON.parse(text) as { next: string; more: boolean };
      const found = htmlIn('json', text);
      judged += found.length;
      expect(found.flatMap((html) => faultsInHtml(html))).toEqual([]);
      ({ next, more } = page);
    }
    expect(pages).toBeGreaterThan(1);
    expect(judged).toBeGreaterThan(10 * PAYLOADS.length);
  });
});

describe('what the publisher calls a product, a partner, a key', () => {
  const SPLITS = [
    'a\r\nX-Injected: yes',
    'a\nX-Injected: yes',
    'a\u010d\u010aX-Injected: yes',
    'a", <https://evil.example/>; rel="hub',
  ];
  /** What an answer has in its headers that it should not. */
  const injected = ({ headers }: Response) =>
    [...headers].filter(([name, value]) => name === 'x-injected' || /<https:\/\/evil/.test(value));

  it.each(SPLITS)('ends no header: %j', async (split) => {
    const house = await openPartnerHouse();
    const part = encodeURIComponent(split);
    for (const path of [`/partners/products/${part}`, `/partners/${part}`]) {
      const refused = await house.asPublisher('PUT', path, { name: 'A name' });
      expect([path, refused.status]).toEqual([path, 422]);
      expect(injected(refused)).toEqual([]);
    }
    await house.product('all', { name: split, rights: { licence: split, territories: split } });
    await house.partner('herald', ['all'], { name: split });
    const { key } = await house.makeKey('herald', { note: split });
    const link = await house.makeKey('herald', { note: split, link: 'all' });
    await house.article('one', { title: split, section: split, tags: [split] });
    for (const path of [
      ...[
        '/partners/feeds/all.rss',
        '/partners/feeds/all.json',
        '/partners/articles',
        '/partners/articles/one',
      ],
      ...[
        `${link.feed}.rss`,
        `/partners/feeds/${part}.rss`,
        `/partners/articles?since=${part}&product=${part}`,
      ],
      ...[`/partners/links/${link.key}/${part}.rss`, `/partners/articles/${part}`],
    ]) {
      expect([path, injected(await house.get(path, { key }))]).toEqual([path, []]);
    }
    for (const path of [
      '/partners/herald/report.csv',
      `/partners/report/${part}.csv`,
      `/partners/${part}/report.csv`,
    ]) {
      const answer = await house.asPublisher('GET', path);
      expect([path, injected(answer)]).toEqual([path, []]);
    }
  });
});

describe('a cell of the report', () => {
  /** As a spreadsheet reads a line (RFC 4180). */
  const cellsOf = (csv: string): string[] =>
    [...csv.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(([, quoted, plain]) =>
      quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
    );

  it.each([
    ...PAYLOADS,
    ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("https://evil.example/","x")', '="a",=1'],
    ...['a,b', 'a"b', 'a\r\n=1', '"', ',', "'=1", ''],
  ])('%j is one cell, and no formula', (text) => {
    const csv = writeCsv(['one', 'two', 'three'], [['first', text, 7]]);
    const row = csv.slice('one,two,three\r\n'.length, -'\r\n'.length);
    const cells = cellsOf(row);
    expect(cells).toHaveLength(3);
    expect([cells[0], cells[1]?.replace(/^'/, ''), cells[2]]).toEqual(['first', text.replace(/^'/, ''), '7']);
    expect(cells[1]).not.toMatch(/^[=+\-@\t\r]/);
  });
});
