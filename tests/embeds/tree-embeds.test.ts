import { fromHtml } from 'hast-util-from-html';
import { describe, expect, test } from 'vitest';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';
import { DATE, ID, POST, SCRIPT, SIGNED, WORDS } from './quoted-markup.ts';

const finder = createEmbedFinder();
async function find(html: string) {
  return finder.findInTree(fromHtml(html, { fragment: true }));
}

describe('a post in a blockquote is found', () => {
  test.each<[shape: string, html: string, text: string]>([
    [
      'in its standard form',
      `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">${WORDS}</p>${SIGNED}</blockquote>${SCRIPT}`,
      WORDS,
    ],
    [
      'split by wpautop',
      `<blockquote class="twitter-tweet"><p>${WORDS}</p>\n<p>${SIGNED}</p></blockquote>`,
      WORDS,
    ],
    [
      'with two hyphens for the dash',
      `<blockquote class="twitter-tweet"><p>${WORDS}</p><p>-- Fjord Ferries (@fjordferries) ${DATE}</p></blockquote>`,
      WORDS,
    ],
    [
      'with several paragraphs',
      `<blockquote class="twitter-tweet"><p>${WORDS}</p><p>Timetable below.</p>${SIGNED}</blockquote>`,
      `${WORDS}\n\nTimetable below.`,
    ],
    [
      'with line breaks',
      `<blockquote class="twitter-tweet"><p>${WORDS}<br><br />\nTimetable<br>below.</p>${SIGNED}</blockquote>`,
      `${WORDS}\n\nTimetable\nbelow.`,
    ],
    [
      'wrapped by an editor',
      `<blockquote class="twitter-tweet">\n  <p>The night\n    boat is back.</p>\n  ${SIGNED}\n</blockquote>`,
      WORDS,
    ],
    ['with a renamed class', `<blockquote class="nojs-tweet"><p>${WORDS}</p>${SIGNED}</blockquote>`, WORDS],
    ['without a class', `<blockquote><p>${WORDS}</p>${SIGNED}</blockquote>`, WORDS],
    ['without paragraphs', `<blockquote>${WORDS} ${SIGNED}</blockquote>`, WORDS],
    ['signed after a line break', `<blockquote>${WORDS}<br>${SIGNED}</blockquote>`, WORDS],
    [
      'of 2012',
      `<blockquote class="twitter-tweet" lang="de"><p>${WORDS}</p>&mdash; Fjord Ferries (@fjordferries) <a href="https://twitter.com/fjordferries/statuses/${ID}">13. September 2023</a></blockquote>`,
      WORDS,
    ],
    [
      'linked to mobile.twitter.com',
      `<blockquote><p>${WORDS}</p>&mdash; Fjord Ferries (@fjordferries) <a href="https://mobile.twitter.com/fjordferries/status/${ID}">13 septembre 2023</a></blockquote>`,
      WORDS,
    ],
    [
      'linked to x.com',
      `<blockquote><p>${WORDS}</p>&mdash; Fjord Ferries (@fjordferries) <a href="https://x.com/fjordferries/status/${ID}">2023年9月13日</a></blockquote>`,
      WORDS,
    ],
    [
      'without the handle in the link',
      `<blockquote><p>${WORDS}</p>&mdash; Fjord Ferries (@fjordferries) <a href="https://twitter.com/i/web/status/${ID}">13 Eylül 2023</a></blockquote>`,
      WORDS,
    ],
    [
      'with the date on a line of its own',
      `<blockquote class="twitter-tweet"><p>${WORDS}</p><p>— Fjord Ferries (@fjordferries)</p><p>${DATE}</p></blockquote>`,
      WORDS,
    ],
    [
      'with a date that is no long date',
      `<blockquote><p>${WORDS}</p>— Fjord Ferries (@fjordferries) <a href="${POST}">13/09/23</a></blockquote>`,
      WORDS,
    ],
    [
      'with all of the signature linked',
      `<blockquote><p>${WORDS}</p>— <a href="${POST}">Fjord Ferries (@fjordferries) September 13, 2023</a></blockquote>`,
      WORDS,
    ],
    [
      'inside a quotation',
      `<blockquote><blockquote class="twitter-tweet"><p>${WORDS}</p>${SIGNED}</blockquote></blockquote>`,
      WORDS,
    ],
  ])('%s', async (_, html, text) => {
    const embeds = await find(html);
    expect(embeds).toHaveLength(1);
    const { ref, capture } = embeds[0] ?? {};
    expect(ref).toMatchObject({ platform: 'x', capture: `x/${ID}`, form: 'blockquote' });
    expect(ref?.confidence).toBeGreaterThan(0.9);
    expect(capture).toMatchObject({ platform: 'x', id: ID, state: 'unknown', sources: ['markup'] });
    expect(capture?.url).toBe(`https://x.com/fjordferries/status/${ID}`);
    expect(capture?.post).toMatchObject({
      id: ID,
      text,
      author: { name: 'Fjord Ferries', handle: 'fjordferries', url: 'https://x.com/fjordferries' },
      created: { at: '2023-09-13T18:32:29.463Z', precision: 'millisecond', source: 'id' },
    });
    expect(capture?.post?.created).not.toHaveProperty('disputed');
  });
});

