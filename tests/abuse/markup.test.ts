import { marked } from 'marked';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseXml } from '../feeds/xml-tree.ts';
import { type House, openHouse, PUBLIC_URL } from '../store/open-house.ts';
import { contentsOf, faultsInHtml, type Judgement } from './markup-judge.ts';
import { BAD_ADDRESSES, PAYLOADS } from './payloads.ts';

// The readers and writers have lists of their own: tests/articles/hostile-html.test.ts, tests/cards/hostile.test.ts,
// tests/feeds/hostile-text.test.ts. Here a text goes in at the front, in every field, and all that comes out is judged.
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function quoteOf(payload: string, id: number): string {
  const words = escaped(payload);
  return `<blockquote class="twitter-tweet"><p>${words} ${payload}</p>&mdash; ${words} (@ada) <a href="https://x.com/ada/status/17977532658731${10000 + id}">June 3, 2024</a></blockquote>`;
}

/** An article with a payload wherever text may stand. */
function fieldsWith(payload: string, tag: string): object {
  const line = payload.replace(/\s+/g, ' ');
  return {
    title: `${line} title`,
    dek: line,
    section: line,
    authors: [line, { name: `${line} two`, url: 'https://a.example/' }],
    tags: [tag, line],
    image: { url: 'https://a.example/p.jpg', alt: line, credit: line },
    rights: line,
    source: { name: line, url: 'https://a.example/' },
  };
}

const BODIES: [name: string, body: (payload: string, id: number) => object][] = [
  [
    'html',
    (payload, id) => ({
      html: `<p>Words ${payload} and more words.</p>${payload}<p>${escaped(payload)}</p><figure><img src="https://a.example/q.jpg" alt="${escaped(payload)}"><figcaption>${payload}</figcaption></figure>${quoteOf(payload, id)}<p>Words at the end.</p>`,
    }),
  ],
  ['text', (payload) => ({ text: `A line of words ${payload}\n\n${payload}\n\nWords at the end of it.` })],
  [
    'markdown',
    (payload, id) => ({
      markdown: `Words ${payload}\n\n${payload}\n\n> ${payload}\n\n${quoteOf(payload, id)}\n\nThe end.`,
    }),
  ],
];

interface JsonAnswer {
  html?: string;
  items?: { content_html?: string }[];
}

/** What is wrong with an answer, by its own media type. */
async function faultsIn(house: House, path: string, headers: Record<string, string> = {}): Promise<string[]> {
  const answer = await house.get(path, headers);
  const text = await answer.text();
  const type = answer.headers.get('Content-Type') ?? '';
  const judge = (html: string, judgement: Judgement = {}) => faultsInHtml(html, judgement);
  const faults = (() => {
    if (type.includes('json')) {
      const { html, items = [] } = JSON.parse(text) as JsonAnswer;
      const contents = items.flatMap(({ content_html }) => (content_html ? judge(content_html) : []));
      return [...contents, ...(html ? judge(html, { framed: true, styled: path.includes('/cards/') }) : [])];
    }
    if (type.includes('html')) return judge(text, { styled: path.endsWith('.mail.html') });
    if (type.includes('markdown')) return judge(marked.parse(text, { async: false }));
    if (!type.includes('xml') && !type.includes('opml')) return [];
    const root = parseXml(text);
    const frames = root.name === '{}oembed' ? root.children.filter(({ name }) => name === '{}html') : [];
    return [
      ...contentsOf(root).flatMap((content) => judge(content)),
      ...frames.flatMap((frame) => judge(frame.text, { framed: true, styled: true })),
    ];
  })();
  if (answer.headers.get('X-Content-Type-Options') !== 'nosniff') faults.push('may be sniffed');
  // 501 is oEmbed's own word for a format that is not offered.
  if (answer.status >= 500 && answer.status !== 501) faults.push(`status ${answer.status}`);
  return faults.map((fault) => `${path}: ${fault}`);
}

/** All addresses that speak of an article. */
async function addressesOf(house: House, id: string, tag: string): Promise<string[]> {
  const { body } = (await (await house.get(`/articles/${id}.json`)).json()) as {
    body: { type: string; card?: string }[];
  };
  const cards = body.flatMap(({ card }) =>
    card ? [card.slice(PUBLIC_URL.length).replace(/\.json$/, '')] : [],
  );
  const page = encodeURIComponent(`${PUBLIC_URL}/articles/${id}`);
  return [
    `/articles/${id}`,
    `/articles/${id}.json`,
    `/oembed/articles/${id}`,
    `/oembed?url=${page}`,
    `/oembed?url=${page}&format=xml`,
    ...['rss', 'atom', 'json'].flatMap((format) => [
      `/feeds/tag/${tag}.${format}`,
      `/feeds/tag/${tag}.${format}?content=summary`,
    ]),
    ...cards.flatMap((card) =>
      ['html', 'mail.html', 'md', 'json', 'txt'].map((format) => `${card}.${format}`),
    ),
  ];
}

