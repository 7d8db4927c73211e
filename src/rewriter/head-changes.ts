import { type ArticleTags, linkKey } from './article-tags.ts';
import { dataMarkup, type JsonObject, mergedArticle, splitLinkedData } from './linked-data.ts';
import { type PageChange, removal } from './page-changes.ts';
import { isLinkedData, keyOf, type PageTag } from './page-tags.ts';

/** Tags that describe an article and that ours replace, besides all of Open Graph (`og:`). */
const REPLACED =
  /^(?:og:.*|article:(?:published_time|modified_time|section|author)|twitter:(?!site\b|creator\b|app:).*|description|author|fediverse:creator)$/;
/**
 * Replaces what a page says of its article by our tags: never both, since readers of duplicates mix them. Linked data is
 * changed where it stands; the other tags go, and ours come at `headPoint`.
 */
export function headChanges(
  page: Uint8Array,
  found: readonly PageTag[],
  ours: ArticleTags,
  { headPoint, decoder }: { headPoint: number; decoder: TextDecoder },
): PageChange[] {
  const removed = found.filter(isReplaced).map(removal);
  const given = new Set(found.flatMap((tag) => (tag.tagName === 'link' ? [linkName(tag)] : [])));
  const links = ours.links.filter(({ name }) => !given.has(name)).map(({ markup }) => markup);
  const inPlace = dataChanges(page, found, ours.data, decoder);
  const data = inPlace.length === 0 ? dataMarkup(ours.data) : '';
  const markup = `${ours.metas}${links.join('')}${data}`;
  return [...removed, ...inPlace, { start: headPoint, end: headPoint, markup }];
}

/** The blocks of linked data that hold the article, with ours in its first place, and the rest of each block. */
function dataChanges(
  page: Uint8Array,
  found: readonly PageTag[],
  ours: JsonObject,
  decoder: TextDecoder,
): PageChange[] {
  const changes: PageChange[] = [];
  for (const tag of found.filter(isLinkedData)) {
    const { start, inner, innerEnd, end } = tag;
    const split = splitLinkedData(decoder.decode(page.subarray(inner, innerEnd)));
    if (!split) continue;
    const merged = changes.length === 0 ? dataMarkup(mergedArticle(split.article, ours)) : '';
    changes.push({ start, end, markup: merged + (split.rest === undefined ? '' : dataMarkup(split.rest)) });
  }
  return changes;
}

function isReplaced(tag: PageTag): boolean {
  const { tagName, attributes } = tag;
  if (tagName === 'meta') return REPLACED.test(keyOf(tag));
  return tagName === 'link' && /\+oembed\s*$/i.test(attributes.type ?? '');
}

function linkName({ attributes: { rel = '', href = '' } }: PageTag): string {
  return linkKey(rel.trim().toLowerCase(), href);
}
