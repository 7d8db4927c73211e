import { describe, expect, it } from 'vitest';
import { at, HOUR, quoting } from '../store/open-house.ts';
import { type OpenConsole, openConsole } from './open-console.ts';

const POST_ID = '1797753265873129095';

describe('taking down', () => {
  const takeDown = async (console: OpenConsole, subject: string) =>
    console.send(`/console/posts/takedown?platform=x&subject=${subject}`, '/console/posts/takedown', {
      platform: 'x',
      subject,
    });

  it.each([POST_ID, '@ada'])('reaches what it said it would: %s', async (subject) => {
    const console = await openConsole();
    await console.put('one', { html: quoting('Words somebody wants back.') });
    await console.put('two', { html: quoting('Words somebody wants back.') });
    const asked = await console.page(`/console/posts/takedown?platform=x&subject=${subject}`);
    expect(asked).toContain('<dt>Posts that show nothing any more</dt><dd>1</dd>');
    expect(asked).toContain('<dt>Feeds that change</dt><dd>2</dd>');
    expect(asked).toMatch(/<dd><div>2<ul[^>]*><li><a href="\/console\/articles\/one">/);
    expect(await console.page('/articles/one')).toContain('Words somebody wants back.');
    expect((await takeDown(console, subject)).status).toBe(303);
    for (const path of [
      '/articles/one',
      '/articles/two',
      `/console/posts/x/${POST_ID}`,
      '/console/articles/one',
      '/feeds/all.rss',
    ])
      expect([path, (await console.page(path)).includes('Words somebody wants back.')]).toEqual([
        path,
        false,
      ]);
    expect(await console.page(`/console/posts/x/${POST_ID}`)).toContain('taken down here');
  });

  it('a post is found by its address, stored or not; another address is none', async () => {
    const console = await openConsole();
    const look = (url: string) => console.get(`/console/posts/takedown?url=${encodeURIComponent(url)}`);
    expect((await look('https://twitter.com/ada/status/17?s=20')).status).toBe(200);
    for (const url of [
      'https://example.org/',
      'javascript:alert(1)',
      '',
      `https://x.com/${'a'.repeat(3000)}`,
    ])
      expect([url.slice(0, 20), (await look(url)).status]).toEqual([url.slice(0, 20), 400]);
    expect((await takeDown(console, '../../x')).status).toBe(400);
  });
});

describe('sources and deliveries', () => {
  const addSource = (console: OpenConsole, kind = 'feed') =>
    console.ports.database
      .prepare(
        `INSERT INTO sources (id, kind, address, host, settings, added_at, next_at) VALUES ('wire', ?, 'https://wire.example/feed', 'wire.example', ?, ?, ?)`,
      )
      .bind(
        kind,
        JSON.stringify({ everyMinutes: 30, hosts: [], since: at(0), text: 'auto' }),
        at(0),
        at(9 * HOUR),
      )
      .run();

  it('a source is polled now, and only after confirmation it may withdraw many', async () => {
    const console = await openConsole();
    await addSource(console);
    const state = async () => (await console.rows('SELECT next_at, withdraw_until FROM sources'))[0];
    await console.send('/console/sources/wire', '/console/sources/wire/run');
    expect(await state()).toEqual({ next_at: at(0), withdraw_until: null });
    expect(await console.page('/console/sources/wire')).not.toMatch(/action="[^"]*permit"/);
    await console.send('/console/sources/wire/permit', '/console/sources/wire/permit');
    expect(await state()).toEqual({ next_at: at(0), withdraw_until: at(24 * HOUR) });
    expect(await console.page('/console/sources/wire')).toContain('May withdraw any number until');
  });

  it('a source that is only heard cannot be asked', async () => {
    const console = await openConsole();
    await addSource(console, 'webhook');
    expect(await console.page('/console/sources/wire')).not.toContain('/run"');
    expect((await console.send('/console', '/console/sources/wire/run')).status).toBe(400);
  });

  it('what was given up is tried again: one, or all', async () => {
    const console = await openConsole();
    const { database } = console.ports;
    for (const id of ['a', 'b', 'c']) {
      await database
        .prepare(
          `INSERT INTO hub_subscriptions (id, feed, callback, host, confirmed_at, lease_ends_at) VALUES (?, '/feeds/all.rss', 'https://r.example/', 'r.example', ?, ?)`,
        )
        .bind(id, at(0), at(9 * HOUR))
        .run();
      await database
        .prepare(`INSERT INTO hub_deliveries VALUES (?, 1, NULL, 9, ?, 'r.example answers 500')`)
        .bind(id, at(0))
        .run();
    }
    const dead = async () =>
      (await console.rows('SELECT subscription_id AS id FROM hub_deliveries WHERE next_at IS NULL')).map(
        ({ id }) => id,
      );
    expect(await console.page('/console')).toContain('Deliveries that were given up: 3');
    const one = await console.send('/console/deliveries', '/console/deliveries/retry', { id: 'b' });
    expect(one.headers.get('Location')).toBe('/console/deliveries?revived=1');
    expect(await dead()).toEqual(['a', 'c']);
    await console.send('/console/deliveries', '/console/deliveries/retry');
    expect(await dead()).toEqual([]);
    expect(await console.page('/console')).toContain('Nothing does.');
  });
});

describe('articles and themes', () => {
  it('articles of every state are found by words, id and address, page by page', async () => {
    const console = await openConsole();
    for (let number = 10; number < 55; number++)
      await console.put(`a${number}`, {
        title: `Number ${number} 100%_`,
        publishedAt: `2020-01-01T00:00:${number}Z`,
      });
    await console.put('held', { title: 'Held', embargoUntil: at(HOUR), url: 'https://news.example/held' });
    const ids = async (query: string) =>
      [...(await console.page(`/console/articles?${query}`)).matchAll(/<code>([^<]+)<\/code>/g)].map(
        (match) => match[1],
      );
    const first = await console.page('/console/articles');
    const next = /<a href="(\/console\/articles\?after=[^"]+)" rel="next">/.exec(first)?.[1] ?? '';
    const seen = [...(await ids('')), ...(await ids(next.split('?')[1] ?? ''))];
    expect(seen).toHaveLength(46);
    expect(new Set(seen).size).toBe(46);
    expect(seen[0]).toBe('held');
    expect(await ids('q=number 12')).toEqual(['a12']);
    expect(await ids('q=a13')).toEqual(['a13']);
    expect(await ids('q=https://news.example/held')).toEqual(['held']);
    expect(await ids('state=embargoed')).toEqual(['held']);
    expect(await ids('q=%25_')).toHaveLength(40);
    expect(await ids('q=_xx')).toEqual([]);
  });

  it('a theme is tried on, and written down as settings; one that cannot be read says so', async () => {
    const console = await openConsole();
    const html = await console.page('/console/themes?scheme=dark&accent=%23336699&background=&font=serif');
    expect(html).toContain('THEME_SCHEME="dark"\nTHEME_ACCENT="#336699"\nTHEME_FONT="serif"');
    const answers = ['background=%23777777&scheme=light', 'accent=red'].map((query) =>
      console.get(`/console/themes?${query}`),
    );
    for (const answer of await Promise.all(answers)) {
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('id="errors"');
    }
  });
});
