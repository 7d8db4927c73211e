import { Hono } from 'hono';
import type { Config } from '../../domain/config.ts';
import { toInstant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';
import { isOpen, listKeys, makeKey, revokeKey } from '../../partners/partner-keys.ts';
import { readKeyRequest } from '../../partners/partner-request.ts';
import { addCheckedEndpoint } from '../../partners/webhooks/endpoint-adding.ts';
import { loadEndpoint, removeEndpoint } from '../../partners/webhooks/endpoint-records.ts';
import { verifyEndpoint } from '../../partners/webhooks/verification.ts';
import { deskOf } from '../desk.ts';
import { fill } from '../words/console-words.ts';
import { decision, findPartner, partnerPage, sealerOf } from './partner-desk.ts';

/** What is done with the keys and the endpoints of a partner. */
export function keyPages(ports: Ports, config: Config): Hono {
  const { database } = ports;
  const routes = new Hono();

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
