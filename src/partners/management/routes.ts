import { type Context, Hono } from 'hono';
import type { Config } from '../../domain/config.ts';
import { toInstant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { requireToken } from '../../http/bearer-token.ts';
import { upTo } from '../../http/body-limit.ts';
import { allowOnly } from '../../http/method-guard.ts';
import { noStore } from '../../http/no-store.ts';
import { listLeftOut } from '../left-out.ts';
import { listKeys, makeKey, revokeKey } from '../partner-keys.ts';
import {
  listPartners,
  loadPartner,
  removePartner,
  type StoredPartner,
  savePartner,
} from '../partner-records.ts';
import { readKeyRequest, readPartner, readProduct } from '../partner-request.ts';
import { listProducts, loadProduct, removeProduct, saveProduct } from '../product-records.ts';

const MAX_REQUEST_BYTES = 65_536;

/** `/partners` as the publisher has it, with the publisher token: products, partners, their keys. */
export function partnerManagementRoutes(ports: Ports, config: Config): Hono {
  const { publicUrl, tokenDigests } = config;
  const { database } = ports;
  const routes = new Hono();
  const permit = (context: Context) => requireToken(context.req.header('Authorization'), tokenDigests);
  const bounded = upTo(MAX_REQUEST_BYTES);

  routes.get('/products', async (context) => {
    await permit(context);
    return noStore(context).json({ products: await listProducts(database) });
  });

  routes.get('/products/:id', async (context) => {
    await permit(context);
    const id = context.req.param('id');
    const product = await loadProduct(database, id);
    if (!product) throw unknown('product', id);
    return noStore(context).json({ ...product, leftOut: await listLeftOut(ports, config, product) });
  });

  routes.put('/products/:id', bounded, async (context) => {
    await permit(context);
    const product = readProduct(context.req.param('id'), await context.req.text());
    const outcome = await saveProduct(ports, product);
    await announce(ports);
    return noStore(context).json(await loadProduct(database, product.id), outcome === 'created' ? 201 : 200);
  });

  routes.patch('/products/:id', bounded, async (context) => {
    await permit(context);
    const id = context.req.param('id');
    const before = await loadProduct(database, id);
    if (!before) throw unknown('product', id);
    const { changedAt: _, ...product } = before;
    await saveProduct(ports, readProduct(id, await context.req.text(), product));
    await announce(ports);
    return noStore(context).json(await loadProduct(database, id));
  });

  routes.delete('/products/:id', async (context) => {
    await permit(context);
    await removeProduct(ports, context.req.param('id'));
    return context.body(null, 204);
  });

  routes.get('/', async (context) => {
    await permit(context);
    return noStore(context).json({ partners: await listPartners(database) });
  });

  routes.get('/:id', async (context) => {
    await permit(context);
    const partner = await find(ports, context.req.param('id'));
    return noStore(context).json({ ...partner, keys: await listKeys(database, partner.id) });
  });

  routes.put('/:id', bounded, async (context) => {
    await permit(context);
    const partner = readPartner(context.req.param('id'), await context.req.text());
    const outcome = await savePartner(ports, partner);
    context.header('Location', `${publicUrl}/partners/${partner.id}`);
    return noStore(context).json(await find(ports, partner.id), outcome === 'created' ? 201 : 200);
  });

  routes.patch('/:id', bounded, async (context) => {
    await permit(context);
    const before = await find(ports, context.req.param('id'));
    await savePartner(ports, readPartner(before.id, await context.req.text(), before));
    return noStore(context).json(await find(ports, before.id));
  });

  routes.delete('/:id', async (context) => {
    await permit(context);
    if (!(await removePartner(ports, context.req.param('id'))))
      throw unknown('partner', context.req.param('id'));
    return context.body(null, 204);
  });

  routes.get('/:id/keys', async (context) => {
    await permit(context);
    const { id } = await find(ports, context.req.param('id'));
    return noStore(context).json({ keys: await listKeys(database, id) });
  });

  routes.post('/:id/keys', bounded, async (context) => {
    await permit(context);
    const partner = await find(ports, context.req.param('id'));
    const made = await makeKey(
      ports,
      partner,
      readKeyRequest(await context.req.text(), toInstant(ports.clock.now())),
    );
    const feed = made.product && { feed: `${publicUrl}/partners/links/${made.key}/${made.product}` };
    return noStore(context).json({ ...made, ...feed }, 201);
  });

  routes.delete('/:id/keys/:prefix', async (context) => {
    await permit(context);
    await revokeKey(ports, context.req.param('id'), context.req.param('prefix').replace(/^tsp_/, ''));
    return context.body(null, 204);
  });

  allowOnly(routes, '/products', 'GET, HEAD');
  allowOnly(routes, '/products/:id', 'GET, HEAD, PUT, PATCH, DELETE');
  allowOnly(routes, '/', 'GET, HEAD');
  allowOnly(routes, '/:id', 'GET, HEAD, PUT, PATCH, DELETE');
  allowOnly(routes, '/:id/keys', 'GET, HEAD, POST');
  allowOnly(routes, '/:id/keys/:prefix', 'DELETE');
  return routes;
}

async function find({ database }: Ports, id: string): Promise<StoredPartner> {
  const partner = await loadPartner(database, id);
  if (!partner) throw unknown('partner', id);
  return partner;
}

function unknown(what: string, id: string): Problem {
  return new Problem('not-found', `There is no ${what} ${JSON.stringify(id.slice(0, 80))}.`);
}

/** Products change like feeds: whoever is subscribed hears of it. */
async function announce({ queue, log }: Ports): Promise<void> {
  try {
    await queue.send({ hub: 'changes' });
    await queue.send({ webhooks: 'changes' });
  } catch (error) {
    log('warn', 'the queue could not be told of a product; the next sweep will', { error });
  }
}
