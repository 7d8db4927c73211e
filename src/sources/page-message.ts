import type { EmbedFinder } from '../articles/embed-finder.ts';
import { webUrl } from '../articles/web-url.ts';
import type { Config } from '../domain/config.ts';
import type { Database, PageMessage, Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { loadArticleByUrl } from '../store/article-records.ts';
import { publishPage } from './page-publishing.ts';
import { loadPageRecord, wasReadFromPage } from './page-records.ts';
import { PageRefusal } from './page-refusal.ts';

/** A page that was fetched, with whatever came of it, is not asked for again before. */
const REST_MS = 10 * 60_000;

/** Ends the work on a message without a fault: there is nothing to be done. */
class NothingToDo extends Error {
  override name = 'NothingToDo';
}

/**
 * Publishes the article on a page of the publisher's own site that was met in passing. Nobody has asked for it, so it is
 * done only on hosts that are the publication's, and never over what the publisher sent or withdrew.
 * Rejects where it should be tried again; everything else is logged and over.
 */
export async function handlePageMessage(
  ports: Ports,
  config: Config,
  finder: EmbedFinder,
  { page }: PageMessage,
): Promise<void> {
  const url = webUrl(page);
  if (!url) return;
  try {
    await refuseNeedless(ports, url);
    const { article, outcome } = await publishPage(ports, config.tagAuthority, finder, {
      address: url,
      ...(config.front?.hosts.includes(new URL(url).host) && { origin: config.front.origin }),
      given: {},
      rest: {},
      mayVisit: (address) => isOwnAddress(ports.database, config, address),
      check: (draft) => refuseKept(ports, draft.url),
    });
    ports.log('info', 'a page was read', { page: url, article_id: article.id, outcome });
  } catch (error) {
    if (error instanceof NothingToDo) return;
    if (!(error instanceof Problem) || (error instanceof PageRefusal && error.isPassing)) throw error;
    ports.log('info', 'a page gave no article', { page: url, code: error.code, detail: error.detail });
  }
}

async function refuseNeedless(ports: Ports, url: string): Promise<void> {
  const record = await loadPageRecord(ports, url);
  const age = record && ports.clock.now().getTime() - Date.parse(record.fetchedAt);
  if (age !== undefined && age < REST_MS) throw new NothingToDo();
  await refuseKept(ports, url);
}

/** What the publisher sent, corrected or took back is theirs: only what was read from a page is read from it again. */
async function refuseKept(ports: Ports, url: string | undefined): Promise<void> {
  const current = url ? await loadArticleByUrl(ports.database, url) : undefined;
  if (!current) return;
  const { id, version, state } = current.article;
  if (state === 'withdrawn' || !(await wasReadFromPage(ports, id, version))) throw new NothingToDo();
}

/** Whether an address is on a host of the publication: one that it is set up with, or that published articles are on. */
export async function isOwnAddress(
  database: Database,
  { publicUrl, front }: Pick<Config, 'publicUrl' | 'front'>,
  address: string,
): Promise<boolean> {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return false;
  const set = [new URL(publicUrl).host, ...(front ? [new URL(front.origin).host, ...front.hosts] : [])];
  if (set.includes(url.host)) return true;
  // Every address on a host begins with it and a slash, the character before `0`.
  const known = await database
    .prepare('SELECT 1 FROM articles WHERE url >= ?1 AND url < ?2 LIMIT 1')
    .bind(`${url.origin}/`, `${url.origin}0`)
    .first();
  return known !== null;
}
