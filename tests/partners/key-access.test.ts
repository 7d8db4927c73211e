import { beforeEach, describe, expect, it } from 'vitest';
import type { Product } from '../../src/domain/partner.ts';
import { allowanceHeaders, keyIn, openAccess, productOf } from '../../src/partners/key-access.ts';
import { KeyAllowances } from '../../src/partners/key-allowance.ts';
import { listKeys, makeKey, revokeKey } from '../../src/partners/partner-keys.ts';
import {
  loadPartner,
  removePartner,
  type StoredPartner,
  savePartner,
} from '../../src/partners/partner-records.ts';
import { saveProduct } from '../../src/partners/product-records.ts';
import { openMemoryPorts } from '../memory-ports.ts';

const product = (id: string): Product => ({
  id,
  name: id,
  permit: [],
  block: [],
  rights: { text: 'full', pictures: 'all', uncleared: 'leave-out-picture' },
  profile: 'generic',
  embargoMinutes: 0,
});

let ports: Awaited<ReturnType<typeof openMemoryPorts>>;
let partner: StoredPartner;
let allowances: KeyAllowances;
beforeEach(async () => {
  allowances = new KeyAllowances();
  ports = await openMemoryPorts('2026-03-01T12:00:20.000Z');
  for (const id of ['sport', 'all-of-it']) await saveProduct(ports, product(id));
  partner = await save({ products: ['sport'] });
});

async function save(fields: { products: string[]; requestsPerMinute?: number }): Promise<StoredPartner> {
  await savePartner(ports, { id: 'herald', name: 'The Herald', requestsPerMinute: 60, ...fields });
  const saved = await loadPartner(ports.database, 'herald');
  if (!saved) throw new Error('not saved');
  return saved;
}
const refused = (key: string, kind: 'api' | 'link' = 'api') =>
  openAccess(ports, allowances, key, kind).then(
    () => undefined,
    (problem: { code: string }) => problem.code,
  );

