import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Product, ProductTopic } from '../../src/domain/partner.ts';
import { forgetChanges, listChanges } from '../../src/partners/product-changes.ts';
import { productTopic, removeProduct, saveProduct } from '../../src/partners/product-records.ts';
import { NEXT_RELEASE, releaseDue } from '../../src/partners/releases.ts';
import { withdrawArticle } from '../../src/store/publishing.ts';
import { takeDown } from '../../src/store/takedown-records.ts';
import { openMemoryPorts } from '../memory-ports.ts';
import '../seeded-properties.ts';
import { anyProduct } from './any-product.ts';
import { expectedArticles, publish } from './contract-oracle.ts';

const START = '2026-03-01T12:00:00.000Z';
const TOPICS: ProductTopic[] = [
  'section/a',
  'section/b',
  'tag/x',
  'tag/y',
  'author/ada',
  'lang/en',
  'lang/fr',
];
const ARTICLES = ['one', 'two', 'three', 'four'];
const PRODUCTS = ['p', 'q', 'r'];

const product = anyProduct(fc.constantFrom(...PRODUCTS), TOPICS, { permit: 3, block: 2 });
const article = fc.record({
  section: fc.constantFrom('A', 'B'),
  tags: fc.subarray(['X', 'Y']),
  authors: fc.subarray([{ name: 'Ada' }]),
  language: fc.constantFrom('en', 'en-GB', 'fr'),
  html: fc.constantFrom('<p>Words.</p>', '<p>Words.</p><img src="https://news.example/p.jpg" alt="">'),
  pictureRights: fc.constantFrom('own-use', 'syndicate'),
  status: fc.constantFrom('usable', 'usable', 'usable', 'withheld'),
});
const step = fc.oneof(
  fc.record({
    publish: fc.constantFrom(...ARTICLES),
    fields: article,
    embargo: fc.constantFrom(0, 0, 0, 60),
  }),
  fc.record({ withdraw: fc.constantFrom(...ARTICLES) }),
  fc.record({ product }),
  fc.record({ minutes: fc.integer({ min: 1, max: 70 }) }),
);

type Ports = Awaited<ReturnType<typeof openMemoryPorts>>;

async function release(ports: Ports): Promise<void> {
  const row = await ports.database.prepare(`SELECT ${NEXT_RELEASE} AS next`).first<{ next: string }>();
  await releaseDue(ports, row?.next ?? '9999');
}

async function take(ports: Ports, productId: string): Promise<string[]> {
  const { results } = await ports.database
    .prepare('SELECT article_id FROM article_topics WHERE topic = ? ORDER BY article_id')
    .bind(productTopic(productId))
    .all<{ article_id: string }>();
  return results.map((row) => row.article_id);
}

/** What one holds who does as the changes say, from where the last walk ended. */
class Walker {
  readonly held = new Map(PRODUCTS.map((id) => [id, new Set<string>()]));
  private readonly places = new Map(PRODUCTS.map((id) => [id, 0]));
  private readonly seen = new Set<number>();

  async walk(ports: Ports): Promise<void> {
    for (;;) {
      const changes = await listChanges(ports.database, this.places, 3);
      if (changes.length === 0) return;
      for (const { sequence, productId, articleId, change } of changes) {
        expect(this.seen.has(sequence)).toBe(false);
        expect(sequence).toBeGreaterThan(this.places.get(productId) ?? 0);
        this.seen.add(sequence);
        this.places.set(productId, sequence);
        const held = this.held.get(productId);
        const isNew = change === 'published' || change === 'opened';
        // Nothing comes twice, and nothing is corrected or taken back that was not there.
        expect([change, held?.has(articleId)]).toEqual([change, !isNew]);
        if (change === 'withdrawn') held?.delete(articleId);
        else held?.add(articleId);
      }
    }
  }
}

