import { beforeAll, describe, expect, it } from 'vitest';
import { SEARCHED } from '../../src/console/articles/article-list-records.ts';
import { at } from '../store/open-house.ts';
import { type OpenConsole, openConsole } from './open-console.ts';

const LIST = '/console/articles';
const STEP = 60;

/** Articles of one state, a minute apart; those whose number ends with 999 say so in their title. */
async function fill({ ports: { database } }: OpenConsole, state: string, count: number): Promise<void> {
  await database
    .prepare(
      `WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ?1)
       INSERT INTO articles (id, guid, version, state, digest, published_at, content)
       SELECT printf('%s-%05d', ?2, n), printf('tag:%s-%05d', ?2, n), 1, ?2, '',
         strftime('%Y-%m-%dT%H:%M:%fZ', ?3, printf('-%d seconds', n * ${STEP})),
         json_object('title', iif(n % 1000 = 999, 'Needle ', 'Straw ') || n, 'language', 'en', 'updatedAt', ?3)
       FROM numbers`,
    )
    .bind(count, state, at(0))
    .run();
}

describe('looking for a title among thousands', () => {
  let console: OpenConsole;
  beforeAll(async () => {
    console = await openConsole();
    await fill(console, 'live', 2 * SEARCHED + 500);
    await fill(console, 'withdrawn', SEARCHED + 500);
    await fill(console, 'withheld', 10);
  });

  /** The ids on each page, and what the page says, until there is no next one. */
  async function walk(query: string, language = 'en'): Promise<{ ids: string[]; html: string }[]> {
    const pages: { ids: string[]; html: string }[] = [];
    let path: string | undefined = `${LIST}?${query}`;
    while (path !== undefined && pages.length < 20) {
      const html = await console.page(path, { 'Accept-Language': language });
      const ids = [...html.matchAll(/<code>([^<]+)<\/code>/g)].map(([, id = '']) => id);
      pages.push({ ids, html });
      path = /<a href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll(/&(?:amp|#x26);/g, '&');
    }
    return pages;
  }

  it('says where it stopped, and goes on until every article was looked at, each once', async () => {
    const pages = await walk('q=needle');
    const ids = pages.flatMap((page) => page.ids);
    expect(ids.sort()).toEqual([
      'live-00999',
      'live-01999',
      'live-02999',
      'live-03999',
      'withdrawn-00999',
      'withdrawn-01999',
    ]);
    expect(pages).toHaveLength(3);
    const end = at(-(SEARCHED - 1) * STEP);
    expect(pages[0]?.html).toContain('looked at the newest 2,000 of each state');
    expect(pages[0]?.html).toContain(`<time datetime="${end}">`);
    expect(pages[1]?.html).toContain('looked at another 2,000 of each state');
    expect(pages.at(-1)?.html).not.toContain('looked at');
  });

  it('nothing is left out or shown twice where many match', async () => {
    const pages = await walk('q=straw&state=withdrawn');
    expect(pages[0]?.html).not.toContain('looked at the newest');
    const ids = pages.flatMap((page) => page.ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says so in French, and where nothing was found as well', async () => {
    const [first] = await walk('q=haystack', 'fr');
    expect(first?.html).toMatch(/a regardé les 2\s000 plus récents de chaque état/);
    expect(first?.html).toContain('Continuer parmi les articles plus anciens');
  });

  it('says nothing where all were looked at', async () => {
    for (const query of ['q=haystack&state=withheld', 'q=withheld-00003', 'state=live']) {
      const html = await console.page(`${LIST}?${query}`);
      const isCut = html.includes('looked at the newest');
      expect([query, isCut]).toEqual([query, query === 'q=withheld-00003']);
    }
  });
});
