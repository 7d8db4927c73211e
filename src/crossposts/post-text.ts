import type { Article } from '../domain/article.ts';
import { clip, clusters, fits, plainLine, type Room } from './clusters.ts';
import { findPieces, hashtag, type Piece, type RichPost, richPost } from './rich-text.ts';

/** app.bsky.feed.post. */
const POST_ROOM: Room = { graphemes: 300, bytes: 3000 };

export const TEMPLATE_FIELDS = ['title', 'dek', 'section', 'author', 'tags', 'url'] as const;
type Field = (typeof TEMPLATE_FIELDS)[number];

/** The link card below has the address and the picture. */
export const DEFAULT_TEMPLATE = '{title}';

/** Letters of an address that are shown; the link has all of it. */
const SHOWN_ADDRESS = 40;
/** What gives way first where it is too long. */
const YIELDING: Field[] = ['tags', 'dek', 'author', 'section', 'title', 'url'];
const MAX_TAGS = 8;

/** Stands for a field where the room for it is measured. */
const MARK = 'x';

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
    const around = textOf(filled(template, { ...values, [field]: [{ text: MARK }] }));
    values[field] = shortened(field, values[field], around);
    pieces = filled(template, values);
  }
  // A template, too, may be too long.
  return richPost(fits(textOf(pieces), POST_ROOM) ? pieces : findPieces(clip(textOf(pieces), POST_ROOM)));
}

function shortened(field: Field, pieces: Piece[], around: string): Piece[] {
  const left = {
    graphemes: POST_ROOM.graphemes - clusters(around).length + 1,
    bytes: POST_ROOM.bytes - new TextEncoder().encode(around).length + MARK.length,
  };
  if (field === 'url') return [];
  if (field !== 'tags') return findPieces(clip(textOf(pieces), left));
  const kept = [...pieces];
  while (kept.length > 0 && !fits(textOf(kept), left)) kept.splice(-2);
  return kept;
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
    return withoutStrays(parts, (part) => PLACE.test(part) && values[fieldOf(part)].length === 0).flatMap(
      (part) => (PLACE.test(part) ? values[fieldOf(part)] : findPieces(part)),
    );
  });
  const isBlank = (index: number) => (lines[index] ?? []).length === 0;
  const kept = lines.filter((_, index) => !isBlank(index) || (index > 0 && !isBlank(index - 1)));
  while (kept.length > 0 && kept.at(-1)?.length === 0) kept.pop();
  return kept.flatMap((line, index) => (index === 0 ? line : [{ text: '\n' }, ...line]));
}

/** The parts of a line without the separator that stood between an empty field and its neighbour. */
function withoutStrays(parts: string[], isEmpty: (part: string) => boolean): string[] {
  const kept = [...parts];
  for (let index = kept.length - 1; index >= 0; index--) {
    if (!isEmpty(kept[index] ?? '')) continue;
    const separator = index === 0 ? 1 : index - 1;
    if (/^[^\p{L}\p{N}]*$/u.test(kept[separator] ?? '')) kept[separator] = '';
  }
  return kept.filter((part) => part !== '');
}

function fieldOf(place: string): Field {
  return place.slice(1, -1) as Field;
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}