describe('contracts', () => {
  it('a product has what its contract says, and who follows its changes holds the same, whatever happens', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const ports = await openMemoryPorts(START);
        const products = new Map<string, Product>();
        const walker = new Walker();
        for (const next of steps) {
          if ('publish' in next) {
            const until = new Date(ports.clock.now().getTime() + next.embargo * 60_000).toISOString();
            const embargo = next.embargo > 0 ? { embargoUntil: until } : {};
            await publish(ports, next.publish, { ...next.fields, ...embargo });
          } else if ('withdraw' in next) await withdrawArticle(ports, next.withdraw).catch(() => undefined);
          else if ('product' in next) {
            await saveProduct(ports, next.product);
            products.set(next.product.id, next.product);
          } else ports.clock.advance(next.minutes * 60);
          await release(ports);
          if ((ports.random.bytes(1)[0] ?? 0) % 2 === 0) await walker.walk(ports);
          for (const [id, contract] of products) {
            expect(await take(ports, id)).toEqual(await expectedArticles(ports, contract, ARTICLES));
            compared += ARTICLES.length;
          }
        }
        await walker.walk(ports);
        for (const id of products.keys())
          expect([...(walker.held.get(id) ?? [])].sort()).toEqual(await take(ports, id));
        ports.database.close();
      }),
      { numRuns: 250 },
    );
    expect(compared).toBeGreaterThan(10_000);
  }, 60_000);

  const EVERYTHING: Product = {
    id: 'p',
    name: 'Everything',
    permit: [],
    block: [],
    rights: { text: 'full', pictures: 'all', uncleared: 'leave-out-picture' },
    profile: 'generic',
    embargoMinutes: 0,
  };
  const changesOf = async (ports: Ports) =>
    (await listChanges(ports.database, new Map([['p', 0]]), 50)).map(
      ({ change, version }) => `${change} ${version}`,
    );

  it('a post that is taken down corrects the articles that show it, once', async () => {
    const ports = await openMemoryPorts(START);
    await saveProduct(ports, EVERYTHING);
    const quote = (n: number) =>
      `<blockquote class="twitter-tweet"><p>Said ${n}.</p>&mdash; Ada (@ada) <a href="https://twitter.com/ada/status/179775326587312909${n}">May 3, 2024</a></blockquote>`;
    await publish(ports, 'one', { html: `<p>Words.</p>${quote(5)}${quote(6)}` });
    ports.clock.advance(5);
    await takeDown(ports, { platform: 'x', handle: 'ada' });
    expect(await changesOf(ports)).toEqual(['published 1', 'corrected 1']);
  });

  it('other terms correct every article, and the same product again changes nothing', async () => {
    const ports = await openMemoryPorts(START);
    expect(await saveProduct(ports, EVERYTHING)).toBe('created');
    await publish(ports, 'one', {});
    expect(await saveProduct(ports, EVERYTHING)).toBe('unchanged');
    expect(
      await saveProduct(ports, { ...EVERYTHING, rights: { ...EVERYTHING.rights, text: 'summary' } }),
    ).toBe('updated');
    expect(await changesOf(ports)).toEqual(['published 1', 'corrected 1']);
  });

  it('a product that a partner has cannot be removed; one that nobody has leaves nothing', async () => {
    const ports = await openMemoryPorts(START);
    await saveProduct(ports, EVERYTHING);
    await publish(ports, 'one', {});
    const grant = `INSERT INTO partner_products (partner_id, product_id, granted_at) VALUES ('them', 'p', '${START}')`;
    await ports.database.prepare(grant).run();
    await expect(removeProduct(ports, 'p')).rejects.toMatchObject({ code: 'partner-taken' });
    await ports.database.prepare('DELETE FROM partner_products').run();
    await removeProduct(ports, 'p');
    expect([await take(ports, 'p'), await changesOf(ports)]).toEqual([[], []]);
    await expect(removeProduct(ports, 'p')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('what is long past is forgotten where something newer says more, and a walk from before is known as such', async () => {
    const ports = await openMemoryPorts(START);
    await saveProduct(ports, EVERYTHING);
    await publish(ports, 'one', { section: 'A' });
    await publish(ports, 'two', {});
    ports.clock.advance(60);
    await publish(ports, 'one', { section: 'B' });
    await withdrawArticle(ports, 'two');
    ports.clock.advance(60);
    await forgetChanges(ports, ports.clock.now().toISOString());
    expect(await changesOf(ports)).toEqual(['corrected 2']);
    const row = await ports.database.prepare('SELECT horizon FROM products').first();
    expect(row).toEqual({ horizon: 4 });
  });
});
