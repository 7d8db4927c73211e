import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Product } from '../../domain/partner.ts';
import { isOpen, type PartnerKey } from '../../partners/partner-keys.ts';
import type { StoredPartner } from '../../partners/partner-records.ts';
import type { PickupLine } from '../../partners/report/report-records.ts';
import type { Endpoint } from '../../partners/webhooks/endpoint-records.ts';
import type { Desk } from '../desk.ts';
import { counted, field, postButton, postForm } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { address, documented, moment, rows, section } from '../parts.ts';
import { fill } from '../words/console-words.ts';
import { leftOutSection, type ProductLeftOut } from './left-out-list.ts';
import { partnerForm, productForm, type Rejection } from './partner-forms.ts';
import { productFeeds, trailOf } from './product-page.ts';

/** Partners and products, and a form for each that is new. */
export function renderPartnerList(
  desk: Desk,
  { partners, products }: { partners: readonly StoredPartner[]; products: readonly Product[] },
  {
    notice,
    product,
    partner,
  }: { notice?: string | undefined; product?: Rejection; partner?: Rejection } = {},
): string {
  const words = desk.words.partnerPages;
  const content = [
    h('p', { class: 'lead' }, documented(words.lead)),
    section(words.partners, [
      rows(
        partners.map((one) => partnerRow(desk, one)),
        words.none,
      ),
    ]),
    section(words.products, [
      rows(
        products.map((one) => productRow(desk, one)),
        words.noProducts,
      ),
    ]),
    section(words.newProduct, productForm(desk, product?.values ?? {}, product?.problem)),
    section(
      words.newPartner,
      partnerForm(desk, partner?.values ?? {}, products, {
        held: partner?.held ?? [],
        problem: partner?.problem,
      }),
    ),
  ];
  return consolePage({ desk, title: desk.words.nav.partners, section: 'partners', notice, content });
}

function partnerRow(desk: Desk, { id, name, products }: StoredPartner): Element {
  const words = desk.words.partnerPages;
  const taken = products.length > 0 ? `${words.takes} ${products.join(', ')}` : words.takesNothing;
  return h('li', [
    h('p', { class: 'row-title' }, [h('a', { href: `/console/partners/${id}` }, [h('bdi', name)])]),
    h('p', { class: 'row-facts' }, [h('code', id), ' · ', taken]),
  ]);
}

function productRow(desk: Desk, { id, name, profile }: Product): Element {
  const words = desk.words.partnerPages;
  return h('li', [
    h('p', { class: 'row-title' }, [h('a', { href: `/console/partners/products/${id}` }, [h('bdi', name)])]),
    h('p', { class: 'row-facts' }, [h('code', id), ' · ', words.profiles[profile]]),
  ]);
}

export interface PartnerParts {
  products: readonly Product[];
  keys: readonly PartnerKey[];
  endpoints: readonly Endpoint[];
  lines: readonly PickupLine[];
  leftOut: readonly ProductLeftOut[];
  notice?: string | undefined;
  /** What can be read this once: a key, or a secret. */
  shown?: { words: string; value: string; key?: string } | undefined;
  rejection?: Rejection;
}

/** One partner: its contract, keys, endpoints, and what it took last. */
export function renderPartner(desk: Desk, partner: StoredPartner, parts: PartnerParts): string {
  const words = desk.words.partnerPages;
  const { products, keys, endpoints, lines, notice, shown, rejection } = parts;
  const values = { id: partner.id, name: partner.name, requests: String(partner.requestsPerMinute) };
  const form = { held: rejection?.held ?? partner.products, problem: rejection?.problem, id: partner.id };
  const report = `${desk.config.publicUrl}/partners/${partner.id}/report.csv`;
  const content: (ElementContent | undefined)[] = [
    shown
      ? h('section', { class: 'notice', role: 'status' }, [
          h('p', shown.words),
          h('p', [h('code', { class: 'secret' }, shown.value)]),
        ])
      : undefined,
    ...partnerForm(desk, rejection?.values ?? values, products, form),
    section(words.keys, [
      rows(
        keys.map((key) => keyRow(desk, partner, key)),
        words.noKeys,
      ),
      keyForm(desk, partner, products),
    ]),
    section(words.feeds, feedParts(desk, partner, parts)),
    parts.leftOut.length > 0 ? leftOutSection(desk, parts.leftOut, false) : undefined,
    section(words.endpoints, [
      rows(
        endpoints.map((endpoint) => endpointRow(desk, partner, endpoint)),
        words.noEndpoints,
      ),
      postForm(desk, `/console/partners/${partner.id}/endpoints`, [
        field({
          name: 'url',
          label: words.url,
          hint: words.urlHint,
          type: 'url',
          required: true,
          code: true,
        }),
        h('button', { type: 'submit' }, words.addEndpoint),
      ]),
    ]),
    section(words.report, [
      rows(
        lines.map((line) => lineRow(desk, line)),
        words.noReport,
      ),
      h('p', { class: 'quietly' }, [words.reportCsv, ' ', h('code', report)]),
    ]),
    h('p', [
      h('a', { class: 'danger-link', href: `/console/partners/${partner.id}/end` }, words.removePartner),
    ]),
  ];
  return consolePage({
    desk,
    title: partner.name,
    section: 'partners',
    trail: trailOf(desk),
    notice,
    content,
  });
}

