import type { TextLink } from '../../domain/post.ts';
import { PLATFORM_TABLE } from '../../embeds/platforms/platform-table.ts';
import { asObject, asObjects, asText, asWebUrl, type JsonObject } from '../json-value.ts';
import { withoutOverlaps } from '../link-ranges.ts';

const PREFIX = 'app.bsky.richtext.facet#';

/**
 * Reads facets (lexicon app.bsky.richtext.facet). They count the bytes of UTF-8; a range that lies outside the text or
 * within a character, an unknown feature, and the second of two that overlap are left out, as the lexicon asks.
 */
export function readFacets(text: string, facets: unknown): TextLink[] {
  const offsets = byteOffsets(text);
  const links = asObjects(facets).flatMap((facet): TextLink[] => {
    const { byteStart, byteEnd } = asObject(facet.index);
    const start = typeof byteStart === 'number' ? offsets.get(byteStart) : undefined;
    const end = typeof byteEnd === 'number' ? offsets.get(byteEnd) : undefined;
    if (start === undefined || end === undefined || start >= end) return [];
    const [link] = asObjects(facet.features).flatMap(readFeature);
    return link ? [{ start, end, ...link }] : [];
  });
  return withoutOverlaps(links);
}

function readFeature(feature: JsonObject): Pick<TextLink, 'kind' | 'url'>[] {
  const read = (): Pick<TextLink, 'kind'> & { url: string | undefined } => {
    switch (feature.$type) {
      case `${PREFIX}link`:
        return { kind: 'url', url: asWebUrl(feature.uri) };
      case `${PREFIX}mention`:
        return { kind: 'mention', url: profileOf(asText(feature.did, 250)) };
      case `${PREFIX}tag`:
        return { kind: 'hashtag', url: tagOf(asText(feature.tag, 640)) };
      default:
        return { kind: 'url', url: undefined };
    }
  };
  const { kind, url } = read();
  return url === undefined ? [] : [{ kind, url }];
}

/** The profile of a DID; `undefined` for what is none. */
export function profileOf(did: string | undefined): string | undefined {
  return did && isDid(did) ? `https://bsky.app/profile/${did}` : undefined;
}

/** https://atproto.com/specs/did: what may stand in a DID, which is safe in an address too. */
export function isDid(text: string): boolean {
  return text.length <= 250 && /^did:[a-z]+:[A-Za-z0-9._:-]*[A-Za-z0-9._-]$/.test(text);
}

function tagOf(tag: string | undefined): string | undefined {
  return tag === undefined ? undefined : PLATFORM_TABLE.bluesky.hashtag(tag);
}

function byteOffsets(text: string): Map<number, number> {
  const offsets = new Map<number, number>();
  let bytes = 0;
  let units = 0;
  for (const character of text) {
    offsets.set(bytes, units);
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    units += character.length;
  }
  return offsets.set(bytes, units);
}
