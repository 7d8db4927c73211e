import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Run, RunLine } from '../../sources/run-records.ts';
import type { Source } from '../../sources/source.ts';
import { webhookAddress } from '../../sources/source-answer.ts';
import { isPermitted } from '../../sources/withdrawals.ts';
import type { Desk } from '../desk.ts';
import { confirmation, counted, postButton } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { address, documented, facts, moment, rows, section } from '../parts.ts';
import { fill } from '../words/console-words.ts';
import { type RefusedSource, sourceForm } from './source-form.ts';

/** What so few lines say is shown without being asked for. */
const FEW_LINES = 20;

/** How many of the articles of a source are in which state. */
export type ItemCounts = Partial<Record<'new' | 'taken' | 'skipped' | 'withdrawn', number>>;

/** Where articles come from without anybody sending them. */
export function renderSourceList(
  desk: Desk,
  sources: readonly Source[],
  { notice, refused }: { notice?: string | undefined; refused?: RefusedSource } = {},
): string {
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
    sourceForm(desk, refused),
    h('p', { class: 'quietly' }, documented(words.sourcePages.byCommand)),
    h('pre', { tabIndex: 0 }, [h('code', addCommand(desk))]),
  ];
  return consolePage({ desk, title: words.nav.sources, section: 'sources', notice, content });
}

/** A command that adds a feed; elsewhere than on its own machine the service has to be named. */
function addCommand({ config: { publicUrl } }: Desk): string {
  return `npx tearsheet sources add feed https://www.example.org/feed --id news --service ${publicUrl}`;
}

export interface SourceParts {
  runs: readonly Run[];
  counts: ItemCounts;
  notice?: string | undefined;
  /** What is amiss, in place of a notice. */
  warning?: string | undefined;
  /** A secret that can be read this once. */
  shown?: string | undefined;
}

/** One source: how it does, what it has, and its last runs. */
export function renderSource(desk: Desk, source: Source, parts: SourceParts): string {
  const { runs, counts, notice, warning, shown } = parts;
  const { words, config } = desk;
  const { id, kind, settings, secret, nextAt, failingSince, failures, withdrawUntil } = source;
  const isPolled = kind !== 'webhook';
  const content = [
    shown
      ? h('section', { class: 'notice', role: 'status' }, [
          h('p', words.sourcePages.secret),
          h('p', [h('code', { class: 'secret' }, shown)]),
        ])
      : undefined,
    warning ? h('p', { class: 'warning', role: 'status' }, warning) : undefined,
    h('p', [sourceMark(desk, source)]),
    failingSince
      ? h('p', { class: 'warning' }, [
          counted(desk, words.sourcePages.failures, failures),
          ' ',
          moment(desk, failingSince),
        ])
      : undefined,
    h('div', { class: 'actions' }, [
      ...(isPolled
        ? [
            postButton(desk, `/console/sources/${id}/run`, words.sourcePages.run),
            h('a', { class: 'danger-link', href: `/console/sources/${id}/permit` }, words.sourcePages.permit),
          ]
        : []),
      h('a', { class: 'danger-link', href: `/console/sources/${id}/remove` }, words.sourcePages.remove),
    ]),
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
          withdrawUntil && isPermitted(source, desk.now) ? moment(desk, withdrawUntil) : undefined,
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
        runs.map((run, index) => runEntry(desk, run, index === 0)),
        isPolled ? words.sourcePages.noRuns : words.sourcePages.nothingHeard,
      ),
      h('p', [h('a', { href: `/console/sources/${id}` }, words.sourcePages.again)]),
    ]),
  ];
  const trail = [{ href: '/console/sources', words: words.nav.sources }];
  return consolePage({ desk, title: id, section: 'sources', trail, notice, content });
}

/** Asks whether a source is to be removed. */
export function renderRemoval(desk: Desk, { id }: Source, counts: ItemCounts): string {
  const words = desk.words.sourcePages;
  const content = confirmation(desk, {
    action: `/console/sources/${id}/remove`,
    lead: words.removeLead,
    reach: [[words.removeReach, counts.taken ?? 0]],
    after: [words.removeAfter],
    button: words.removeButton,
    back: `/console/sources/${id}`,
  });
  return decisionPage(desk, id, fill(words.removeTitle, { id }), content);
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
  return decisionPage(desk, id, fill(words.permitTitle, { id }), content);
}

function decisionPage(desk: Desk, id: string, title: string, content: ElementContent[]): string {
  const trail = [
    { href: '/console/sources', words: desk.words.nav.sources },
    { href: `/console/sources/${id}`, words: id },
  ];
  return consolePage({ desk, title, section: 'sources', trail, content });
}

function sourceMark({ words }: Desk, { failingSince }: Source): Element {
  return failingSince === undefined
    ? h('span', { class: 'state state-working' }, words.sourcePages.working)
    : h('span', { class: 'state state-failing' }, words.sourcePages.failing);
}

function runEntry(desk: Desk, run: Run, isNewest: boolean): Element {
  const { startedAt, endedAt, polls, fault, total, lines } = run;
  const { words } = desk;
  return h('li', [
    h('p', [
      moment(desk, startedAt),
      ` · ${counted(desk, words.sourcePages.polls, polls)}`,
      ...(endedAt ? [] : [` · ${words.sourcePages.underWay}`]),
    ]),
    fault ? h('p', { class: 'doubt-much', lang: 'en' }, fault) : undefined,
    lines.length > 0
      ? h('details', { open: isNewest && total <= FEW_LINES }, [
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
