import type { ArticleImage, ArticleSource, Author } from '../domain/article.ts';
import { type Instant, parseInstant } from '../domain/instant.ts';
import { cleanLanguage } from '../domain/language.ts';
import type { DeletedItem, FeedAddresses, FeedDocument, FeedHead } from './feed-document.ts';
import type { FeedItem } from './feed-item.ts';
import { cleanLine, cleanText, cleanUrl, cutText, escapeMarkup } from './feed-text.ts';

/** UTF-16 code units of a title made from a summary. */
const TITLE_LENGTH = 100;

const MEDIA_TYPE = /^[a-z]{1,20}\/[a-z0-9.+-]{1,80}$/;

/**
 * The feed as all three formats say it. Renderers start from this, so that they cannot differ: text is clean and
 * titles are one line, addresses are http(s), dates are valid, nothing is blank. An item without a usable id,
 * address or date is left out, and so is the second one of the same id. Throws `RangeError` where the feed's
 * own `updatedAt` is no instant.
 */
export function soundFeed(feed: FeedDocument): FeedDocument {
  const items = new Map<string, FeedItem>();
  for (const given of feed.items) {
    const item = soundItem(given);
    if (item && !items.has(item.id)) items.set(item.id, item);
  }
  return { ...soundHead(feed), items: [...items.values()] };
}

/** The head alone, as `soundFeed` has it; throws as it does. */
export function soundHead(feed: FeedHead): FeedHead {
  const updatedAt = parseInstant(feed.updatedAt);
  if (!updatedAt) throw new RangeError(`not an instant: ${JSON.stringify(feed.updatedAt)}`);
  const copyright = cleanLine(feed.copyright ?? '');
  const deleted = (feed.deleted ?? []).flatMap(soundDeletion);
  return {
    title: cleanLine(feed.title) || cleanLine(feed.homeUrl),
    description: cleanLine(feed.description),
    language: cleanLanguage(feed.language) ?? '',
    homeUrl: cleanLine(feed.homeUrl),
    self: soundAddresses(feed.self),
    ...(feed.hubUrl && { hubUrl: cleanLine(feed.hubUrl) }),
    updatedAt,
    ...(copyright && { copyright }),
    ...(feed.previous && { previous: soundAddresses(feed.previous) }),
    ...(feed.next && { next: soundAddresses(feed.next) }),
    ...(feed.archive && {
      archive: {
        current: soundAddresses(feed.archive.current),
        ...(feed.archive.next && { next: soundAddresses(feed.archive.next) }),
      },
    }),
    ...(deleted.length > 0 && { deleted }),
  };
}

function soundAddresses({ rss, atom, json }: FeedAddresses): FeedAddresses {
  return { rss: cleanLine(rss), atom: cleanLine(atom), json: cleanLine(json) };
}

function soundDeletion(deletion: DeletedItem): DeletedItem[] {
  const id = cleanLine(deletion.id);
  const at = parseInstant(deletion.at);
  return id && at ? [{ id, at }] : [];
}

/** One item, as `soundFeed` has it; `undefined` where it cannot be told. Never throws. */
export function soundItem(item: FeedItem): FeedItem | undefined {
  try {
    const id = cleanLine(item.id);
    const url = cleanUrl(item.url);
    const publishedAt = soundInstant(item.publishedAt);
    if (!id || !url || !publishedAt) return undefined;
    const updatedAt = soundInstant(item.updatedAt) ?? publishedAt;
    const summary = cleanLine(item.summary ?? '');
    const title = cleanLine(item.title) || cutText(summary, TITLE_LENGTH) || url;
    const content = item.contentHtml === undefined ? undefined : cleanText(item.contentHtml);
    const image = item.image && soundImage(item.image);
    const sound: FeedItem = {
      id,
      url,
      title,
      // An article of a picture or a post alone: readers look for a description before the content.
      summary: summary || title,
      authors: soundAuthors(item.authors),
      categories: soundCategories(item.categories),
      publishedAt,
      // An embargoed article may have been edited before the moment it counts as published.
      updatedAt: updatedAt < publishedAt ? publishedAt : updatedAt,
      language: soundLanguage(item.language),
    };
    if (content !== undefined) {
      sound.contentHtml = content.trim() ? content : `<p>${escapeMarkup(summary || title)}</p>`;
    }
    if (image) sound.image = image;
    const rights = item.rights && cleanLine(item.rights);
    if (rights) sound.rights = rights;
    const licence = item.licence && cleanUrl(item.licence);
    if (licence) sound.licence = licence;
    const source = item.source && soundSource(item.source);
    if (source) sound.source = source;
    return sound;
  } catch {
    // Stored data can be other than its type: one such article must not take the feed down with it.
    return undefined;
  }
}

/** Of the form that instants are stored in; days that not every month has go the long way. */
const STORED_INSTANT =
  /^(?:1[4-9]|[2-8]\d)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** As `parseInstant`, at a twentieth of its cost for what was stored by us. */
function soundInstant(text: string): Instant | undefined {
  return typeof text === 'string' && STORED_INSTANT.test(text) ? text : parseInstant(text);
}

/** A publication has few languages, and the runtime takes its time over each. */
const LANGUAGES = new Map<string, string>();
const MAX_LANGUAGES = 200;

function soundLanguage(code: string): string {
  const known = LANGUAGES.get(code);
  if (known !== undefined) return known;
  const language = cleanLanguage(code) ?? '';
  if (language && LANGUAGES.size < MAX_LANGUAGES) LANGUAGES.set(code, language);
  return language;
}

function soundCategories(categories: string[]): string[] {
  const sound: string[] = [];
  for (const category of categories) {
    const name = cleanLine(category);
    if (name && !sound.includes(name)) sound.push(name);
  }
  return sound;
}

function soundAuthors(authors: Author[]): Author[] {
  const sound: Author[] = [];
  for (const author of authors) {
    const name = cleanLine(author.name);
    if (!name || sound.some((other) => other.name === name)) continue;
    const url = cleanUrl(author.url);
    sound.push(url ? { name, url } : { name });
  }
  return sound;
}

function soundSource(source: ArticleSource): ArticleSource | undefined {
  const name = cleanLine(source.name);
  const [url, feed] = [cleanUrl(source.url), cleanUrl(source.feed)];
  return name ? { name, ...(url && { url }), ...(feed && { feed }) } : undefined;
}

function soundImage(image: NonNullable<FeedItem['image']>): FeedItem['image'] {
  const url = cleanUrl(image.url);
  if (!url) return undefined;
  const sound: ArticleImage & { type?: string; bytes?: number } = { url };
  const alt = cleanLine(image.alt ?? '');
  const credit = cleanLine(image.credit ?? '');
  if (alt) sound.alt = alt;
  if (credit) sound.credit = credit;
  for (const key of ['width', 'height', 'bytes'] as const) {
    const value = image[key];
    if (Number.isSafeInteger(value) && Number(value) > 0) sound[key] = Number(value);
  }
  if (image.type && MEDIA_TYPE.test(image.type)) sound.type = image.type;
  return sound;
}
