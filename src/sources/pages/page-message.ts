import type { EmbedFinder } from '../../articles/embed-finder.ts';
import { webUrl } from '../../articles/web-url.ts';
import type { ArticleDraft } from '../../domain/article.ts';
import type { Config } from '../../domain/config.ts';
import type { Database, PageMessage, Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { loadArticleByUrl } from '../../store/article-records.ts';
import { digestOfStated, publishPage } from './page-publishing.ts';
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
      admit: (draft) => admit(ports, draft),
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

/** Only a page that names its own address is taken: any other would be an article at each address somebody makes up. */
async function admit(ports: Ports, { url, reading }: ArticleDraft): Promise<string> {
  if (!url || reading.url?.source === 'default') {
    throw new PageRefusal('no-article-found', 'The page names no canonical address on its site.');
  }
  await refuseKept(ports, url);
  return url;
}

/** What the publisher sent, corrected or took back is theirs: only what a page alone has said is read from it again. */
async function refuseKept(ports: Ports, url: string | undefined): Promise<void> {
  const current = url ? await loadArticleByUrl(ports.database, url) : undefined;
  if (!current) return;
  const { article } = current;
  const isTheirs =
    article.state === 'withdrawn' || !(await wasReadFromPage(ports, article, await digestOfStated({})));
  if (isTheirs) throw new NothingToDo();
}

/**
 * Whether an address is on a host of the publication: one that the service stands in front of, or that published articles
 * are on. The service's own pages are no sources.
 */
async function isOwnAddress(
  database: Database,
  { publicUrl, front }: Pick<Config, 'publicUrl' | 'front'>,
  address: string,
): Promise<boolean> {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return false;
  if (front && [new URL(front.origin).host, ...front.hosts].includes(url.host)) return true;
  if (url.host === new URL(publicUrl).host) return false;
  // Every address on a host begins with it and a slash, the character before `0`.
  const known = await database
    .prepare('SELECT 1 FROM articles WHERE url >= ?1 AND url < ?2 LIMIT 1')
    .bind(`${url.origin}/`, `${url.origin}0`)
    .first();
  return known !== null;
}
