import assert from 'node:assert/strict';
import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { PRODUCT_PROFILES } from '../../src/domain/partner.ts';
import { Problem } from '../../src/domain/problem.ts';
import { readCursor, writeCursor } from '../../src/partners/change-cursor.ts';
import { keyIn } from '../../src/partners/key-access.ts';
import { KEY_PATTERN } from '../../src/partners/partner-keys.ts';
import { readKeyRequest, readPartner, readProduct } from '../../src/partners/partner-request.ts';
import { ninjsItem } from '../../src/partners/profiles/ninjs-profile.ts';
import { ninjsSchema } from '../../src/partners/profiles/ninjs-schema.ts';
import { partnerItem } from '../../src/partners/profiles/partner-item.ts';
import { profileFormats, profileWriter } from '../../src/partners/profiles/profiles.ts';
import { writeCsv } from '../../src/partners/report/csv-lines.ts';
import { faultsInHtml } from '../abuse/markup-judge.ts';
import { PAYLOADS } from '../abuse/payloads.ts';
import { HOSTILE_TEXTS } from '../feeds/hostile-text.ts';
import { sampleArticle } from '../feeds/sample-feed.ts';
import { parseXml } from '../feeds/xml-tree.ts';
import { documentOf, options, POST, STUB } from '../partners/profiles/sample-partner.ts';
import { graftJson } from './mutation.ts';
import type { FuzzTarget } from './running.ts';

const NOW = '2026-05-04T10:00:00.000Z';
const PRODUCT = {
  name: 'Sport',
  permit: ['section/sport', 'lang/fr'],
  block: ['tag/adverts'],
  rights: { text: 'full', pictures: 'cleared', uncleared: 'leave-out-article', licence: 'Once.' },
  profile: 'ninjs',
  embargoMinutes: 30,
};
const PARTNER = { name: 'The Herald', products: ['sport'], requestsPerMinute: 60 };
const KEY = { note: 'their CMS', expiresAt: '2027-01-31', link: 'sport' };
const REQUESTS = [PRODUCT, PARTNER, KEY].map((sample) => JSON.stringify(sample));

function refusedOr<Value>(attempt: () => Value): Value | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** The text itself, and each sample with the text in it somewhere. */
function* bodiesOf(text: string): Generator<string> {
  yield text;
  for (const sample of [PRODUCT, PARTNER, KEY]) yield JSON.stringify(graftJson(sample, text));
}

const WRITERS = PRODUCT_PROFILES.flatMap((profile) =>
  profileFormats(profile).flatMap((format) => profileWriter(profile, format) ?? []),
);
const PICTURED = [
  '<p>Words <img src="https://pictures.example/one.jpg" alt="a"> of it.</p>',
  '<figure><a href="https://pictures.example/two.png"><img src="https://pictures.example/two.png"></a><figcaption>b</figcaption></figure>',
  '<p><a href="https://sizes.example/?src=https%3A%2F%2Fpictures.example%2Fone.jpg">c</a></p><img src="https://pictures.example/one.jpg">',
  '<blockquote cite="https://pictures.example/three"><img src="https://pictures.example/three"><p>d</p></blockquote>',
];

function* elementsOf(node: Nodes): Generator<Element> {
  if (node.type === 'element') yield node;
  if ('children' in node) for (const child of node.children) yield* elementsOf(child);
}

const placeOf = (address: unknown) => {
  const url = URL.parse(String(address));
  return url && /^https?:$/.test(url.protocol) ? url.host + url.pathname : undefined;
};

/** Host and path of each picture in the markup. */
function picturesIn(html: string): Set<string> {
  const images = [...elementsOf(fromHtml(html, { fragment: true }))].filter(
    ({ tagName }) => tagName === 'img',
  );
  return new Set(images.flatMap(({ properties }) => placeOf(properties.src) ?? []));
}

function checkWithoutPictures(text: string, html: string): void {
  const pictures = picturesIn(text);
  for (const { tagName, properties } of elementsOf(fromHtml(html, { fragment: true }))) {
    assert(!/^(?:img|picture|source|svg|video)$/.test(tagName), `a picture: ${tagName}`);
    for (const value of Object.values(properties)) {
      const place = placeOf(value);
      assert(place === undefined || !pictures.has(place), `the address of a picture: ${value}`);
    }
  }
}

