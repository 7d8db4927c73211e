import { type Product, UNCLEARED } from '../../src/domain/partner.ts';

/**
 * Whether a product has an article with these facets, whatever its state and age: nothing of it blocked; of each kind of
 * topic that is permitted, one at least; and no uncleared picture where such articles are left out. A product without
 * pictures leaves out none for them. A language stands for its regions and scripts as well. The service asks the database,
 * which weighs each article when it is written; this is the same rule in plain words, to hold its answers against.
 */
export function isInContract(
  { permit, block, rights }: Pick<Product, 'permit' | 'block' | 'rights'>,
  facets: readonly string[],
): boolean {
  if (block.some((topic) => hasFacet(facets, topic))) return false;
  const kinds = new Set(permit.map(kindOf));
  const met = new Set(permit.filter((topic) => hasFacet(facets, topic)).map(kindOf));
  if (met.size < kinds.size) return false;
  const needsCleared = rights.pictures === 'cleared' && rights.uncleared === 'leave-out-article';
  return !(needsCleared && facets.includes(UNCLEARED));
}

/** A language is met by what is narrower than it as well, as en is by en-GB (RFC 4647 section 3.3.1). */
function hasFacet(facets: readonly string[], topic: string): boolean {
  if (facets.includes(topic)) return true;
  return topic.startsWith('lang/') && facets.some((facet) => facet.startsWith(`${topic}-`));
}

function kindOf(topic: string): string {
  return topic.slice(0, topic.indexOf('/'));
}
