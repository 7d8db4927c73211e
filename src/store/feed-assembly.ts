import type { Config } from '../domain/config.ts';
import type { FeedFormat } from '../domain/feed.ts';
import type { Database } from '../domain/ports.ts';
import type { FeedHead } from '../feeds/feed-document.ts';
import { type FeedSelection, feedAddresses } from '../feeds/feed-selection.ts';
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

/** Gathers a feed: what is withdrawn, what is new, and where the older articles are. Two or three queries once all is rendered. */
export async function assembleFeed(database: Database, config: Config, plan: FeedPlan): Promise<FeedParts> {
  const { selection, state } = plan;
  const { topics } = selection;
  const form = await formOf(config, plan);
  const lengths = await listFeedLengths(database, topics);
  const single = topics.length === 1;
  const archived = single ? archivedPlaces(lengths[0]?.entries ?? 0) : Number.POSITIVE_INFINITY;
  const [topic = 'all'] = topics;
  const entries = single
    ? await listNewestEntries(database, form, topic, MAX_ITEMS, archived)
    : await listCommonEntries(
        database,
        form,
        lengths.map((length) => length.topic),
        MAX_ITEMS,
      );
  const deleted = await listTombstones(database, topics, state.modifiedAt ?? NEVER);
  const window = feedWindow(await rendered(database, config, form, entries), archived);
  const hasArchive = single && archived > 0;
  return {
    head: {
      ...headOf(config, plan),
      ...(hasArchive && { previous: pageAddresses(config, selection, archived / ARCHIVE_ITEMS) }),
      ...(deleted.length > 0 && {
        deleted: deleted.map(({ guid, deletedAt }) => ({ id: guid, at: deletedAt })),
      }),
    },
    items: await within1MB(database, config, form, window),
  };
}

/** Which articles stand in an archive document, as they are now, and whether there is one after it. */
export interface ArchivePage {
  entries: FeedEntry[];
  hasNext: boolean;
}

/** `undefined` where the feed has no such page yet: only full pages are archive documents. */
export async function loadArchivePage(
  database: Database,
  config: Config,
  { selection, format }: Pick<FeedPlan, 'selection' | 'format'>,
): Promise<ArchivePage | undefined> {
  const { page = 0, topics } = selection;
  const [topic = 'all'] = topics;
  const [length] = await listFeedLengths(database, [topic]);
  const last = archivedPlaces(length?.entries ?? 0) / ARCHIVE_ITEMS;
  if (page < 1 || page > last) return undefined;
  const form = await formOf(config, { selection, format });
  const first = (page - 1) * ARCHIVE_ITEMS + 1;
  const entries = await listPlacedEntries(database, form, topic, first, first + ARCHIVE_ITEMS - 1);
  return { entries, hasNext: page < last };
}

/** Makes an archive document (RFC 5005 §4) of its page. */
export async function assembleArchive(
  database: Database,
  config: Config,
  plan: FeedPlan,
  { entries, hasNext }: ArchivePage,
): Promise<FeedParts> {
  const { selection } = plan;
  const { page = 1, ...feed } = selection;
  const form = await formOf(config, plan);
  const { hubUrl: _, ...head } = headOf(config, plan);
  // Of its own articles: the feed goes on changing, the page does not.
  const updatedAt =
    entries
      .map(({ publishedAt }) => publishedAt)
      .sort()
      .at(-1) ?? NEVER;
  return {
    head: {
      ...head,
      updatedAt,
      ...(page > 1 && { previous: pageAddresses(config, feed, page - 1) }),
      archive: {
        current: feedAddresses(config.publicUrl, feed),
        ...(hasNext && { next: pageAddresses(config, feed, page + 1) }),
      },
    },
    items: await within1MB(database, config, form, await rendered(database, config, form, entries)),
  };
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
