import { fits, type Room } from './clusters.ts';

/** A part of a post's text, with where it leads or which tag it is. */
export interface Piece {
  text: string;
  link?: string;
  tag?: string;
}

/** app.bsky.richtext.facet, of one feature. */
export interface Facet {
  index: { byteStart: number; byteEnd: number };
  features: [
    | { $type: 'app.bsky.richtext.facet#link'; uri: string }
    | { $type: 'app.bsky.richtext.facet#tag'; tag: string },
  ];
}

export interface RichPost {
  text: string;
  facets: Facet[];
}

const encoder = new TextEncoder();
/** app.bsky.richtext.facet#tag, and the tags of app.bsky.feed.post. */
export const TAG_ROOM: Room = { graphemes: 64, bytes: 640 };
const ADDRESS_OR_TAG =
  /https?:\/\/[^\s<>"]{1,500}|(?<![^\s(])[#＃][\p{L}\p{M}\p{N}_]{1,64}(?![\p{L}\p{M}\p{N}_])/giu;

/** The text of pieces, with the facets by bytes of UTF-8 (https://atproto.com/specs/rich-text). */
export function richPost(pieces: readonly Piece[]): RichPost {
  let text = '';
  let bytes = 0;
  const facets: Facet[] = [];
  for (const piece of pieces) {
    const end = bytes + encoder.encode(piece.text).length;
    const index = { byteStart: bytes, byteEnd: end };
    if (piece.link && end > bytes) {
      facets.push({ index, features: [{ $type: 'app.bsky.richtext.facet#link', uri: piece.link }] });
    } else if (piece.tag && end > bytes) {
      facets.push({ index, features: [{ $type: 'app.bsky.richtext.facet#tag', tag: piece.tag }] });
    }
    text += piece.text;
    bytes = end;
  }
  return { text, facets };
}

/** Plain words as pieces: addresses that are written out become links, `#words` tags. Nobody is ever mentioned. */
export function findPieces(words: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of words.matchAll(ADDRESS_OR_TAG)) {
    // What was cut off is another address, or another word.
    const isCut = found.endsWith('…') || words[index + found.length] === '…';
    const piece = /^[#＃]/.test(found) ? tagPiece(found) : linkPiece(found);
    if (!piece || isCut) continue;
    if (index > end) pieces.push({ text: words.slice(end, index) });
    pieces.push(piece);
    end = index + piece.text.length;
  }
  if (end < words.length) pieces.push({ text: words.slice(end) });
  return pieces;
}

function tagPiece(found: string): Piece | undefined {
  const tag = found.slice(1);
  return /^[\p{N}_]*$/u.test(tag) ? undefined : { text: found, tag };
}

function linkPiece(found: string): Piece | undefined {
  const text = found.replace(/[.,;:!?'"»”’)\]]{1,10}$/u, '');
  const link = URL.parse(text)?.href;
  return link ? { text, link } : undefined;
}

/** A tag of an article as a hashtag, `climate change` → `#ClimateChange`; `undefined` where nothing is left of it. */
export function hashtag(name: string): Piece | undefined {
  const words = name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const capital = ([first = '', ...rest]: string) => first.toUpperCase() + rest.join('');
  const tag = words.length > 1 ? words.map(capital).join('') : (words[0] ?? '');
  if (!tag || /^\p{N}+$/u.test(tag) || !fits(tag, TAG_ROOM)) return undefined;
  return { text: `#${tag}`, tag };
}
