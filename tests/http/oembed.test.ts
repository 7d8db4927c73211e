import { describe, expect, it } from 'vitest';
import { parseXml } from '../feeds/xml-tree.ts';
import { type OembedMembers, oembedProblems } from '../unfurl/oembed-rules.ts';
import { describeRuntimes, PUBLIC_URL, TOKEN } from './services.ts';

const POST = '1797753265873129095';
const CANONICAL = 'https://paper.example/sea/harbour';
const QUOTE = `<blockquote class="twitter-tweet"><p>Words</p>&mdash; Ada (@ada) <a href="https://x.com/ada/status/${POST}">June 3, 2024</a></blockquote>`;
const article = (fields: object = {}) =>
  JSON.stringify({ title: 'The harbour at five', language: 'en', html: '<p>Boats.</p>', ...fields });

describeRuntimes('oEmbed', (service) => {
  const ask = (query: Record<string, string>) => service.fetch(`/oembed?${new URLSearchParams(query)}`);
  const answer = async (query: Record<string, string>): Promise<OembedMembers> => {
    const response = await ask(query);
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
    return (await response.json()) as OembedMembers;
  };
  const publish = async (id: string, fields: object = {}) => {
    const answered = await service.publish(`/articles/${id}`, 'application/json', article(fields));
    expect([200, 201]).toContain(answered.status);
  };

  it('an article is a rich frame, by the specification', async () => {
    await publish('harbour', {
      url: CANONICAL,
      authors: [{ name: 'Ada Lind', url: 'https://social.example/@ada' }, { name: 'Bo' }],
    });
    const embed = await answer({ url: `${PUBLIC_URL}/articles/harbour` });
    expect(oembedProblems(embed)).toEqual([]);
    expect(embed).toMatchObject({
      version: '1.0',
      type: 'rich',
      title: 'The harbour at five',
      author_name: 'Ada Lind, Bo',
      author_url: 'https://social.example/@ada',
      provider_name: 'The Example Times',
      provider_url: PUBLIC_URL,
      thumbnail_width: 1200,
      width: 600,
      height: 411,
    });
    const thumbnail = await service.fetch(String(embed.thumbnail_url).slice(PUBLIC_URL.length));
    expect([thumbnail.status, thumbnail.headers.get('Content-Type')]).toEqual([200, 'image/png']);
    await thumbnail.arrayBuffer();
  });

  it.each([
    `${PUBLIC_URL}/articles/harbour`,
    `${PUBLIC_URL}/articles/harbour/`,
    `${PUBLIC_URL}/articles/harbour.json`,
    `${PUBLIC_URL}/articles/harbour?utm_source=x&a=1#top`,
    `${PUBLIC_URL}/articles/harbour.json?a=1`,
    'http://news.example/articles/harbour',
    'https://NEWS.example:443/articles/harbour',
    ` ${PUBLIC_URL}/articles/harbour `,
    CANONICAL,
    `${CANONICAL}/`,
    `${CANONICAL}#comments`,
    `${CANONICAL}?`,
    `${CANONICAL}?utm_source=feed&utm_medium=rss&fbclid=1`,
    `${CANONICAL}/?gclid=1#x`,
    CANONICAL.replace('https', 'http'),
    `${CANONICAL.replace('https', 'http')}/?mc_cid=1`,
  ])('%s is the article', async (url) => {
    expect(await answer({ url })).toMatchObject({ title: 'The harbour at five' });
  });

  it.each([
    `${CANONICAL}?page=2`,
    `${CANONICAL}//`,
    `${CANONICAL}/more`,
    'https://www.paper.example/sea/harbour',
    'https://paper.example/Sea/Harbour',
    `${PUBLIC_URL}/articles/harbour/x`,
    `${PUBLIC_URL}/articles/`,
    `${PUBLIC_URL}/articles/Harbour`,
    `${PUBLIC_URL}/feeds/all.rss`,
    `${PUBLIC_URL}/`,
    'https://news.example.evil.example/articles/harbour',
    `https://x.com/ada/status/${POST}1`,
    `${PUBLIC_URL}/cards/x/1.html`,
    `${PUBLIC_URL}/cards/nowhere/${POST}.html`,
  ])('%s is nothing here: 404', async (url) => {
    const response = await ask({ url });
    expect([response.status, response.headers.get('Content-Type')]).toEqual([
      404,
      'application/problem+json',
    ]);
    expect(await response.json()).toMatchObject({ detail: 'No article and no card here has this address.' });
  });

  it('of two addresses that differ by a slash, each is its own article', async () => {
    await publish('bare', { url: 'https://paper.example/two', title: 'Bare' });
    await publish('slashed', { url: 'https://paper.example/two/', title: 'Slashed' });
    expect(await answer({ url: 'https://paper.example/two' })).toMatchObject({ title: 'Bare' });
    expect(await answer({ url: 'https://paper.example/two/' })).toMatchObject({ title: 'Slashed' });
    expect(await answer({ url: 'https://paper.example/two/?utm_source=x' })).toMatchObject({
      title: 'Slashed',
    });
  });

  it('XML says the same as JSON, whatever is in the title', async () => {
    await publish('hostile', { title: `A "<b>" & 'c' ]]> &quot; 👩‍👩‍👧`, authors: [{ name: '<Ada> & Co' }] });
    const url = `${PUBLIC_URL}/articles/hostile`;
    const response = await ask({ url, format: 'xml' });
    expect(response.headers.get('Content-Type')).toBe('text/xml; charset=utf-8');
    const members = parseXml(await response.text()).children.map(({ name, text }) => [name.slice(2), text]);
    const json = await answer({ url, format: 'json' });
    expect(members).toEqual(Object.entries(json).map(([name, value]) => [name, String(value)]));
    expect(oembedProblems(Object.fromEntries(members))).toEqual([]);
    expect(json.title).toBe(`A "<b>" & 'c' ]]> &quot; 👩‍👩‍👧`);
    expect(json.html).not.toMatch(/<b>|'c'/);
  });

  describe.each([
    ['an article', `${PUBLIC_URL}/articles/harbour`],
    ['a card', `https://x.com/ada/status/${POST}`],
  ])('of %s', (_, url) => {
    it.each([
      {},
      { maxwidth: '320' },
      { maxwidth: '220', maxheight: '100' },
      { maxwidth: '1', maxheight: '1' },
      { maxwidth: '5000', maxheight: '5000' },
      { maxwidth: '1200', maxheight: '629' },
      { maxwidth: '582.40625', maxheight: '' },
      { maxwidth: '100000000000' },
    ])('%j is kept to', async (limits: { maxwidth?: string; maxheight?: string }) => {
      await publish('quoting', { title: 'Quoting', html: `<p>See:</p>${QUOTE}` });
      const embed = await answer({ url, ...limits });
      const room = {
        ...(limits.maxwidth && { width: Number(limits.maxwidth) }),
        ...(limits.maxheight && { height: Number(limits.maxheight) }),
      };
      expect(oembedProblems(embed, room)).toEqual([]);
    });
  });

  it.each(['0', 'wide', '600px', '-5', '1e3'])('maxwidth=%s is refused: 400', async (maxwidth) => {
    expect((await ask({ url: `${PUBLIC_URL}/articles/harbour`, maxwidth })).status).toBe(400);
  });

  it.each([
    '',
    'harbour',
    '/articles/harbour',
    'ftp://paper.example/',
    'javascript:alert(1)',
    `https://paper.example/${'a'.repeat(2048)}`,
  ])('the address %s is refused: 400', async (url) => {
    expect((await ask({ url })).status).toBe(400);
  });

  it.each(['yaml', 'jsonp', 'toString', '__proto__'])('format=%s is 501', async (format) => {
    expect((await ask({ url: `${PUBLIC_URL}/articles/harbour`, format })).status).toBe(501);
  });

  it('an empty format is JSON, and other members of the query change nothing', async () => {
    const url = `${PUBLIC_URL}/articles/harbour`;
    expect(await answer({ url, format: '', callback: 'x', discover: '1' })).toEqual(await answer({ url }));
  });

  it('what is not public is 404: embargoed, withheld, withdrawn', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    await publish('embargoed', { url: 'https://paper.example/embargoed', embargoUntil: later });
    await publish('withheld', { url: 'https://paper.example/withheld', status: 'withheld' });
    await publish('withdrawn', {
      url: 'https://paper.example/withdrawn',
      html: QUOTE.replaceAll(POST, `${POST.slice(0, -1)}6`),
    });
    expect((await ask({ url: 'https://paper.example/withdrawn' })).status).toBe(200);
    await service.fetch('/articles/withdrawn', {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    for (const id of ['embargoed', 'withheld', 'withdrawn']) {
      expect([id, (await ask({ url: `${PUBLIC_URL}/articles/${id}` })).status]).toEqual([id, 404]);
      expect([id, (await ask({ url: `https://paper.example/${id}` })).status]).toEqual([id, 404]);
      expect([id, (await service.fetch(`/oembed/articles/${id}`)).status]).toEqual([id, 404]);
    }
    expect((await ask({ url: `https://x.com/ada/status/${POST.slice(0, -1)}6` })).status).toBe(404);
  });

  it.each([
    `${PUBLIC_URL}/cards/x/${POST}.html`,
    `${PUBLIC_URL}/cards/x/${POST}.png`,
    `${PUBLIC_URL}/cards/x/${POST}`,
    `https://x.com/ada/status/${POST}`,
    `https://twitter.com/ada/status/${POST}?s=20`,
  ])('%s is the card of a post that an article shows', async (url) => {
    const embed = await answer({ url });
    expect(embed).toMatchObject({ author_name: 'Ada', title: 'Ada: The Example Times' });
    expect(embed.html).toContain(`src="${PUBLIC_URL}/cards/x/${POST}.html"`);
    const { headers } = await service.fetch(`/cards/x/${POST}.html`);
    expect(headers.get('Content-Security-Policy')).toContain('frame-ancestors *');
  });

  it('a post that was taken down is not there any more', async () => {
    const id = `${POST.slice(0, -1)}7`;
    await publish('taken', { html: QUOTE.replaceAll(POST, id) });
    const url = `https://x.com/ada/status/${id}`;
    expect((await ask({ url })).status).toBe(200);
    await service.fetch(`/cards/x/${id}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    const gone = await ask({ url });
    expect(gone.status).toBe(404);
    expect(await gone.text()).not.toContain('Ada');
  });

  it('the frame is a page without script that any site may hold', async () => {
    const response = await service.fetch('/oembed/articles/harbour');
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('X-Frame-Options')).toBeNull();
    const policy = response.headers.get('Content-Security-Policy');
    expect(policy).toContain('frame-ancestors *');
    expect(policy).toContain("default-src 'none'");
    const html = await response.text();
    expect(html).toContain(`href="${CANONICAL}"`);
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).toMatch(/<img src="https:\/\/news\.example\/previews\/harbour\/[0-9a-f]{16}\.png"/);
    expect(html).not.toContain('<script');
    expect(await (await service.fetch('/oembed/articles/harbour?picture=0')).text()).not.toContain('<img');
  });

  it('an answer has a validator, and changes with the article', async () => {
    await publish('changing', { title: 'Before' });
    const query = { url: `${PUBLIC_URL}/articles/changing` };
    const tag = (await ask(query)).headers.get('ETag') ?? '';
    const path = `/oembed?${new URLSearchParams(query)}`;
    expect((await service.fetch(path, { headers: { 'If-None-Match': tag } })).status).toBe(304);
    await publish('changing', { title: 'After' });
    expect((await service.fetch(path, { headers: { 'If-None-Match': tag } })).status).toBe(200);
    expect(await answer(query)).toMatchObject({ title: 'After' });
  });

  it('anybody may ask, from anywhere, but for nothing else', async () => {
    const response = await ask({ url: `${PUBLIC_URL}/articles/harbour` });
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    for (const path of ['/oembed', '/oembed/articles/harbour']) {
      const refused = await service.fetch(path, { method: 'POST', body: '{}' });
      expect([refused.status, refused.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
    }
  });
});