/** Where the partner takes its articles, and how that is tried. */
function feedParts(desk: Desk, partner: StoredPartner, { products, shown }: PartnerParts): Element[] {
  const words = desk.words.partnerPages;
  const feeds = products
    .filter(({ id }) => partner.products.includes(id))
    .flatMap((product) => productFeeds(desk, product));
  const [first] = feeds;
  const list = rows(
    feeds.map((feed) => h('li', [h('code', feed)])),
    words.noFeeds,
  );
  if (!first) return [list];
  const command = `curl -H "Authorization: Bearer ${shown?.key ?? 'tsp_…'}" ${first}`;
  return [list, h('p', words.feedsLead), h('pre', { tabIndex: 0 }, [h('code', command)])];
}

function keyForm(desk: Desk, { id, products: held }: StoredPartner, products: readonly Product[]): Element {
  const words = desk.words.partnerPages;
  const links = products.filter((product) => held.includes(product.id));
  return postForm(desk, `/console/partners/${id}/keys`, [
    field({
      name: 'link',
      label: words.link,
      value: '',
      options: [
        ['', words.keyKind],
        ...links.map(({ id: link, name }) => [link, fill(words.linkKind, { product: name })] as const),
      ],
    }),
    field({ name: 'note', label: words.note }),
    field({ name: 'expiresAt', label: words.expires, hint: words.expiresHint }),
    h('button', { type: 'submit' }, words.makeKey),
  ]);
}

function keyRow(desk: Desk, { id }: StoredPartner, key: PartnerKey): Element {
  const words = desk.words.partnerPages;
  const { prefix, note, madeAt, expiresAt, revokedAt, product } = key;
  const valid = isOpen(key, desk.now.toISOString());
  const state = valid ? words.states.open : revokedAt ? words.states.revoked : words.states.expired;
  return h('li', [
    h('p', { class: 'row-title' }, [
      h('code', `tsp_${prefix}…`),
      ' ',
      h('span', { class: valid ? 'state state-working' : 'state state-withdrawn' }, state),
    ]),
    h('p', { class: 'row-facts' }, [
      product ? fill(words.linkKind, { product }) : words.keyKind,
      ...(note ? [' · ', h('bdi', note)] : []),
      ' · ',
      moment(desk, madeAt),
      ...(expiresAt ? [` · ${words.expires} `, moment(desk, expiresAt)] : []),
    ]),
    valid
      ? h('p', [
          h(
            'a',
            { class: 'danger-link', href: `/console/partners/${id}/keys/${prefix}/revoke` },
            fill(words.revoke, { prefix }),
          ),
        ])
      : undefined,
  ]);
}

function endpointRow(desk: Desk, { id }: StoredPartner, endpoint: Endpoint): Element {
  const words = desk.words.partnerPages;
  const { state, url, host, failure, waiting, dead } = endpoint;
  const path = `/console/partners/${id}/endpoints/${endpoint.id}`;
  return h('li', [
    h('p', { class: 'row-title' }, [
      address(url),
      ' ',
      h(
        'span',
        { class: state === 'active' ? 'state state-working' : 'state state-failing' },
        words.endpointStates[state],
      ),
    ]),
    h('p', { class: 'row-facts' }, [
      counted(desk, words.waiting, waiting),
      ' · ',
      counted(desk, words.dead, dead),
      ...(failure ? [' · ', h('span', { lang: 'en' }, failure)] : []),
    ]),
    h('div', { class: 'actions' }, [
      postButton(desk, `${path}/verify`, fill(words.verify, { host })),
      postButton(desk, `${path}/remove`, fill(words.remove, { host })),
    ]),
  ]);
}

function lineRow(desk: Desk, { at, article, version, way, change }: PickupLine): Element {
  const words = desk.words.partnerPages;
  return h('li', [
    moment(desk, at),
    ` · ${words.changes[change]} `,
    h('a', { href: `/console/articles/${article}` }, article),
    ` · ${fill(words.version, { version })} · ${words.ways[way]}`,
  ]);
}
