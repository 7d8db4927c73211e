import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, openStorage } from '../still-service.ts';
import { ARTICLE, hub, KEY, SECRET } from './hearing.ts';
import { closeSites, type OpenSources, openSite, openSources } from './open-sources.ts';

afterAll(closeSites);

const SECRETS_KEY = '5a'.repeat(32);
const settings = { SECRETS_KEY };
const SEALED = /^v1\.[A-Za-z0-9+/]+={0,2}$/;
const HOOK = { kind: 'webhook', address: 'https://news.example/', secret: SECRET };

async function hear(house: OpenSources, id = 'one'): Promise<number> {
  const body = JSON.stringify(ARTICLE);
  const answer = await house.app.request(`/sources/${id}/webhook`, {
    method: 'POST',
    headers: hub(body),
    body,
  });
  return answer.status;
}

/** A site with Ghost that has nothing to tell. */
const openGhost = () =>
  openSite((_asked, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"posts":[],"meta":{"pagination":{"next":null}}}');
  });
const keysSent = (site: Awaited<ReturnType<typeof openGhost>>) =>
  site.asked.map(({ query }) => query.get('key'));
const stored = async (house: OpenSources) => (await house.rows('SELECT key, secret FROM sources'))[0] ?? {};

describe('with SECRETS_KEY', () => {
  it('a secret is sealed before it is stored, and checks what the source sends', async () => {
    const house = await openSources({ settings });
    await house.add(HOOK);
    expect((await stored(house)).secret).toMatch(SEALED);
    expect(await hear(house)).toBe(202);
  });

  it('a secret that the service makes is told in the clear, once', async () => {
    const house = await openSources({ settings });
    const { secret } = await house.add({ ...HOOK, secret: undefined });
    expect(secret).toMatch(/^whsec_/);
    expect((await stored(house)).secret).toMatch(SEALED);
    expect(await (await house.send('GET', '/sources/one')).text()).not.toMatch(/whsec_|v1\./);
  });

  it('the key of a Content API is sealed, and sent as it is', async () => {
    const site = await openGhost();
    const house = await openSources({ settings });
    await house.add({ kind: 'ghost', address: site.origin, key: KEY, webhook: true });
    const { key, secret } = await stored(house);
    expect([key, secret]).toEqual([expect.stringMatching(SEALED), expect.stringMatching(SEALED)]);
    expect(keysSent(site)).toEqual([KEY]);
  });

  it('one from before works, and is sealed when it is next used', async () => {
    const storage = await openStorage();
    const site = await openGhost();
    const before = await openSources({ storage });
    await before.add({ kind: 'ghost', address: site.origin, key: KEY, secret: SECRET });
    expect(await stored(before)).toEqual({ key: KEY, secret: SECRET });

    const house = await openSources({ storage, settings });
    expect(await stored(house)).toEqual({ key: KEY, secret: SECRET });
    await house.pass(HOUR);
    const sealed = await stored(house);
    expect([sealed.key, sealed.secret]).toEqual([
      expect.stringMatching(SEALED),
      expect.stringMatching(SEALED),
    ]);
    await house.pass(HOUR);
    expect(keysSent(site)).toEqual([KEY, KEY, KEY]);
    expect(await stored(house)).toEqual(sealed);
  });

  it('a webhook seals the secret it was checked by', async () => {
    const storage = await openStorage();
    await (await openSources({ storage })).add(HOOK);
    const house = await openSources({ storage, settings });
    expect(await hear(house)).toBe(202);
    expect((await stored(house)).secret).toMatch(SEALED);
    expect(await hear(house)).toBe(200);
  });

  it('a sealed secret in another row, or of another key, opens nothing, and the log says so', async () => {
    const storage = await openStorage();
    const first = await openSources({ storage, settings });
    await first.add(HOOK);
    const other = await openSources({ storage, settings: { SECRETS_KEY: 'b0'.repeat(32) } });
    expect(await hear(other)).toBe(401);
    expect(other.logged).toContain(
      'error the secret of a source cannot be opened with SECRETS_KEY {"source":"one"}',
    );
    storage.database.execute("UPDATE sources SET id = 'moved'");
    expect(await hear(first, 'moved')).toBe(401);
  });

  it('a Content API is not asked without its key: the run says what to do', async () => {
    const storage = await openStorage();
    const site = await openGhost();
    await (await openSources({ storage, settings })).add({ kind: 'ghost', address: site.origin, key: KEY });
    const house = await openSources({ storage, settings: { SECRETS_KEY: 'b0'.repeat(32) } });
    await house.pass(HOUR);
    expect(keysSent(site)).toEqual([KEY]);
    expect((await house.show()).state).toBe('failing');
    expect((await house.lines()).join()).toContain('cannot be opened with SECRETS_KEY');
  });
});

describe('without SECRETS_KEY', () => {
  it('a secret is stored as it is, and works', async () => {
    const house = await openSources();
    await house.add(HOOK);
    expect((await stored(house)).secret).toBe(SECRET);
    expect(await hear(house)).toBe(202);
  });

  it('what was sealed is never taken for the secret itself', async () => {
    const storage = await openStorage();
    await (await openSources({ storage, settings })).add(HOOK);
    const house = await openSources({ storage });
    const body = JSON.stringify(ARTICLE);
    const { secret } = await stored(house);
    const forged = await house.app.request('/sources/one/webhook', {
      method: 'POST',
      headers: hub(body, String(secret)),
      body,
    });
    expect([await hear(house), forged.status]).toEqual([401, 401]);
  });

  it('a secret that looks sealed is refused', async () => {
    const house = await openSources();
    const answer = await house.send('POST', '/sources', { ...HOOK, secret: `v1.${SECRET}` });
    expect(answer.status).toBe(501);
    expect(await answer.text()).toContain('secrets-key-missing');
  });
});
