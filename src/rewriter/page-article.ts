import {
  ARTICLE_COLUMNS,
  type ArticleRow,
  DOCUMENT_COLUMN,
  readRow,
  type StoredArticle,
} from '../store/article-records.ts';
import { type Reader, readPublic } from '../store/public-reads.ts';
import { readAskedAddress } from '../unfurl/asked-address.ts';
import { splitLinkedData } from './linked-data.ts';
import type { PageFacts } from './page-facts.ts';
import { isLinkedData, type PageTag } from './page-tags.ts';

/** The live article that goes by one of a page's addresses, the first of them first; one query. */
export async function loadPageArticle(
  ports: Reader,
  addresses: readonly string[],
): Promise<StoredArticle | undefined> {
  const urls = addresses.flatMap((address) => readAskedAddress('', address)?.canonical ?? []);
  if (urls.length === 0) return undefined;
  const rows = await readPublic<ArticleRow>(
    ports,
    `${ARTICLE_COLUMNS}, ${DOCUMENT_COLUMN}`,
    `articles WHERE url IN (SELECT value FROM json_each(?1)) AND +state = 'live'`,
    JSON.stringify(urls),
  );
  const articles = rows.map(readRow);
  return urls.map((url) => articles.find(({ article }) => article.url === url)).find((stored) => stored);
}

/** Whether a page says that it is one article and where that is: in linked data, or in Open Graph. */
export function looksLikeArticle(
  page: Uint8Array,
  tags: readonly PageTag[],
  { addresses, ogType }: PageFacts,
  decoder: TextDecoder,
): boolean {
  if (addresses.length === 0) return false;
  if (ogType?.toLowerCase() === 'article') return true;
  return tags.some(
    (tag) =>
      isLinkedData(tag) &&
      splitLinkedData(decoder.decode(page.subarray(tag.inner, tag.innerEnd))) !== undefined,
  );
}
