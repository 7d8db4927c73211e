import type { Context } from 'hono';
import type { Config } from '../../domain/config.ts';
import type { Product } from '../../domain/partner.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { createSealer, type Sealer } from '../../domain/sealed-text.ts';
import { listLeftOut } from '../../partners/left-out.ts';
import { listKeys } from '../../partners/partner-keys.ts';
import { listPartners, loadPartner, type StoredPartner } from '../../partners/partner-records.ts';
import { listProducts, loadProduct } from '../../partners/product-records.ts';
import { listLastPickups } from '../../partners/report/report-records.ts';
import { listEndpoints } from '../../partners/webhooks/endpoint-records.ts';
import { type Desk, deskOf } from '../desk.ts';
import { confirmation } from '../forms.ts';
import { consolePage } from '../layout.ts';
import type { ProductLeftOut } from './left-out-list.ts';
import { type PartnerParts, renderPartner } from './partner-pages.ts';
import { type ProductParts, renderProduct, trailOf } from './product-page.ts';

const LINES = 50;
/** Of a partner; the page of each product tells of it as well. */
const PRODUCTS_LOOKED_AT = 10;

/** All partners and products. */
export async function lists({ database }: Ports) {
  const [partners, products] = await Promise.all([listPartners(database), listProducts(database)]);
  return { partners, products };
}

/** The page of one partner as it stands. Throws `not-found`. */
export async function partnerPage(
  ports: Ports,
  desk: Desk,
  { id }: StoredPartner,
  rest: Pick<PartnerParts, 'notice' | 'shown' | 'rejection'>,
): Promise<string> {
  const { database } = ports;
  const [partner, products, keys, endpoints, lines] = await Promise.all([
    loadPartner(database, id),
    listProducts(database),
    listKeys(database, id),
    listEndpoints(database, id),
    listLastPickups(database, id, LINES),
  ]);
  if (!partner) throw unknown('partner', id);
  const held = products.filter((product) => partner.products.includes(product.id));
  const leftOut = await leftOutOf(ports, desk, held.slice(0, PRODUCTS_LOOKED_AT));
  return renderPartner(desk, partner, { products, keys, endpoints, lines, leftOut, ...rest });
}

/** The page of one product as it stands. */
export async function productPage(
  ports: Ports,
  desk: Desk,
  product: Product,
  rest: Pick<ProductParts, 'notice' | 'rejection'>,
): Promise<string> {
  const holds = await countHeld(ports, product);
  const leftOut = await leftOutOf(ports, desk, [product]);
  return renderProduct(desk, product, { holds, leftOut, ...rest });
}

/** What the feeds of products leave out; one after the other, since they are rendered for it. */
async function leftOutOf(
  ports: Ports,
  { config }: Desk,
  products: readonly Product[],
): Promise<ProductLeftOut[]> {
  const found: ProductLeftOut[] = [];
  for (const product of products) {
    found.push({ product, articles: await listLeftOut(ports, config, product) });
  }
  return found;
}

/** A page that says what a step reaches, and asks whether it is meant. */
export function decision(
  context: Context,
  { title, ...parts }: Parameters<typeof confirmation>[1] & { title: string },
) {
  const desk = deskOf(context);
  const content = confirmation(desk, parts);
  return context.html(consolePage({ desk, title, section: 'partners', trail: trailOf(desk), content }));
}

/** What the address says was just done. */
export function noticeOf({ words }: Desk, context: Context): string | undefined {
  const { done } = words.partnerPages;
  const outcome = context.req.query('done') ?? '';
  return Object.hasOwn(done, outcome) ? done[outcome as keyof typeof done] : undefined;
}

/** Seals secrets of endpoints. Throws `secrets-key-missing`. */
export function sealerOf(ports: Ports, { secretsKey }: Config): Sealer {
  if (secretsKey) return createSealer(secretsKey, ports.random);
  throw new Problem('secrets-key-missing', 'There is no key to seal the secret with: set SECRETS_KEY.');
}

/** The partner that the address names. Throws `not-found`. */
export async function findPartner({ database }: Ports, context: Context): Promise<StoredPartner> {
  const id = context.req.param('id') ?? '';
  const partner = await loadPartner(database, id);
  if (!partner) throw unknown('partner', id);
  return partner;
}

/** The product that the address names. Throws `not-found`. */
export async function findProduct({ database }: Ports, context: Context): Promise<Product> {
  const id = context.req.param('id') ?? '';
  const product = await loadProduct(database, id);
  if (!product) throw unknown('product', id);
  const { changedAt: _, ...rest } = product;
  return rest;
}

function unknown(what: string, id: string): Problem {
  return new Problem('not-found', `There is no ${what} ${JSON.stringify(id.slice(0, 80))}.`);
}

/** How many articles are in a product. */
async function countHeld({ database }: Ports, { id }: Product): Promise<number> {
  const row = await database
    .prepare(`SELECT count(*) AS held FROM product_articles WHERE product_id = ? AND state = 'placed'`)
    .bind(id)
    .first<{ held: number }>();
  return row?.held ?? 0;
}
