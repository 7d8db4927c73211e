import { Hono } from 'hono';
import type { Config } from '../../domain/config.ts';
import { toInstant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { isOpen, listKeys } from '../../partners/partner-keys.ts';
import { listPartners, loadPartner, removePartner, savePartner } from '../../partners/partner-records.ts';
import { invalid } from '../../partners/partner-request.ts';
import { listProducts, loadProduct, removeProduct, saveProduct } from '../../partners/product-records.ts';
import { deskOf } from '../desk.ts';
import type { SentForm } from '../sent-form.ts';
import { fill } from '../words/console-words.ts';
import { keyPages } from './key-pages.ts';
import {
  decision,
  findPartner,
  findProduct,
  lists,
  noticeOf,
  partnerPage,
  productPage,
} from './partner-desk.ts';
import { partnerOfForm, productOfForm, ticked, valuesOf } from './partner-forms.ts';
import { renderPartnerList } from './partner-pages.ts';

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
        if (isNew(form)) refuseTaken('The partner', await loadPartner(database, partner.id));
        await savePartner(ports, partner);
        return context.redirect(`/console/partners/${partner.id}?done=partner`, 303);
      },
      async (problem) => {
        const rejection = { values: valuesOf(form, 'partner'), held: ticked(form, products), problem };
        const known = isNew(form) ? undefined : await loadPartner(database, form.text('id'));
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
        if (isNew(form)) refuseTaken('The product', await loadProduct(database, product.id));
        await saveProduct(ports, product);
        return context.redirect(`/console/partners/products/${product.id}?done=product`, 303);
      },
      async (problem) => {
        const rejection = { values: valuesOf(form, 'product'), problem };
        const known = isNew(form) ? undefined : await loadProduct(database, form.text('id'));
        const desk = deskOf(context);
        if (known) return context.html(await productPage(ports, desk, known, { rejection }), 422);
        return context.html(renderPartnerList(desk, await lists(ports), { product: rejection }), 422);
      },
    );
  });

  routes.get('/products/:id', async (context) => {
    const desk = deskOf(context);
    const product = await findProduct(ports, context);
    return context.html(await productPage(ports, desk, product, { notice: noticeOf(desk, context) }));
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

  routes.route('/', keyPages(ports, config));
  return routes;
}

/** A form of the list makes something new; that of a page changes what is there. */
function isNew(form: SentForm): boolean {
  return form.text('known') !== 'yes';
}

function refuseTaken(place: string, known: unknown): void {
  if (known === undefined) return;
  throw invalid(place, [{ field: 'id', detail: 'is taken: open it above to change it, or choose another' }]);
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
