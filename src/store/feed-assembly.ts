import type { Config } from '../domain/config.ts';
import type { FeedFormat } from '../domain/feed.ts';
import type { Database } from '../domain/ports.ts';
import type { FeedHead } from '../feeds/feed-document.ts';
import { type FeedCursor, type FeedSelection, feedAddresses } from '../feeds/feed-selection.ts';
import { ARCHIVE_ITEMS, archivedPlaces, feedWindow, MAX_ITEMS, tooHeavy } from '../feeds/feed-window.ts';
import {
  type FeedEntry,
  type ItemForm,
  listCommonEntries,
  listFeedLengths,
  listNewestEntries,
  listPlacedEntries,
  type RenderedItem,
} from './feed-entries.ts';
import { rendererName, renderFeedItems } from './feed-items.ts';
import type { FeedState } from './feed-state.ts';
import { listTombstones } from './feed-tombstones.ts';

/** A document in parts, ready to be joined. */
export interface FeedParts {
  head: FeedHead;
  items: FeedPart[];
}

export type FeedPart = Omit<FeedEntry, 'item'> & RenderedItem;

export interface FeedPlan {
  selection: FeedSelection;
  format: FeedFormat;
  state: FeedState;
  hubUrl?: string;
}

/** Before the first article. A date is needed, and none can be made up. */
const NEVER = '1970-01-01T00:00:00.000Z';

/** Gathers a feed: what is withdrawn, what is new, and where the older articles are. Three queries once all is rendered. */
export async function assembleFeed(database: Database, config: Config, plan: FeedPlan): Promise<FeedParts> {
  const { selection, state } = plan;
  const { topics } = selection;
  const form = await formOf(config, plan);
  const lengths = await listFeedLengths(database, topics);
  const archived = archivedIn(lengths);
  const [topic = 'all'] = topics;
  const common = lengths.map((length) => length.topic);
  const { entries, walkedTo } =
    topics.length === 1
      ? {
          entries: await listNewestEntries(database, form, topic, MAX_ITEMS + 1, archived),
          walkedTo: undefined,
        }
      : await listCommonEntries(database, form, common, { limit: MAX_ITEMS + 1 });
  const deleted = await listTombstones(database, topics, state.modifiedAt ?? NEVER);
  const parts = await rendered(database, config, form, entries);
  const { entries: held, last } = feedWindow(parts, archived);
  const hasArchive = topics.length === 1 && archived > 0;
  return {
    head: {
      ...headOf(config, plan),
      ...(hasArchive && { previous: pageAddresses(config, selection, archived / ARCHIVE_ITEMS) }),
      ...olderThan(config, selection, held.length < parts.length ? last : walkedTo),
      ...(deleted.length > 0 && {
        deleted: deleted.map(({ guid, deletedAt }) => ({ id: guid, at: deletedAt })),
      }),
    },
    items: await within1MB(database, config, form, held),
  };
}

/** A part of a feed's past, before its document is made. */
export interface FeedPage {
  entries: FeedEntry[];
  /** Whether there is a page after it in the archive. */
  hasMore: boolean;
  /** Where the next older page by date begins, if there is one. */
  next?: FeedCursor | undefined;
}

/** The page that the selection names. `undefined` where it is not there: only full pages are archive documents. */
export async function loadFeedPage(
  database: Database,
  config: Config,
  plan: Pick<FeedPlan, 'selection' | 'format'>,
): Promise<FeedPage | undefined> {
  const { page, before, topics } = plan.selection;
  const form = await formOf(config, plan);
  const lengths = await listFeedLengths(database, topics);
  const archived = archivedIn(lengths);
  if (page !== undefined) {
    const last = archived / ARCHIVE_ITEMS;
    const first = (page - 1) * ARCHIVE_ITEMS + 1;
    if (page > last) return undefined;
    const [topic = 'all'] = topics;
    const entries = await listPlacedEntries(database, form, topic, first, first + ARCHIVE_ITEMS - 1);
    return { entries, hasMore: page < last };
  }
  const common = lengths.map((length) => length.topic);
  const limit = ARCHIVE_ITEMS + 1;
  // What came later stands in the feed itself, whatever its date.
  const { entries, walkedTo } = await listCommonEntries(database, form, common, {
    limit,
    before,
    until: archived,
  });
  const shown = entries.slice(0, ARCHIVE_ITEMS);
  const next = entries.length === limit ? cursorAt(shown.at(-1)) : walkedTo;
  return { entries: shown, hasMore: false, next };
}

