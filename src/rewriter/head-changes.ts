import type { Element } from 'hast';
import { headMarkup } from '../unfurl/head-markup.ts';
import { dataMarkup, type JsonObject, mergedArticle, splitLinkedData } from './linked-data.ts';
import { asciiMarkup, type PageChange, removal } from './page-changes.ts';
import { keyOf } from './page-facts.ts';
import type { PageSpan } from './page-spans.ts';

/** Tags that describe an article and that ours replace, besides all of Open Graph (`og:`). */
const REPLACED =
  /^(?:og:.*|article:(?:published_time|modified_time|section|author)|twitter:(?!site\b|creator\b|app:).*|description|author|fediverse:creator)$/;
/** It colours the reader's browser too, which is the page's own affair. */
const LEFT_OUT = 'theme-color';

/**
 * Replaces what a page says of its article by our tags: never both, since readers of duplicates mix them. Linked data is
 * changed where it stands; the other tags go, and ours come at `headPoint`.
 */
export function headChanges(
  page: Uint8Array,
  spans: readonly PageSpan[],
  tags: readonly Element[],
  { headPoint, decoder }: { headPoint: number; decoder: TextDecoder },
): PageChange[] {
  const removed = spans.filter((span) => span.kind === 'tag' && isReplaced(span)).map(removal);
  const given = new Set(spans.flatMap((span) => (span.tagName === 'link' ? [linkName(span)] : [])));
  const added = tags.filter((tag) => tag.tagName !== 'script' && isWanted(tag, given));
  const data = tags.find(({ tagName }) => tagName === 'script');
  const [child] = data?.children ?? [];
  const ours = child?.type === 'text' ? (JSON.parse(child.value) as JsonObject) : undefined;
  const inPlace = ours ? dataChanges(page, spans, ours, decoder) : [];
  const markup = asciiMarkup(headMarkup(added)) + (ours && inPlace.length === 0 ? dataMarkup(ours) : '');
  return [...removed, ...inPlace, { start: headPoint, end: headPoint, markup }];
}

/** The blocks of linked data that hold the article, with ours in its first place, and the rest of each block. */
function dataChanges(
  page: Uint8Array,
  spans: readonly PageSpan[],
  ours: JsonObject,
  decoder: TextDecoder,
): PageChange[] {
  const changes: PageChange[] = [];
  for (const { kind, attributes, start, inner, innerEnd, end } of spans) {
    if (kind !== 'script' || end < 0 || attributes.type?.trim().toLowerCase() !== 'application/ld+json')
      continue;
    const split = splitLinkedData(decoder.decode(page.subarray(inner, innerEnd)));
    if (!split) continue;
    const merged = changes.length === 0 ? dataMarkup(mergedArticle(split.article, ours)) : '';
    changes.push({ start, end, markup: merged + (split.rest === undefined ? '' : dataMarkup(split.rest)) });
  }
  return changes;
}

function isReplaced({ tagName, attributes }: PageSpan): boolean {
  if (tagName === 'meta') return REPLACED.test(keyOf(attributes));
  return tagName === 'link' && /\+oembed\s*$/i.test(attributes.type ?? '');
}

/** A link by where it leads; the canonical one, of which there is one, by that alone. */
function linkName({ attributes }: PageSpan): string {
  return attributes.rel?.trim().toLowerCase() === 'canonical' ? 'canonical' : (attributes.href ?? '');
}

function isWanted({ tagName, properties }: Element, given: ReadonlySet<string>): boolean {
  if (tagName === 'meta') return properties.name !== LEFT_OUT;
  const isCanonical = [properties.rel].flat().join(' ') === 'canonical';
  return !given.has(isCanonical ? 'canonical' : String(properties.href));
}
