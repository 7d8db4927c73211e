import { webUrl } from '../../articles/web-url.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Clock, Fetch } from '../../domain/ports.ts';
import { readDate } from '../date-text.ts';
import { childrenOf, readXml, textOf, type XmlElement } from '../feeds/xml-elements.ts';
import { plainWords } from '../plain-words.ts';
import type { Failure, ListedItem, Listing, Origin, Source } from '../source.ts';
import { after } from '../source-records.ts';
import { type Answered, textOfXml, useless } from './answers.ts';
import { askConditionally, validatorsOf } from './feed-origin.ts';

const ACCEPT = 'application/xml, text/xml;q=0.9, */*;q=0.5';
/** What a news sitemap holds (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap). */
const DAYS = 2;
const MAX_URLS = 1000;
/** Sitemaps of an index that are read: those that changed last. */
const MAX_MAPS = 3;

/** A news sitemap, or one whose addresses have dates: the articles of the last two days, each read from its page. */
export function sitemapOrigin(fetch: Fetch, clock: Clock, source: Source, look: Origin['look']): Origin {
  const since = () => after(clock.now(), -DAYS * 24 * 60 * 60);
  return {
    look,
    async list(cursor): Promise<Listing> {
      const answer = await askConditionally(fetch, source.address, cursor, ACCEPT);
      if (answer.outcome !== 'answered') return answer;
      const root = readMap(answer);
      if ('outcome' in root) return root;
      const own = validatorsOf(answer);
      if (root.name === 'urlset') {
        return { ...listUrls([root], answer.url, since()), cursor: root.closed ? own : {}, more: false };
      }
      const maps: XmlElement[] = [];
      for (const address of newestMaps(root, answer.url, source.host, since())) {
        const child = await askConditionally(fetch, address, {}, ACCEPT);
        if (child.outcome !== 'answered') return child.outcome === 'failed' ? child : useless(answer);
        const map = readMap(child);
        if ('outcome' in map) return map;
        maps.push(map);
      }
      // The index need not change when what it leads to does.
      return { ...listUrls(maps, answer.url, since()), cursor: {}, more: false };
    },
  };
}

function readMap(answer: Answered): XmlElement | Failure {
  const document = readXml(textOfXml(answer));
  if (typeof document === 'string') return useless(answer, `answered what ${document}`);
  const { root } = document;
  if (root.name === 'urlset' || root.name === 'sitemapindex') return root;
  return useless(answer, `answered what is no sitemap: <${root.name.slice(0, 40)}>`);
}

function newestMaps(index: XmlElement, base: string, host: string, since: Instant): string[] {
  return childrenOf(index, 'sitemap')
    .slice(0, MAX_URLS)
    .flatMap((map) => {
      const url = webUrl(textOf(map, 'loc'), base);
      const changed = readDate(textOf(map, 'lastmod'));
      const isOurs = url !== undefined && new URL(url).host === host;
      return isOurs && (!changed || changed >= since) ? [{ url, changed: changed ?? '' }] : [];
    })
    .sort((a, b) => (a.changed < b.changed ? 1 : -1))
    .slice(0, MAX_MAPS)
    .map(({ url }) => url);
}

function listUrls(
  maps: XmlElement[],
  base: string,
  since: Instant,
): Pick<Extract<Listing, { outcome: 'listed' }>, 'outcome' | 'items' | 'notes'> {
  const items = new Map<string, ListedItem>();
  const urls = maps.flatMap((map) => childrenOf(map, 'url').filter(({ closed }) => closed));
  let undated = 0;
  for (const entry of urls) {
    const [news] = childrenOf(entry, 'news:news');
    const publishedAt = readDate(news && textOf(news, 'news:publication_date'));
    const changed = readDate(textOf(entry, 'lastmod'));
    const date = publishedAt ?? changed;
    const url = webUrl(textOf(entry, 'loc'), base);
    if (!date) undated++;
    if (!url || !date || date < since || items.has(url) || items.size >= MAX_URLS) continue;
    const title = news ? plainWords(textOf(news, 'news:title') ?? '') : '';
    const version = `${changed ?? publishedAt} ${title}`;
    items.set(url, { id: url, url, version, ...(publishedAt && { publishedAt }) });
  }
  const notes = [
    ...(maps.every(({ closed }) => closed) ? [] : [{ words: 'The sitemap is broken in the middle.' }]),
    ...(undated > 0 ? [{ words: `${undated} addresses have no date, and are not taken.` }] : []),
  ];
  return { outcome: 'listed', items: [...items.values()], notes };
}