export const PARTNER_TARGETS: readonly FuzzTarget[] = [
  {
    name: 'partner-requests',
    kind: 'text',
    seeds: REQUESTS,
    signs: [
      '"permit":[',
      '"section/',
      'lang/',
      '/',
      '"rights":{}',
      'null',
      '[]',
      '1e400',
      '-1',
      '"expiresAt":"',
    ],
    check(text) {
      for (const body of bodiesOf(text)) {
        const product = refusedOr(() => readProduct('sport', body));
        if (product) {
          assert(product.name.length >= 1 && product.name.length <= 120);
          assert(product.permit.length <= 50 && product.block.length <= 50);
          for (const topic of [...product.permit, ...product.block])
            assert.match(topic, /^(?:section|tag|author|lang)\/[^/\s]+$/);
          const { id, ...again } = product;
          assert.deepEqual(readProduct(id, JSON.stringify(again)), product);
        }
        const partner = refusedOr(() => readPartner('herald', body));
        if (partner) assert(partner.requestsPerMinute >= 1 && partner.requestsPerMinute <= 6000);
        const key = refusedOr(() => readKeyRequest(body, NOW));
        if (key?.expiresAt) assert(key.expiresAt > NOW);
      }
      const named = refusedOr(() => readProduct(text, JSON.stringify(PRODUCT)));
      if (named) assert.match(named.id, /^[a-z0-9][a-z0-9-]{0,39}$/);
    },
  },
  {
    name: 'change-cursors',
    kind: 'text',
    seeds: [
      await writeCursor('herald', new Map([['sport', 17]])),
      await writeCursor('herald', new Map(Array.from({ length: 40 }, (_, n) => [`product-${n}`, n]))),
      '[["sport",17]]',
    ],
    signs: ['.', '=', '-', '_', 'W1si', '"]]', '9007199254740993'],
    async check(text) {
      const places = await readCursor('herald', text).catch((error: unknown) => {
        if (error instanceof Problem) return undefined;
        throw error;
      });
      for (const [id, place] of places ?? []) assert(typeof id === 'string' && Number.isSafeInteger(place));
      const own = new Map([[text.toWellFormed().slice(0, 40), text.length]]);
      const cursor = await writeCursor('herald', own);
      assert.match(cursor, /^[A-Za-z0-9_-]*\.[0-9a-f]{16}$/);
      assert.deepEqual(await readCursor('herald', cursor), own);
      await assert.rejects(readCursor('gazette', cursor), Problem);
    },
  },
  {
    name: 'partner-keys',
    kind: 'text',
    seeds: [`Bearer tsp_${'0123456789'.repeat(5)}`, `tsp_${'abcdefghjk'.repeat(5)}`, 'bearer  x', 'Basic a'],
    signs: ['Bearer ', 'tsp_', ' ', '\t', 'i', 'l', 'o', 'u', ','],
    check(text) {
      const key = refusedOr(() => keyIn(text));
      if (key !== undefined) assert.match(key, /^[\x21-\x7e]{1,200}$/);
      const [whole, prefix] = KEY_PATTERN.exec(text) ?? [];
      if (whole !== undefined) assert.deepEqual([whole.length, prefix?.length], [54, 10]);
    },
  },
  {
    name: 'partner-items',
    kind: 'text',
    seeds: [...PICTURED, ...PAYLOADS, ...HOSTILE_TEXTS.map(({ given }) => given)],
    signs: [
      ...PICTURED,
      '<img src="https://pictures.example/',
      '<a href="',
      '?src=https%3A%2F%2F',
      '</p>',
      '<!--',
    ],
    check(given) {
      // Bodies have passed the allow-list: no element of theirs has such a name.
      const text = given.replace(/<(\/?)template[.#]/gi, '<$1template-');
      const article = sampleArticle({
        title: `A headline of twenty letters and more ${text.slice(0, 200)}`,
        dek: text.slice(0, 400),
        section: text.slice(0, 60),
        tags: [text.slice(0, 60)],
        image: { url: 'https://pictures.example/one.jpg', alt: text.slice(0, 60), credit: text.slice(0, 60) },
        body: [
          { type: 'html', html: text },
          { type: 'embed', ref: { platform: 'x', capture: POST, form: 'blockquote', confidence: 1 } },
        ],
      });
      for (const pictures of ['all', 'none'] as const) {
        const item = partnerItem(article, options({ pictures, licence: text.slice(0, 100) }));
        if (!item) continue;
        assert.deepEqual(faultsInHtml(item.contentHtml), []);
        const ninjs = ninjsSchema.safeParse(JSON.parse(JSON.stringify(ninjsItem(item))));
        assert.deepEqual(ninjs.error?.issues, undefined);
        if (pictures === 'none') {
          assert.equal(item.image, undefined);
          checkWithoutPictures(text, item.contentHtml);
        }
        for (const writer of WRITERS) {
          const { document } = documentOf(writer, [item], { stubs: [STUB] });
          if (writer.format === 'json') JSON.parse(document);
          else parseXml(document);
        }
      }
    },
  },
  {
    name: 'report-cells',
    kind: 'text',
    seeds: ['=1+1', 'a,b', '"a"', 'a\r\nb', ...PAYLOADS.slice(0, 10)],
    signs: ['=', '+', '@', '"', '""', ',', '\r\n'],
    check(text) {
      const row = writeCsv([], [['a', text, 7]]).slice('\r\n'.length, -'\r\n'.length);
      const cell = row.slice('a,'.length, -',7'.length);
      const isQuoted = cell.startsWith('"');
      const inner = isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      if (isQuoted) assert.doesNotMatch(cell.slice(1, -1).replaceAll('""', ''), /"/);
      else assert.doesNotMatch(cell, /[",\r\n]/);
      assert(inner === text || inner === `'${text}`);
      assert.doesNotMatch(inner, /^[=+\-@\t\r]/);
    },
  },
];
