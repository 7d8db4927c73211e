import * as fc from 'fast-check';
import { PRODUCT_PROFILES, type Product, type ProductTopic } from '../../src/domain/partner.ts';

/** Any product of one of these ids that permits and blocks some of these topics, `most` at the most. */
export function anyProduct(
  id: fc.Arbitrary<string>,
  topics: readonly ProductTopic[],
  most: { permit: number; block: number },
) {
  return fc.record({
    id,
    name: fc.constantFrom('A name', 'Another'),
    permit: fc.uniqueArray(fc.constantFrom(...topics), { maxLength: most.permit }),
    block: fc.uniqueArray(fc.constantFrom(...topics), { maxLength: most.block }),
    rights: fc.record({
      text: fc.constantFrom('full' as const, 'summary' as const),
      pictures: fc.constantFrom('all' as const, 'cleared' as const, 'none' as const),
      uncleared: fc.constantFrom('leave-out-picture' as const, 'leave-out-article' as const),
    }),
    profile: fc.constantFrom(...PRODUCT_PROFILES),
    embargoMinutes: fc.constantFrom(0, 0, 30, 90),
  }) satisfies fc.Arbitrary<Product>;
}
