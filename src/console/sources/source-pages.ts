import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Run, RunLine } from '../../sources/run-records.ts';
import type { Source } from '../../sources/source.ts';
import { webhookAddress } from '../../sources/source-answer.ts';
import type { Desk } from '../desk.ts';
import { confirmation, counted, postButton } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { address, documented, facts, moment, rows, section } from '../parts.ts';
import { fill } from '../words/console-words.ts';

/** How many of the articles of a source are in which state. */
export type ItemCounts = Partial<Record<'new' | 'taken' | 'skipped' | 'withdrawn', number>>;

/** Where articles come from without anybody sending them. */
export function renderSourceList(desk: Desk, sources: readonly Source[]): string {
  const { words } = desk;
  const entry = (source: Source) =>
    h('li', [
      h('p', { class: 'row-title' }, [
        h('a', { href: `/console/sources/${source.id}` }, [h('code', source.id)]),
        ' ',
        sourceMark(desk, source),
      ]),
      h('p', { class: 'row-facts' }, [words.sourceKinds[source.kind], ' · ', address(source.address)]),
    ]);
  const content = [
    rows(sources.map(entry), words.sourcePages.none),
    h('p', documented(words.sourcePages.adding)),
    h('pre', { tabIndex: 0 }, [h('code', addCommand(desk))]),
  ];
  return consolePage({ desk, title: words.nav.sources, section: 'sources', content });
}

/** A command that adds a feed; elsewhere than on its own machine the service has to be named. */
function addCommand({ config: { publicUrl } }: Desk): string {
  return `npx tearsheet sources add feed https://www.example.org/feed --id news --service ${publicUrl}`;
}

/** One source: how it does, what it has, and its last runs. */
export function renderSource(
  desk: Desk,
  source: Source,
  { runs, counts, notice }: { runs: readonly Run[]; counts: ItemCounts; notice: string | undefined },
): string {
  const { words, config } = desk;
  const { id, kind, settings, secret, nextAt, failingSince, failures, withdrawUntil } = source;
  const isPolled = kind !== 'webhook';
  const content = [
    h('p', [sourceMark(desk, source)]),
    failingSince
      ? h('p', { class: 'warning' }, [
          counted(desk, words.sourcePages.failures, failures),
          ' ',
          moment(desk, failingSince),
        ])
      : undefined,
    isPolled
      ? h('div', { class: 'actions' }, [
          postButton(desk, `/console/sources/${id}/run`, words.sourcePages.run),
          h('a', { class: 'danger-link', href: `/console/sources/${id}/permit` }, words.sourcePages.permit),
        ])
      : undefined,
    section(words.sourcePages.facts, [
      facts([
        [words.sourcePages.kind, words.sourceKinds[kind]],
        [words.sourcePages.address, address(source.address)],
        [
          words.sourcePages.every,
          isPolled ? counted(desk, words.sourcePages.minutes, settings.everyMinutes) : undefined,
        ],
        [words.sourcePages.next, nextAt && moment(desk, nextAt)],
        [words.sourcePages.hosts, settings.hosts.join(', ')],
        [
          words.sourcePages.webhook,
          secret === undefined ? undefined : address(webhookAddress(config.publicUrl, id)),
        ],
        [
          words.sourcePages.permitted,
          withdrawUntil && withdrawUntil > desk.now.toISOString() ? moment(desk, withdrawUntil) : undefined,
        ],
        ...(['taken', 'new', 'skipped', 'withdrawn'] as const).map(
          (state) =>
            [
              words.itemStates[state],
              new Intl.NumberFormat(desk.language).format(counts[state] ?? 0),
            ] as const,
        ),
      ]),
    ]),
    section(words.sourcePages.runs, [
      rows(
        runs.map((run) => runEntry(desk, run)),
        words.sourcePages.noRuns,
      ),
    ]),
  ];
  const trail = [{ href: '/console/sources', words: words.nav.sources }];
  return consolePage({ desk, title: id, section: 'sources', trail, notice, content });
}

/** Asks whether a source may withdraw any number of articles. */
export function renderPermission(desk: Desk, { id }: Source, counts: ItemCounts): string {
  const words = desk.words.sourcePages;
  const content = confirmation(desk, {
    action: `/console/sources/${id}/permit`,
    lead: words.permitLead,
    reach: [[words.permitReach, counts.taken ?? 0]],
    after: [words.permitAfter],
    button: words.permitButton,
    back: `/console/sources/${id}`,
  });
  const trail = [
    { href: '/console/sources', words: desk.words.nav.sources },
    { href: `/console/sources/${id}`, words: id },
  ];
  return consolePage({ desk, title: fill(words.permitTitle, { id }), section: 'sources', trail, content });
}

function sourceMark({ words }: Desk, { failingSince }: Source): Element {
  return failingSince === undefined
    ? h('span', { class: 'state state-working' }, words.sourcePages.working)
    : h('span', { class: 'state state-failing' }, words.sourcePages.failing);
}

function runEntry(desk: Desk, { startedAt, endedAt, polls, fault, total, lines }: Run): Element {
  const { words } = desk;
  return h('li', [
    h('p', [
      moment(desk, startedAt),
      ` · ${counted(desk, words.sourcePages.polls, polls)}`,
      ...(endedAt ? [] : [` · ${words.sourcePages.underWay}`]),
    ]),
    fault ? h('p', { class: 'doubt-much', lang: 'en' }, fault) : undefined,
    lines.length > 0
      ? h('details', [
          h('summary', counted(desk, words.sourcePages.lines, total)),
          h(
            'ul',
            { class: 'plain' },
            lines.map((line) => lineEntry(desk, line)),
          ),
        ])
      : undefined,
  ]);
}

function lineEntry({ words }: Desk, { outcome, item, article, words: said }: RunLine): Element {
  return h('li', [
    h('span', { class: `state state-${outcome}` }, words.lineOutcomes[outcome]),
    ' ',
    article ? h('a', { href: `/console/articles/${article}` }, article) : h('bdi', item ?? ''),
    ' ',
    h('span', { lang: 'en' }, said),
  ]);
}
