import { beforeEach, describe, expect, it } from 'vitest';
import { AS_PUBLISHER } from '../store/open-house.ts';
import { type OpenConsole, openConsole } from './open-console.ts';

const LIST = '/console/partners';
const PRODUCT = {
  id: 'sport',
  name: 'Sport <b>in full</b>',
  permit: 'section/sport\nsport <x>',
  embargo: '0',
  profile: 'generic',
};

let console: OpenConsole;
beforeEach(async () => {
  console = await openConsole();
});

const makePartner = async () => {
  await console.send(LIST, `${LIST}/products`, { ...PRODUCT, permit: 'section/sport' });
  await console.send(LIST, LIST, {
    id: 'herald',
    name: 'The Herald',
    requests: '60',
    'product-sport': 'yes',
  });
};
const keyIn = (html: string) => /tsp_[a-z0-9]{50}/.exec(html)?.[0] ?? '';
const take = (key: string, path: string) =>
  console.app.request(path, { headers: { Authorization: `Bearer ${key}` } });

describe('partners in the console', () => {
  it('a product, a partner and a key are made from start to end, and the key opens the product', async () => {
    await console.put('race', { section: 'Sport', html: '<p>Words of the race.</p>' });
    await makePartner();
    const page = await console.page(`${LIST}/herald`);
    expect(page).toContain('There is no key');
    expect(page).not.toContain('<b>in full');
    const made = await console.send(`${LIST}/herald`, `${LIST}/herald/keys`, { note: 'their CMS' });
    const key = keyIn(await made.text());
    expect(keyIn(await console.page(`${LIST}/herald`))).toBe('');
    expect(await (await take(key, '/partners/feeds/sport.rss')).text()).toContain('Words of the race.');
    expect(await console.page(`${LIST}/herald`)).toContain('took');
    expect(await console.page(`${LIST}/products/sport`)).toContain('Articles in it now: 1');
  });

  it('a key is revoked after a page that says what the partner has left', async () => {
    await makePartner();
    const key = keyIn(await (await console.send(`${LIST}/herald`, `${LIST}/herald/keys`)).text());
    const path = `${LIST}/herald/keys/${key.slice(4, 14)}/revoke`;
    expect(await console.page(path)).toContain('Valid keys that the partner has besides');
    expect((await console.send(path, path)).headers.get('Location')).toBe(`${LIST}/herald?done=revoked`);
    expect((await take(key, '/partners/feeds/sport.rss')).status).toBe(401);
  });

  it('what cannot be taken is named at its field, and what was written stays', async () => {
    const refused = await console.send(LIST, `${LIST}/products`, { ...PRODUCT, embargo: 'soon' });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain('href="#field-product-permit"');
    expect(html).toContain('href="#field-product-embargo"');
    expect(html).toContain('value="Sport <b>in full</b>"');
    const partner = await console.send(LIST, LIST, { id: 'Not An Id', name: '' });
    expect(partner.status).toBe(422);
    expect(await partner.text()).toContain('href="#field-id"');
  });

  it('a product that a partner has is not ended; without it, both are', async () => {
    await makePartner();
    const end = `${LIST}/products/sport/end`;
    expect((await console.send(end, end)).status).toBe(409);
    await console.send(`${LIST}/herald/end`, `${LIST}/herald/end`);
    expect((await console.get(`${LIST}/herald`)).status).toBe(404);
    expect((await console.send(end, end)).status).toBe(303);
    expect(await console.page(LIST)).toContain('There is no product yet.');
  });

  it('a contract loses a product where its box is not ticked', async () => {
    await makePartner();
    const key = keyIn(await (await console.send(`${LIST}/herald`, `${LIST}/herald/keys`)).text());
    await console.send(`${LIST}/herald`, LIST, {
      known: 'yes',
      id: 'herald',
      name: 'The Herald',
      requests: '60',
    });
    expect((await take(key, '/partners/feeds/sport.rss')).status).toBe(404);
  });

  it('an address that is no public one is refused, and nothing of it is kept', async () => {
    await makePartner();
    const refused = await console.send(`${LIST}/herald`, `${LIST}/herald/endpoints`, {
      url: 'http://169.254.169.254/',
    });
    expect([422, 501]).toContain(refused.status);
    expect(await console.page(`${LIST}/herald`)).toContain('It is told of nothing by itself');
  });

  it('what is new takes nothing that is there: an id that is taken is refused, and stays as it was', async () => {
    await makePartner();
    const product = await console.send(LIST, `${LIST}/products`, {
      ...PRODUCT,
      permit: '',
      name: 'Everything',
    });
    expect(product.status).toBe(422);
    expect(await product.text()).toContain('is taken');
    expect((await console.send(LIST, LIST, { id: 'herald', name: 'Another', requests: '60' })).status).toBe(
      422,
    );
    expect(await console.page(`${LIST}/products/sport`)).toContain('section/sport');
    expect(await console.page(`${LIST}/herald`)).toContain('The Herald');
  });

  it('what the form of a partner cannot carry is named, with why, at the product and at the partner', async () => {
    await console.put('race', { section: 'Sport', title: 'Race', html: '<p>Words of the race.</p>' });
    await console.send(LIST, `${LIST}/products`, { ...PRODUCT, permit: 'section/sport', profile: 'msn' });
    await console.send(LIST, LIST, {
      id: 'herald',
      name: 'The Herald',
      requests: '60',
      'product-sport': 'yes',
    });
    const api = await console.app.request('/partners/products/sport', { headers: AS_PUBLISHER });
    expect(((await api.json()) as { leftOut: unknown }).leftOut).toEqual([
      { article: 'race', why: ['title-too-short'] },
    ]);
    const { paths } = (await (await console.app.request('/openapi.json')).json()) as {
      paths: Record<string, { get: { responses: Record<string, unknown> } }>;
    };
    const described = JSON.stringify(paths['/partners/products/{product}']?.get.responses['200']);
    expect(described).toMatch(/"leftOut".*"title-too-short"/);
    for (const [path, language, why] of [
      [`${LIST}/products/sport`, 'en', 'its title is too short for this form'],
      [`${LIST}/herald`, 'en', 'its title is too short for this form'],
      [`${LIST}/herald`, 'fr', 'son titre est trop court pour cette forme'],
    ] as const) {
      const html = await console.page(path, { 'Accept-Language': language });
      expect([path, html.includes(why)]).toEqual([path, true]);
      expect(html).toContain('href="/console/articles/race"');
    }
    await console.send(`${LIST}/products/sport`, `${LIST}/products`, {
      ...PRODUCT,
      known: 'yes',
      permit: 'section/sport',
    });
    expect(await console.page(`${LIST}/products/sport`)).toContain('every article in it is carried whole');
  });
});
