import { describe, expect, it } from 'vitest';
import { StorageFull } from '../../src/domain/problem.ts';
import { createSite } from '../sources/page-site.ts';
import { AS_PUBLISHER } from '../store/open-house.ts';
import { formFields } from './form-fields.ts';
import { type OpenConsole, openConsole } from './open-console.ts';

const LIST = '/console/sources';
const FEED = 'https://wire.example/feed';
const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;

const rss = (titles: readonly string[]) =>
  `<rss version="2.0"><channel><title>Wire</title>${titles
    .map(
      (title, number) =>
        `<item><title>${title}</title><link>https://wire.example/${number}</link><guid>${number}</guid><description>${'Words of the article, and more of them. '.repeat(20)}</description></item>`,
    )
    .join('')}</channel></rss>`;

const openAt = (answers: Record<string, string>) =>
  openConsole((ports) => ({ ...ports, fetch: createSite(answers) }));
const add = async (console: OpenConsole, fields: Record<string, string>) => {
  const form = formFields(await console.page(LIST), 'Add the source');
  // A box that is not ticked is not sent.
  const { webhook: _, ...unticked } = form;
  return console.post(LIST, { ...unticked, ...fields });
};
const follow = (console: OpenConsole, answer: Response, headers: Record<string, string> = {}) =>
  console.page(answer.headers.get('Location') ?? '', headers);

describe('adding a source in the console', () => {
  it('shows what its first run found, then what became of each article', async () => {
    const console = await openAt({ [FEED]: rss(['One', 'Two']) });
    const added = await add(console, { kind: 'feed', address: FEED, id: 'wire' });
    expect([added.status, added.headers.get('Location')]).toEqual([303, `${LIST}/wire?done=added`]);
    const first = await follow(console, added);
    expect(first).toContain('It is added, and lists articles: 2.');
    expect(first).toMatch(/<dt>Waiting<\/dt><dd>2<\/dd>/);
    await console.settle();
    const later = await console.page(`${LIST}/wire`);
    expect(later).toMatch(/<dt>Taken<\/dt><dd>2<\/dd>/);
    expect(later).toMatch(/<details open><summary>What happened: 2/);
    expect(await console.page('/console/articles')).toContain('Two');
    expect(await console.page(LIST)).toContain(FEED);
  });

  it('says at once that an address cannot be read, and where to read why', async () => {
    const console = await openAt({});
    const page = await follow(console, await add(console, { kind: 'feed', address: FEED, id: 'wire' }));
    expect(page).toMatch(/<p class="warning" role="status">It is added, but it could not be read/);
    expect(page).toContain('404');
    expect(page).toContain(`${LIST}/wire/remove`);
  });

  it('takes all that the API takes', async () => {
    const console = await openAt({});
    const key = 'a1b2c3d4e5f60718293a4b5c6d';
    await add(console, {
      kind: 'ghost',
      address: 'https://ghost.example/',
      every: '30',
      hosts: 'blog.example\r\ncdn.example',
      since: '2026-01-31',
      key,
      secret: 'a secret of theirs'.replaceAll(' ', '-'),
    });
    const [row] = await console.rows('SELECT settings, key, secret FROM sources');
    expect(JSON.parse(String(row?.settings))).toEqual({
      everyMinutes: 30,
      hosts: ['blog.example', 'cdn.example'],
      since: '2026-01-31T00:00:00.000Z',
      text: 'auto',
    });
    expect([row?.key, row?.secret]).toEqual([key, 'a-secret-of-theirs']);
  });

  it('a secret that was made is shown this once; one that was given is not', async () => {
    const console = await openAt({});
    const site = { kind: 'webhook', address: 'https://www.example.org/' };
    const made = await add(console, { ...site, id: 'heard', webhook: 'yes' });
    const page = await made.text();
    const secret = /whsec_[A-Za-z0-9+/=]{40,}/.exec(page)?.[0] ?? '';
    expect([made.status, secret.length > 40]).toEqual([200, true]);
    expect(page).toContain('/sources/heard/webhook');
    expect(await console.page(`${LIST}/heard`)).not.toContain(secret);
    const given = await add(console, { ...site, address: 'https://b.example/', secret: 'x'.repeat(20) });
    expect(given.status).toBe(303);
  });
});

describe('a source that cannot be added', () => {
  it.each<[name: string, field: string, fields: Record<string, string>]>([
    ['no address', 'address', { address: '' }],
    ['an inside address', 'address', { address: 'https://169.254.169.254/' }],
    ['an address without https', 'address', { address: 'http://wire.example/' }],
    ['an address that runs', 'address', { address: 'javascript:alert(1)' }],
    ['an id that is none', 'id', { id: 'Not An Id' }],
    ['minutes in words', 'every', { every: 'often' }],
    ['too few minutes', 'every', { every: '0' }],
    ['a host that is none', 'hosts', { hosts: HOSTILE }],
    ['a date that is none', 'since', { since: 'soon' }],
    ['a short secret', 'secret', { secret: 'short' }],
    ['Ghost without its key', 'key', { kind: 'ghost' }],
    ['a key for a feed', 'key', { key: 'a1b2c3d4e5f60718293a4b5c6d' }],
    ['a kind there is not', 'kind', { kind: 'gopher' }],
  ])('%s: the field says what it takes, and nothing is lost or kept', async (_, name, fields) => {
    const console = await openAt({});
    for (const language of ['en', 'fr']) {
      const form = formFields(await console.page(LIST), 'Add the source');
      const { webhook: __, ...rest } = form;
      const sent: Record<string, string> = {
        ...rest,
        address: FEED,
        id: 'wire',
        hosts: 'blog.example',
        ...fields,
      };
      const answer = await console.post(LIST, sent, { 'Accept-Language': language });
      const html = await answer.text();
      expect(answer.status).toBe(422);
      expect(html).toContain(`<a href="#field-${name}">`);
      expect(html).toMatch(new RegExp(`id="field-${name}-error" class="error" lang="${language}"`));
      expect(html).not.toContain('<script>alert');
      // What is folded away is open where something in it is to be seen: here another host is.
      expect(html).toContain('<details open>');
      const button = language === 'en' ? 'Add the source' : 'Ajouter la source';
      const again = formFields(html, button);
      const kept = { address: again.address, id: again.id, every: again.every, hosts: again.hosts?.trim() };
      const { address, id, every, hosts } = sent;
      expect(kept).toEqual({ address, id, every, hosts });
    }
    expect(await console.rows('SELECT id FROM sources')).toEqual([]);
  });

  it('is refused as the API refuses it', async () => {
    const console = await openAt({});
    const body = { kind: 'feed', address: 'https://10.0.0.1/', id: 'Not An Id', every: 9999 };
    const sent = { method: 'POST', headers: AS_PUBLISHER, body: JSON.stringify(body) };
    const api = (await (await console.app.request('/sources', sent)).json()) as {
      errors: { field: string }[];
    };
    const html = await (await add(console, { ...body, every: '9999' })).text();
    const named = [...html.matchAll(/<a href="#field-(\w+)">/g)].map((match) => match[1]);
    expect(named.sort()).toEqual(api.errors.map(({ field }) => field).sort());
  });

  it('what nobody needed stays folded away', async () => {
    const console = await openAt({});
    const refused = await (await add(console, { address: 'https://10.0.0.1/' })).text();
    expect(refused).toContain('<details><summary>');
  });

  it('an id or an address that is taken is named at its field', async () => {
    const console = await openAt({});
    await add(console, { kind: 'feed', address: FEED, id: 'wire' });
    const id = await add(console, { kind: 'feed', address: `${FEED}/other`, id: 'wire' });
    expect([id.status, (await id.text()).includes('href="#field-id"')]).toEqual([409, true]);
    const address = await add(console, { kind: 'feed', address: FEED, id: 'other' });
    expect([address.status, (await address.text()).includes('href="#field-address"')]).toEqual([409, true]);
  });
});

it('what was typed stays where the storage is full', async () => {
  const console = await openConsole((ports) => {
    const { database } = ports;
    const prepare: typeof database.prepare = (sql) => {
      if (sql.startsWith('INSERT INTO sources')) throw new StorageFull('no room');
      return database.prepare(sql);
    };
    return { ...ports, database: { prepare, batch: (statements) => database.batch(statements) } };
  });
  const refused = await add(console, { kind: 'feed', address: FEED, id: 'wire' });
  expect(refused.status).toBe(507);
  const html = await refused.text();
  expect(html).toContain('There is no room left');
  expect(formFields(html, 'Add the source')).toMatchObject({ address: FEED, id: 'wire' });
});

it('a source that was stored is added, even where the first look at it breaks off', async () => {
  const console = await openConsole((ports) => {
    const { database } = ports;
    const prepare: typeof database.prepare = (sql) => {
      if (sql.includes('INSERT INTO source_runs')) throw new StorageFull('no room');
      return database.prepare(sql);
    };
    return { ...ports, database: { prepare, batch: (statements) => database.batch(statements) } };
  });
  const added = await add(console, { kind: 'feed', address: FEED, id: 'wire' });
  expect(await follow(console, added)).toContain('is asked as soon as its host is free');
});

describe('removing a source', () => {
  it('asks first, and leaves its articles', async () => {
    const console = await openAt({ [FEED]: rss(['One']) });
    await add(console, { kind: 'feed', address: FEED, id: 'wire' });
    await console.settle();
    const path = `${LIST}/wire/remove`;
    expect(await console.page(path)).toMatch(/stay as they are<\/dt><dd>1<\/dd>/);
    expect((await console.get(`${LIST}/wire`)).status).toBe(200);
    const removed = await console.send(path, path);
    expect(await follow(console, removed)).toContain('The source is removed. Its articles stay.');
    expect((await console.get(`${LIST}/wire`)).status).toBe(404);
    expect(await console.page('/console/articles')).toContain('One');
  });
});
