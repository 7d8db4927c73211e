import type { Fetch } from '../../domain/ports.ts';
import { readAtom } from '../feeds/atom-items.ts';
import { listFeed, type ReadFeed } from '../feeds/feed-items.ts';
import { readJsonFeed } from '../feeds/json-feed-items.ts';
import { readRss } from '../feeds/rss-items.ts';
import { readXml } from '../feeds/xml-elements.ts';
import type { Cursor, Failure, Listing, Origin, Source } from '../source.ts';
import { type Answered, ask, jsonOf, textOfXml, useless } from './answers.ts';

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5';

/** A feed in RSS, Atom or JSON Feed, told apart by what it is and not by what its type says. */
export function feedOrigin(fetch: Fetch, source: Source, look: Origin['look']): Origin {
  return {
    look,
    async list(cursor): Promise<Listing> {
      const answer = await askConditionally(fetch, source.address, cursor, ACCEPT);
      if (answer.outcome !== 'answered') return answer;
      const feed = readFeed(answer);
      if ('outcome' in feed) return feed;
      const listed = await listFeed(feed, answer.url, source.settings.text);
      // A document with faults is asked for again as a whole.
      const next = feed.faults.length > 0 ? {} : validatorsOf(answer);
      return { outcome: 'listed', ...listed, cursor: next, more: false };
    },
  };
}

/** Asks for a document unless it is the one that the cursor's validators name. */
export async function askConditionally(
  fetch: Fetch,
  address: string,
  { etag, lastModified }: Cursor,
  accept: string,
): Promise<Answered | Failure | { outcome: 'unchanged' }> {
  const headers = {
    ...(etag && { 'if-none-match': etag }),
    ...(lastModified && { 'if-modified-since': lastModified }),
  };
  const answer = await ask(fetch, address, { accept, headers });
  if (answer.outcome !== 'answered') return answer;
  if (answer.status === 304) return { outcome: 'unchanged' };
  return answer.status === 200 ? answer : useless(answer);
}

/** What the next request is to ask with (RFC 9110 §13.1): the entity tag and the date of an answer. */
export function validatorsOf({ etag, lastModified }: Answered): Cursor {
  return { ...(etag && { etag }), ...(lastModified && { lastModified }) };
}

function readFeed(answer: Answered): ReadFeed | Failure {
  const text = textOfXml(answer);
  const start = text
    .slice(0, 1000)
    .trimStart()
    .replace(/^\uFEFF/, '');
  if (start.startsWith('{')) {
    return readJsonFeed(jsonOf(answer)) ?? useless(answer, 'answered JSON that is no JSON Feed');
  }
  if (/^<(?:!doctype html|html)\b/i.test(start)) return useless(answer, 'answered a page and not a feed');
  const document = readXml(text);
  if (typeof document === 'string') return useless(answer, `answered what ${document}`);
  const { name } = document.root;
  if (name === 'atom:feed') return readAtom(document);
  if (name === 'rss' || name.toLowerCase() === 'rdf:rdf') return readRss(document);
  return useless(answer, `answered XML that is no feed: <${name.slice(0, 40)}>`);
}
