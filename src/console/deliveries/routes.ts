import type { Element } from 'hast';
import { h } from 'hastscript';
import { Hono } from 'hono';
import type { Ports } from '../../domain/ports.ts';
import { type Desk, deskOf } from '../desk.ts';
import { counted, postButton } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { moment, rows, section } from '../parts.ts';
import { fill } from '../words/console-words.ts';
import {
  type Delivered,
  type ListedDelivery,
  listDelivered,
  listDeliveries,
  reviveDeliveries,
} from './delivery-list-records.ts';

/** `/console/deliveries`: what subscribers of the hub are owed and were given; what was given up can be tried again. */
export function deliveryPages(ports: Ports): Hono {
  const routes = new Hono();

  routes.get('/', async (context) => {
    const desk = deskOf(context);
    const [dead, waiting, delivered] = await Promise.all([
      listDeliveries(ports, 'dead'),
      listDeliveries(ports, 'waiting'),
      listDelivered(ports),
    ]);
    const revived = /^\d{1,6}$/.exec(context.req.query('revived') ?? '')?.[0];
    const notice = revived && counted(desk, desk.words.deliveries.revived, Number(revived));
    return context.html(renderDeliveries(desk, { dead, waiting, delivered, notice: notice || undefined }));
  });

  routes.post('/retry', async (context) => {
    const id = context.get('form').text('id');
    const revived = await reviveDeliveries(ports, id || undefined);
    // What is due is found by the next sweep, where the queue cannot be told.
    await ports.queue.send({ hub: 'deliver' }).catch((error: unknown) => {
      ports.log('warn', 'the queue could not be told of deliveries; the next sweep will', { error });
    });
    return context.redirect(`/console/deliveries?revived=${revived}`, 303);
  });
  return routes;
}

interface DeliveryParts {
  dead: readonly ListedDelivery[];
  waiting: readonly ListedDelivery[];
  delivered: readonly Delivered[];
  notice: string | undefined;
}

function renderDeliveries(desk: Desk, { dead, waiting, delivered, notice }: DeliveryParts): string {
  const { words } = desk;
  const content = [
    h('p', { class: 'lead' }, words.deliveries.lead),
    section(words.deliveries.dead, [
      rows(
        dead.map((delivery) => deliveryRow(desk, delivery)),
        words.frame.none,
      ),
      dead.length > 1 ? postButton(desk, '/console/deliveries/retry', words.deliveries.retryAll) : undefined,
    ]),
    section(words.deliveries.waiting, [
      rows(
        waiting.map((delivery) => deliveryRow(desk, delivery)),
        words.frame.none,
      ),
    ]),
    section(words.deliveries.delivered, [
      rows(
        delivered.map((one) => deliveredRow(desk, one)),
        words.frame.none,
      ),
    ]),
  ];
  return consolePage({ desk, title: words.nav.deliveries, section: 'deliveries', notice, content });
}

function deliveryRow(desk: Desk, delivery: ListedDelivery): Element {
  const { words } = desk;
  const { id, host, feed, attempts, nextAt, failingSince, failure } = delivery;
  return h('li', [
    h('p', { class: 'row-title' }, [h('code', host), ' ', h('code', feed)]),
    h('p', { class: 'row-facts' }, [
      counted(desk, words.deliveries.attempts, attempts),
      ...(failingSince ? [` · ${words.deliveries.failing} `, moment(desk, failingSince)] : []),
      ...(nextAt ? [` · ${words.deliveries.next} `, moment(desk, nextAt)] : []),
      ...(failure ? [' · ', h('span', { lang: 'en' }, failure)] : []),
    ]),
    nextAt === null
      ? postButton(desk, '/console/deliveries/retry', fill(words.deliveries.retry, { host }), { id })
      : undefined,
  ]);
}

function deliveredRow(desk: Desk, { host, feed, deliveredAt }: Delivered): Element {
  return h('li', [h('code', host), ' ', h('code', feed), ' ', moment(desk, deliveredAt)]);
}
