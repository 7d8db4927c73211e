import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../../domain/article.ts';
import { pageFaults } from '../../unfurl/page-faults.ts';
import type { PageVisit } from '../../unfurl/page-visit.ts';
import { PLATFORM_RULES, type PlatformView, platformViews } from '../../unfurl/platform-views.ts';
import type { Desk } from '../desk.ts';
import { consolePage } from '../layout.ts';
import { address, documented, foreign, section, table, weight } from '../parts.ts';
import { fill } from '../words/console-words.ts';
import { DRAWN_PLATFORMS, drawing } from './drawings.ts';
import { type Limit, limitsOf, NEAR } from './near-limits.ts';

/** How links to an article look on each platform, in light and dark, with the limits that are near. */
export function renderUnfurl(
  desk: Desk,
  article: Article,
  visit: PageVisit,
  picture: string | undefined,
): string {
  const { words } = desk;
  const views = platformViews(visit);
  const drawn = DRAWN_PLATFORMS.flatMap((name) => views.find(({ platform }) => platform === name) ?? []);
  const others = views.filter(({ platform }) => !DRAWN_PLATFORMS.includes(platform));
  const { id, title, language, url, state } = article;
  const content = [
    h('p', [words.unfurl.lead, ' ', address(visit.address)]),
    state === 'live' ? undefined : h('p', { class: 'warning' }, words.unfurl.later),
    url ? h('p', [...documented(words.unfurl.ownSite), ' ', address(url)]) : undefined,
    section(words.unfurl.faults, [faultList(desk, visit)]),
    ...drawn.map((view) => platformSection(desk, visit, view, picture)),
    section(words.unfurl.others, [otherTable(desk, others)]),
  ];
  const trail = [
    { href: '/console/articles', words: words.articles.title },
    { href: `/console/articles/${id}`, words: foreign(title, language) },
  ];
  const styles = ['console-drawings'];
  return consolePage({ desk, title: words.articles.unfurl, section: 'articles', trail, styles, content });
}

function platformSection(
  desk: Desk,
  visit: PageVisit,
  view: PlatformView,
  picture: string | undefined,
): Element {
  const { words } = desk;
  const rules = PLATFORM_RULES.find(({ name }) => name === view.platform);
  const limits = rules ? limitsOf(visit, rules, view) : [];
  const context = { address: visit.address, picture };
  return section(view.platform, [
    h('div', { class: 'unfurls' }, [
      h('div', [drawing(view, { ...context, scheme: 'light' })]),
      // The same again: to be seen, not to be read twice.
      h('div', { ariaHidden: 'true' }, [drawing(view, { ...context, scheme: 'dark' })]),
    ]),
    h('ul', { class: 'plain quietly' }, [
      ...(view.nothing === undefined
        ? []
        : [h('li', { class: 'doubt-much' }, because(words.unfurl.nothing, view.nothing))]),
      ...pictureNotes(desk, view).map((note) => h('li', { class: 'doubt-much' }, note)),
      ...limits.map((limit) =>
        h('li', { class: isNear(limit) ? 'doubt' : undefined }, limitWords(desk, limit, view)),
      ),
      h('li', words.unfurl.known[view.known]),
    ]),
  ]);
}

function pictureNotes({ words }: Desk, { picture, nothing }: PlatformView): (ElementContent | string)[][] {
  if (nothing !== undefined) return [];
  if (!picture) return [[words.unfurl.noPicture]];
  return [
    ...(picture.refused ? [because(words.unfurl.refused, picture.refused)] : []),
    ...(picture.small ? [because(words.unfurl.small, picture.small)] : []),
  ];
}

/** What the rules say, which is written in English. */
function english(text: string): Element {
  return h('span', { lang: 'en' }, text);
}

/** A sentence with its `{why}`. */
function because(pattern: string, why: string): (Element | string)[] {
  const [before = '', after = ''] = pattern.split('{why}');
  return [before, english(why), after];
}

function isNear({ used, limit }: Limit): boolean {
  return used > limit * NEAR;
}

function limitWords(desk: Desk, { what, used, limit, unit }: Limit, { cut }: PlatformView): string {
  const { words, language } = desk;
  const number = new Intl.NumberFormat(language);
  const amount = (value: number) => (what === 'picture' ? weight(desk, value) : number.format(value));
  const pattern = what === 'picture' ? words.unfurl.weight : words.unfurl[unit];
  const text = fill(pattern, { what: words.unfurl.what[what], used: amount(used), limit: amount(limit) });
  return what !== 'picture' && cut.includes(what) ? `${text}, ${words.unfurl.cut}` : text;
}

function otherTable({ words }: Desk, views: readonly PlatformView[]): Element {
  const shown = ({ title, nothing }: PlatformView) =>
    nothing === undefined ? foreign(title ?? '') : english(nothing);
  const pictured = ({ picture, nothing }: PlatformView) => {
    if (nothing !== undefined || !picture) return words.frame.none;
    if (picture.refused) return english(picture.refused);
    return picture.near ? english(picture.near) : words.unfurl.taken;
  };
  return table(
    words.unfurl.others,
    [words.unfurl.platform, words.unfurl.what.title, words.unfurl.what.picture],
    views.map((view) => [view.platform, shown(view), pictured(view)]),
  );
}

function faultList({ words }: Desk, visit: PageVisit): Element {
  const faults = pageFaults(visit).filter(({ isNote }) => !isNote);
  if (faults.length === 0) return h('p', words.unfurl.noFaults);
  return h(
    'ul',
    { class: 'rows', lang: 'en' },
    faults.map(({ fault, mend }) => h('li', [fault, ' ', h('strong', mend)])),
  );
}