describe('a payload in every field', () => {
  let house: House;
  const published: string[] = [];
  beforeAll(async () => {
    house = await openHouse();
  });

  it.each(PAYLOADS.map((payload, index) => [payload, index] as const))('%j', async (payload, index) => {
    const tag = `t${index}`;
    const faults: string[] = [];
    for (const [name, body] of BODIES) {
      const id = `p${index}-${name}`;
      const answer = await house.put(id, {
        html: undefined,
        ...fieldsWith(payload, tag),
        ...body(payload, index),
      });
      expect(answer.status, await answer.clone().text()).toBeLessThan(500);
      if (answer.status >= 400) continue;
      published.push(id);
      for (const path of await addressesOf(house, id, tag)) faults.push(...(await faultsIn(house, path)));
    }
    expect(faults).toEqual([]);
  });

  it('in whatever lists articles', async () => {
    expect(published.length).toBeGreaterThan(PAYLOADS.length * 2);
    const faults = [];
    for (const path of [
      '/',
      '/feeds',
      '/feeds/all',
      '/feeds.opml',
      '/sitemap-news.xml',
      '/articles',
      '/feeds/all.rss',
    ]) {
      faults.push(...(await faultsIn(house, path, { Accept: 'text/html' })));
    }
    expect(faults).toEqual([]);
  });
});

it.each(PAYLOADS)('%j in an address comes back from nowhere', async (payload) => {
  const house = await openHouse();
  const part = encodeURIComponent(payload);
  const faults = [];
  for (const path of [
    `/${part}`,
    `/articles/${part}`,
    `/feeds/section/${part}.rss`,
    `/feeds/tag/${part}`,
    `/feeds/all.rss?content=${part}`,
    `/feeds/all.rss?${part}=1`,
    `/oembed?url=${part}`,
    `/oembed?url=${encodeURIComponent(PUBLIC_URL)}/articles/a&format=${part}`,
    `/cards/x/${part}.html`,
    `/cards?url=${part}`,
    `/previews/${part}`,
    `/problems/${part}`,
    `/docs/${part}`,
    `/partners/feeds/${part}.rss`,
    `/partners/links/${part}/all.rss`,
    `/partners/articles/${part}`,
    `/crossposts/${part}`,
    `/crossposts/articles/${part}`,
    `/console/${part}`,
    `/articles?after=${part}`,
  ]) {
    faults.push(...(await faultsIn(house, path, { Accept: 'text/html' })), ...(await faultsIn(house, path)));
  }
  expect(faults).toEqual([]);
});

it.each(BAD_ADDRESSES)('%j as an address is refused, or leads nowhere', async (address) => {
  const house = await openHouse();
  const html = `<p>Words <a href="${escaped(address)}">link</a></p><img src="${escaped(address)}"><blockquote cite="${escaped(address)}">x</blockquote><p>End.</p>`;
  const faults = [];
  for (const [index, fields] of [
    { url: address },
    { image: { url: address } },
    { authors: [{ name: 'A', url: address }] },
    { licence: address },
    { source: { name: 'S', url: address, feed: address } },
    { html },
    { html: undefined, markdown: `Words [link](${address}) ![x](${address}) <${address}>\n\nThe end.` },
    { html: undefined, text: `A line of words.\n\n${address}\n\nRelated: ${address}\n\nWords at the end.` },
  ].entries()) {
    const { status } = await house.put(`a${index}`, { tags: ['t'], ...fields });
    expect(status).toBeLessThan(500);
    if (status >= 400) continue;
    for (const path of await addressesOf(house, `a${index}`, 't'))
      faults.push(...(await faultsIn(house, path)));
  }
  expect(faults).toEqual([]);
});

it.each(['rss', 'atom'])('the contents of %s are before the judge', async (format) => {
  const house = await openHouse();
  await house.put('a', { dek: 'The dek.', html: '<p>Words <b>of it</b>.</p>' });
  const contents = contentsOf(parseXml(await (await house.get(`/feeds/all.${format}`)).text()));
  expect(contents.join()).toContain('<b>of it</b>');
});

it('the judge sees what there is to see', () => {
  const sound = '<p>a <a href="https://a.example/">b</a></p>';
  expect(faultsInHtml(sound)).toEqual([]);
  for (const html of [
    '<script>1</script>',
    '<script type="application/ld+json">{"a":</script>',
    '<p onclick=x>a</p>',
    '<a href="javascript:x">a</a>',
    '<img src="data:image/svg+xml,x">',
    '<a href="//evil.example/">a</a>',
    '<p style="x">a</p>',
    '<iframe src="https://news.example/"></iframe>',
    '<template><script>1</script></template>',
    '<meta http-equiv="refresh" content="0">',
    '<link rel="stylesheet" href="//evil.example/x.css">',
    '<base href="//evil.example/">',
    '<object></object>',
  ]) {
    expect(faultsInHtml(html), html).not.toEqual([]);
  }
});
