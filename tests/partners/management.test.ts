import { beforeEach, describe, expect, it } from 'vitest';
import { facetsOf } from '../../src/domain/partner.ts';
import { listKeys, makeKey } from '../../src/partners/partner-keys.ts';
import { loadPartner, savePartner } from '../../src/partners/partner-records.ts';
import { loadProduct, removeProduct, saveProduct } from '../../src/partners/product-records.ts';
import { AS_PUBLISHER, type House, openHouse } from '../store/open-house.ts';
import { isInContract } from './contract-rule.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});

const send = async (method: string, path: string, body?: unknown) => {
  const answer = await house.app.request(path, {
    method,
    headers: AS_PUBLISHER,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : undefined) as Record<string, unknown> };
};
const NARROW = { name: 'Narrow', permit: ['section/sport'], rights: { text: 'summary', pictures: 'none' } };

describe('a product', () => {
  it('is changed in what is named, and keeps the rest', async () => {
    await send('PUT', '/partners/products/narrow', NARROW);
    const renamed = await send('PATCH', '/partners/products/narrow', {
      name: 'Renamed',
      rights: { licence: 'Ours.' },
    });
    expect(renamed.body).toMatchObject({
      name: 'Renamed',
      permit: ['section/sport'],
      rights: { text: 'summary', pictures: 'none', licence: 'Ours.' },
    });
    expect((await send('PATCH', '/partners/products/none', {})).status).toBe(404);
    expect((await send('PATCH', '/partners/products/narrow', { profile: 'x' })).status).toBe(422);
    expect((await send('PATCH', '/partners/products/narrow', [])).status).toBe(422);
  });

  it('is taken again as it was given, a partner as well', async () => {
    await send('PUT', '/partners/products/narrow', NARROW);
    await send('PUT', '/partners/herald', { name: 'Herald', products: ['narrow'] });
    for (const path of ['/partners/products/narrow', '/partners/herald']) {
      const { body } = await send('GET', path);
      expect((await send('PUT', path, body)).status).toBe(200);
      expect((await send('GET', path)).body).toEqual(body);
    }
    const other = await send(
      'PUT',
      '/partners/products/other',
      (await send('GET', '/partners/products/narrow')).body,
    );
    expect(other.status).toBe(422);
    expect((await send('PATCH', '/partners/herald', { name: 'The Herald' })).body).toMatchObject({
      name: 'The Herald',
      products: ['narrow'],
    });
  });

  it('has no name that turns what follows around, or breaks a line', async () => {
    for (const name of ['a\u202eb', 'a\u0000b', 'a\nb']) {
      expect((await send('PUT', '/partners/products/x', { name })).status).toBe(422);
      expect((await send('PUT', '/partners/x', { name })).status).toBe(422);
    }
  });

  it('that ends while it is given is given to nobody: one of the two is refused', async () => {
    await send('PUT', '/partners/products/narrow', NARROW);
    const { ports } = house;
    // What a request has read, another one changes before it writes.
    const late = (change: () => Promise<unknown>) => ({
      ...ports,
      database: {
        ...ports.database,
        prepare: (sql: string) => ports.database.prepare(sql),
        async batch(statements: Parameters<typeof ports.database.batch>[0]) {
          await change();
          return ports.database.batch(statements);
        },
      },
    });
    const partner = { id: 'p', name: 'P', products: ['narrow'], requestsPerMinute: 60 };
    const removing = removeProduct(
      late(() => savePartner(ports, partner)),
      'narrow',
    );
    await expect(removing).rejects.toMatchObject({ code: 'partner-taken' });
    expect(await loadProduct(ports.database, 'narrow')).toBeDefined();
    const saved = await loadProduct(ports.database, 'narrow');
    await savePartner(ports, { ...partner, products: [] });
    const giving = savePartner(
      late(() => removeProduct(ports, 'narrow')),
      partner,
    );
    await expect(giving).rejects.toMatchObject({ code: 'invalid-partner' });
    expect((await loadPartner(ports.database, 'p'))?.products).toEqual([]);
    if (saved) await saveProduct(ports, saved);
  });
});

describe('keys', () => {
  it('are 20 at most, however many are asked for at once', async () => {
    const { ports } = house;
    await savePartner(ports, { id: 'p', name: 'P', products: [], requestsPerMinute: 60 });
    const partner = await loadPartner(ports.database, 'p');
    if (!partner) throw new Error('not saved');
    const made = await Promise.allSettled(
      Array.from({ length: 40 }, () => makeKey(ports, partner, { note: '' })),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(await listKeys(ports.database, 'p')).toHaveLength(20);
  });

  it('are revoked by their first letters, with what stands before every key or without', async () => {
    await send('PUT', '/partners/p', { name: 'P' });
    for (const before of ['', 'tsp_']) {
      const { body } = await send('POST', '/partners/p/keys');
      expect((await send('DELETE', `/partners/p/keys/${before}${body.prefix}`)).status).toBe(204);
    }
  });
});

describe('a contract', () => {
  const facets = (tags: string[], language: string) => facetsOf({ tags, language, authors: [], body: [] });
  const rights = { text: 'full', pictures: 'all', uncleared: 'leave-out-picture' } as const;

  it.each([
    ['en-GB', 'lang/en', true],
    ['en', 'lang/en', true],
    ['eng', 'lang/en', false],
    ['pt-BR', 'lang/pt', true],
    ['pt', 'lang/pt-br', false],
  ] as const)('an article in %s is one of %s: %s', (language, topic, expected) => {
    expect(isInContract({ permit: [topic], block: [], rights }, facets([], language))).toBe(expected);
    expect(isInContract({ permit: [], block: [topic], rights }, facets([], language))).toBe(!expected);
  });

  it.each(['opi\u200bnion', 'opi\u00adnion', '\ufeffopinion', 'Opi\u2060nion'])(
    'the tag %j is what it looks like',
    (tag) => {
      expect(isInContract({ permit: [], block: ['tag/opinion'], rights }, facets([tag], 'en'))).toBe(false);
    },
  );
});
