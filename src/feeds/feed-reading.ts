import type { Config } from '../domain/config.ts';
import { sha256 } from '../domain/digest.ts';
import { FEED_FORMATS, type FeedFormat } from '../domain/feed.ts';
import { chooseForm } from './feed-negotiation.ts';
import { type FeedSelection, feedPath, readFeedRequest } from './feed-selection.ts';
import { FEED_PAGE_VERSION, FEED_VERSION } from './feed-version.ts';
import { BARE_MEDIA_TYPES, FEED_MEDIA_TYPES } from './media-type.ts';

/** What an address and an `Accept` header ask for. Nothing in it depends on an article, so it holds as long as the settings. */
export interface FeedReading {
  /** The address as it should be spelled, where it is spelled in another way. */
  spelled: string | undefined;
  selection: FeedSelection;
  /** The format of the feed that is answered, or that the page is made from. */
  format: FeedFormat;
  form: FeedFormat | 'html';
  /** Stands for everything but the articles that the answer is made of; the end of its entity tag. */
  look: string;
  contentType: string;
  /** The others that every answer to it has. */
  headers: Readonly<Record<string, string>>;
}

/** Whether it is a part of a feed's past. */
export function isPage({ page, before }: FeedSelection): boolean {
  return page !== undefined || before !== undefined;
}

/** Digests kept in memory. */
const MAX_LOOKS = 2000;

/**
 * Makes what reads requests for feeds: `path` is what follows `/feeds/`, decoded. `hubs` are those that push the feed;
 * `always` stands on every answer. It throws the problems `not-found` and `invalid-request`.
 */
export function feedReader(
  { publicUrl, publication, onDeleted }: Config,
  hubs: string[],
  always: Record<string, string>,
) {
  const looks = new Map<string, string>();

  // A digest costs more than all the rest of a 304, and there are few of these.
  const lookOf = async (form: FeedFormat | 'html', path: string): Promise<string> => {
    const parts = JSON.stringify([
      form === 'html' ? `page-${FEED_PAGE_VERSION}` : FEED_VERSION,
      form,
      path,
      publicUrl,
      publication,
      onDeleted,
      hubs.join(' '),
    ]);
    const known = looks.get(parts);
    if (known) return known;
    if (looks.size === MAX_LOOKS) looks.clear();
    const look = await sha256(parts, 10);
    looks.set(parts, look);
    return look;
  };

  const linksOf = (selection: FeedSelection, form: FeedFormat | 'html'): string => {
    const address = (format: FeedFormat) => publicUrl + feedPath(selection, format);
    const links =
      form === 'html'
        ? FEED_FORMATS.map(
            (format) => `<${address(format)}>; rel="alternate"; type="${BARE_MEDIA_TYPES[format]}"`,
          )
        : [
            `<${address(form)}>; rel="self"`,
            ...(isPage(selection) ? [] : hubs.map((hub) => `<${hub}>; rel="hub"`)),
          ];
    return links.join(', ');
  };

  return async (path: string, query: URLSearchParams, accept: string | undefined): Promise<FeedReading> => {
    const { format: named, spelled, ...selection } = readFeedRequest(path, query);
    const form = chooseForm(accept, named);
    const format = form === 'html' ? (named ?? 'rss') : form;
    const contentType = form === 'html' ? 'text/html; charset=utf-8' : FEED_MEDIA_TYPES[form];
    const headers = {
      ...(named === undefined && form !== 'html' && { 'Content-Location': feedPath(selection, form) }),
      ...always,
      Link: linksOf(selection, form),
    };
    const look = await lookOf(form, feedPath(selection, format));
    return { spelled, selection, format, form, look, contentType, headers };
  };
}
