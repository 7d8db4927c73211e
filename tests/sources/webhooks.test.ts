import { createHmac } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { closeSites, LONG, MINUTE, openSite, openSources, page, START } from './open-sources.ts';
import { ghostId, ghostJson, openGhost, openWordpress, type Post, post } from './stand-ins.ts';

afterAll(closeSites);

const KEY = '22444f78447824223cefc48062';
const SECRET = 'a secret of sixteen or more'.replaceAll(' ', '-');
const RAW = Buffer.from('0123456789abcdef0123456789abcdef');
const WHSEC = `whsec_${RAW.toString('base64')}`;
const NOW = START.getTime();

const hmac = (secret: string | Buffer, text: string, encoding: 'hex' | 'base64' = 'hex') =>
  createHmac('sha256', secret).update(text).digest(encoding);
const standard = (
  body: string,
  { id = 'msg_1', at = NOW, secret = RAW as string | Buffer, more = '' } = {},
) => {
  const time = String(Math.floor(at / 1000));
  const signature = `v1,${hmac(secret, `${id}.${time}.${body}`, 'base64')}`;
  return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `${more}${signature}` };
};
const ghostSigned = (body: string, at = NOW, secret = SECRET) => ({
  'x-ghost-signature': `sha256=${hmac(secret, body + String(at))}, t=${at}`,
});
const hub = (body: string, secret = SECRET) => ({ 'x-hub-signature-256': `sha256=${hmac(secret, body)}` });

type Headers = Record<string, string>;

async function hearing(fields: Record<string, unknown> = {}) {
  const house = await openSources();
  const source = await house.add({
    kind: 'webhook',
    address: 'https://news.example/',
    secret: SECRET,
    ...fields,
  });
  const hear = async (body: unknown, sign: (text: string) => Headers = hub) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await house.app.request('/sources/one/webhook', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sign(text) },
      body: text,
    });
    const told = (await answer.json()) as { outcome?: string; detail?: string };
    await house.settle();
    return { status: answer.status, ...told };
  };
  return { house, hear, source };
}

const ARTICLE = {
  url: 'https://news.example/a',
  title: 'A bridge opens',
  html: `<p>${LONG}</p>`,
  publishedAt: '2026-03-01T10:00:00Z',
};

