import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ninjsSchema } from '../../../src/partners/profiles/ninjs-schema.ts';

const uri = 'tag:courant.example,2025:a-1';

describe('the ninjs schema', () => {
  it.each(['full', 'summary'])('takes every item of the expected document, %s', (name) => {
    const file = new URL(`../expected/ninjs-${name}.json`, import.meta.url);
    const { items } = JSON.parse(readFileSync(file, 'utf8')) as { items: unknown[] };
    expect(items).toHaveLength(4);
    for (const item of items) expect(ninjsSchema.safeParse(item).error?.issues).toBeUndefined();
  });

  it.each<[string, object]>([
    ['an address alone', { uri }],
    ['an offset in a date', { uri, firstcreated: '2025-03-04T05:06:07+01:00' }],
    [
      'an association in an association',
      { uri, associations: [{ uri, name: 'a', associations: [{ uri, name: 'b' }] }] },
    ],
    ['a place on the map', { uri, places: [{ name: 'a', geojson: { type: 'Point', coordinates: [1, 2] } }] }],
    ['rights by a link', { uri, rightsinfo: { linkedrights: 'https://a.example/' } }],
    [
      'a way to reach somebody',
      { uri, people: [{ name: 'a', contactinfo: [{ type: 'phone', value: '1' }] }] },
    ],
  ])('takes %s', (_, item) => {
    expect(ninjsSchema.safeParse(item).error?.issues).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['no address', {}],
    ['an address that is none', { uri: 'a-1' }],
    ['a property of its own', { uri, headline: 'a' }],
    ['a type that it has not', { uri, type: 'article' }],
    ['a status that it has not', { uri, pubstatus: 'cancelled' }],
    ['a version as a number', { uri, version: 1 }],
    ['a day for a date', { uri, firstcreated: '2025-03-04' }],
    ['a headline without words', { uri, headlines: [{ role: 'main' }] }],
    ['a body of its own form', { uri, bodies: [{ value: 'a', html: 'b' }] }],
    ['an association without a name', { uri, associations: [{ uri }] }],
    ['an association without an address', { uri, associations: [{ name: 'a' }] }],
    ['a property of its own, in an association', { uri, associations: [{ uri, name: 'a', b: 1 }] }],
    ['a rendition without a name', { uri, renditions: [{ href: 'https://a.example/' }] }],
    ['rights in two ways', { uri, rightsinfo: { linkedrights: 'https://a.example/', encodedrights: '{}' } }],
    ['rights in none', { uri, rightsinfo: {} }],
    ['more than sure', { uri, subjects: [{ name: 'a', confidence: 101 }] }],
    ['nowhere to reach somebody', { uri, people: [{ name: 'a', contactinfo: [{ type: 'phone' }] }] }],
    ['a list', []],
  ])('refuses %s', (_, item) => {
    expect(ninjsSchema.safeParse(item).success).toBe(false);
  });
});
