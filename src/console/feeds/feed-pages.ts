import type { Element } from 'hast';
import { h } from 'hastscript';
import { feedAddress } from '../../domain/addresses.ts';
import { FEED_FORMATS, type FeedFormat } from '../../domain/feed.ts';
import type { FeedItem } from '../../sources/feeds/feed-items.ts';
import { plainWords } from '../../sources/plain-words.ts';
import type { Desk } from '../desk.ts';
import { counted } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { address, foreign, moment, rows, section, table, weight } from '../parts.ts';
import { pictureless } from '../pictureless.ts';
import type { CheckedFeed } from './feed-check.ts';
import type { ListedFeed, SubscriberHost } from './feed-list-records.ts';

const NAMES: Record<FeedFormat, string> = { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' };
const SHOWN_ITEMS = 20;

/** Every feed, with how many articles and subscribers it has. */
export function renderFeedList(desk: Desk, feeds: readonly ListedFeed[]): string {
  const { words, config } = desk;
  const entry = ({ topic, name, modifiedAt, articles, subscribers }: ListedFeed) =>
    h('li', [
      h('p', { class: 'row-title' }, [
        h('a', { href: viewAddress(topic) }, [h('bdi', name || config.publication.name)]),
        ' ',
        h('code', topic),
      ]),
      h('p', { class: 'row-facts' }, [
        counted(desk, words.feeds.articles, articles),
        ' · ',
        counted(desk, words.feeds.subscribers, subscribers),
        ` · ${words.feeds.modified} `,
        moment(desk, modifiedAt),
      ]),
    ]);
  const content = [rows(feeds.map(entry), words.feeds.none)];
  return consolePage({ desk, title: words.nav.feeds, section: 'feeds', content });
}

/** The console's page of a feed. */
export function viewAddress(topic: string): string {
  return `/console/feeds/view?topic=${encodeURIComponent(topic)}`;
}

export interface FeedParts {
  topic: string;
  name: string;
  checked: readonly CheckedFeed[];
  hosts: readonly SubscriberHost[];
}

/** One feed: its addresses and whether they are sound, who is subscribed, and what a reader shows. */
export function renderFeed(desk: Desk, { topic, name, checked, hosts }: FeedParts): string {
  const { words, config, language } = desk;
  const number = new Intl.NumberFormat(language);
  const items =
    checked.find(({ format }) => format === 'json')?.feed?.items.filter(({ gone }) => !gone) ?? [];
  const content = [
    section(words.feeds.documents, [
      table(
        words.feeds.documents,
        [words.feeds.format, words.articles.addresses, words.feeds.size, words.feeds.check],
        FEED_FORMATS.map((format) => documentRow(desk, topic, format, checked)),
      ),
    ]),
    section(words.feeds.hosts, [
      hosts.length > 0
        ? table(
            words.feeds.hosts,
            [words.feeds.host, words.feeds.subscriptions, words.feeds.delivered],
            hosts.map(({ host, subscriptions, deliveredAt }) => [
              h('code', host),
              number.format(subscriptions),
              deliveredAt ? moment(desk, deliveredAt) : words.feeds.notYet,
            ]),
          )
        : h('p', words.feeds.nobody),
    ]),
    section(words.feeds.reader, [
      rows(
        items.slice(0, SHOWN_ITEMS).map((item) => readerItem(desk, item)),
        words.feeds.none,
      ),
    ]),
  ];
  const trail = [{ href: '/console/feeds', words: words.nav.feeds }];
  return consolePage({ desk, title: name || config.publication.name, section: 'feeds', trail, content });
}

function documentRow(
  desk: Desk,
  topic: string,
  format: FeedFormat,
  checked: readonly CheckedFeed[],
): (Element | string)[] {
  const { words, config } = desk;
  const document = checked.find((one) => one.format === format);
  const faults = document?.faults ?? [];
  return [
    NAMES[format],
    address(feedAddress(config.publicUrl, topic, format)),
    weight(desk, document?.bytes ?? 0),
    faults.length === 0
      ? h('span', { class: 'state state-live' }, words.feeds.sound)
      : h('span', { class: 'doubt-much', lang: 'en' }, faults.join('; ')),
  ];
}

/** An item as a reader shows it: closed, until somebody opens it. */
function readerItem(desk: Desk, item: FeedItem): Element {
  const { words } = desk;
  const { title = '', full, summary = '', publishedAt, authors = [], link } = item;
  return h('li', [
    h('h3', [foreign(plainWords(title))]),
    h('p', { class: 'row-facts' }, [
      ...authors.flatMap(({ name }, index) => [index > 0 ? ', ' : '', foreign(name)]),
      authors.length > 0 ? ' · ' : '',
      publishedAt ? moment(desk, publishedAt) : '',
    ]),
    summary ? h('p', [foreign(plainWords(summary))]) : undefined,
    full
      ? h('details', [
          h('summary', words.feeds.openItem),
          h('div', { class: 'article-text', dir: 'auto' }, pictureless(full, words.fields.image)),
        ])
      : undefined,
    link ? h('p', [address(link)]) : undefined,
  ]);
}
