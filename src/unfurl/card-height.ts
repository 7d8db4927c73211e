import type { Capture, Post, PostMedia } from '../domain/post.ts';
import { linesOf, SMALL, WORDS } from './text-lines.ts';

/** The measures of a card's page in CSS pixels, as its stylesheet sets them. */
const PAGE = { sides: 32, widest: 544, around: 165 };
const GAP = 14.4;
const LINE = 20.3;
const HEADER = { faceAndMark: 77, least: 41 };
const FRAMES = { gap: 6.4, shape: 3 / 4, tallest: 544 };
const BOX = { sides: 26, ends: 26 };
const FOLDED = LINE + GAP + GAP;
/** What the card says in words of its own: "Jan 3, 2026, 8:12 AM · View on X", "This post was deleted." */
const OWN_WORDS = { footer: 36, edited: 38, status: 28, notice: 62 };

/**
 * About how high the page of a card is in a frame of `width` CSS pixels. Nobody knows what letters it will be set in:
 * the guess is rather too high than too low, so that few frames scroll. `capture` has no more in it than may be shown.
 */
export function cardHeight(capture: Capture, width: number): number {
  const inner = Math.max(40, Math.min(width - PAGE.sides, PAGE.widest));
  const { post, state } = capture;
  const isGone = state !== 'live' && state !== 'unknown';
  const parts = post && !post.visibility ? postParts(post, inner) : [bareLines(capture, inner)];
  if (isGone) parts.push(linesOf('x'.repeat(OWN_WORDS.status), inner, SMALL) * LINE + (post ? -GAP / 2 : 0));
  return Math.round(PAGE.around + sum(parts) + GAP * (parts.length - 1));
}

/** The heights of what stands one below the other. */
function postParts(post: Post, inner: number): number[] {
  const { quote, replyTo, communityNote } = post;
  const hidden = post.contentWarning !== undefined || (post.sensitive && post.media.length === 0);
  return [
    headerHeight(post, inner),
    ...(replyTo ? [linesOf(`Replying to @${replyTo.handle}`, inner, SMALL) * LINE] : []),
    ...(hidden ? [FOLDED] : [...contentParts(post, inner), ...(quote ? [quoteHeight(quote, inner)] : [])]),
    ...(communityNote ? [(1 + linesOf(communityNote, inner - 14, SMALL)) * LINE] : []),
    footerHeight(post, inner),
  ];
}

function contentParts(post: Omit<Post, 'quote'>, inner: number, style = WORDS): number[] {
  const { text, media, poll, linkCard } = post;
  const shown =
    media.some(({ sensitive }) => sensitive) || post.sensitive ? FOLDED : mediaHeight(media, inner);
  const link =
    linkCard && [linkCard.title, linkCard.description ?? '', linkCard.url.slice(0, 30)].filter(Boolean);
  return [
    ...(text ? [wordsHeight(text, inner, style)] : []),
    ...(media.length > 0 ? [shown] : []),
    ...(poll ? [poll.options.length * (LINE + 12.4), LINE] : []),
    ...(link ? [BOX.ends + sum(link.map((line) => linesOf(line, inner - BOX.sides, SMALL))) * LINE] : []),
  ];
}

/** Paragraphs are parted by blank lines. */
function wordsHeight(text: string, inner: number, style: typeof WORDS): number {
  const paragraphs = text.split(/\n{2,}/);
  const lines = sum(
    paragraphs.flatMap((part) => part.split('\n')).map((line) => linesOf(line, inner, style)),
  );
  return lines * style.line + (paragraphs.length - 1) * style.size * 0.6;
}

/** One picture of known size as it is; others in frames, two in a row; what has none is a line. */
function mediaHeight(media: readonly PostMedia[], inner: number): number {
  const pictures = media.filter(({ copy }) => copy !== undefined);
  const [first] = pictures;
  const lines = media.filter(({ kind, copy }) => kind !== 'image' || !copy);
  const text = sum(
    lines.map(({ alt }) => linesOf(`Video, 1:01, watch on X: ${alt ?? 'without one'}`, inner, SMALL) * LINE),
  );
  if (pictures.length === 1 && first?.width && first.height) {
    const width = Math.min(inner, first.width);
    return Math.min((width * first.height) / first.width, FRAMES.tallest) + text;
  }
  const [rows, odd] = [Math.floor(pictures.length / 2), pictures.length % 2];
  const row = ((inner - FRAMES.gap) / 2) * FRAMES.shape;
  const gaps = Math.max(0, rows + odd - 1) * FRAMES.gap;
  return rows * row + odd * Math.min(inner * FRAMES.shape, FRAMES.tallest) + gaps + text;
}

function quoteHeight(quote: NonNullable<Post['quote']>, inner: number): number {
  const within = inner - BOX.sides;
  if ('reason' in quote || quote.visibility) {
    return BOX.ends + linesOf('x'.repeat(OWN_WORDS.notice), within, SMALL) * LINE;
  }
  const parts = [
    headerHeight(quote, within),
    ...contentParts(quote, within, { ...WORDS, size: 16.8, line: 25.2 }),
    footerHeight(quote, within),
  ];
  return BOX.ends + sum(parts) + GAP * (parts.length - 1);
}

function headerHeight({ author }: Pick<Post, 'author'>, inner: number): number {
  const names = [author.name, author.handle ? `@${author.handle}` : ''].filter(Boolean);
  const room = Math.max(40, inner - HEADER.faceAndMark);
  return Math.max(HEADER.least, sum(names.map((name) => linesOf(name, room, SMALL))) * LINE);
}

function footerHeight({ editedAt, truncated, url }: Omit<Post, 'quote'>, inner: number): number {
  const length = (url ? OWN_WORDS.footer : 16) + (editedAt ? OWN_WORDS.edited : 0) + (truncated ? 12 : 0);
  return linesOf('x'.repeat(length), inner, SMALL) * LINE;
}

/** A card without words is a line of whose it is and when that was written. */
function bareLines({ title, handle, created, post }: Capture, inner: number): number {
  const line = `Post by @${handle ?? post?.author.handle ?? ''} on X${created ? ', Jan 3, 2026, 8:12 AM' : ''}`;
  const room = Math.max(40, inner - 28);
  const notice = post?.visibility ? linesOf('x'.repeat(OWN_WORDS.notice), inner, SMALL) * LINE + GAP : 0;
  return (linesOf(line, room, SMALL) + (title ? linesOf(title, room, SMALL) : 0)) * LINE + notice;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
