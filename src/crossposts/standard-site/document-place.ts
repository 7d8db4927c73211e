import type { Article } from '../../domain/article.ts';
import type { Config } from '../../domain/config.ts';

/** Where a document is: `site` and `path` one after the other are its address. */
export interface DocumentPlace {
  /** The publication's record, or the address of a site where the document is on its own. No slash at the end. */
  site: string;
  path: string;
}

/** Where everybody who reads standard.site finds out whose publication a site is. */
export const PUBLICATION_FILE = '/.well-known/site.standard.publication';

/**
 * The address of the publication: the publisher's own site where the service stands in front of it, else the
 * service. It has to answer `PUBLICATION_FILE` itself, or nobody believes the record.
 */
export function publicationSite({ publicUrl, front }: Pick<Config, 'publicUrl' | 'front'>): string {
  const [host] = front?.hosts ?? [];
  return host ? new URL(`${new URL(publicUrl).protocol}//${host}`).origin : publicUrl;
}

/**
 * Where an article is as a document: its canonical address where that is on the publication's site, else our own page
 * of it. Only an address under the site can be part of the publication.
 *
 * @param publication the at:// address of the publication's record
 */
export function documentPlace(
  article: Pick<Article, 'id' | 'url'>,
  publication: string,
  config: Pick<Config, 'publicUrl' | 'front'>,
): DocumentPlace {
  const site = publicationSite(config);
  const canonical = article.url ? URL.parse(article.url) : undefined;
  if (canonical?.origin === site) return { site: publication, path: canonical.pathname + canonical.search };
  const path = `/articles/${article.id}`;
  return { site: config.publicUrl === site ? publication : config.publicUrl, path };
}
