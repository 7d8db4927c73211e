import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProductTopic } from '../../src/domain/partner.ts';
import '../seeded-properties.ts';
import { anyProduct } from './any-product.ts';
import { ContractHouse } from './contract-house.ts';

const ARTICLES = ['anchor', 'bridge', 'canal', 'dyke'];
const PRODUCTS = ['p', 'q'];
const PARTNERS = ['herald', 'gazette'];
const TOPICS: ProductTopic[] = ['section/a', 'section/b', 'tag/x', 'tag/y', 'lang/fr'];
/** CI looks at some days; RUNS=… at more of them. */
const RUNS = Number(process.env.RUNS ?? 40);

const productOf = (id: string) => anyProduct(fc.constant(id), TOPICS, { permit: 2, block: 1 });

const publish = fc.record({
  publish: fc.constantFrom(...ARTICLES),
  section: fc.constantFrom('A', 'B'),
  tags: fc.subarray(['X', 'Y']),
  language: fc.constantFrom('en', 'fr'),
  hasPicture: fc.boolean(),
  isCleared: fc.boolean(),
  status: fc.constantFrom('usable' as const, 'usable' as const, 'usable' as const, 'withheld' as const),
  embargo: fc.constantFrom(0, 0, 0, 60),
});
const step = fc.oneof(
  { weight: 5, arbitrary: publish },
  { weight: 2, arbitrary: fc.record({ withdraw: fc.constantFrom(...ARTICLES) }) },
  { weight: 1, arbitrary: fc.record({ takeDown: fc.constantFrom(...ARTICLES) }) },
  { weight: 2, arbitrary: fc.constantFrom(...PRODUCTS).chain((id) => fc.record({ product: productOf(id) })) },
  {
    weight: 2,
    arbitrary: fc.record({ grant: fc.constantFrom(...PARTNERS), products: fc.subarray(PRODUCTS) }),
  },
  { weight: 2, arbitrary: fc.record({ minutes: fc.integer({ min: 1, max: 70 }) }) },
);
export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const day = fc.record({
  products: fc.tuple(productOf('p'), productOf('q')),
  steps: fc.array(step, { minLength: 6, maxLength: 16 }),
});

describe('what partners see', () => {
  it('is what their contracts say at that moment, and not a word or a picture more', {
    timeout: 60_000 + RUNS * 3000,
  }, async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(day, async ({ products, steps }) => {
        const house = await ContractHouse.open(ARTICLES, PARTNERS);
        for (const product of products) await house.saveProduct(product);
        for (const partner of PARTNERS) await house.grant(partner, PRODUCTS);
        for (const next of steps) {
          if ('publish' in next) await house.publish(next.publish, next);
          else if ('withdraw' in next) await house.withdraw(next.withdraw);
          else if ('takeDown' in next) await house.takeDown(next.takeDown);
          else if ('product' in next) await house.saveProduct(next.product);
          else if ('grant' in next) await house.grant(next.grant, next.products);
          else house.advance(next.minutes * 60);
          compared += await house.compare();
          // No two of these happen in one millisecond.
          house.advance(1);
        }
      }),
      { numRuns: RUNS },
    );
    expect(compared).toBeGreaterThan(RUNS * 250);
  });
});
