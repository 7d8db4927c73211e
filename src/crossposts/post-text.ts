import type { Article } from '../domain/article.ts';
import { clip, clusters, fits, plainLine, type Room } from './clusters.ts';
import { findPieces, hashtag, type Piece, type RichPost, richPost } from './rich-text.ts';

/** app.bsky.feed.post. */
export const POST_ROOM: Room = { graphemes: 300, bytes: 3000 };

export const TEMPLATE_FIELDS = ['title', 'dek', 'section', 'author', 'tags', 'url'] as const;
type Field = (typeof TEMPLATE_FIELDS)[number];

/** The link card below has the address and the picture. */
export const DEFAULT_TEMPLATE = '{title}';

/** Letters of an address that are shown; the link has all of it. */
const SHOWN_ADDRESS = 40;
/** What gives way first where it is too long. */
const YIELDING: Field[] = ['tags', 'dek', 'author', 'section', 'title', 'url'];
const MAX_TAGS = 8;

type Values = Record<Field, Piece[]>;

/**
 * The text of an article's post by a template, at most 300 graphemes and 3,000 bytes: what is too long of the dek, the
 * title and so on is cut at a word. Lines that a missing field leaves empty are left out.
 *
 * @param template with `{title}`, `{dek}`, `{section}`, `{author}`, `{tags}` and `{url}`
 */
export function postText(article: Article, template: string, url: string): RichPost {
  const values = valuesOf(article, url);
  let pieces = filled(template, values);
  for (const field of YIELDING) {
    if (fits(textOf(pieces), POST_ROOM)) break;
    const without = textOf(filled(template, { ...values, [field]: [] }));
    values[field] = shortened(field, values[field], without);
    pieces = filled(template, values);
  }
  // A template, too, may be too long.
  return richPost(fits(textOf(pieces), POST_ROOM) ? pieces : findPieces(clip(textOf(pieces), POST_ROOM)));
}

function shortened(field: Field, pieces: Piece[], without: string): Piece[] {
  const left = {
    graphemes: POST_ROOM.graphemes - clusters(without).length - 2,
    bytes: POST_ROOM.bytes - new TextEncoder().encode(without).length - 8,
  };
  if (field === 'url') return [];
  if (field === 'tags') {
    const kept = [...pieces];
    while (kept.length > 0 && !fits(textOf(kept), left)) kept.pop();
    return kept.at(-1)?.text === ' ' ? kept.slice(0, -1) : kept;
  }
  return left.graphemes < 2 ? [] : findPieces(clip(textOf(pieces), left));
}

function valuesOf(article: Article, url: string): Values {
  const tags = article.tags.slice(0, MAX_TAGS).flatMap((tag) => hashtag(plainLine(tag)) ?? []);
  const words = (text: string) => findPieces(plainLine(text));
  return {
    title: words(article.title),
    dek: words(article.dek ?? ''),
    section: words(article.section ?? ''),
    author: words(article.authors.map(({ name }) => name).join(', ')),
    tags: tags.flatMap((tag, index) => (index === 0 ? [tag] : [{ text: ' ' }, tag])),
    url: [{ text: shownAddress(url), link: url }],
  };
}

function shownAddress(url: string): string {
  const shown = url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
  const letters = clusters(shown);
  return letters.length <= SHOWN_ADDRESS ? shown : `${letters.slice(0, SHOWN_ADDRESS - 1).join('')}…`;
}

const PLACE = /(\{(?:title|dek|section|author|tags|url)\})/;

function filled(template: string, values: Values): Piece[] {
  const lines = template.split('\n').map((line) => {
    const parts = line.split(PLACE).filter((part) => part !== '');
    const places = parts.filter((part) => PLACE.test(part));
    const isEmpty = places.length > 0 && places.every((place) => values[fieldOf(place)].length === 0);
    if (isEmpty) return [];
    return parts.flatMap((part) => (PLACE.test(part) ? values[fieldOf(part)] : findPieces(part)));
  });
  const isBlank = (index: number) => (lines[index] ?? []).length === 0;
  const kept = lines.filter((_, index) => !isBlank(index) || (index > 0 && !isBlank(index - 1)));
  while (kept.length > 0 && kept.at(-1)?.length === 0) kept.pop();
  return kept.flatMap((line, index) => (index === 0 ? line : [{ text: '\n' }, ...line]));
}

function fieldOf(place: string): Field {
  return place.slice(1, -1) as Field;
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}