test('words, links, language and direction come from the markup', async () => {
  const [embed] =
    await find(`<blockquote class="twitter-tweet"><p lang="iw" dir="rtl">שלום &amp; <a href="https://twitter.com/harbour?ref_src=twsrc%5Etfw">@harbour</a>
    <a href="https://twitter.com/hashtag/port?src=hash&amp;ref_src=twsrc%5Etfw">#port</a> <a href="javascript:alert(1)">x</a> <a href="/y">y</a>
    <a href="https://t.co/Ab3dEf9hIk">harbour.example</a> <a href="https://t.co/Ab3dEf9hIj">pic.twitter.com/Ab3dEf9hIj</a></p>${SIGNED}</blockquote>`);
  const post = embed?.capture.post;
  expect(post).toMatchObject({ language: 'he', direction: 'rtl', media: [], truncated: false });
  expect(post?.text).toBe('שלום & @harbour #port x y harbour.example pic.twitter.com/Ab3dEf9hIj');
  expect(post?.links.map(({ start, end, kind, url }) => [kind, post.text.slice(start, end), url])).toEqual([
    ['mention', '@harbour', 'https://twitter.com/harbour'],
    ['hashtag', '#port', 'https://twitter.com/hashtag/port?src=hash'],
    ['url', 'harbour.example', 'https://t.co/Ab3dEf9hIk'],
    ['media', 'pic.twitter.com/Ab3dEf9hIj', 'https://t.co/Ab3dEf9hIj'],
  ]);
});

test('a link does not reach into the next line', async () => {
  const [embed] = await find(
    `<blockquote><p><a href="https://t.co/Ab3dEf9hIj">harbour.example </a><br>Boats.</p>${SIGNED}</blockquote>`,
  );
  const post = embed?.capture.post;
  expect(post?.links.map(({ start, end }) => post.text.slice(start, end))).toEqual(['harbour.example']);
});

test('words that could not all be read are left where they are', async () => {
  const deep = `${'<span>'.repeat(70)}boat${'</span>'.repeat(70)}`;
  expect(await find(`<blockquote><p>${WORDS} ${deep}</p>${SIGNED}</blockquote>`)).toEqual([]);
  expect(await find(`<blockquote><p>${'boat '.repeat(6001)}</p>${SIGNED}</blockquote>`)).toEqual([]);
});

test('a name keeps its emoji, signs, parentheses and dashes', async () => {
  const name = 'T(w)itter/Daily #News 🏳️‍🌈 – „Hafen“　港';
  const [embed] = await find(
    `<blockquote><p>${WORDS}</p>&mdash; ${name} (@fjordferries) ${DATE}</blockquote>`,
  );
  expect(embed?.capture.post?.author.name).toBe(name);
});

test('pictures that stand for emoji are read as emoji, other pictures are not read', async () => {
  const [embed] = await find(
    `<blockquote><p>Boat <img class="emoji" alt="🚢" src="/1f6a2.svg"> <img alt="A boat" src="/boat.jpg">here</p>${SIGNED}</blockquote>`,
  );
  expect(embed?.capture.post?.text).toBe('Boat 🚢 here');
});

