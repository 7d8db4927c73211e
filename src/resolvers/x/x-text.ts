import type { TextLink } from '../../domain/post.ts';
import { PLATFORM_TABLE } from '../../embeds/platforms/platform-table.ts';
import { findTextLinks } from '../../embeds/text-links.ts';
import { asObject, asObjects, asText, asWebUrl, type JsonObject } from '../json-value.ts';
import { withoutOverlaps } from '../link-ranges.ts';

/** A link of the raw text, in UTF-16 code units. */
interface Span {
  start: number;
  end: number;
  kind: TextLink['kind'];
  url: string;
  shown?: string;
  /** Where a short link leads. */
  goal: string | undefined;
}

export interface XText {
  text: string;
  links: TextLink[];
}

const TRAILING_LINKS = /^\s*(?:https:\/\/t\.co\/[A-Za-z0-9]{1,20}\s*){0,8}$/;
const LEADING_MENTIONS = /^(?:[@＠][A-Za-z0-9_]{1,20}\s{1,3}){0,60}$/;
const ESCAPES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/**
 * Reads a text of X. It comes with `&`, `<` and `>` escaped; entities count its code points, and `display_text_range`
 * its UTF-16 code units here (but code points in other answers of X). What counts otherwise than it should is left out:
 * a link whose words are not its own, a range that cuts through a link or through words.
 * `quotedId`: a link to that post at the end stands for the quote and is no part of the words.
 */
export function readXText(post: JsonObject, quotedId?: string): XText {
  const raw = asText(post.text, 30_000) ?? '';
  const points = pointOffsets(raw);
  const spans = readSpans(raw, points, asObject(post.entities));
  const [start, end] = shownRange(raw, points, spans, post.display_text_range);
  const last = spans.findLast((span) => span.end <= end);
  const isQuote =
    last?.kind === 'url' &&
    quotedId !== undefined &&
    raw.slice(last.end, end).trim() === '' &&
    PLATFORM_TABLE.x.match(last.goal ?? '')?.id === quotedId;
  const shown = unescaped(raw, start, isQuote ? last.start : end, spans);
  return spans.length > 0 ? shown : { ...shown, links: findTextLinks(shown.text, PLATFORM_TABLE.x) };
}

/** The UTF-16 offset of every code point, and of the end. */
function pointOffsets(raw: string): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const point of raw) {
    offsets.push(offset);
    offset += point.length;
  }
  offsets.push(offset);
  return offsets;
}

function readSpans(raw: string, points: number[], entities: JsonObject): Span[] {
  const spans: Span[] = [];
  const add = (
    entity: JsonObject,
    kind: TextLink['kind'],
    url: string | undefined,
    isOwn: (words: string) => boolean,
  ) => {
    const [from, to] = Array.isArray(entity.indices) ? (entity.indices as unknown[]) : [];
    if (typeof from !== 'number' || typeof to !== 'number' || !url) return;
    for (const [start, end] of [
      [points[from], points[to]],
      [from, to],
    ]) {
      if (start === undefined || end === undefined || start < 0 || start >= end) continue;
      if (!isOwn(raw.slice(start, end))) continue;
      const shown = asText(entity.display_url, 200);
      spans.push({
        start,
        end,
        kind,
        url,
        goal: asText(entity.expanded_url, 2048),
        ...(shown !== undefined && { shown }),
      });
      return;
    }
  };
  const { x } = PLATFORM_TABLE;
  for (const [list, kind] of [
    [entities.urls, 'url'],
    [entities.media, 'media'],
  ] as const) {
    for (const entity of asObjects(list)) {
      add(entity, kind, asWebUrl(entity.url), (words) => words === entity.url);
    }
  }
  for (const entity of asObjects(entities.user_mentions)) {
    const handle = asText(entity.screen_name, 20) ?? '';
    if (!/^\w+$/.test(handle)) continue;
    add(entity, 'mention', x.profile(handle), (words) => isTagged(words, '@＠', handle));
  }
  for (const entity of asObjects(entities.hashtags)) {
    const tag = asText(entity.text, 200) ?? '';
    add(entity, 'hashtag', x.hashtag(tag), (words) => isTagged(words, '#＃', tag));
  }
  for (const entity of asObjects(entities.symbols)) {
    const tag = asText(entity.text, 20) ?? '';
    const url = `https://x.com/search?q=${encodeURIComponent(`$${tag}`)}`;
    add(entity, 'hashtag', url, (words) => isTagged(words, '$', tag));
  }
  return withoutOverlaps(spans);
}

function isTagged(words: string, signs: string, tag: string): boolean {
  return tag !== '' && signs.includes(words.charAt(0)) && words.slice(1).toLowerCase() === tag.toLowerCase();
}

function shownRange(raw: string, points: number[], spans: Span[], range: unknown): [number, number] {
  const [from, to] = Array.isArray(range) ? (range as unknown[]) : [];
  const isCut = (offset: number) => {
    return (
      spans.some((span) => span.start < offset && offset < span.end) ||
      (offset > 0 && (raw.codePointAt(offset - 1) ?? 0) > 0xffff)
    );
  };
  const readings = (count: unknown) =>
    typeof count === 'number' ? [count, points[count]].filter((offset) => offset !== undefined) : [];
  const end = readings(to).find(
    (offset) =>
      offset >= 0 && offset <= raw.length && !isCut(offset) && TRAILING_LINKS.test(raw.slice(offset)),
  );
  const start = readings(from).find(
    (offset) => offset >= 0 && offset <= (end ?? raw.length) && LEADING_MENTIONS.test(raw.slice(0, offset)),
  );
  return [start ?? 0, end ?? raw.length];
}

function unescaped(raw: string, from: number, to: number, spans: Span[]): XText {
  let text = '';
  let done = from;
  const links: TextLink[] = [];
  const copy = (end: number) => {
    text += raw
      .slice(done, end)
      .replace(/&(amp|lt|gt|quot|#39);/g, (_escape, name: string) => ESCAPES[name] ?? '');
    done = end;
  };
  for (const { start, end, kind, url, shown } of spans) {
    if (start < from || end > to) continue;
    copy(start);
    const at = text.length;
    copy(end);
    links.push({ start: at, end: text.length, kind, url, ...(shown !== undefined && { shown }) });
  }
  copy(to);
  const whole = text.trimEnd();
  return { text: whole, links: links.filter(({ end }) => end <= whole.length) };
}