describe('a partner key', () => {
  it('opens what its partner has, and is kept as a digest with its first letters', async () => {
    const { key, prefix } = await makeKey(ports, partner, { note: 'their CMS' });
    const access = await openAccess(ports, allowances, key, 'api');
    expect(access).toMatchObject({ partnerId: 'herald', prefix, products: [{ id: 'sport' }] });
    expect(productOf(access, 'sport').name).toBe('sport');
    expect(() => productOf(access, 'all-of-it')).toThrow('Your contract has no product');
    const rows = JSON.stringify((await ports.database.prepare('SELECT * FROM partner_keys').all()).results);
    expect(rows).toContain(prefix);
    expect(rows).not.toContain(key.slice(-20));
  });

  it('opens nothing once it is revoked or has expired, is forged, or belongs to a partner that is gone', async () => {
    const one = await makeKey(ports, partner, { note: '' });
    const two = await makeKey(ports, partner, { note: '', expiresAt: '2026-03-01T13:00:00.000Z' });
    // Rotation: the old key goes on until it is revoked.
    expect([await refused(one.key), await refused(two.key)]).toEqual([undefined, undefined]);
    await revokeKey(ports, 'herald', one.prefix);
    ports.clock.advance(3600);
    const swapped = one.key.slice(0, 14) + two.key.slice(14);
    const forged = `${two.key.slice(0, -1)}${two.key.endsWith('0') ? '1' : '0'}`;
    for (const key of [one.key, two.key, swapped, forged, 'tsp_', '', `tsp_${'0'.repeat(50)}`])
      expect(await refused(key)).toBe('partner-key-refused');
    const three = await makeKey(ports, partner, { note: '' });
    await removePartner(ports, 'herald');
    expect(await refused(three.key)).toBe('partner-key-refused');
  });

  it('is no link, and a link is no key', async () => {
    const api = await makeKey(ports, partner, { note: '' });
    const link = await makeKey(ports, partner, { note: '', link: 'sport' });
    expect([await refused(api.key, 'link'), await refused(link.key, 'api')]).toEqual(
      Array(2).fill('partner-key-refused'),
    );
    expect((await openAccess(ports, allowances, link.key, 'link')).products.map(({ id }) => id)).toEqual([
      'sport',
    ]);
    await expect(makeKey(ports, partner, { note: '', link: 'all-of-it' })).rejects.toMatchObject({
      code: 'invalid-partner',
    });
  });

  it('loses a product with the contract at the next request, and its link for good', async () => {
    const api = await makeKey(ports, partner, { note: '' });
    const link = await makeKey(ports, partner, { note: '', link: 'sport' });
    partner = await save({ products: ['all-of-it'] });
    expect((await openAccess(ports, allowances, api.key, 'api')).products.map(({ id }) => id)).toEqual([
      'all-of-it',
    ]);
    expect(await refused(link.key, 'link')).toBe('partner-key-refused');
    partner = await save({ products: ['all-of-it', 'sport'] });
    expect(await refused(link.key, 'link')).toBe('partner-key-refused');
  });

  it('has so many requests a minute, says how many are left, and is let in again with the next', async () => {
    partner = await save({ products: ['sport'], requestsPerMinute: 2 });
    const { key } = await makeKey(ports, partner, { note: '' });
    const first = await openAccess(ports, allowances, key, 'api');
    expect(allowanceHeaders(first.allowance)).toEqual({
      'RateLimit-Policy': '"key";q=2;w=60',
      RateLimit: '"key";r=1;t=40',
    });
    await openAccess(ports, allowances, key, 'api');
    const problem = await openAccess(ports, allowances, key, 'api').catch((error: unknown) => error);
    expect(problem).toMatchObject({
      code: 'too-many-requests',
      allowance: { remaining: 0, resetSeconds: 40 },
    });
    ports.clock.advance(40);
    expect(await refused(key)).toBeUndefined();
  });

  it('has its minute together in all processes, however they share it, and no more', async () => {
    partner = await save({ products: ['sport'], requestsPerMinute: 50 });
    const { key } = await makeKey(ports, partner, { note: '' });
    const processes = Array.from({ length: 3 }, () => new KeyAllowances());
    let letIn = 0;
    for (let request = 0; request < 200; request++) {
      const one = processes[(request * 7) % 11 < 8 ? 0 : request % 3] ?? allowances;
      const access = await openAccess(ports, one, key, 'api').catch(() => undefined);
      if (access) letIn++;
    }
    expect(letIn).toBeGreaterThan(35);
    expect(letIn).toBeLessThanOrEqual(50);
    const [row] = (
      await ports.database.prepare('SELECT counted FROM partner_keys').all<{ counted: number }>()
    ).results;
    expect(row?.counted).toBeGreaterThanOrEqual(50);
  });

  it('writes less the more it asks, and nothing once its minute is used up', async () => {
    partner = await save({ products: ['sport'], requestsPerMinute: 1000 });
    const { key } = await makeKey(ports, partner, { note: '' });
    let writes = 0;
    const prepare = (sql: string) => {
      if (sql.includes('UPDATE partner_keys')) writes++;
      return ports.database.prepare(sql);
    };
    const counting = { ...ports, database: { ...ports.database, prepare } };
    const statuses = new Set<number>();
    for (let request = 1; request <= 1200; request++) {
      const left = await openAccess(counting, allowances, key, 'api').then(
        ({ allowance }) => allowance.remaining,
        () => -1,
      );
      if (left !== Math.max(-1, 1000 - request)) statuses.add(request);
    }
    expect([...statuses]).toEqual([]);
    expect(writes).toBeLessThan(30);
  });

  it('is one of 20 at most, those that are over not counted', async () => {
    for (let n = 0; n < 20; n++) await makeKey(ports, partner, { note: String(n) });
    await expect(makeKey(ports, partner, { note: '' })).rejects.toMatchObject({ code: 'invalid-partner' });
    const [some] = await listKeys(ports.database, 'herald');
    await revokeKey(ports, 'herald', some?.prefix ?? '');
    await makeKey(ports, partner, { note: '' });
    await expect(revokeKey(ports, 'herald', 'nothing')).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each([undefined, '', 'Basic abc', 'Bearer', `Bearer ${'x'.repeat(400)}`])(
    'is not read from %j',
    (header) => {
      expect(() => keyIn(header)).toThrow('Authorization: Bearer');
    },
  );
});