test('a printed date on another day than the id is disputed, and the time of the id is shown', async () => {
  const [embed] = await find(
    `<blockquote><p>${WORDS}</p>&mdash; F (@fjordferries) <a href="${POST}">September 14, 2023</a></blockquote>`,
  );
  expect(embed?.capture.post?.created).toEqual({
    at: '2023-09-13T18:32:29.463Z',
    precision: 'millisecond',
    source: 'id',
    disputed: true,
  });
});

test('an id that holds no time leaves the printed day', async () => {
  const [embed] = await find(
    '<blockquote><p>setting up</p>&mdash; F (@fjordferries) <a href="https://twitter.com/fjordferries/status/20">March 21, 2006</a></blockquote>',
  );
  expect(embed?.capture.post?.created).toEqual({
    at: '2006-03-21T00:00:00.000Z',
    precision: 'day',
    source: 'printed',
  });
});

test('a long post that ends in … and a link to itself is only a beginning', async () => {
  const long = `${'The night boat is back. '.repeat(11)}Ti… <a href="https://t.co/Ab3dEf9hIj">https://t.co/Ab3dEf9hIj</a>`;
  const [cut] = await find(`<blockquote><p>${long}</p>${SIGNED}</blockquote>`);
  expect(cut?.capture.post?.truncated).toBe(true);
  const short = 'And then… <a href="https://t.co/Ab3dEf9hIj">https://t.co/Ab3dEf9hIj</a>';
  const [whole] = await find(`<blockquote><p>${short}</p>${SIGNED}</blockquote>`);
  expect(whole?.capture.post?.truncated).toBe(false);
});

describe('a blockquote that has only the link is a capture without a post', () => {
  test.each([
    `<blockquote class="twitter-tweet"><a href="${POST}"></a></blockquote>`,
    `<blockquote class="twitter-tweet"><a href="${POST}">${POST}</a></blockquote>`,
    `<blockquote class="twitter-tweet"><p><a href="${POST}">Tweet may have been deleted (opens in a new tab)</a></p></blockquote>`,
    `<blockquote class="twitter-tweet" data-lang="de">\n<a href="${POST}"></a>\n</blockquote>`,
    `<blockquote class="twitter-tweet">— <a href="${POST}">September 13, 2023</a></blockquote>`,
  ])('%s', async (html) => {
    const [embed] = await find(html);
    expect(embed?.ref).toMatchObject({ form: 'link', url: POST, capture: `x/${ID}` });
    expect(embed?.capture).toEqual({
      platform: 'x',
      id: ID,
      url: `https://x.com/fjordferries/status/${ID}`,
      state: 'unknown',
      handle: 'fjordferries',
      created: { at: '2023-09-13T18:32:29.463Z', precision: 'millisecond', source: 'id' },
      sources: ['link'],
    });
  });
});

test.each<[shape: string, html: string, name: string, text: string]>([
  [
    'handle as the link',
    `<p>${WORDS}</p><p>\u00a0— <a href="${POST}">@fjordferries</a></p>`,
    'fjordferries',
    WORDS,
  ],
  [
    'name without a handle',
    `<p>${WORDS}</p>— Fjord Ferries <a href="${POST}">September 13, 2023</a>`,
    'Fjord Ferries',
    WORDS,
  ],
  ['no signature', `<p>${WORDS}</p><a href="${POST}"></a>`, 'fjordferries', WORDS],
])('the class makes up for a poor signature, with less confidence: %s', async (_, html, name, text) => {
  const [embed] = await find(`<blockquote class="twitter-tweet">${html}</blockquote>`);
  expect(embed?.capture.post).toMatchObject({ text, author: { name, handle: 'fjordferries' } });
  expect(embed?.ref.confidence).toBe(0.8);
  expect(await find(`<blockquote>${html}</blockquote>`)).toEqual([]);
});