describe('signatures', () => {
  const forms: [string, string, (body: string) => Headers][] = [
    ['Standard Webhooks', WHSEC, standard],
    [
      'Standard Webhooks with several signatures',
      WHSEC,
      (body) => standard(body, { more: 'v1,AAAA v1a,BBBB ' }),
    ],
    ['Standard Webhooks with a secret of words', SECRET, (body) => standard(body, { secret: SECRET })],
    ['Ghost, over body and time', SECRET, ghostSigned],
    [
      'Ghost, over the body',
      SECRET,
      (body) => ({ 'x-ghost-signature': `sha256=${hmac(SECRET, body)}, t=${NOW}` }),
    ],
    ['Ghost, without a time', SECRET, (body) => ({ 'x-ghost-signature': `sha256=${hmac(SECRET, body)}` })],
    ['GitHub', SECRET, hub],
    ['a bearer token', SECRET, () => ({ authorization: `Bearer ${SECRET}` })],
  ];

  it.each(forms)('%s is taken, and an article made of what was sent', async (_name, secret, sign) => {
    const { house, hear } = await hearing({ secret });
    expect(await hear(ARTICLE, sign)).toEqual({ status: 202, outcome: 'accepted' });
    expect(await house.titles()).toEqual(['A bridge opens']);
  });

  it.each(forms)('%s over another body is refused', async (_name, secret, sign) => {
    const { house, hear } = await hearing({ secret });
    const forged = (body: string): Headers => {
      const { authorization, ...rest } = sign(`${body} `);
      return { ...rest, ...(authorization && { authorization: `${authorization}x` }) };
    };
    expect(await hear(ARTICLE, forged)).toMatchObject({ status: 401 });
    expect(await house.titles()).toEqual([]);
    expect(await house.rows('SELECT * FROM source_receipts')).toEqual([]);
  });

  it.each([
    ['none at all', () => ({})],
    ['of another secret', (body: string) => hub(body, 'another-secret-of-some-length')],
    ['an empty one', () => ({ 'x-hub-signature-256': '' })],
    [
      'half of one',
      (body: string) => ({ 'x-hub-signature-256': hub(body)['x-hub-signature-256'].slice(0, 40) }),
    ],
    ['SHA-1', (body: string) => ({ 'x-hub-signature': `sha1=${hmac(SECRET, body).slice(0, 40)}` })],
    ['a good one in a second place', (body: string) => ({ 'webhook-signature': 'v1,AAAA', ...hub(body) })],
    ['a wrong time in milliseconds', (body: string) => ghostSigned(body, NOW - 6 * 60_000)],
    ['a time to come', (body: string) => ghostSigned(body, NOW + 6 * 60_000)],
    ['an old one', (body: string) => standard(body, { at: NOW - 6 * 60_000, secret: SECRET })],
    [
      'an id of another message',
      (body: string) => ({ ...standard(body, { secret: SECRET }), 'webhook-id': 'msg_2' }),
    ],
    [
      'a time of another message',
      (body: string) => ({
        ...standard(body, { secret: SECRET }),
        'webhook-timestamp': String(NOW / 1000 + 9),
      }),
    ],
    [
      'a time that is none',
      (body: string) => ({ ...standard(body, { secret: SECRET }), 'webhook-timestamp': 'now' }),
    ],
    ['the publisher token', () => ({ authorization: 'Bearer ts_sources-test' })],
  ] satisfies [string, (body: string) => Headers][])('%s is refused', async (_name, sign) => {
    const { house, hear } = await hearing();
    expect(await hear(ARTICLE, sign)).toMatchObject({ status: 401 });
    expect(await house.titles()).toEqual([]);
  });

  it.each(forms.filter(([name]) => !name.startsWith('a bearer')))(
    '%s is done once however often it comes',
    async (_name, secret, sign) => {
      const { house, hear } = await hearing({ secret });
      expect(await hear(ARTICLE, sign)).toMatchObject({ status: 202 });
      expect(await hear(ARTICLE, sign)).toEqual({ status: 200, outcome: 'received before' });
      expect(await house.rows('SELECT asked FROM source_items')).toEqual([{ asked: 1 }]);
    },
  );

  it('of messages that are too old to come again are forgotten', async () => {
    const { house, hear } = await hearing({ secret: WHSEC });
    await hear(ARTICLE, standard);
    await house.pass(20 * MINUTE);
    expect(await house.rows('SELECT * FROM source_receipts')).toEqual([]);
    expect(await hear(ARTICLE, standard)).toMatchObject({
      status: 401,
      detail: 'It is older than five minutes.',
    });
  });

  it('are asked for without a word about which sources there are', async () => {
    const { house } = await hearing();
    await house.add({ id: 'two', kind: 'feed', address: 'https://news.example/feed' });
    const answers = await Promise.all(
      ['two', 'nobody'].map((id) =>
        house.app.request(`/sources/${id}/webhook`, { method: 'POST', body: '{}' }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    const [first, second] = await Promise.all(answers.map((answer) => answer.text()));
    expect(first).toBe(second);
  });
});

describe('what is said', () => {
  it('a correction is found by its id or address, and a cancelled article withdrawn', async () => {
    const { house, hear } = await hearing();
    await hear(ARTICLE);
    await hear({ ...ARTICLE, title: 'A bridge closes' });
    expect(await house.article('A bridge closes')).toMatchObject({ version: 2 });
    await hear({ ...ARTICLE, status: 'canceled' });
    expect(await house.titles()).toEqual([]);
    expect(await house.lines()).toEqual([
      'withdrawn | https://news.example/a | The source says that it is gone.',
    ]);
  });

  it('an address is read from its page, on the hosts of the source alone, and withdrawn with it', async () => {
    let status = 200;
    const site = await openSite((_asked, response) => {
      response.writeHead(status, { 'content-type': 'text/html' }).end(page('A bridge on a page'));
    });
    const { house, hear } = await hearing({ address: site.origin });
    expect(await hear({ url: `${site.origin}/a` })).toMatchObject({ status: 202 });
    expect(await house.titles()).toEqual(['A bridge on a page']);
    await hear({ url: 'https://other.example/a' });
    expect(await house.lines()).toEqual([expect.stringMatching(/^failed .*other\.example is no site/)]);
    status = 410;
    await hear({ url: `${site.origin}/a`, again: 1 });
    expect(await house.titles()).toEqual([]);
  });

  it('by Ghost as it sends it: published, edited, unpublished, deleted', async () => {
    const { house, hear } = await hearing();
    const id = ghostId(5);
    const current = { ...ghostJson('https://news.example', post(id, 'From Ghost')), status: 'published' };
    await hear({ post: { current, previous: {} } }, ghostSigned);
    expect(await house.article('From Ghost')).toMatchObject({
      authors: [{ name: 'Ada Quill' }],
      dek: 'It is to open in May.',
    });
    await hear({ post: { current: { ...current, title: 'Edited' }, previous: current } }, ghostSigned);
    expect(await house.titles()).toEqual(['Edited']);
    await hear({ post: { current: { ...current, status: 'draft' }, previous: current } }, ghostSigned);
    expect(await house.titles()).toEqual([]);
    await hear({ post: { current: { ...current, title: 'Back' }, previous: current } }, ghostSigned);
    expect(await house.titles()).toEqual(['Back']);
    await hear({ post: { current: {}, previous: current } }, ghostSigned);
    expect(await house.titles()).toEqual([]);
  });

  it('a site with Ghost is asked for the post, whatever is said of it', async () => {
    const id = ghostId(5);
    const posts = new Map<string, Post>();
    const site = await openGhost(posts, KEY);
    const { house, hear } = await hearing({ kind: 'ghost', address: site.origin, key: KEY });
    const said = { ...ghostJson(site.origin, post(id, 'Said')), status: 'published' };
    await hear({ post: { current: said, previous: {} } }, ghostSigned);
    expect(await house.titles()).toEqual([]);
    posts.set(id, post(id, 'Answered'));
    await hear({ post: { current: said, previous: {} }, n: 2 }, ghostSigned);
    expect(await house.titles()).toEqual(['Answered']);
    // It is said to be deleted, and is there.
    await hear({ post: { current: {}, previous: said } }, ghostSigned);
    expect(await house.titles()).toEqual(['Answered']);
    posts.delete(id);
    await hear({ post: { current: {}, previous: said }, n: 3 }, ghostSigned);
    expect(await house.titles()).toEqual([]);
  });

  it.each([{ id: 5 }, { post_id: '5' }, { ID: 5, post_title: 'lies' }, { url: '/5/' }])(
    'a site with WordPress is asked for the post that %j names',
    async (named) => {
      const posts = new Map([['4', post(4, 'Four')]]);
      const site = await openWordpress(posts);
      const { house, hear } = await hearing({ kind: 'wordpress', address: site.origin });
      posts.set('5', post(5, 'Five', { changed: '2026-03-02T08:00:00Z' }));
      const body = 'url' in named ? { url: site.origin + named.url } : named;
      const bearer = () => ({ authorization: `Bearer ${SECRET}` });
      expect(await hear(body, bearer)).toMatchObject({ status: 202 });
      expect((await house.titles()).sort()).toEqual(['Five', 'Four']);
      await house.pass(15 * MINUTE);
      expect(await house.rows('SELECT version FROM articles')).toEqual([{ version: 1 }, { version: 1 }]);
      posts.delete('5');
      await hear(body, bearer);
      const left = 'url' in named ? ['Five', 'Four'] : ['Four'];
      expect((await house.titles()).sort()).toEqual(left);
    },
  );

  it('what is said while a post is being read is not lost', async () => {
    const posts = new Map([['5', post(5, 'Five', { changed: '2025-01-01T00:00:00Z' })]]);
    const site = await openWordpress(posts);
    const house = await openSources();
    await house.add({ kind: 'wordpress', address: site.origin, secret: SECRET });
    const say = () =>
      house.app.request('/sources/one/webhook', {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRET}` },
        body: '{"id":5}',
      });
    const answer = site.answer;
    let edits = 0;
    site.answer = async (asked, response) => {
      answer(asked, response);
      if (!asked.path.endsWith('/5') || edits++ > 0) return;
      posts.set('5', post(5, 'Five, edited', { changed: '2025-01-01T00:01:00Z' }));
      await say();
    };
    await say();
    await house.settle();
    for (let n = 0; n < 2; n++) await house.pass(MINUTE);
    expect(await house.titles()).toEqual(['Five, edited']);
  });

  it('a feed is polled at once when there is news', async () => {
    const site = await openSite((_asked, response) => void response.end('<rss><channel/></rss>'));
    const { hear } = await hearing({ kind: 'feed', address: `${site.origin}/feed` });
    expect(site.asked).toHaveLength(1);
    expect(await hear('anything')).toMatchObject({ status: 202 });
    expect(site.asked).toHaveLength(2);
  });

  it.each([
    ['no JSON', 'nonsense', 400],
    ['a list', '[]', 422],
    ['nothing of use', '{"hello":"world"}', 422],
    ['an address that is none', '{"url":"javascript:alert(1)"}', 422],
    ['a page of Ghost', '{"page":{"current":{}}}', 422],
    ['an article without a name', JSON.stringify({ title: 'T', html: '<p>x</p>' }), 422],
    ['more than 2 MiB', JSON.stringify({ url: 'x'.repeat(2_200_000) }), 413],
  ])('%s is refused, and nothing is kept of it', async (_name, body, status) => {
    const { house, hear } = await hearing();
    expect(await hear(body)).toMatchObject({ status });
    expect(await house.rows('SELECT * FROM source_receipts')).toEqual([]);
  });

  it('the secret is shown once, and only where the service made it', async () => {
    const { house, source } = await hearing({ secret: undefined });
    expect(source.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(source.webhook).toBe('https://feeds.example/sources/one/webhook');
    const told =
      (await (await house.send('GET', '/sources/one')).text()) +
      (await (await house.send('GET', '/sources')).text());
    expect(told).not.toContain('whsec_');
    const { source: other } = await hearing();
    expect(JSON.stringify(other)).not.toContain(SECRET);
  });
});