function cursorAt(entry: FeedEntry | undefined): FeedCursor | undefined {
  return entry && { publishedAt: entry.publishedAt, articleId: entry.articleId };
}

/** Makes the document of a page: an archive document (RFC 5005 §4), or one of a paged feed (§3). */
export async function assembleFeedPage(
  database: Database,
  config: Config,
  plan: FeedPlan,
  { entries, hasMore, next }: FeedPage,
): Promise<FeedParts> {
  const { page, before: _, ...feed } = plan.selection;
  const form = await formOf(config, plan);
  const { hubUrl: __, ...head } = headOf(config, plan);
  const dates = entries.map(({ publishedAt }) => publishedAt).sort();
  const archive: Partial<FeedHead> = page
    ? {
        ...(page > 1 && { previous: pageAddresses(config, feed, page - 1) }),
        archive: {
          current: feedAddresses(config.publicUrl, feed),
          ...(hasMore && { next: pageAddresses(config, feed, page + 1) }),
        },
      }
    : olderThan(config, feed, next);
  return {
    // Dated by its own articles: the feed goes on changing, the page does not.
    head: { ...head, updatedAt: dates.at(-1) ?? NEVER, ...archive },
    items: await within1MB(database, config, form, await rendered(database, config, form, entries)),
  };
}

/** How many places stand in archive documents; a feed of several topics has none, and all of it is paged by date. */
function archivedIn([length, ...more]: { entries: number }[]): number {
  return more.length > 0 ? Number.MAX_SAFE_INTEGER : archivedPlaces(length?.entries ?? 0);
}

function olderThan(
  { publicUrl }: Config,
  { topics, content }: FeedSelection,
  last: FeedCursor | undefined,
): Pick<FeedHead, 'next'> {
  if (!last) return {};
  const { publishedAt, articleId } = last;
  return { next: feedAddresses(publicUrl, { topics, content, before: { publishedAt, articleId } }) };
}

function pageAddresses({ publicUrl }: Config, selection: FeedSelection, page: number) {
  return feedAddresses(publicUrl, { ...selection, page });
}

function headOf({ publicUrl, publication }: Config, { selection, state, hubUrl }: FeedPlan): FeedHead {
  const language = selection.topics.find((topic) => topic.startsWith('lang/'));
  return {
    title: feedTitle(publication.name, state),
    description: publication.description || publication.name,
    language: language?.slice('lang/'.length) ?? publication.language,
    homeUrl: `${publicUrl}/`,
    self: feedAddresses(publicUrl, selection),
    ...(hubUrl && { hubUrl }),
    updatedAt: state.modifiedAt ?? NEVER,
  };
}

/** The publication, and what the feed is about. */
export function feedTitle(publicationName: string, { names }: Pick<FeedState, 'names'>): string {
  return names.length > 0 ? `${publicationName} – ${names.join(', ')}` : publicationName;
}

async function formOf(
  config: Config,
  { selection, format }: Pick<FeedPlan, 'selection' | 'format'>,
): Promise<ItemForm> {
  return { format, content: selection.content, renderer: await rendererName(config) };
}

/** The entries with their items, those rendered now that were not kept; without those that cannot be told. */
async function rendered(
  database: Database,
  config: Config,
  { format, content }: ItemForm,
  entries: readonly FeedEntry[],
): Promise<FeedPart[]> {
  const missing = entries.filter(({ item }) => !item).map(({ articleId }) => articleId);
  const fresh = await renderFeedItems(database, config, missing);
  return entries.flatMap(({ item, ...entry }) => {
    const told = item ?? fresh.get(entry.articleId)?.get(`${format} ${content}`);
    return told?.fragment ? [{ ...entry, ...told }] : [];
  });
}

async function within1MB(
  database: Database,
  config: Config,
  form: ItemForm,
  parts: FeedPart[],
): Promise<FeedPart[]> {
  const heavy = tooHeavy(parts);
  if (heavy.size === 0) return parts;
  const forms = await renderFeedItems(
    database,
    config,
    [...heavy].map(({ articleId }) => articleId),
  );
  return parts.map((part) => {
    const told = heavy.has(part) ? forms.get(part.articleId)?.get(`${form.format} summary`) : undefined;
    return told ? { ...part, ...told } : part;
  });
}
