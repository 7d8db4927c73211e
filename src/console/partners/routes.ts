import { type Context, Hono } from 'hono';
import type { Config } from '../../domain/config.ts';
import { toInstant } from '../../domain/instant.ts';
import type { Product } from '../../domain/partner.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { createSealer, type Sealer } from '../../domain/sealed-text.ts';
import { isOpen, listKeys, makeKey, revokeKey } from '../../partners/partner-keys.ts';
import {
  listPartners,
  loadPartner,
  removePartner,
  type StoredPartner,
  savePartner,
} from '../../partners/partner-records.ts';
import { readKeyRequest } from '../../partners/partner-request.ts';
import { listProducts, loadProduct, removeProduct, saveProduct } from '../../partners/product-records.ts';
import { listLastPickups } from '../../partners/report/report-records.ts';
import { addCheckedEndpoint } from '../../partners/webhooks/endpoint-adding.ts';
import { listEndpoints, loadEndpoint, removeEndpoint } from '../../partners/webhooks/endpoint-records.ts';
import { verifyEndpoint } from '../../partners/webhooks/verification.ts';
import { type Desk, deskOf } from '../desk.ts';
import { confirmation } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { fill } from '../words/console-words.ts';
import { partnerOfForm, productOfForm, ticked, valuesOf } from './partner-forms.ts';
import {
  type PartnerParts,
  renderPartner,
  renderPartnerList,
  renderProduct,
  trailOf,
} from './partner-pages.ts';

const LINES = 50;

/** `/console/partners`: products, partners, their keys and endpoints, and what they took. */
export function partnerPages(ports: Ports, config: Config): Hono {
  const { database } = ports;
  const routes = new Hono();

  routes.get('/', async (context) => {
    const desk = deskOf(context);
    return context.html(renderPartnerList(desk, await lists(ports), { notice: noticeOf(desk, context) }));
  });

  routes.post('/', async (context) => {
    const form = context.get('form');
    const products = await listProducts(database);
    return refusable(
      async () => {
        const partner = partnerOfForm(form, products);
        await savePartner(ports, partner);
        return context.redirect(`/console/partners/${partner.id}?done=partner`, 303);
      },
      async (problem) => {
        const rejection = { values: valuesOf(form, 'partner'), held: ticked(form, products), problem };
        const known = await loadPartner(database, form.text('id'));
        const desk = deskOf(context);
        if (known) return context.html(await partnerPage(ports, desk, known, { rejection }), 422);
        return context.html(renderPartnerList(desk, await lists(ports), { partner: rejection }), 422);
      },
    );
  });

  routes.post('/products', async (context) => {
    const form = context.get('form');
    return refusable(
      async () => {
        const product = productOfForm(form);
        await saveProduct(ports, product);
        return context.redirect(`/console/partners/products/${product.id}?done=product`, 303);
      },
      async (problem) => {
        const rejection = { values: valuesOf(form, 'product'), problem };
        const known = await loadProduct(database, form.text('id'));
        const desk = deskOf(context);
        if (known)
          return context.html(
            renderProduct(desk, known, { holds: await countHeld(ports, known), rejection }),
            422,
          );
        return context.html(renderPartnerList(desk, await lists(ports), { product: rejection }), 422);
      },
    );
  });

  routes.get('/products/:id', async (context) => {
    const desk = deskOf(context);
    const product = await findProduct(ports, context);
    const holds = await countHeld(ports, product);
    return context.html(renderProduct(desk, product, { holds, notice: noticeOf(desk, context) }));
  });

  routes.get('/products/:id/end', async (context) => {
    const desk = deskOf(context);
    const product = await findProduct(ports, context);
    const holders = (await listPartners(database)).filter(({ products }) => products.includes(product.id));
    const words = desk.words.partnerPages;
    return decision(context, {
      title: fill(words.endProductTitle, { name: product.name }),
      action: `/console/partners/products/${product.id}/end`,
      lead: words.endProductLead,
      reach: [[words.endProductReach, holders.length]],
      after: [words.endProductAfter],
      button: words.endProductButton,
      back: `/console/partners/products/${product.id}`,
    });
  });

  routes.post('/products/:id/end', async (context) => {
    await removeProduct(ports, context.req.param('id'));
    return context.redirect('/console/partners?done=ended', 303);
  });

  routes.get('/:id', async (context) => {
    const desk = deskOf(context);
    const partner = await findPartner(ports, context);
    return context.html(await partnerPage(ports, desk, partner, { notice: noticeOf(desk, context) }));
  });

  routes.get('/:id/end', async (context) => {
    const desk = deskOf(context);
    const partner = await findPartner(ports, context);
    const now = toInstant(ports.clock.now());
    const words = desk.words.partnerPages;
    const valid = (await listKeys(database, partner.id)).filter((key) => isOpen(key, now));
    return decision(context, {
      title: fill(words.endPartnerTitle, { name: partner.name }),
      action: `/console/partners/${partner.id}/end`,
      lead: words.endPartnerLead,
      reach: [[words.endPartnerReach, valid.length]],
      after: [words.endPartnerAfter],
      button: words.endPartnerButton,
      back: `/console/partners/${partner.id}`,
    });
  });

  routes.post('/:id/end', async (context) => {
    await removePartner(ports, context.req.param('id'));
    return context.redirect('/console/partners?done=ended', 303);
  });

  // The answer to the form is the page itself: a key cannot be shown again after a redirect.
  routes.post('/:id/keys', async (context) => {
    const desk = deskOf(context);
    const partner = await findPartner(ports, context);
    const form = context.get('form');
    const given = ['note', 'expiresAt', 'link'].filter((name) => form.text(name) !== '');
    const body = JSON.stringify(Object.fromEntries(given.map((name) => [name, form.text(name)])));
    const made = await makeKey(ports, partner, readKeyRequest(body, toInstant(ports.clock.now())));
    const value = made.product ? `${config.publicUrl}/partners/links/${made.key}/${made.product}` : made.key;
    const shown = { words: desk.words.partnerPages.madeKey, value, ...(!made.product && { key: made.key }) };
    return context.html(await partnerPage(ports, desk, partner, { shown }));
  });

  routes.get('/:id/keys/:prefix/revoke', async (context) => {
    const desk = deskOf(context);
    const partner = await findPartner(ports, context);
    const now = toInstant(ports.clock.now());
    const words = desk.words.partnerPages;
    const prefix = context.req.param('prefix').slice(0, 40);
    const others = (await listKeys(database, partner.id)).filter(
      (key) => isOpen(key, now) && key.prefix !== prefix,
    );
    return decision(context, {
      title: fill(words.revokeTitle, { prefix }),
      action: `/console/partners/${partner.id}/keys/${encodeURIComponent(prefix)}/revoke`,
      lead: words.revokeLead,
      reach: [[words.revokeReach, others.length]],
      after: [],
      button: words.revokeButton,
      back: `/console/partners/${partner.id}`,
    });
  });

  routes.post('/:id/keys/:prefix/revoke', async (context) => {
    const { id, prefix } = context.req.param();
    await revokeKey(ports, id, prefix);
    return context.redirect(`/console/partners/${id}?done=revoked`, 303);
  });

  routes.post('/:id/endpoints', async (context) => {
    const desk = deskOf(context);
    const partner = await findPartner(ports, context);
    const url = context.get('form').text('url');
    const made = await addCheckedEndpoint(ports, sealerOf(ports, config), partner.id, url);
    const shown = { words: desk.words.partnerPages.madeSecret, value: made.secret };
    return context.html(await partnerPage(ports, desk, partner, { shown }));
  });

  routes.post('/:id/endpoints/:endpoint/verify', async (context) => {
    const { id, endpoint } = context.req.param();
    const known = await loadEndpoint(database, id, endpoint);
    if (known) await verifyEndpoint(ports, sealerOf(ports, config), known);
    return context.redirect(`/console/partners/${encodeURIComponent(id)}?done=verified`, 303);
  });

  routes.post('/:id/endpoints/:endpoint/remove', async (context) => {
    const { id, endpoint } = context.req.param();
    if (await loadEndpoint(database, id, endpoint)) await removeEndpoint(ports, endpoint);
    return context.redirect(`/console/partners/${encodeURIComponent(id)}?done=removed`, 303);
  });
  return routes;
}

