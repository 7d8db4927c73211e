import { expect } from 'vitest';
import { type ArticleKind, articleOf } from './sample-articles.ts';
import type { Visit } from './unfurlers/visit.ts';
import type { UnfurlerCase } from './unfurlers.ts';

/** Holds what an unfurler shows of a visit to what the article says. */
export function expectShown({ unfurl, reads }: UnfurlerCase, visit: Visit, kind: ArticleKind): void {
  const article = articleOf(kind);
  const shown = unfurl(visit);
  if ('nothing' in shown) throw new Error(`nothing: ${shown.nothing}`);
  expectWordsOf(shown.title, article.title);
  if (article.dek) expectWordsOf(shown.description, article.dek);
  else expect(shown.description).toMatch(/^The ferry left at five/);
  expect(shown.image).toMatch(
    /^https:\/\/news\.example\/previews\/[A-Za-z0-9-]+\/[0-9a-f]{16}\.(?:png|jpg)$/,
  );
  const [author] = article.authors;
  for (const field of reads) {
    if (field === 'author' && author)
      expectWordsOf(shown.author?.slice(0, 200), article.authors.map(({ name }) => name).join(', '), 3);
    else if (field === 'author') expect([undefined, 'The Example Times']).toContain(shown.author);
    else if (field === 'creator') {
      expect(shown.creator).toBe(
        author?.url?.startsWith('https://social.example') ? '@ada@social.example' : undefined,
      );
    } else if (field === 'alt')
      expect(shown.alt?.split('. ')[0]).toBe(kind.publication ?? 'The Example Times');
    else if (field === 'site') expectWordsOf(shown.site, kind.publication ?? 'The Example Times');
    else expect([field, shown[field]]).toEqual([field, EXPECTED[field as keyof typeof EXPECTED]]);
  }
}

const EXPECTED = { width: 1200, height: 630, date: '2025-03-04T05:06:07.000Z', colour: '#c8102e' };

/** The same words, or a beginning of `least` units of them; spaces and broken characters apart. */
export function expectWordsOf(shown: string | undefined, whole: string, least = 15): void {
  const [seen, said] = [shown ?? '', whole].map((text) =>
    text
      .toWellFormed()
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  ) as [string, string];
  const start = seen.replace(/[\uFFFD…]+$/, '').trim();
  expect(start.length).toBeGreaterThanOrEqual(Math.min(said.length - 1, least));
  expect(start).toBe(said.slice(0, start.length));
}
