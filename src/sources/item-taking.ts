import type { EmbedFinder } from '../articles/embed-finder.ts';
import { readArticle } from '../articles/read-article.ts';
import type { Source as ArticleText } from '../articles/source.ts';
import { webUrl } from '../articles/web-url.ts';
import { LONGEST_PAUSE_SECONDS } from '../deliveries/retry-schedule.ts';
import { toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { loadArticle, loadArticleByUrl } from '../store/article-records.ts';
import { publishArticle, withdrawArticle } from '../store/publishing.ts';
import { askForItems, type Item, type Settlement } from './item-records.ts';
import type { LineOutcome } from './run-records.ts';
import { soundFields } from './sound-fields.ts';
import type { Failure, ItemArticle, Origin, Source } from './source.ts';
import { after } from './source-records.ts';

/** What became of an item: for its row, and for the log. */
export interface Taking {
  end: Settlement;
  outcome: LineOutcome;
  words: string;
  /** The source is to be left alone: nothing more is asked in this run. */
  stop?: number;
}

export interface TakingContext {
  ports: Ports;
  tagAuthority: string;
  finder: EmbedFinder;
  source: Source;
  origin: Origin;
}

const PAUSES_MINUTES = [5, 15, 60, 240, 720];
/** Problems that may go away by themselves. */
const PASSING = new Set(['busy', 'stale-version', 'storage-full', 'storage-read-only', 'internal']);

/**
 * Makes an article of an item, or the next version of it, or withdraws it. Nothing that the source or the item does
 * throws; what else is thrown is a failure that passes.
 */
export async function takeItem(context: TakingContext, item: Item): Promise<Taking> {
  if (item.attempts > PAUSES_MINUTES.length + 1) {
    return passed(item, 'failed', 'It came to no end too often; it is not tried again until it changes.');
  }
  try {
    return await take(context, await asItIs(context.ports, item));
  } catch (error) {
    if (error instanceof Problem && !PASSING.has(error.code)) {
      const errors = error.errors?.map(({ field, detail }) => `${field} ${detail}`).join('; ');
      const outcome = error.code === 'id-taken' ? 'skipped' : 'failed';
      return passed(item, outcome, errors ? `${error.detail} ${errors}` : error.detail);
    }
    context.ports.log('warn', 'an article of a source could not be taken', {
      source: context.source.id,
      error,
    });
    const reason = error instanceof Problem ? error.detail : 'The service failed; its log says how.';
    return failed(context.ports, item, { outcome: 'failed', reason, passing: true });
  }
}

/** An article that was made just before a crash is there although its item does not know it. */
async function asItIs({ database }: Ports, item: Item): Promise<Item> {
  if (item.state === 'taken' || item.state === 'withdrawn') return item;
  const current = await loadArticle(database, item.articleId);
  return current && current.article.state !== 'withdrawn' ? { ...item, state: 'taken' } : item;
}

async function take(context: TakingContext, item: Item): Promise<Taking> {
  const { origin, ports } = context;
  if (item.payload && 'gone' in item.payload) {
    return takeBack(context, item, 'The source says that it is gone.');
  }
  if (item.payload) return publish(context, item, item.payload.article, item.url, item.wanted);
  const look = await origin.look({ id: item.id, ...(item.url && { url: item.url }) });
  switch (look.outcome) {
    case 'failed':
      return failed(ports, item, look);
    case 'closed':
      return item.state === 'taken'
        ? takeBack(context, item, look.reason, look.version)
        : passed(item, 'skipped', look.reason, look.version);
    case 'other':
      await askForItems(ports, context.source, [{ id: look.id, version: '' }], true);
      return passed(item, 'note', `It is the item ${look.id}, which is taken in its place.`);
    case 'passed':
      return passed(item, 'skipped', look.reason, look.version);
    case 'gone':
      // A list that names what is not there may be older than the answer; what the source said and we saw is so.
      return item.stated ? takeBack(context, item, look.reason) : missed(context, item, look.reason);
    case 'found':
      return publish(context, item, look.article, look.url ?? item.url, look.version || item.wanted);
  }
}

async function publish(
  { ports, tagAuthority, finder, source }: TakingContext,
  item: Item,
  article: ItemArticle,
  link: string | undefined,
  version: string,
): Promise<Taking> {
  const url = webUrl(link, source.address);
  const strange = url && isElsewhere(url, source);
  if (strange) {
    return passed(
      item,
      'skipped',
      `Its link leads to another host, ${strange}; list it in hosts to take it.`,
      version,
    );
  }
  const current = await loadArticle(ports.database, item.articleId);
  const isWithdrawn = current?.article.state === 'withdrawn';
  if (isWithdrawn && item.state !== 'withdrawn') {
    return passed(item, 'skipped', 'It was withdrawn here; what was taken back stays so.', version);
  }
  const other = url && (await loadArticleByUrl(ports.database, url));
  if (other && other.article.id !== item.articleId) {
    const words = `Its address belongs to the article ${other.article.id}, which did not come from this source.`;
    return passed(item, 'skipped', words, version);
  }
  const now = toInstant(ports.clock.now());
  const base = url ?? source.address;
  // A page knows its own address better than the list it was found in.
  const stated = article.page === undefined && url ? { ...article, url } : article;
  const { given, left } = soundFields(stated, base, now);
  // The date of a change is that of the publication once: what changes later stays where it is.
  if (!current && given.updatedAt) given.publishedAt ??= given.updatedAt;
  const draft = await readArticle({ ...textOf(article), given, address: base }, finder);
  const expected = isWithdrawn ? undefined : current?.etag;
  const { outcome, article: made } = await publishArticle(ports, tagAuthority, {
    id: item.articleId,
    draft,
    precondition: (etag) => etag === expected,
  });
  const notes = [
    made.title,
    ...(made.opensAt ? [`It opens at ${made.opensAt}.`] : []),
    ...(left.length > 0 ? [`Left out: ${left.join(', ')}.`] : []),
  ];
  return { end: { state: 'taken', version }, outcome, words: notes.join(' · ') };
}

function textOf({ page, html, plain = '' }: ItemArticle): Pick<ArticleText, 'type' | 'body'> {
  if (page !== undefined) return { type: 'page', body: page };
  return html !== undefined ? { type: 'html', body: html } : { type: 'text', body: plain };
}

/** Withdraws the article of an item, if there ever was one. */
export async function takeBack(
  { ports }: TakingContext,
  item: Item,
  why: string,
  version = item.wanted,
): Promise<Taking> {
  const current = await loadArticle(ports.database, item.articleId);
  if (!current) return { ...passed(item, 'skipped', why), end: { state: 'withdrawn', version } };
  if (current.article.state === 'withdrawn') {
    // By the publisher: it is not ours to bring back.
    return { end: { state: 'skipped', version }, outcome: 'skipped', words: `${why} It was withdrawn here.` };
  }
  await withdrawArticle(ports, item.articleId);
  return { end: { state: 'withdrawn', version }, outcome: 'withdrawn', words: why };
}

function missed({ ports }: TakingContext, item: Item, why: string): Taking {
  if (item.state !== 'taken') return passed(item, 'skipped', why);
  const end = { state: item.state, missingAt: toInstant(ports.clock.now()) };
  return { end, outcome: 'skipped', words: `${why} It is looked for once more before it is withdrawn.` };
}

function passed(item: Item, outcome: LineOutcome, words: string, version = item.wanted): Taking {
  // What was taken before stays as it was.
  return { end: { state: item.state === 'new' ? 'skipped' : item.state, version }, outcome, words };
}

function failed({ clock }: Ports, item: Item, { reason, passing, ...failure }: Failure): Taking {
  const pause = PAUSES_MINUTES[item.attempts - 1];
  if (!passing || pause === undefined) {
    return passed(item, 'failed', passing ? `${reason} It is not tried again until it changes.` : reason);
  }
  const wish = Math.min(failure.retryAfterSeconds ?? 0, LONGEST_PAUSE_SECONDS);
  const dueAt = after(clock.now(), Math.max(pause * 60, wish));
  return {
    end: { state: item.state, dueAt },
    outcome: 'failed',
    words: `${reason} It is tried again at ${dueAt}.`,
    ...(wish > 0 && { stop: wish }),
  };
}

/** The host of an address that is not one of the source's: its own, those below it, and those the operator named. */
export function isElsewhere(url: string, { host, settings }: Source): string | undefined {
  const name = new URL(url).host;
  const isOf = (own: string) => bare(name) === bare(own) || bare(name).endsWith(`.${bare(own)}`);
  return [host, ...settings.hosts].some(isOf) ? undefined : name;
}

function bare(host: string): string {
  return host.replace(/^www\./, '');
}