async function lists({ database }: Ports) {
  const [partners, products] = await Promise.all([listPartners(database), listProducts(database)]);
  return { partners, products };
}

async function partnerPage(
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
  return renderPartner(desk, partner, { products, keys, endpoints, lines, ...rest });
}

/** The page of a form again where it was refused in fields; every other refusal goes on. */
async function refusable(
  take: () => Promise<Response>,
  again: (problem: Problem) => Promise<Response>,
): Promise<Response> {
  try {
    return await take();
  } catch (error) {
    if (error instanceof Problem && error.code === 'invalid-partner') return again(error);
    throw error;
  }
}

function decision(
  context: Context,
  { title, ...parts }: Parameters<typeof confirmation>[1] & { title: string },
) {
  const desk = deskOf(context);
  const content = confirmation(desk, parts);
  return context.html(consolePage({ desk, title, section: 'partners', trail: trailOf(desk), content }));
}

function noticeOf({ words }: Desk, context: Context): string | undefined {
  const { done } = words.partnerPages;
  const outcome = context.req.query('done') ?? '';
  return Object.hasOwn(done, outcome) ? done[outcome as keyof typeof done] : undefined;
}

function sealerOf(ports: Ports, { secretsKey }: Config): Sealer {
  if (secretsKey) return createSealer(secretsKey, ports.random);
  throw new Problem('secrets-key-missing', 'There is no key to seal the secret with: set SECRETS_KEY.');
}

async function findPartner({ database }: Ports, context: Context): Promise<StoredPartner> {
  const id = context.req.param('id') ?? '';
  const partner = await loadPartner(database, id);
  if (!partner) throw unknown('partner', id);
  return partner;
}

async function findProduct({ database }: Ports, context: Context): Promise<Product> {
  const id = context.req.param('id') ?? '';
  const product = await loadProduct(database, id);
  if (!product) throw unknown('product', id);
  const { changedAt: _, ...rest } = product;
  return rest;
}

function unknown(what: string, id: string): Problem {
  return new Problem('not-found', `There is no ${what} ${JSON.stringify(id.slice(0, 80))}.`);
}

async function countHeld({ database }: Ports, { id }: Product): Promise<number> {
  const row = await database
    .prepare(`SELECT count(*) AS held FROM product_articles WHERE product_id = ? AND state = 'placed'`)
    .bind(id)
    .first<{ held: number }>();
  return row?.held ?? 0;
}
