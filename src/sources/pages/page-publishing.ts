import type { EmbedFinder } from '../../articles/embed-finder.ts';
import type { GivenFields } from '../../articles/given.ts';
import { readArticle } from '../../articles/read-article.ts';
import type { ArticleDraft } from '../../domain/article.ts';
import { sha256 } from '../../domain/digest.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { loadArticle, type StoredArticle } from '../../store/article-records.ts';
import { type Publication, type PublishRequest, publishArticle } from '../../store/publishing.ts';
import { aloneAt } from './busy-hosts.ts';
import { loadPageRecord, type PageRecord, savePageRecord } from './page-records.ts';
import { visitPage } from './page-visit.ts';

/** Changes with what is read from the same page, so that pages that did not change are read again. */
const READER = 1;

export interface PageRequest {
  /** Of the page. Absolute, http or https. */
  address?: string;
  /** Where the page is asked for instead: the same path on the server behind its site. */
  origin?: string;
  /** What the publisher states about the article; it wins over what is read. */
  given: GivenFields;
  /** How the article is to be stored. */
  rest: Omit<PublishRequest, 'draft'>;
  /** Whether an address may be asked, the page's own and each that it leads to. */
  mayVisit(url: string): Promise<boolean>;
  /**
   * For pages that nobody asked for: called with what was read before it is stored. Returns the address that the page is
   * remembered by, since whoever visits a site makes up any number of others; throws where it is not to be stored.
   */
  admit?(draft: ArticleDraft): Promise<string>;
}

/**
 * Fetches a page and publishes the article on it. A page that did not change since, by its validators or its text, makes
 * no new version. Throws what fetching, reading and publishing throw.
 */
export async function publishPage(
  ports: Ports,
  tagAuthority: string,
  finder: EmbedFinder,
  request: PageRequest,
): Promise<Publication> {
  const { address: url = '', given, rest } = request;
  const stated = await digestOfStated(given, rest.id);
  const record = await loadPageRecord(ports, url);
  const known = await loadKnown(ports, record, stated, rest);
  const asked = moved(url, request.origin);
  const page = await aloneAt(ports, URL.parse(asked)?.host ?? '', () =>
    visitPage(ports, {
      url: asked,
      validators: (known && record?.validators) ?? {},
      mayVisit: request.mayVisit,
    }),
  );
  if (page.outcome === 'unchanged') {
    if (known && record) {
      await savePageRecord(ports, url, record);
      return { ...known, outcome: 'unchanged' };
    }
    throw new Problem('page-unreachable', 'The server says that a page it was not asked about is unchanged.');
  }
  const { html, validators } = page;
  const isBehind = request.origin !== undefined && URL.parse(page.address)?.origin === request.origin;
  const address = isBehind ? moved(page.address, URL.parse(url)?.origin) : page.address;
  const digest = await sha256(html, 32);
  const seen = { validators, digest, stated };
  if (known && record?.digest === digest) {
    await savePageRecord(ports, url, { ...record, ...seen });
    return { ...known, outcome: 'unchanged' };
  }
  const draft = await readArticle({ type: 'page', body: html, given, address }, finder).catch(
    async (error: unknown) => {
      if (request.admit && !record) throw error;
      // Whatever it was before, it is to be read again.
      await savePageRecord(ports, url, {
        validators: {},
        digest: '',
        stated: record?.stated ?? stated,
        ...(record?.made && { made: record.made }),
      });
      throw error;
    },
  );
  const name = (await request.admit?.(draft)) ?? url;
  const publication = await publishArticle(ports, tagAuthority, { ...rest, draft });
  const { id, version } = publication.article;
  await savePageRecord(ports, name, { ...seen, made: { articleId: id, version } });
  return publication;
}

/** Names what is stated with a page's address, and the reader. */
export function digestOfStated(given: GivenFields, id?: string): Promise<string> {
  return sha256(JSON.stringify([READER, given, id ?? null]), 32);
}

/** What was made of the page as it was, where that is still the answer to this request. */
async function loadKnown(
  ports: Ports,
  record: PageRecord | undefined,
  stated: string,
  { precondition, idempotency }: PageRequest['rest'],
): Promise<StoredArticle | undefined> {
  if (!record?.made || record.stated !== stated || precondition || idempotency) return undefined;
  const stored = await loadArticle(ports.database, record.made.articleId);
  return stored?.article.state === 'withdrawn' ? undefined : stored;
}

/** The same path and query on another server. */
function moved(address: string, origin: string | undefined): string {
  const url = URL.parse(address);
  return url && origin ? `${origin}${url.pathname}${url.search}` : address;
}
