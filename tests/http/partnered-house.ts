import { createSeededRandom } from '../../src/adapters/memory/random.ts';
import { PRODUCT_PROFILES, type Product } from '../../src/domain/partner.ts';
import { makeKey } from '../../src/partners/partner-keys.ts';
import { loadPartner, savePartner } from '../../src/partners/partner-records.ts';
import { saveProduct } from '../../src/partners/product-records.ts';
import * as service from '../store/open-house.ts';

export const SECRETS_KEY = '0123456789abcdef'.repeat(4);
const PRODUCTS: Product[] = [
  ...PRODUCT_PROFILES.map((profile): Product => productOf({ id: profile, profile })),
  productOf({ id: 'hush', permit: ['section/hush'] }),
];
/** Has everything two hours after everybody. */
export const LATE = productOf({ id: 'late', embargoMinutes: 120 });

export function productOf(fields: Partial<Product> & { id: string }): Product {
  return {
    name: fields.id,
    permit: [],
    block: [],
    rights: { text: 'full', pictures: 'all', uncleared: 'leave-out-picture' },
    profile: 'generic',
    embargoMinutes: 0,
    ...fields,
  };
}

/** The service with a partner who has these products, and always the same keys. */
export async function openHouse(products: readonly Product[] = PRODUCTS) {
  const house = await service.openHouse(undefined, { SECRETS_KEY });
  const ports = { ...house.ports, random: createSeededRandom(7) };
  for (const product of products) await saveProduct(ports, product);
  const ids = products.map(({ id }) => id);
  await savePartner(ports, { id: 'herald', name: 'Herald', products: ids, requestsPerMinute: 6000 });
  const partner = await loadPartner(ports.database, 'herald');
  if (!partner) throw new Error('no partner');
  const { key } = await makeKey(ports, partner, { note: '' });
  const { key: link } = await makeKey(ports, partner, { note: '', link: ids[0] ?? '' });
  return { ...house, key, link };
}
