import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Context } from 'hono';
import type { Ports } from '../../domain/ports.ts';
import { findArticles, listEmbargoes } from '../articles/article-list-records.ts';
import { articleRow } from '../articles/article-row.ts';
import { type Desk, deskOf } from '../desk.ts';
import { counted } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { moment, rows, section } from '../parts.ts';
import { fill } from '../words/console-words.ts';
import { type Attention, findAttention } from './dashboard-records.ts';

const LATEST = 8;

/** The first page: what needs attention, what is to come, what came last. */
export async function dashboardAnswer(context: Context, ports: Ports): Promise<Response> {
  const desk = deskOf(context);
  const words = desk.words.dashboard;
  const [attention, embargoes, latest] = await Promise.all([
    findAttention(ports),
    listEmbargoes(ports, LATEST),
    findArticles(ports, { limit: LATEST }),
  ]);
  const first = h('div', [h('p', words.first), h('p', [h('a', { href: '/console/paste' }, words.paste)])]);
  const content = [
    section(words.attention, [attentionList(desk, attention)]),
    embargoes.length > 0
      ? section(words.embargoes, [
          rows(
            embargoes.map((article) => articleRow(desk, article)),
            '',
          ),
        ])
      : undefined,
    section(words.latest, [
      latest.length > 0
        ? rows(
            latest.map((article) => articleRow(desk, article)),
            '',
          )
        : first,
      latest.length > 0
        ? h('p', { class: 'actions' }, [
            h('a', { href: '/console/paste' }, words.another),
            h('a', { href: '/console/articles' }, words.all),
          ])
        : undefined,
    ]),
  ];
  return context.html(consolePage({ desk, title: desk.words.nav.dashboard, section: 'dashboard', content }));
}

function attentionList(desk: Desk, { failingSources, deadLetters, undone }: Attention): Element {
  const words = desk.words.dashboard;
  const items = [
    ...failingSources.map(({ id, since }) =>
      h('li', { class: 'warning' }, [
        h('a', { href: `/console/sources/${id}` }, fill(words.failingSource, { id })),
        ' ',
        moment(desk, since),
      ]),
    ),
    ...(deadLetters > 0
      ? [
          h('li', { class: 'warning' }, [
            h('a', { href: '/console/deliveries' }, counted(desk, words.deadLetters, deadLetters)),
          ]),
        ]
      : []),
    ...(undone > 0 ? [h('li', { class: 'warning' }, counted(desk, words.undone, undone))] : []),
  ];
  return rows(items, words.nothing);
}