test('a post on Bluesky keeps its line feeds and loses the words its embed adds', async () => {
  const did = 'did:plc:z72i7hdynmk6r22z27h6tvur';
  const link = `https://bsky.app/profile/${did}/post/3lju6gmjq2k2a?ref_src=embed`;
  const [embed] = await find(
    `<blockquote class="bluesky-embed" data-bluesky-uri="at://${did}/app.bsky.feed.post/3lju6gmjq2k2a" data-bluesky-cid="bafy"><p lang="en">The night boat\n\nis back.<br><br><a href="${link}">[image or embed]</a></p>&mdash; Harbour (<a href="https://bsky.app/profile/${did}?ref_src=embed">@harbour.example</a>) <a href="${link}">7 March 2025 at 22:57</a></blockquote><script async src="https://embed.bsky.app/static/embed.js"></script>`,
  );
  expect(embed?.capture).toMatchObject({
    platform: 'bluesky',
    id: 'did_plc_z72i7hdynmk6r22z27h6tvur_3lju6gmjq2k2a',
    url: `https://bsky.app/profile/${did}/post/3lju6gmjq2k2a`,
    post: {
      text: 'The night boat\n\nis back.',
      language: 'en',
      author: { name: 'Harbour', handle: 'harbour.example', url: 'https://bsky.app/profile/harbour.example' },
      created: { source: 'id', precision: 'millisecond' },
    },
  });
  expect(embed?.capture.post?.created).not.toHaveProperty('disputed');
});

test('a post on Mastodon is a link: its markup holds none of its words', async () => {
  const url = 'https://social.example/@harbour/111058120000000000';
  const [embed] = await find(
    `<blockquote class="mastodon-embed" data-embed-url="${url}/embed" style="background:#fff"><a href="${url}" target="_blank"><svg></svg><div>Post by @harbour@social.example</div><div>View on Mastodon</div></a></blockquote>`,
  );
  expect(embed?.ref).toMatchObject({ platform: 'mastodon', form: 'link', url });
  expect(embed?.capture).toEqual({
    platform: 'mastodon',
    id: 'social.example_111058120000000000',
    url,
    state: 'unknown',
    handle: 'harbour@social.example',
    created: { at: '2023-09-13T13:40:26.757Z', precision: 'millisecond', source: 'id' },
    sources: ['link'],
  });
});

describe('the node of an embed holds its wrapper and its script, and nothing that is not the post', () => {
  const QUOTE = `<blockquote class="twitter-tweet"><p>${WORDS}</p>${SIGNED}</blockquote>`;
  test.each<[html: string, node: string]>([
    [`<div>${QUOTE}${SCRIPT}</div>`, 'div'],
    [`<figure class="wp-block-embed"><div class="w">\n${QUOTE}\n<p>${SCRIPT}</p></div></figure>`, 'figure'],
    [`<figure><div>${QUOTE}</div><figcaption>Words of the harbour</figcaption></figure>`, 'div'],
    [`<figure>${QUOTE}<figcaption>Words of the harbour</figcaption></figure>`, 'blockquote'],
    [`<div><p>Before</p>${QUOTE}</div>`, 'blockquote'],
    [`<div>${QUOTE}<!-- end --><p></p></div>`, 'div'],
    [`<div>${QUOTE}<img src="/a.png"></div>`, 'blockquote'],
    [`<section>${QUOTE}</section>`, 'blockquote'],
    [`<gu-island><div>${QUOTE}</div></gu-island>`, 'gu-island'],
    [`<div>${QUOTE}${QUOTE.replace(ID, '1702027486012838298')}</div>`, 'blockquote'],
  ])('%s', async (html, node) => {
    const embeds = await find(html);
    for (const embed of embeds) expect(embed.node).toMatchObject({ tagName: node });
    expect(embeds.length).toBeGreaterThan(0);
  });
});

test('several posts come in document order', async () => {
  const ids = ['1702027486012838297', '1702027486012838290', '1702027486012838299'];
  const html = ids.map(
    (id) => `<p>Then:</p><blockquote><p>${WORDS}</p>${SIGNED.replace(ID, id)}</blockquote>`,
  );
  expect((await find(html.join(''))).map((embed) => embed.capture.id)).toEqual(ids);
});
