import { afterAll, describe, expect, it } from 'vitest';
import { plainWords } from '../../src/sources/plain-words.ts';
import { MINUTE } from '../still-service.ts';
import { type Answer, closeSites, LONG, openSite, openSources } from './open-sources.ts';
import { openWordpress, post } from './stand-ins.ts';

afterAll(closeSites);

const rss = (items: string) => `<rss version="2.0"><channel><title>News</title>${items}</channel></rss>`;
const item = (n: number | string, more = `<link>/story-${n}</link>`, title = `Story ${n}`) =>
  `<item><guid isPermaLink="false">id-${n}</guid><title>${title}</title>${more}
    <pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate><description><![CDATA[<p>${LONG}</p>]]></description></item>`;

async function polled(answer: Answer, fields: Record<string, unknown> = {}) {
  const site = await openSite(answer);
  const house = await openSources();
  await house.add({ kind: 'feed', address: `${site.origin}/feed`, ...fields });
  return { site, house };
}
const text =
  (body: string | Uint8Array): Answer =>
  (_asked, response) =>
    void response.end(body);

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">${Array.from(
  { length: 10 },
  (_, n) => `<!ENTITY ${String.fromCharCode(98 + n)} "${`&${String.fromCharCode(97 + n)};`.repeat(10)}">`,
).join('')}]><rss><channel><item><title>&k;</title></item></channel></rss>`;

describe('a hostile feed', () => {
  it.each([
    ['that laughs a billion times', LAUGHS, 'answered what declares entities of its own'],
    ['that is nested without end', '<a>'.repeat(2_600_000), 'answered what is nested over 100 deep'],
    [
      'of a million elements',
      `<rss>${'<x/>'.repeat(1_000_000)}</rss>`,
      'answered what has more than 200000 elements',
    ],
    ['of nothing', '', 'answered what is no XML'],
    ['that is a page', '<!DOCTYPE html><title>Log in</title>', 'answered a page and not a feed'],
    ['that is other XML', '<svg xmlns="x"/>', 'answered XML that is no feed: <svg>'],
    ['that is other JSON', '{"ok":true}', 'answered JSON that is no JSON Feed'],
    ['of 50 MB', Buffer.alloc(50_000_000, 'x'), 'answered more than 8 MiB'],
  ])('%s is a failure with a reason', { timeout: 30_000 }, async (_name, body, reason) => {
    const { house } = await polled(text(body));
    expect(await house.lines()).toEqual([expect.stringContaining(reason)]);
    expect(await house.show()).toMatchObject({ state: 'failing' });
  });

  it('that hangs is given up, and another source of another host goes on', { timeout: 30_000 }, async () => {
    const slow = await openSite(() => undefined, 'slow.example');
    const { house } = await polled(text(rss(item(1))));
    await house.add({ id: 'slow', kind: 'feed', address: `${slow.origin}/feed` });
    expect(await house.titles()).toEqual(['Story 1']);
    expect(await house.lines('slow')).toEqual([
      expect.stringContaining('did not answer whole within 15 seconds'),
    ]);
  });

  it.each([
    'http://10.0.0.1/feed',
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
    'http://localhost.internal/',
  ])('that leads to %s is not followed there', async (location) => {
    const { house } = await polled((_asked, response) => void response.writeHead(302, { location }).end());
    expect(await house.lines()).toEqual([expect.stringMatching(/leads to an address|does not speak https/)]);
  });

  it('that breaks off gives the items that are whole, and is asked for again', async () => {
    const { house, site } = await polled((_asked, response) => {
      response.writeHead(200, { etag: '"1"' }).end(rss(item(1) + item(2)).slice(0, -120));
    });
    expect(await house.titles()).toEqual(['Story 1']);
    expect(await house.lines()).toContain('skipped | The feed is broken in the middle.');
    await house.pass(15 * MINUTE);
    expect(site.asked.at(-1)?.headers).not.toHaveProperty('if-none-match');
  });

  it.each([
    ['a bare ampersand and entities of HTML', 'R&D caf&eacute;', 'R&D café'],
    ['an element that is not closed', 'One<br>two', 'One'],
    ['characters of four bytes and carriage returns', '\r\n🚂 <![CDATA[A & B]]>\r\n', '🚂 A & B'],
  ])('with %s is read as well as it goes', async (_name, title, read) => {
    const { house } = await polled(text(rss(item(1, '<link>/1</link>', title) + item(2))));
    expect(await house.titles()).toEqual(expect.arrayContaining([read, 'Story 2']));
  });

  it('that is torn by a stray end gives what stands before it, and is asked for again', async () => {
    const { house, site } = await polled((_asked, response) => {
      response.writeHead(200, { etag: '"1"' }).end(rss(`${item(1)}</stray>${item(2)}`));
    });
    expect(await house.titles()).toEqual(['Story 1']);
    expect(await house.lines()).toContain('skipped | The feed is broken in the middle.');
    await house.pass(15 * MINUTE);
    expect(site.asked.at(-1)?.headers).not.toHaveProperty('if-none-match');
  });

  it('that lists an id twice has it once', async () => {
    const { house } = await polled(text(rss(item(1) + item(1, '<link>/other</link>', 'Another'))));
    expect(await house.titles()).toEqual(['Story 1']);
    expect(await house.lines()).toContain(
      'skipped | id-1 | It is listed twice under the same id; the first one counts.',
    );
    await house.pass(15 * MINUTE);
    expect(await house.rows('SELECT version FROM articles')).toEqual([{ version: 1 }]);
  });

  it('whose links lead to another host gives no article of them, unless the host is named', async () => {
    const feed = text(rss(item(1, '<link>https://other.example/a</link>') + item(2)));
    const { house } = await polled(feed);
    expect(await house.titles()).toEqual(['Story 2']);
    expect(await house.lines()).toContain(
      'skipped | id-1 | Its link leads to another host, other.example; list it in hosts to take it.',
    );
    const { house: other } = await polled(feed, { hosts: ['other.example'] });
    expect(await other.titles()).toHaveLength(2);
  });

  it('with bad items among good ones loses the bad ones alone', async () => {
    const bad = [
      item('nul', '<link>/nul</link>', 'A \u0007 bell'),
      item('long', '<link>/long</link>', 'x'.repeat(600)),
      '<item><title>Nameless</title></item>',
      item('script', '<link>javascript:alert(1)</link>'),
      '<item><guid>empty</guid></item>',
    ];
    const { house } = await polled(text(rss(bad.join('') + item(1))));
    expect(await house.titles()).toContain('Story 1');
    const lines = (await house.lines()).join('\n');
    expect(lines).toMatch(/failed \| id-nul \| .*U\+0007/);
    expect(lines).toMatch(/neither an id nor a link: Nameless/);
    expect(lines).toMatch(/empty/);
    await house.pass(15 * MINUTE);
    // What failed is not tried again as long as it stays the same.
    expect((await house.lines()).filter((line) => line.includes('id-nul'))).toEqual([]);
  });

  it('with a date to come holds the article back until then, and drops a change from the future', async () => {
    const future = item(1).replace('01 Mar 2026', '05 Mar 2026');
    const changed = item(
      2,
      '<link>/2</link><updated xmlns="http://www.w3.org/2005/Atom">2031-01-01T00:00:00Z</updated>',
    );
    const { house } = await polled(text(rss(future + changed)));
    expect(await house.titles()).toEqual(['Story 2']);
    expect((await house.lines()).sort()).toEqual([
      'created | id-1 | Story 1 · It opens at 2026-03-05T10:00:00.000Z.',
      'created | id-2 | Story 2 · Left out: updatedAt (lies in the future).',
    ]);
    await house.pass(4 * 24 * 60 * MINUTE);
    expect(await house.titles()).toHaveLength(2);
  });

  it('with scripts in its text has none of them in the article', async () => {
    const body = `<p onclick="x()">${LONG}</p><script>alert(1)</script><iframe src="https://evil.example"></iframe>`;
    const { house } = await polled(text(rss(item(1).replace(`<p>${LONG}</p>`, body))));
    const stored = JSON.stringify(await house.article('Story 1'));
    expect(stored).not.toMatch(/script|onclick|iframe|evil/);
  });

  it('that is emptied withdraws nothing', async () => {
    let items = Array.from({ length: 9 }, (_, n) => item(n)).join('');
    const { house } = await polled((_asked, response) => void response.end(rss(items)));
    items = '';
    for (let n = 0; n < 3; n++) await house.pass(25 * 60 * MINUTE);
    expect(await house.titles()).toHaveLength(9);
  });
});

it('a text that is nested without end takes no time to be read', () => {
  const start = performance.now();
  expect(plainWords(`<p>Words</p>${'<b>'.repeat(300_000)}`)).toBe('');
  expect(performance.now() - start).toBeLessThan(1000);
});

describe('hosts', () => {
  it('are asked one thing at a time, whatever sources they have', async () => {
    let underWay = 0;
    let most = 0;
    const site = await openSite((_asked, response) => {
      most = Math.max(most, ++underWay);
      setTimeout(() => {
        underWay--;
        response.end(rss(item(1)));
      }, 20);
    });
    const house = await openSources();
    for (let n = 0; n < 4; n++) {
      await house.send('POST', '/sources', { id: `s${n}`, kind: 'feed', address: `${site.origin}/${n}` });
    }
    await house.settle();
    for (let n = 0; n < 4; n++) await house.pass(MINUTE);
    expect(most).toBe(1);
    expect(new Set(site.asked.map(({ path }) => path)).size).toBe(4);
  });

  it('a site of WordPress that answers for another post is not believed', async () => {
    const posts = new Map([['1', post(1, 'One')]]);
    const site = await openWordpress(posts);
    const answer = site.answer;
    site.answer = (asked, response) =>
      asked.path.endsWith('/1')
        ? void response.end(JSON.stringify({ id: 2, status: 'publish', link: `${site.origin}/2/` }))
        : answer(asked, response);
    const house = await openSources();
    await house.add({ kind: 'wordpress', address: site.origin });
    expect(await house.titles()).toEqual([]);
    expect(await house.lines()).toEqual([expect.stringContaining('answered another post')]);
  });
});
