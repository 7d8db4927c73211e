import { readConfig } from '../../src/config.ts';
import type { Article } from '../../src/domain/article.ts';
import type { Origin, OriginAnswer, PageRewriter } from '../../src/domain/page-rewriting.ts';
import type { Database, Ports, Statement } from '../../src/domain/ports.ts';
import { createFront } from '../../src/rewriter/front.ts';
import { ADDRESS } from './publisher-page.ts';

const FRONT = { origin: 'https://origin.example', skip: [], hosts: ['news.example'] };
const CONFIG = readConfig({
  PUBLIC_URL: 'https://cards.news.example',
  PUBLICATION_NAME: 'The Bench Times',
  TAG_AUTHORITY: 'example.org,2026',
  FRONT_ORIGIN: FRONT.origin,
  FRONT_HOSTS: FRONT.hosts.join(' '),
});

export type FrontTask = (path: string) => Promise<Response>;

/**
 * What is compared, by the first segment of a path: `pass` answers the page as the origin sent it, `parser` sends it
 * through the parser without looking for anything, `cards` replaces its posts, `article` its tags too. The database
 * answers at once from memory, so that only work is measured.
 */
export function createFrontTasks(
  page: Uint8Array<ArrayBuffer>,
  pageRewriter: PageRewriter,
  answerOf: (response: Response) => OriginAnswer,
): Record<string, FrontTask> {
  const respond = () =>
    new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8', ETag: '"origin"' } });
  const origin: Origin = {
    async fetch() {
      return answerOf(respond());
    },
  };
  const frontOver = (database: Database) => {
    const ports = { database, clock: { now: () => new Date(0) }, log: () => undefined, cache, queue };
    const front = createFront({ ...(ports as unknown as Ports), origin, pageRewriter }, CONFIG, FRONT);
    return () => front.answer(new Request(ADDRESS, { headers: { 'Accept-Encoding': 'gzip' } }));
  };
  return {
    pass: async () => respond(),
    parser: async () => {
      const bytes = new Uint8Array(await respond().arrayBuffer());
      return new Response((await pageRewriter.rewrite(bytes, [])) as Uint8Array<ArrayBuffer>);
    },
    cards: frontOver(databaseOf([])),
    article: frontOver(
      databaseOf([{ content: JSON.stringify(article()), digest: 'digest', public_since: 'x' }]),
    ),
  };
}

const cache = { get: async () => new Uint8Array([1]), put: async () => undefined };
const queue = { send: async () => undefined };

/** Answers every query about articles with the same rows, and knows no post. */
function databaseOf(rows: unknown[]): Database {
  const statement = (sql: string): Statement => ({
    bind: () => statement(sql),
    first: async () => null,
    all: async <Row>() => ({ results: (sql.includes('FROM articles WHERE url') ? rows : []) as Row[] }),
    run: async () => undefined,
  });
  return { prepare: statement, batch: async () => undefined };
}

function article(): Article {
  const at = '2026-05-04T09:00:00.000Z';
  return {
    id: 'harbour',
    guid: 'tag:example.org,2026:articles/harbour',
    version: 1,
    state: 'live',
    url: ADDRESS,
    title: 'The harbour stays open',
    authors: [{ name: 'Mina Olsen' }],
    tags: ['Harbour'],
    language: 'en',
    direction: 'ltr',
    body: Array.from({ length: 20 }, () => ({
      type: 'html' as const,
      html: `<p>${'The ferry is late again. '.repeat(20)}</p>`,
    })),
    related: [],
    reading: {},
    publishedAt: at,
    updatedAt: at,
  };
}
